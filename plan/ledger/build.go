package ledger

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"turno/forecast/calendar"
	"turno/plan"
	"turno/schedule"
)

// builder collects rows and the stretches of duty that are shared out at the end.
type builder struct {
	*Ledger
	in     plan.Input
	index  map[string]int // agents by ID, the first of equals
	rows   map[rowKey]int
	crews  [][]crew // by interval
	blends map[string]int
	lists  [][]int // queues of each blend, in order of attention
	live   []bool  // by queue
	full   float64 // rostered over required at which a queue has what it requires
}

type rowKey struct {
	agent       int
	week, month calendar.Date
}

// crew is a person's part of an interval on one blend of queues.
type crew struct {
	blend, row int
	hours      float64
	pace       []float64 // by the queues of the blend
}

func newBuilder(l *Ledger, in plan.Input, planned schedule.Shrinkage) *builder {
	b := &builder{Ledger: l, in: in, index: map[string]int{}, rows: map[rowKey]int{}, crews: make([][]crew, l.Grid.N), blends: map[string]int{}}
	b.full = 1 / max(1e-6, 1-planned.Share())
	for _, q := range in.Queues {
		b.live = append(b.live, q.Channel.Live())
	}
	for i, a := range in.Team.Agents {
		if _, twice := b.index[a.ID]; !twice {
			b.index[a.ID] = i
		}
	}
	return b
}

// row is the agent's row for a shift of the start; it holds until the next call.
func (b *builder) row(agent int, start time.Time) *Row {
	return &b.Rows[b.place(agent, start)]
}

func (b *builder) place(agent int, start time.Time) int {
	d := calendar.DateOf(start.In(b.in.Calendar.Zone))
	k := rowKey{agent, d.Monday(), d.FirstOfMonth(0)}
	i, ok := b.rows[k]
	if !ok {
		i = len(b.Rows)
		b.rows[k] = i
		b.Rows = append(b.Rows, Row{Agent: k.agent, Week: k.week, Month: k.month, Paid: make([]time.Duration, len(b.Sets)), Queues: make([]float64, len(b.Queues))})
	}
	return i
}

// shift books what a shift's paid time was for.
func (b *builder) shift(agent int, s schedule.Shift) {
	row := b.row(agent, s.Start)
	if s.OnCall != nil {
		row.OnCall += s.PaidHours()
		return
	}
	for _, p := range s.Breaks {
		if d := overlap(s, p.Start, p.End); p.Paid && d > 0 {
			row.Aside += d
		}
	}
	for _, d := range s.Duties {
		row.Duty += max(0, overlap(s, d.Start, d.End))
	}
	b.duties(agent, s)
}

func overlap(s schedule.Shift, from, to time.Time) time.Duration {
	return calendar.Earlier(s.End, to).Sub(calendar.Later(s.Start, from))
}

// duties puts the duties of a shift into the intervals they touch.
func (b *builder) duties(agent int, s schedule.Shift) {
	grid := b.Grid
	if grid.N == 0 || grid.Step <= 0 {
		return
	}
	at := b.place(agent, calendar.Later(s.Start, grid.Start))
	for _, d := range s.Duties {
		blend := b.blend(d.Queues)
		from, to := calendar.Later(calendar.Later(s.Start, d.Start), grid.Start), calendar.Earlier(calendar.Earlier(s.End, d.End), grid.End())
		if blend < 0 || !from.Before(to) {
			continue
		}
		for i := grid.Index(from); i < grid.N && grid.At(i).Before(to); i++ {
			part := calendar.Earlier(to, grid.At(i+1)).Sub(calendar.Later(from, grid.At(i)))
			b.crews[i] = append(b.crews[i], crew{blend, at, part.Hours(), b.pace(agent, blend, grid.At(i))})
		}
	}
}

// blend is the number of a list of queues; -1 where none of them is known.
func (b *builder) blend(names []string) int {
	key := strings.Join(names, "\x00")
	if n, ok := b.blends[key]; ok {
		return n
	}
	var list []int
	for _, name := range names {
		if q := slices.Index(b.Queues, name); q >= 0 && !slices.Contains(list, q) {
			list = append(list, q)
		}
	}
	b.blends[key] = -1
	if len(list) > 0 {
		b.blends[key] = len(b.lists)
		b.lists = append(b.lists, list)
	}
	return b.blends[key]
}

// pace is the agent's at a time on each queue of a blend.
func (b *builder) pace(agent, blend int, at time.Time) []float64 {
	out := make([]float64, len(b.lists[blend]))
	for k, q := range b.lists[blend] {
		out[k] = b.in.Team.Agents[agent].Pace(b.in.Queues[q], at)
	}
	return out
}

// settle shares the duties of every interval out among their queues and puts the rows in
// order.
func (b *builder) settle() {
	for i, crews := range b.crews {
		b.share(i, crews)
	}
	slices.SortFunc(b.Rows, func(x, y Row) int {
		return cmp.Or(cmp.Compare(x.Agent, y.Agent), x.Week.Sub(y.Week), x.Month.Sub(y.Month))
	})
}

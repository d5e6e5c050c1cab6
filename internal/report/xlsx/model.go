package xlsx

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/plan/cost"
	"turno/plan/ledger"
	"turno/plan/lever"
	"turno/schedule"
)

// model is what the sheets of finance have in common: turno's facts, the names of the cells
// that people may change, and the figures that the formulas have now.
type model struct {
	ledger  ledger.Ledger
	levers  map[leverKey]lever.Lever
	names   lever.Names
	keep    float64 // share of rostered time that is left after shrinkage
	fte     float64 // hours of a full-time week
	hours   float64 // of an interval
	queues  []queueModel
	days    []calendar.Day
	agents  []int // indices into the team of those with a row in the ledger, in order
	centres []string
	teams   []string
	paid    map[paidKey]string // rows of weights on Inputs, by name

	flows     []dayFlow // the rows of Requirement
	needLast  int       // the last of them
	rowsNow   []hourRow // the rows of Hours
	queueRows []int     // of the queues on Totals
	queuePays []pay     // what they cost
	blocks    []block   // of rows on Totals that add up
	ratio     []float64 // by queue, net hours required per hour rostered
}

type leverKey struct {
	topic lever.Topic
	of    string
}

// queueModel is one queue with what its work is, on average of the period.
type queueModel struct {
	schedule.Queue
	word    string // ends the names of its cells
	kinds   [2]int // rows of its work on Inputs, first and last
	onward  []rate // per post, what goes on in another queue
	arrives []arrival

	volumeColumn int // its expected volume on Volume; 0 is none
	volume       forecast.Volume
	first        int // interval of the volume's grid with which the period begins
	n            int // intervals of the volume within the period
	work         []work
	care         float64 // share of the volume that needs an answer
	load         float64 // seconds of work per contact of volume
	handle       float64 // seconds of work per contact that needs an answer
	promised     *schedule.Target
	kept         float64 // share of contacts within the promise, or the first target
	known        bool    // kept has been simulated
}

// rate is a named cell with what it says now.
type rate struct {
	name  string
	value float64
}

// arrival is what comes from another queue, per post there, on top of a queue's own volume.
type arrival struct {
	from int
	rate
}

// work is one kind of message of a queue.
type work struct {
	kind                             string
	share, flush, triage, turns, aht float64
	pivots                           []pivot
}

type pivot struct {
	to      int // queue; -1 is none of the team's
	name    string
	share   float64 // of the kind's care
	dropOff float64
	adds    bool // on top of the other queue's own volume
}

func (b *book) newModel() *model {
	in := b.plan.Input
	m := &model{ledger: ledger.Of(b.plan, b.planned), levers: map[leverKey]lever.Lever{}, names: lever.Names{}, paid: map[paidKey]string{}, fte: in.FTEHours().Hours()}
	m.keep = 1 - in.Team.Shrinkage.Share()
	m.hours = m.ledger.Grid.Step.Hours()
	for _, l := range lever.Of(in) {
		m.levers[leverKey{l.Topic, l.Of}] = l
		m.names[strings.ToLower(l.Name)] = true
	}
	m.names["shrinkage"] = true
	if m.ledger.Grid.N > 0 {
		m.days = m.ledger.Grid.Days()
	}
	if len(m.ledger.Sets) == 0 {
		m.ledger.Sets = []cost.Set{0}
	}
	for i, q := range in.Queues {
		m.queues = append(m.queues, b.queueModel(m, i, q))
	}
	for _, r := range m.ledger.Rows {
		if len(m.agents) == 0 || m.agents[len(m.agents)-1] != r.Agent {
			m.agents = append(m.agents, r.Agent)
		}
		m.centres, m.teams = append(m.centres, in.Team.Agents[r.Agent].Centre), append(m.teams, in.Team.Agents[r.Agent].Group)
	}
	m.centres, m.teams = distinct(m.centres), distinct(m.teams)
	return m
}

// distinct sorts texts and takes out what is there twice.
func distinct(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}

func (b *book) queueModel(m *model, i int, q schedule.Queue) queueModel {
	in := b.plan.Input
	out := queueModel{Queue: q, word: q.Name}
	for _, v := range b.plan.Forecast.Volumes {
		if first := v.Grid.Index(in.Period.Start); v.Queue == q.Name && first >= 0 {
			out.volume, out.first = v, first
			for k := first; k < v.Grid.N && v.Grid.At(k).Before(in.Period.End()); k++ {
				out.n++
			}
			break
		}
	}
	var streams []forecast.Stream
	var weights []float64
	if i < len(b.plan.Profiles) {
		streams, weights = b.plan.Profiles[i].Streams, b.plan.Profiles[i].Volume.Mean
	}
	for _, s := range streams {
		out.work = append(out.work, workOf(s, weights, in.Queues))
	}
	if len(out.work) == 0 {
		out.work = []work{{share: 1, turns: 1}}
	}
	for _, w := range out.work {
		out.care += w.share * (1 - w.flush)
		out.load += w.share * (w.triage + (1-w.flush)*w.turns*w.aht)
		out.handle += w.share * (1 - w.flush) * w.turns * w.aht
	}
	if out.care > 0 {
		out.handle /= out.care
	}
	out.promised = q.Promise
	if q.Promise == nil && len(q.Targets) > 0 {
		out.promised = &q.Targets[0]
	}
	if i < len(b.plan.Service.Queues) {
		s := b.plan.Service.Queues[i]
		switch {
		case s.Promise != nil:
			out.kept, out.known = s.Promise.Mean, true
		case len(s.Targets) > 0:
			out.kept, out.known = s.Targets[0].Mean, true
		}
	}
	return out
}

// workOf is a stream as its averages over the period, by volume.
func workOf(s forecast.Stream, weights []float64, queues []schedule.Queue) work {
	w := work{kind: string(s.Kind), share: mean(s.Share, weights)}
	posts := weighed(weights, s.Share.At)
	w.flush, w.triage = mean(s.Flush, posts), mean(s.Triage, posts)
	care := weighed(posts, func(i int) float64 { return 1 - s.Flush.At(i) })
	w.turns = mean(s.Turns, care)
	w.aht = mean(s.AHT, weighed(care, func(i int) float64 { return max(s.Turns.At(i), 1) }))
	if w.turns == 0 {
		w.turns = 1 // live: a contact is one turn
	}
	for _, p := range s.Pivots {
		to := slices.IndexFunc(queues, func(q schedule.Queue) bool { return q.Name == p.To })
		w.pivots = append(w.pivots, pivot{to: to, name: p.To, share: p.Share, dropOff: p.DropOff, adds: !p.Counted})
	}
	return w
}

// weighed are weights times what lies in each interval.
func weighed(weights []float64, by func(i int) float64) []float64 {
	out := make([]float64, len(weights))
	for i, w := range weights {
		out[i] = w * by(i)
	}
	return out
}

// mean is a measure's average, weighted by what it is of: then the parts of a product multiply
// to the whole.
func mean(m forecast.Measure, weights []float64) float64 {
	var sum, total float64
	for i, w := range weights {
		sum, total = sum+w*m.At(i), total+w
	}
	if len(m.Mean) < 2 || total == 0 {
		return m.At(0)
	}
	return sum / total
}

// lever is the name of a value's cell.
func (m *model) lever(topic lever.Topic, of string) string {
	return m.levers[leverKey{topic, of}].Name
}

// wage is the cell of the agent's wage, and what it says.
func (m *model) wage(a schedule.Agent) (string, decimal.Decimal) {
	l, own := m.levers[leverKey{lever.OwnWage, a.ID}]
	if !own {
		l = m.levers[leverKey{lever.Wage, a.Contract}]
	}
	return l.Name, l.Value
}

// rows is the ledger's rows of an agent, first and last.
func (m *model) rows(agent int) (first, last int) {
	first, _ = slices.BinarySearchFunc(m.ledger.Rows, agent, func(r ledger.Row, a int) int { return cmp.Compare(r.Agent, a) })
	last = first
	for last+1 < len(m.ledger.Rows) && m.ledger.Rows[last+1].Agent == agent {
		last++
	}
	return first, last
}

// queueFlow is a queue's sum over the period.
func (m *model) queueFlow(k int) flow {
	var f flow
	for _, d := range m.flows {
		if d.queue == k {
			f.add(d.flow)
		}
	}
	return f
}

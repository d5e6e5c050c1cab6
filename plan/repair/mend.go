package repair

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"turno/plan/cost"
	"turno/schedule"
)

// Mending is a rule that somebody's shifts break, and what would put it right.
type Mending struct {
	Finding schedule.Finding
	Shifts  []schedule.Shift // that break it, by time, published ones before the period among them
	Mends   []Mend           // the cheapest first, at most three; none where nothing was found
	Tried   int
}

// Mend is one way to keep the rule that breaks no other.
type Mend struct {
	Edits  []Edit             // of everybody whose shifts it changes
	Wishes []schedule.Finding // requests that are no longer granted
	Missed float64            // contacts more that are expected to miss the target; below 0 is fewer
	Hours  float64            // paid hours more
	Cost   decimal.Decimal    // pay more
}

// The bounds of mending one finding.
const (
	mostMendShifts = 7              // shifts that are tried
	farthest       = 12 * time.Hour // that one is moved
	keptMends      = 3
	mendsPriced    = 24
)

// Mend finds, for up to most of the hard rules that the check found broken by people of the
// team, the least changes that keep them: a shift moved, cut, taken away, handed on or
// swapped, or put back to what it was in base (of which an empty grid is none). Locked
// shifts stay. Each is judged by the check; what it does to service is counted as Offers
// does. It returns ctx's error when that ends.
func (s Standing) Mend(ctx context.Context, found []schedule.Finding, base schedule.Roster, most int) ([]Mending, error) {
	b := newBench(s)
	m := mender{bench: b, base: newBench(Standing{Roster: base}).shifts, known: base.Grid.N > 0, missedNow: total(s.missed(s.Roster))}
	var out []Mending
	for _, f := range found {
		if len(out) == most {
			break
		}
		if f.Severity != schedule.Broken || !slices.ContainsFunc(s.Team.Agents, func(a schedule.Agent) bool { return a.ID == f.Agent }) {
			continue
		}
		x, err := m.mend(ctx, f)
		if err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, nil
}

type mender struct {
	*bench
	base      map[string][]schedule.Shift
	known     bool
	missedNow float64
}

// rosters are the shifts of the people whom a mend changes.
type rosters map[string][]schedule.Shift

func (m *mender) mend(ctx context.Context, f schedule.Finding) (Mending, error) {
	own := m.shifts[f.Agent]
	out := Mending{Finding: f}
	for _, x := range slices.Concat(m.Team.Published, own) {
		if x.Agent == f.Agent && !x.Start.After(f.To) && !x.End.Before(f.From) {
			out.Shifts = append(out.Shifts, x)
		}
	}
	slices.SortStableFunc(out.Shifts, func(a, b schedule.Shift) int { return a.Start.Compare(b.Start) })
	free := slices.DeleteFunc(slices.Clone(out.Shifts), func(x schedule.Shift) bool {
		return x.Locked || !slices.ContainsFunc(own, func(y schedule.Shift) bool { return sameTimes(x, y) })
	})
	var ways []rosters
	if list, ok := m.back(f, own, out.Shifts); ok {
		ways, out.Tried = append(ways, rosters{f.Agent: list}), out.Tried+1
	}
	for _, x := range free[:min(len(free), mostMendShifts)] {
		if err := ctx.Err(); err != nil {
			return out, err
		}
		ways = append(ways, m.alone(f, x, &out.Tried)...)
		handed, err := m.handed(ctx, f, x, &out.Tried)
		if err != nil {
			return out, err
		}
		ways = append(ways, handed...)
	}
	for _, w := range ways[:min(len(ways), mendsPriced)] {
		out.Mends = append(out.Mends, m.priced(w))
	}
	wage := m.wage(f.Agent)
	slices.SortStableFunc(out.Mends, func(a, b Mend) int {
		return cmp.Or(cmp.Compare(a.loss(wage), b.loss(wage)), cmp.Compare(len(a.Edits), len(b.Edits)))
	})
	out.Mends = out.Mends[:min(len(out.Mends), keptMends)]
	return out, nil
}

// keeps says whether the agent's shifts break the rule no more, and none that they did not
// break before.
func (m *mender) keeps(f schedule.Finding, shifts []schedule.Shift) bool {
	m.news(f.Agent, nil) // what is wrong as it is
	was := m.before[f.Agent]
	for _, g := range m.person(f.Agent, shifts) {
		same := func(o schedule.Finding) bool {
			return o.Code == g.Code && o.From.Equal(g.From) && o.To.Equal(g.To) && !worse(g, o)
		}
		if g.Severity == schedule.Broken && (g.Code == f.Code && !g.From.After(f.To) && !g.To.Before(f.From) || !slices.ContainsFunc(was, same)) {
			return false
		}
	}
	return true
}

// priced is what the change comes to.
func (m *mender) priced(w rosters) Mend {
	r := schedule.Roster{Grid: m.Roster.Grid}
	for _, x := range m.Roster.Shifts {
		if _, changed := w[x.Agent]; !changed {
			r.Shifts = append(r.Shifts, x)
		}
	}
	some := m.Team
	some.Agents = slices.DeleteFunc(slices.Clone(m.Team.Agents), func(a schedule.Agent) bool { _, changed := w[a.ID]; return !changed })
	var out Mend
	for _, a := range some.Agents {
		r.Shifts = append(r.Shifts, w[a.ID]...)
		for _, g := range m.news(a.ID, w[a.ID]) {
			if g.Severity != schedule.Broken {
				out.Wishes = append(out.Wishes, g)
			}
		}
	}
	r.Sort()
	was, is := cost.Of(some, m.Roster.Shifts, m.Calendar, m.Currency).Total, cost.Of(some, r.Shifts, m.Calendar, m.Currency).Total
	out.Edits = edits(m.Standing, r.Shifts)
	out.Missed = total(m.missed(r)) - m.missedNow
	out.Hours, out.Cost = is.PaidHours.Sub(was.PaidHours).InexactFloat64(), is.Total.Sub(was.Total)
	return out
}

// wage is an hour's base pay of the agent, 1 where none is known.
func (m *mender) wage(agent string) float64 {
	for _, a := range m.Team.Agents {
		if w := m.Team.PayOf(a).Wage; a.ID == agent && w.IsPositive() {
			return w.InexactFloat64()
		}
	}
	return 1
}

// loss is the mend as one number, in hours of pay (see state.loss), with what it means to
// people that their days change.
func (x Mend) loss(wage float64) float64 {
	sum := perContact*x.Missed + noticeable*float64(len(x.Edits))
	for _, f := range x.Wishes {
		sum += perRequest * f.Value
	}
	return sum + x.Cost.InexactFloat64()/wage
}

func total(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum
}

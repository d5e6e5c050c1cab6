package roster

import (
	"context"
	"math"
	"sync"
)

// Solution is the best legal roster found for a Problem.
type Solution struct {
	Plans   []Plan    // by agent, in the order of days
	Lost    []bool    // by agent: has no legal schedule, works nothing but what is locked
	Values  []float64 // of the objective's terms
	Total   float64   // their weighted sum
	Bound   float64   // no roster is below; -Inf where none is known
	Stopped bool      // ctx ended before the effort was spent
	Done    float64   // share of the effort spent, 0 to 1
}

// Better is a roster better than all before it in a search.
type Better struct{ Total, Bound float64 }

// Solve makes the best roster it can find for the problem. Hard rules hold by construction,
// for they shape the schedules that an agent can get at all. When ctx ends it returns the
// best so far, which is legal at any moment. The error is of the problem's values.
//
// A problem whose shifts leave nothing open, neither starts nor lengths nor breaks, and
// whose rules look at days alone is rigid: package column plans it by column generation.
// All others are planned by a search that gives one agent after the other the schedule that
// is optimal beside everybody else's (Burke & Curtois 2014).
func Solve(ctx context.Context, p *Problem, opt Options) (Solution, error) {
	if err := p.Validate(); err != nil {
		return Solution{}, err
	}
	p.prepare()
	return p.run(ctx, opt)
}

// run is Solve for a problem that is valid and prepared.
func (p *Problem) run(ctx context.Context, opt Options) (Solution, error) {
	ctx, cancel := opt.limited(ctx)
	defer cancel()
	if v, ok := newView(p); ok {
		return v.solve(ctx, opt)
	}
	if err := p.countable(); err != nil {
		return Solution{}, err
	}
	return p.solve(ctx, opt), nil
}

// solve is the search over single agents.
func (p *Problem) solve(ctx context.Context, opt Options) Solution {
	best, done := search(ctx, p, opt)
	return p.solution(best.best, best.none, math.Inf(-1), done)
}

// Rate is the objective of plans, legal or not, by term and altogether.
func (p *Problem) Rate(plans []Plan) (values []float64, total float64) {
	p.prepare()
	s := p.solution(plans, nil, 0, 1)
	return s.Values, s.Total
}

// solution adds up what plans are worth.
func (p *Problem) solution(plans []Plan, lost []bool, bound, done float64) Solution {
	b := newBoard(p)
	for a, pl := range plans {
		b.put(a, pl)
	}
	return Solution{Plans: plans, Lost: lost, Values: b.values(), Total: b.total(), Bound: bound, Stopped: done < 1, Done: done}
}

// prepare fills in what follows from the rest.
func (p *Problem) prepare() {
	p.fill()
	for l := range p.Lines {
		p.Lines[l].sum(p)
	}
	for a := range p.Agents {
		p.ready(&p.Agents[a])
	}
}

// ready fills in what follows from the rest of an agent.
func (p *Problem) ready(a *Agent) {
	p.settle(a)
	p = p.by(a)
	a.costWeight, a.tolls, a.unit = p.Terms[TermCost].Weight, p.Toll, p.unit(a)
	if len(a.Locked) == 0 {
		a.Locked = make([][]Placed, len(p.Days))
	}
	if len(a.Weeks) == 0 {
		a.Weeks = make([]WeekLimit, len(p.Weeks))
	}
	if len(a.Pay.UpTo) == 0 {
		a.Pay.UpTo = make([]float64, len(p.Toll))
	}
	a.needs = p.needs(a)
}

// unit is the greatest common divisor of all paid times the agent can have.
func (p *Problem) unit(a *Agent) int {
	g := a.Past.Paid
	for _, shifts := range a.Locked {
		for _, s := range shifts {
			g = gcd(g, s.Paid)
		}
	}
	seen := map[int]bool{}
	for _, starts := range a.Starts {
		for _, s := range starts {
			if !seen[s.Form] {
				seen[s.Form] = true
				for _, l := range p.Forms[s.Form].Lengths {
					g = gcd(g, l.Paid)
				}
			}
		}
	}
	return g
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// herald tells of every roster better than all before, one at a time.
type herald struct {
	mu   sync.Mutex
	best float64
	tell func(Better)
}

func newHerald(opt Options) *herald { return &herald{best: math.Inf(1), tell: opt.Better} }

func (h *herald) better(total, bound float64) {
	if h.tell == nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if total < h.best {
		h.best = total
		h.tell(Better{total, bound})
	}
}

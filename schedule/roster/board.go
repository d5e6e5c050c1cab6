package roster

import "slices"

// board is a whole roster under work: the schedules, the supply they make and what that is
// worth.
type board struct {
	p       *Problem
	plans   []Plan
	planned []bool      // false while an agent is taken out
	supply  [][]float64 // by line and interval
	crew    crew
	pass    *pass
	fresh   bool      // the pass is of the present supply
	lines   float64   // weighted cost of the lines
	own     []float64 // by agent: weighted cost, requests, consistency
	tolls   []float64 // by agent: unsocial hours, those before the period included
	hours   []float64 // by agent: paid hours above those agreed, the weeks before included
}

func newBoard(p *Problem) *board {
	b := &board{
		p: p, plans: make([]Plan, len(p.Agents)), planned: make([]bool, len(p.Agents)),
		own: make([]float64, len(p.Agents)), tolls: make([]float64, len(p.Agents)), hours: make([]float64, len(p.Agents)), pass: newPass(&p.Flow, p.N),
	}
	for range p.Lines {
		b.supply = append(b.supply, make([]float64, p.N))
	}
	for range p.Flow.Blends {
		b.crew.there = append(b.crew.there, make([]float64, p.N))
	}
	for range p.Flow.Live {
		b.crew.heads = append(b.crew.heads, make([]float64, p.N))
	}
	b.refresh()
	return b
}

// refresh adds everything up anew, so that rounding does not pile up.
func (b *board) refresh() {
	for _, s := range b.supply {
		clear(s)
	}
	for _, s := range b.crew.there {
		clear(s)
	}
	for _, s := range b.crew.heads {
		clear(s)
	}
	b.lines, b.fresh = 0, false
	for l := range b.p.Lines {
		for i := range b.p.N {
			b.lines += at(b.p.Lines[l].cost[i], 0)
		}
	}
	for a, plan := range b.plans {
		b.occupy(a, b.p.Agents[a].Before, 1)
		b.own[a] = b.p.Agents[a].ownCost(b.p, nil)
		b.tolls[a], b.hours[a] = b.p.Agents[a].Toll, b.p.Agents[a].Balance
		if b.planned[a] {
			b.planned[a] = false
			b.put(a, plan)
		}
	}
}

// put gives agent a the plan.
func (b *board) put(a int, pl Plan) {
	b.plans[a], b.planned[a] = pl, true
	b.shift(a, pl, 1)
	b.own[a] = b.p.Agents[a].ownCost(b.p, pl)
	b.tolls[a], b.hours[a] = b.p.Agents[a].Toll+b.p.Agents[a].tollOf(pl), b.p.Agents[a].Balance+pl.paid()
}

// take removes the plan of agent a and returns it.
func (b *board) take(a int) Plan {
	pl := b.plans[a]
	if b.planned[a] {
		b.shift(a, pl, -1)
	}
	b.plans[a], b.planned[a] = nil, false
	b.own[a] = b.p.Agents[a].ownCost(b.p, nil)
	b.tolls[a], b.hours[a] = b.p.Agents[a].Toll, b.p.Agents[a].Balance
	return pl
}

// shift adds the plan's supply, times sign.
func (b *board) shift(a int, pl Plan, sign float64) {
	b.fresh = false
	for _, s := range pl {
		b.occupy(a, s.Parts, sign)
	}
}

// occupy adds the supply of parts of a shift, times sign.
func (b *board) occupy(a int, parts []Part, sign float64) {
	step := b.p.Step
	for _, part := range parts {
		if part.Duty < 0 {
			continue
		}
		d := &b.p.Agents[a].Duties[part.Duty]
		for k := part.From / step; k*step < part.To && k < b.p.N; k++ {
			share := float64(min(part.To, (k+1)*step)-max(part.From, k*step)) / float64(step)
			b.add(d, k, sign*share)
		}
	}
}

func (b *board) add(d *Duty, k int, share float64) {
	for _, x := range d.Adds {
		s := &b.supply[x.Line][k]
		cost := b.p.Lines[x.Line].cost[k]
		b.lines -= at(cost, *s)
		*s = snap(*s + share*x.Amount)
		b.lines += at(cost, *s)
	}
	if d.Blend >= 0 {
		t := &b.crew.there[d.Blend][k]
		amount := 1.0
		if d.Live < 0 {
			amount = d.Pace
		}
		*t = snap(*t + share*amount)
	}
	if d.Live >= 0 {
		h := &b.crew.heads[d.Live][k]
		*h = snap(*h + share)
	}
}

// snap makes what rounding left of nothing nothing.
func snap(x float64) float64 {
	if x < 1e-9 && x > -1e-9 {
		return 0
	}
	return x
}

// run makes the pass over the deferrable work, unless nothing changed since the last.
func (b *board) run() {
	if !b.fresh {
		b.pass.run(&b.p.Flow, &b.crew, b.supply, b.p.N)
		b.fresh = true
	}
}

// total is the weighted objective.
func (b *board) total() float64 {
	b.run()
	t := b.p.Terms
	sum := b.lines + t[TermService].Weight*b.pass.late + t[TermWaiting].Weight*b.pass.overtime + t[TermLevel].Weight*b.pass.below
	for _, own := range b.own {
		sum += own
	}
	return sum + b.unfair(TermFairness, b.tolls) + b.unfair(TermHours, b.hours)
}

// values is the objective by term, each in its own unit.
func (b *board) values() []float64 {
	out := make([]float64, termCount)
	b.run()
	out[TermService], out[TermWaiting], out[TermLevel] = b.pass.late, b.pass.overtime, b.pass.below
	for l, line := range b.p.Lines {
		for _, c := range line.Cover {
			for i := range b.p.N {
				out[c.Term] += at(c.Table[i], b.supply[l][i])
			}
		}
	}
	for a, plan := range b.plans {
		ag := &b.p.Agents[a]
		out[TermCost] += ag.money(plan) * b.p.Wage
		out[TermMeetings] += ag.missed(plan)
		out[TermRequests] += ag.refused(plan)
		out[TermSwitches] += plan.switches()
		out[TermConsistency] += ag.unsteady(b.p, plan)
		out[TermStability] += ag.unsettled(plan)
		out[TermRules] += ag.unmet(b.p, plan)
	}
	out[TermFairness], out[TermHours] = b.unfairness(b.tolls), b.unfairness(b.hours)
	return out
}

// keep is a copy of the plans.
func (b *board) keep() []Plan { return slices.Clone(b.plans) }

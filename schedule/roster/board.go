package roster

import "slices"

// board is a whole roster under work: the schedules, the supply they make and what that is
// worth.
type board struct {
	p       *problem
	plans   []plan
	planned []bool      // false while an agent is taken out
	supply  [][]float64 // by line and interval
	crew    crew
	pass    *pass
	fresh   bool      // the pass is of the present supply
	lines   float64   // weighted cost of the lines
	own     []float64 // by agent: weighted cost, requests, consistency
	tolls   []float64 // by agent: unsocial hours, those before the period included
}

func newBoard(p *problem) *board {
	b := &board{
		p: p, plans: make([]plan, len(p.agents)), planned: make([]bool, len(p.agents)),
		own: make([]float64, len(p.agents)), tolls: make([]float64, len(p.agents)), pass: newPass(&p.flow, p.n),
	}
	for range p.lines {
		b.supply = append(b.supply, make([]float64, p.n))
	}
	for range p.flow.blends {
		b.crew.there = append(b.crew.there, make([]float64, p.n))
	}
	for range p.flow.live {
		b.crew.heads = append(b.crew.heads, make([]float64, p.n))
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
	for l := range b.p.lines {
		for i := range b.p.n {
			b.lines += at(b.p.lines[l].cost[i], 0)
		}
	}
	for a, plan := range b.plans {
		b.occupy(a, b.p.agents[a].before, 1)
		b.own[a] = b.p.agents[a].ownCost(b.p, nil)
		b.tolls[a] = b.p.agents[a].toll
		if b.planned[a] {
			b.planned[a] = false
			b.put(a, plan)
		}
	}
}

// put gives agent a the plan.
func (b *board) put(a int, pl plan) {
	b.plans[a], b.planned[a] = pl, true
	b.shift(a, pl, 1)
	b.own[a] = b.p.agents[a].ownCost(b.p, pl)
	b.tolls[a] = b.p.agents[a].toll + b.p.agents[a].tollOf(pl)
}

// take removes the plan of agent a and returns it.
func (b *board) take(a int) plan {
	pl := b.plans[a]
	if b.planned[a] {
		b.shift(a, pl, -1)
	}
	b.plans[a], b.planned[a] = nil, false
	b.own[a] = b.p.agents[a].ownCost(b.p, nil)
	b.tolls[a] = b.p.agents[a].toll
	return pl
}

// shift adds the plan's supply, times sign.
func (b *board) shift(a int, pl plan, sign float64) {
	b.fresh = false
	for _, s := range pl {
		b.occupy(a, s.parts, sign)
	}
}

// occupy adds the supply of parts of a shift, times sign.
func (b *board) occupy(a int, parts []part, sign float64) {
	step := b.p.step
	for _, part := range parts {
		if part.duty < 0 {
			continue
		}
		d := &b.p.agents[a].duties[part.duty]
		for k := part.from / step; k*step < part.to && k < b.p.n; k++ {
			share := float64(min(part.to, (k+1)*step)-max(part.from, k*step)) / float64(step)
			b.add(d, k, sign*share)
		}
	}
}

func (b *board) add(d *duty, k int, share float64) {
	for _, x := range d.adds {
		s := &b.supply[x.line][k]
		cost := b.p.lines[x.line].cost[k]
		b.lines -= at(cost, *s)
		*s = snap(*s + share*x.amount)
		b.lines += at(cost, *s)
	}
	if d.blend >= 0 {
		t := &b.crew.there[d.blend][k]
		amount := 1.0
		if d.live < 0 {
			amount = d.pace
		}
		*t = snap(*t + share*amount)
	}
	if d.live >= 0 {
		h := &b.crew.heads[d.live][k]
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
		b.pass.run(&b.p.flow, &b.crew, b.supply, b.p.n)
		b.fresh = true
	}
}

// total is the weighted objective.
func (b *board) total() float64 {
	b.run()
	t := b.p.terms
	sum := b.lines + t[termService].weight*b.pass.late + t[termWaiting].weight*b.pass.overtime + t[termLevel].weight*b.pass.below
	for _, own := range b.own {
		sum += own
	}
	return sum + t[termFairness].weight*b.unfairness()
}

// values is the objective by term, each in its own unit.
func (b *board) values() []float64 {
	out := make([]float64, termCount)
	b.run()
	out[termService], out[termWaiting], out[termLevel] = b.pass.late, b.pass.overtime, b.pass.below
	for l, line := range b.p.lines {
		for _, c := range line.cover {
			for i := range b.p.n {
				out[c.term] += at(c.table[i], b.supply[l][i])
			}
		}
	}
	for a, plan := range b.plans {
		ag := &b.p.agents[a]
		out[termCost] += ag.money(plan) * b.p.wage
		out[termRequests] += ag.refused(plan)
		out[termSwitches] += plan.switches()
		out[termConsistency] += ag.unsteady(b.p, plan)
	}
	out[termFairness] = b.unfairness()
	return out
}

// keep is a copy of the plans.
func (b *board) keep() []plan { return slices.Clone(b.plans) }

package roster

import (
	"context"
	"slices"
)

// spreads are the ways to price late work, see board.price.
var spreads = []float64{1, 1.5, 4}

// free lists those of the agents who have anything to choose: a start.
func (l *lane) free(agents []int) []int {
	return slices.DeleteFunc(slices.Clone(agents), func(a int) bool { return l.p.Agents[a].freedom() == 0 })
}

// replan takes the agents out and puts each back with the best schedule against the rest,
// one after the other, and undoes it where the roster is the worse for it by more than a
// little that chance allows: that leads out of rosters no agents better (Kirkpatrick et al.
// 1983, at a constant temperature). The first agent's requests count so many times.
func (l *lane) replan(ctx context.Context, agents []int, times float64) {
	spread := spreads[l.rng.IntN(len(spreads))]
	if agents = l.free(agents); len(agents) == 0 {
		return
	}
	before, w, weeks := l.b.total(), l.work[0], l.season()
	old := make([]Plan, len(agents))
	for i, a := range agents {
		old[i] = l.b.take(a)
	}
	for i, a := range agents {
		l.b.price(a, old[i], spread, w.pr)
		if i == 0 {
			w.pr.weight[TermRequests] *= times
		}
		l.b.put(a, l.replanned(ctx, w, a, old[i], weeks))
	}
	if l.b.total() > before+l.rng.ExpFloat64()*warmth*before/float64(len(l.p.Agents))+1e-9 {
		l.give(agents, old)
	}
}

// granting is how many times the requests of an agent count who has one refused, while others
// may fill what granting it leaves open.
const granting = 5

// refused says whether the agent has a request that is not granted.
func (l *lane) refused(a int) bool {
	ag := &l.p.Agents[a]
	return len(ag.Wishes) > 0 && ag.refused(l.b.plans[a]) > 1e-9
}

// warmth is the mean loss that is allowed, as a share of an agent's part of the objective.
const warmth = 0.06

// replanBeside plans one agent a worker against all others as they are, the other workers'
// agents included: in a large team people hardly meet. Where they do and the roster is the
// worse for it, only the first keeps the new schedule, if that gains.
func (l *lane) replanBeside(ctx context.Context, agents []int) {
	spread := spreads[l.rng.IntN(len(spreads))]
	if agents = l.free(agents); len(agents) == 0 {
		return
	}
	before, weeks := l.b.total(), l.season()
	old := make([]Plan, len(agents))
	for i, a := range agents {
		old[i] = l.b.take(a)
		l.b.price(a, old[i], spread, l.work[i].pr)
		l.b.put(a, old[i])
	}
	plans := l.side(agents, func(i int, w worker) Plan { return l.replanned(ctx, w, agents[i], old[i], weeks) })
	l.give(agents, plans)
	for n := len(agents) - 1; n >= 0 && l.b.total() > before+1e-9; n-- {
		l.give(agents[n:n+1], old[n:n+1])
	}
}

// give gives the agents other plans.
func (l *lane) give(agents []int, plans []Plan) {
	for _, a := range agents {
		l.b.take(a)
	}
	for i, a := range agents {
		l.b.put(a, plans[i])
	}
}

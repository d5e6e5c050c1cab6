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
// one after the other, in one week or the whole of the period, and undoes it where the roster is the worse for it by more than a
// little that chance allows: that leads out of rosters no agents better (Kirkpatrick et al.
// 1983, at a constant temperature). The first agent's requests count so many times.
func (l *lane) replan(ctx context.Context, agents []int, times float64, week int) {
	spread := spreads[l.rng.IntN(len(spreads))]
	if agents = l.free(agents); len(agents) == 0 {
		return
	}
	before, w := l.b.total(), l.work[0]
	old := make([]Plan, len(agents))
	for i, a := range agents {
		old[i] = l.b.take(a)
	}
	for i, a := range agents {
		l.b.price(a, old[i], spread, w.pr)
		if i == 0 {
			w.pr.weight[TermRequests] *= times
		}
		l.b.put(a, l.replannedIn(ctx, w, a, old[i], week))
	}
	part := before / float64(len(l.p.Agents))
	if week != whole {
		part /= float64(len(l.p.Weeks))
	}
	if l.b.total() > before+l.rng.ExpFloat64()*warmth*part+1e-9 {
		l.give(agents, old)
	}
}

// whole stands for all weeks.
const whole = -1

// replanWeeks replans the agent and those with them: all of the period or, where that has
// several weeks, each of them on its own, all others as they are. Of a long period a change
// of everything is seldom better everywhere, and what is good in one week goes with it.
func (l *lane) replanWeeks(ctx context.Context, a int, with func(a int) []int) {
	weeks := len(l.p.Agents[a].Weeks)
	if weeks <= 1 {
		l.replan(ctx, with(a), 1, whole)
		return
	}
	for week := range weeks {
		l.replan(ctx, with(a), 1, week)
	}
}

// replannedIn is replanned with the shifts of all other weeks as they are.
func (l *lane) replannedIn(ctx context.Context, w worker, a int, before Plan, week int) Plan {
	ag := &l.p.Agents[a]
	if week == whole || len(ag.Meetings) > 0 || l.none[a] {
		return l.replanned(ctx, w, a, before)
	}
	p := l.p.by(ag)
	thin := *ag
	thin.Starts, thin.Locked = make([][]Start, len(ag.Starts)), slices.Clone(ag.Locked)
	for d := range p.Days {
		if p.Days[d].Week == week {
			thin.Starts[d] = ag.Starts[d]
		}
	}
	for k := range before {
		if d := before[k].Day; p.Days[d].Week != week && len(ag.Locked[d]) == 0 {
			thin.Locked[d] = before[k : k+1]
		}
	}
	if pl, ok := w.w.plan(ctx, &thin, w.pr, before); ok {
		return pl
	}
	return before
}

// granting is how many times the requests of an agent count who has one refused, while others
// may fill what granting it leaves open.
const granting = 5

// refused says whether the agent has a request that is not granted.
func (l *lane) refused(a int) bool {
	ag := &l.p.Agents[a]
	return len(ag.Wishes) > 0 && ag.refused(l.b.plans[a]) > 1e-9
}

// warmth is the mean loss that is allowed, as a share of an agent's part of the objective, in the week or the
// period that is planned anew.
const warmth = 0.06

// replanBeside plans one agent a worker against all others as they are, the other workers'
// agents included: in a large team people hardly meet. Where they do and the roster is the
// worse for it, only the first keeps the new schedule, if that gains.
func (l *lane) replanBeside(ctx context.Context, agents []int) {
	spread := spreads[l.rng.IntN(len(spreads))]
	if agents = l.free(agents); len(agents) == 0 {
		return
	}
	before := l.b.total()
	old := make([]Plan, len(agents))
	for i, a := range agents {
		old[i] = l.b.take(a)
		l.b.price(a, old[i], spread, l.work[i].pr)
		l.b.put(a, old[i])
	}
	plans := l.side(agents, func(i int, w worker) Plan { return l.replanned(ctx, w, agents[i], old[i]) })
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

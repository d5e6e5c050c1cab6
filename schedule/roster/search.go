package roster

import (
	"cmp"
	"context"
	"math"
	"math/rand/v2"
	"slices"

	"golang.org/x/sync/errgroup"
)

// lanes is how many agents are planned side by side: by searches of their own for small
// teams, of which the best counts, or by one search for large ones, where two agents hardly
// meet. It does not depend on the machine, so that the outcome is the same everywhere.
const (
	lanes = 2
	crowd = 100 // agents of a large team
)

// lane is one search: a board, its own random numbers, and what it found best.
type lane struct {
	p    *Problem
	b    *board
	rng  *rand.Rand
	work []worker
	none []bool // agents without a legal schedule
	done func() // tells progress
	h    *herald

	best      []Plan
	bestTotal float64
	finished  bool
}

// worker plans one agent at a time.
type worker struct {
	w  *pathPlanner
	pr *prices
}

// searches is how many boards are worked on.
func searches(p *Problem) int {
	if len(p.Agents) >= crowd {
		return 1
	}
	return lanes
}

// Rounds is the default effort for so many people and weeks: enough visits for small teams to
// settle, bounded for large ones, whose one search has the rounds of both. A visit to several
// weeks takes more than its share of a week's time.
func Rounds(people, weeks int) int {
	n := min(max(3000/max(people, 1), fewest), 120)
	if weeks > 1 {
		n = max(n*2/3, fewest)
	}
	if people >= crowd {
		return n * lanes
	}
	return n
}

// rounds is the effort of a search: in a long period a visit sees one season alone.
func rounds(p *Problem, opt Options) int {
	weeks := (len(p.Days) + 6) / 7
	if opt.Effort > 0 {
		return opt.Effort
	}
	n := Rounds(len(p.Agents), weeks)
	if p.seasonal() {
		n = Rounds(len(p.Agents), 1) * weeks / season
	}
	return max(n/max(opt.Searches, 1), fewest)
}

// fewest is the least rounds of a default effort.
const fewest = 8

// search runs the lanes and returns the one with the best roster.
func search(ctx context.Context, p *Problem, opt Options) (best *lane, share float64) {
	n := rounds(p, opt)
	all, h := make([]*lane, searches(p)), newHerald(opt)
	report := counter(opt, len(all)*(n+1)*len(p.Agents))
	group := new(errgroup.Group)
	for k := range all {
		all[k] = &lane{
			p: p, b: newBoard(p), rng: rand.New(rand.NewPCG(opt.Seed, uint64(k))),
			none: make([]bool, len(p.Agents)), done: report.step, h: h,
		}
		for range lanes / len(all) {
			all[k].work = append(all[k].work, worker{newPathPlanner(p), new(prices)})
		}
		group.Go(func() error { all[k].run(ctx, n); return nil })
	}
	_ = group.Wait()
	best = all[0]
	for _, l := range all[1:] {
		if l.bestTotal < best.bestTotal-1e-9 {
			best = l
		}
	}
	finished := true
	for _, l := range all {
		finished = finished && l.finished
	}
	if finished {
		return best, 1
	}
	return best, report.share()
}

// run builds a roster and improves it for so many rounds.
func (l *lane) run(ctx context.Context, n int) {
	l.construct(ctx)
	l.keep()
	idle := 0
	for round := 0; round < n && ctx.Err() == nil; round++ {
		l.b.refresh()
		before := l.b.total()
		order := l.rng.Perm(len(l.p.Agents))
		for k := 0; k < len(order) && ctx.Err() == nil; k += len(l.work) {
			some := order[k:min(k+len(l.work), len(order))]
			switch {
			case round%2 == 1 && l.refused(some[0]) && l.rng.IntN(2) == 0:
				l.replan(ctx, l.neighbours(some[0]), granting)
			case len(l.work) > 1:
				l.replanBeside(ctx, some)
			case round%2 == 0:
				l.replan(ctx, some, 1)
			case k%2 == 0:
				l.replan(ctx, l.neighbours(some[0]), 1)
			}
			for range some {
				l.done()
			}
		}
		l.keep()
		if idle++; l.b.total() < before-1e-6 {
			idle = 0
		}
		if idle >= settled && round+settled < n {
			l.kick(ctx)
			idle = 0
		}
	}
	l.finished = ctx.Err() == nil
}

// settled is the number of rounds without any gain after which a search is shaken.
const settled = 4

// kick goes back to the best roster and plans a fifth of the agents anew at prices with
// noise, whatever comes of it: the rounds that follow may then settle elsewhere
// (iterated local search, Lourenço, Martin & Stützle 2003).
func (l *lane) kick(ctx context.Context) {
	l.restore(l.best)
	agents, weeks := l.rng.Perm(len(l.p.Agents))[:min(len(l.p.Agents), 2+len(l.p.Agents)/5)], l.season()
	for _, a := range agents {
		l.b.take(a)
	}
	w := l.work[0]
	for _, a := range agents {
		l.b.price(a, l.best[a], 1, w.pr)
		w.pr.noise, w.pr.rng = kickNoise, l.rng
		l.b.put(a, l.replanned(ctx, w, a, l.best[a], weeks))
	}
	w.pr.noise = 0
}

// kickNoise is the extent of the noise, as a share of an option's value.
const kickNoise = 1.0

func (l *lane) restore(plans []Plan) {
	for a := range plans {
		l.b.take(a)
	}
	for a, pl := range plans {
		l.b.put(a, pl)
	}
}

// keep remembers the roster where it is the best so far.
func (l *lane) keep() {
	if total := l.b.total(); l.best == nil || total < l.bestTotal {
		l.best, l.bestTotal = l.b.keep(), total
		l.h.better(total, math.Inf(-1))
	}
}

// construct plans the agents one by one, those with the fewest duties and starts first:
// locked shifts are there from the outset, and who was told of a roster gets the legal one
// nearest to it.
func (l *lane) construct(ctx context.Context) {
	order := l.rng.Perm(len(l.p.Agents))
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := &l.p.Agents[a], &l.p.Agents[b]
		return cmp.Or(cmp.Compare(len(x.Duties), len(y.Duties)), cmp.Compare(x.freedom(), y.freedom()))
	})
	for a := range l.p.Agents {
		l.b.put(a, l.p.Agents[a].fixed())
	}
	order = slices.DeleteFunc(order, func(a int) bool { return l.p.Agents[a].Kept })
	for k := 0; k < len(order); k += len(l.work) {
		l.first(ctx, order[k:min(k+len(l.work), len(order))])
	}
}

// first plans one agent a worker for the first time.
func (l *lane) first(ctx context.Context, agents []int) {
	before := make([]Plan, len(agents))
	for i, a := range agents {
		before[i] = l.b.take(a)
	}
	plans := l.side(agents, func(i int, w worker) Plan {
		ag := &l.p.Agents[agents[i]]
		switch {
		case ag.freedom() == 0: // only whether the locked shifts are legal is to be seen
			w.pr.fit(len(ag.Duties), l.p.N+l.p.Tail)
		case len(ag.Told) > 0:
			w.pr.nearest(l.p, ag)
		default:
			l.b.price(agents[i], before[i], 1, w.pr)
		}
		pl, ok := w.w.plan(ctx, ag, w.pr, nil)
		if !ok && ctx.Err() != nil {
			pl, ok = w.hasty(ctx, ag)
		}
		if l.none[agents[i]] = !ok; !ok {
			return before[i]
		}
		return pl
	})
	for i, a := range agents {
		l.b.put(a, plans[i])
		l.done()
	}
}

// hasty is a legal schedule of the agent that looks at few starts a day, unless there is
// none with these: so that a search cancelled at any moment has a legal roster.
func (w worker) hasty(ctx context.Context, a *Agent) (Plan, bool) {
	ctx = context.WithoutCancel(ctx)
	thin := *a
	thin.Starts = make([][]Start, len(a.Starts))
	for d, starts := range a.Starts {
		for k := 0; k < len(starts); k += max(1, len(starts)/few) {
			thin.Starts[d] = append(thin.Starts[d], starts[k])
		}
	}
	if pl, ok := w.w.plan(ctx, &thin, w.pr, nil); ok {
		return pl, true
	}
	return w.w.plan(ctx, a, w.pr, nil)
}

// few is how many starts a day a hasty schedule looks at.
const few = 3

// side plans agents side by side, one a worker, beside the same board.
func (l *lane) side(agents []int, plan func(i int, w worker) Plan) []Plan {
	out := make([]Plan, len(agents))
	l.b.run()
	var group errgroup.Group
	for i := range agents[1:] {
		group.Go(func() error { out[i+1] = plan(i+1, l.work[i+1]); return nil })
	}
	out[0] = plan(0, l.work[0])
	_ = group.Wait()
	return out
}

// freedom counts the starts of the agent.
func (a *Agent) freedom() int {
	n := 0
	for _, s := range a.Starts {
		n += len(s)
	}
	return n
}

// fixed is the agent's locked shifts.
func (a *Agent) fixed() Plan {
	var pl Plan
	for _, s := range a.Locked {
		pl = append(pl, s...)
	}
	return pl
}

// neighbours is the agent and one to three others.
func (l *lane) neighbours(a int) []int {
	out := []int{a}
	for range 1 + l.rng.IntN(3) {
		if n := len(l.p.Agents); n > 1 {
			if b := (a + 1 + l.rng.IntN(n-1)) % n; !slices.Contains(out, b) {
				out = append(out, b)
			}
		}
	}
	return out
}

package roster

import (
	"cmp"
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"
)

// lanes is how many searches run side by side. It does not depend on the machine, so that
// the best of them is the same everywhere.
const lanes = 2

// lane is one search: a board, its own random numbers, and what it found best.
type lane struct {
	p    *Problem
	b    *board
	rng  *rand.Rand
	w    *pathPlanner
	pr   prices
	none []bool // agents without a legal schedule
	done func() // tells progress
	h    *herald

	best      []Plan
	bestTotal float64
	finished  bool
}

// rounds is the default effort: enough visits for small teams to settle, bounded for
// large ones and long periods.
func rounds(p *Problem, effort int) int {
	if effort > 0 {
		return effort
	}
	return min(max(1500/max(len(p.Agents)*len(p.Weeks), 1), 4), 60)
}

// search runs the lanes and returns the one with the best roster.
func search(ctx context.Context, p *Problem, opt Options) (best *lane, share float64) {
	n := rounds(p, opt.Effort)
	report := counter(opt, lanes*(n+1)*len(p.Agents))
	all, h := make([]*lane, lanes), newHerald(opt)
	group := new(errgroup.Group)
	for k := range all {
		all[k] = &lane{
			p: p, b: newBoard(p), w: newPathPlanner(p), rng: rand.New(rand.NewPCG(opt.Seed, uint64(k))),
			none: make([]bool, len(p.Agents)), done: report.step, h: h,
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
		for k := 0; k < len(order) && ctx.Err() == nil; k++ {
			if round%2 == 0 {
				l.replan(ctx, order[k:k+1])
			} else if k%2 == 0 {
				l.replan(ctx, l.neighbours(order[k]))
			}
			l.done()
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
const settled = 2

// kick goes back to the best roster and plans a fifth of the agents anew at prices with
// noise, whatever comes of it: the rounds that follow may then settle elsewhere
// (iterated local search, Lourenço, Martin & Stützle 2003).
func (l *lane) kick(ctx context.Context) {
	l.restore(l.best)
	agents := l.rng.Perm(len(l.p.Agents))[:min(len(l.p.Agents), 2+len(l.p.Agents)/5)]
	for _, a := range agents {
		l.b.take(a)
	}
	for _, a := range agents {
		l.b.price(a, l.best[a], 1, &l.pr)
		l.pr.noise, l.pr.rng = kickNoise, l.rng
		l.b.put(a, l.replanned(ctx, a, l.best[a]))
	}
	l.pr.noise = 0
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

// replanned is the agent's best schedule at the prices, or before where there is none.
func (l *lane) replanned(ctx context.Context, a int, before Plan) Plan {
	if !l.none[a] {
		if pl, ok := l.w.plan(ctx, &l.p.Agents[a], &l.pr, before); ok {
			return pl
		}
	}
	return before
}

// keep remembers the roster where it is the best so far.
func (l *lane) keep() {
	if total := l.b.total(); l.best == nil || total < l.bestTotal {
		l.best, l.bestTotal = l.b.keep(), total
		l.h.better(total, math.Inf(-1))
	}
}

// construct plans the agents one by one, those with the fewest duties and starts first:
// locked shifts are there from the outset.
func (l *lane) construct(ctx context.Context) {
	order := l.rng.Perm(len(l.p.Agents))
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := &l.p.Agents[a], &l.p.Agents[b]
		return cmp.Or(cmp.Compare(len(x.Duties), len(y.Duties)), cmp.Compare(x.freedom(), y.freedom()))
	})
	for a := range l.p.Agents {
		l.b.put(a, l.p.Agents[a].fixed())
	}
	for _, a := range order {
		if ctx.Err() != nil {
			return
		}
		before := l.b.take(a)
		if l.p.Agents[a].freedom() > 0 {
			l.b.price(a, before, 1, &l.pr)
		} else { // only whether the locked shifts are legal is to be seen
			l.pr.fit(len(l.p.Agents[a].Duties), l.p.N+l.p.Tail)
		}
		pl, ok := l.w.plan(ctx, &l.p.Agents[a], &l.pr, nil)
		if !ok {
			l.none[a] = ctx.Err() == nil
			pl = before
		}
		l.b.put(a, pl)
		l.done()
	}
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
		if b := l.rng.IntN(len(l.p.Agents)); !slices.Contains(out, b) {
			out = append(out, b)
		}
	}
	return out
}

// spreads are the ways to price late work, see board.price.
var spreads = []float64{1, 1.5, 4}

// replan takes the agents out and puts each back with the best schedule against the rest,
// and undoes it where the roster is the worse for it. Who has no starts has nothing to
// choose and is left alone.
func (l *lane) replan(ctx context.Context, agents []int) {
	spread := spreads[l.rng.IntN(len(spreads))]
	agents = slices.DeleteFunc(slices.Clone(agents), func(a int) bool { return l.p.Agents[a].freedom() == 0 })
	if len(agents) == 0 {
		return
	}
	before := l.b.total()
	old := make([]Plan, len(agents))
	for i, a := range agents {
		old[i] = l.b.take(a)
	}
	for i, a := range agents {
		l.b.price(a, old[i], spread, &l.pr)
		l.b.put(a, l.replanned(ctx, a, old[i]))
	}
	if l.b.total() > before+1e-9 {
		for _, a := range agents {
			l.b.take(a)
		}
		for i, a := range agents {
			l.b.put(a, old[i])
		}
	}
}

// progress counts steps of all lanes.
type progress struct {
	mu         sync.Mutex
	opt        Options
	done, from int
}

func counter(opt Options, total int) *progress { return &progress{opt: opt, from: max(total, 1)} }

func (c *progress) step() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.done = min(c.done+1, c.from)
	if c.opt.Progress != nil {
		c.opt.Progress("roster", c.done, c.from)
	}
}

func (c *progress) share() float64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return min(float64(c.done)/float64(c.from), 0.99)
}

package column

import (
	"cmp"
	"context"
	"math"
	"math/rand/v2"
	"slices"

	"golang.org/x/sync/errgroup"
)

// warmth is the mean loss that the search may take with a neighbourhood, as a share of the
// total: a little leads out of a roster that no neighbourhood betters (Kirkpatrick et al.
// 1983, at a constant temperature).
const warmth = 0.0004

// lanes is how many parts are replanned side by side. It does not depend on the machine, so
// that the result is the same everywhere.
const lanes = 2

// run searches neighbourhoods until the effort is spent, the bound is reached or ctx ends.
// Each lane replans a part of its own beside the same roster; then the better outcome is
// taken, and the other one where it still does not cost too much beside it.
func (s *search) run(ctx context.Context) {
	s.keep()
	for s.done < s.set.Effort && ctx.Err() == nil && s.least > s.bound+max(1e-6, s.grain-1e-3) {
		tries := s.tries()
		s.done += len(tries)
		var group errgroup.Group
		for k := range tries {
			t := &tries[k]
			fs := s.finders[k : k+1]
			if t.whole {
				fs = s.finders
			}
			group.Go(func() error { s.replanPart(ctx, t, fs); return nil })
		}
		_ = group.Wait()
		slices.SortStableFunc(tries, func(a, b try) int { return cmp.Compare(a.cost, b.cost) })
		for _, t := range tries {
			s.take(t)
		}
		if s.total < s.least-1e-9 {
			s.keep()
		}
	}
}

// try is a part to replan and what came of it.
type try struct {
	part  part
	whole bool
	loss  float64 // that is accepted
	rng   *rand.Rand
	paths map[int][]int // nil where nothing good enough was found
	cost  float64       // of the roster with the paths
	bound float64       // of the part
}

// tries are the next parts: the whole problem, or one a lane, of different agents where
// there are enough.
func (s *search) tries() []try {
	var out []try
	taken := make([]bool, len(s.paths))
	for n := s.done; n < min(s.done+lanes, s.set.Effort); n++ {
		pt := s.pick(n, taken)
		t := try{part: pt, loss: s.rng.ExpFloat64() * warmth * s.total, rng: rand.New(rand.NewPCG(s.rng.Uint64(), 0))}
		t.whole = len(pt.agents) == len(s.paths) && !slices.Contains(pt.open, false)
		if t.whole && len(out) > 0 {
			return out
		}
		if t.whole {
			t.loss = 0
			return []try{t}
		}
		out = append(out, t)
		for _, a := range pt.agents {
			taken[a] = true
		}
	}
	return out
}

// keep makes the roster the best.
func (s *search) keep() {
	s.best, s.least = slices.Clone(s.paths), s.total
	if s.set.Progress != nil {
		s.set.Progress(Result{Total: s.total, Bound: s.bound, Searched: s.done})
	}
}

// replanPart looks for paths of a part that cost at most so much more than the present ones.
func (s *search) replanPart(ctx context.Context, t *try, fs []*finder) {
	t.cost, t.bound = math.Inf(1), never
	if len(t.part.agents) == 0 {
		return
	}
	base, now, cost := slices.Clone(s.supply), map[int][]int{}, 0.0
	for _, a := range t.part.agents {
		now[a] = s.paths[a]
		s.m.supply(base, a, s.paths[a], t.part.open, -1)
		cost += s.m.ownOf(a, s.paths[a])
	}
	for _, k := range s.m.touched(t.part) {
		cost += s.m.costAt(k, s.supply[k])
	}
	dv := diver{m: s.m, fs: fs, rng: t.rng, root: 60, deeper: 4}
	if t.whole {
		dv.root, dv.patient = 400, true
	}
	t.paths, t.bound = dv.dive(ctx, t.part, base, now, nil, cost+t.loss, s.grain)
	if t.paths != nil {
		t.cost = s.m.p.Total(s.with(t.paths))
	}
}

// with is the roster with other paths.
func (s *search) with(paths map[int][]int) [][]int {
	out := slices.Clone(s.paths)
	for a, path := range paths {
		out[a] = path
	}
	return out
}

// take takes over what came of a try, unless the roster has changed so that it would cost
// too much.
func (s *search) take(t try) {
	if t.whole {
		s.bound = max(s.bound, t.bound)
	}
	if t.paths == nil {
		return
	}
	total := s.m.p.Total(s.with(t.paths))
	if total > s.total+t.loss+1e-6 {
		return
	}
	for a, path := range t.paths {
		s.put(a, path)
	}
	s.total = total
}

func (s *search) put(a int, path []int) {
	for _, sign := range []float64{-1, 1} {
		if sign > 0 {
			s.paths[a] = path
		}
		s.m.each(a, s.paths[a], func(k int, pace float64) { s.supply[k] += sign * pace })
	}
}

// touched is the cells that the agents of a part can supply on its days.
func (m *model) touched(pt part) (out []int) {
	seen := make([]bool, len(m.cost))
	for _, a := range pt.agents {
		for d, open := range pt.open {
			if !open || m.walkers[a].free[d] {
				continue
			}
			for _, s := range m.walkers[a].shifts {
				for _, k := range m.cells[d][s] {
					if !seen[k] {
						seen[k] = true
						out = append(out, int(k))
					}
				}
			}
		}
	}
	return out
}

package column

import (
	"context"
	"slices"
)

// warmth is the mean loss that the search may take with a neighbourhood, as a share of the
// total: a little leads out of a roster that no neighbourhood betters (Kirkpatrick et al.
// 1983, at a constant temperature).
const warmth = 0.0004

// run searches neighbourhoods until the effort is spent, the bound is reached or ctx ends.
func (s *search) run(ctx context.Context) {
	s.keep()
	for s.done < s.set.Effort && ctx.Err() == nil && s.least > s.bound+max(1e-6, s.grain-1e-3) {
		s.done++
		s.visit(ctx, s.pick(), s.rng.ExpFloat64()*warmth*s.total)
		if s.total < s.least-1e-9 {
			s.keep()
		}
	}
}

// keep makes the roster the best.
func (s *search) keep() {
	s.best, s.least = slices.Clone(s.paths), s.total
	if s.set.Progress != nil {
		s.set.Progress(Result{Total: s.total, Bound: s.bound, Searched: s.done})
	}
}

// visit replans a part and keeps what costs at most so much more.
func (s *search) visit(ctx context.Context, pt part, loss float64) {
	if len(pt.agents) == 0 {
		return
	}
	base, now, cost := slices.Clone(s.supply), map[int][]int{}, 0.0
	for _, a := range pt.agents {
		now[a] = s.paths[a]
		s.m.supply(base, a, s.paths[a], pt.open, -1)
		cost += s.m.ownOf(a, s.paths[a])
	}
	for _, k := range s.m.touched(pt) {
		cost += s.m.costAt(k, s.supply[k])
	}
	dv := diver{m: s.m, f: s.f, rng: s.rng, root: 60, deeper: 4}
	whole := len(pt.agents) == len(s.paths) && !slices.Contains(pt.open, false)
	if whole {
		dv.root, dv.patient, loss = 400, true, 0
	}
	paths, bound := dv.dive(ctx, pt, base, now, nil, cost+loss, s.grain)
	if whole {
		s.bound = max(s.bound, bound)
	}
	for a, path := range paths {
		s.put(a, path)
	}
	if paths != nil {
		s.total = s.m.p.Total(s.paths)
	}
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

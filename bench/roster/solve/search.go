package solve

import (
	"context"
	"maps"
	"slices"
)

// run searches neighbourhoods until the effort is spent, the bound is reached or ctx ends.
func (s *search) run(ctx context.Context) {
	s.tell()
	for s.done < s.set.Effort && ctx.Err() == nil && s.total > s.bound+max(1e-6, s.grain-1e-3) {
		s.done++
		s.visit(ctx, s.pick())
	}
}

// visit replans a part and keeps what costs no more.
func (s *search) visit(ctx context.Context, pt part) (gained bool) {
	if len(pt.agents) == 0 {
		return false
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
	if len(pt.agents) == len(s.paths) {
		dv.root = 400
	}
	paths, bound := dv.dive(ctx, pt, base, now, nil, cost, s.grain)
	if len(pt.agents) == len(s.paths) && !slices.Contains(pt.open, false) {
		s.bound = max(s.bound, bound)
	}
	if paths == nil {
		return false
	}
	old := maps.Clone(now)
	for a, path := range paths {
		s.put(a, path)
	}
	if total := s.m.p.Total(s.paths); total <= s.total+1e-9 {
		gained = total < s.total-1e-9
		s.total = total
		if gained {
			s.tell()
		}
		return gained
	}
	for a, path := range old {
		s.put(a, path)
	}
	return false
}

func (s *search) put(a int, path []int) {
	for _, sign := range []float64{-1, 1} {
		if sign > 0 {
			s.paths[a] = path
		}
		s.m.each(a, s.paths[a], func(k int, pace float64) { s.supply[k] += sign * pace })
	}
}

func (s *search) tell() {
	if s.set.Progress != nil {
		s.set.Progress(Result{Total: s.total, Bound: s.bound, Searched: s.done})
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

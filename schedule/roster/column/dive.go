package column

import (
	"cmp"
	"context"
	"math/rand/v2"
	"slices"
)

// diver rounds the master of a part: it fixes the agents whose column stands out, makes the
// master of those that remain with new prices, and so on.
type diver struct {
	m       *model
	fs      []*finder
	rng     *rand.Rand
	root    int  // rounds of column generation before the first fixing
	deeper  int  // and after each
	patient bool // before the first: the bound matters
}

// sure is the share of a column from which it is fixed at once.
const sure = 0.95

// dive returns new paths for the agents of the part that cost at most cut, or nil; base is
// the supply of everything else, now the present paths. bound is a lower bound of the part.
func (dv *diver) dive(ctx context.Context, pt part, base []float64, now map[int][]int, pool []column, cut, grain float64) (paths map[int][]int, bound float64) {
	base = slices.Clone(base)
	masks := map[int][]int{}
	for _, a := range pt.agents {
		masks[a] = dv.m.mask(a, now[a], pt.open)
	}
	mask := func(a int) []int { return masks[a] }
	paths, bound = map[int][]int{}, never
	spent, rounds := 0.0, dv.root
	rest := part{slices.Clone(pt.agents), pt.open}
	for len(rest.agents) > 0 {
		ms := newMaster(dv.m, rest, base, pool, now, dv.rng)
		limit := cut + 1e-6 - spent
		if bound == never {
			limit -= grain
		}
		ms.generate(ctx, dv.fs, mask, rounds, dv.patient && bound == never, limit)
		if bound == never {
			bound = ms.bound
		}
		if ctx.Err() != nil || ms.bound > limit {
			return nil, bound
		}
		rounds = dv.deeper
		share, best := ms.shares()
		now, pool = map[int][]int{}, nil
		for _, i := range dv.chosen(share) {
			c := &ms.columns[best[i]]
			paths[c.agent] = c.path
			spent += c.own
			dv.m.supply(base, c.agent, c.path, pt.open, 1)
		}
		left := rest.agents[:0:0]
		for i, a := range rest.agents {
			if paths[a] == nil {
				left = append(left, a)
				now[a] = ms.columns[best[i]].path
			}
		}
		rest.agents = left
		pool = ms.useful(paths)
		spent += dv.settled(ms, rest, base)
	}
	return paths, bound
}

// settled is the cost of the cells that leave the master because nobody who remains can
// supply them. The master of those who remain counts all others.
func (dv *diver) settled(ms *master, rest part, base []float64) float64 {
	reach := map[int32]bool{}
	for _, a := range rest.agents {
		for d, open := range rest.open {
			if !open || dv.m.walkers[a].free[d] {
				continue
			}
			for _, s := range dv.m.walkers[a].shifts {
				for _, k := range dv.m.cells[d][s] {
					reach[k] = true
				}
			}
		}
	}
	sum := 0.0
	for _, k := range ms.cells {
		if !reach[int32(k)] {
			sum += dv.m.costAt(k, base[k])
		}
	}
	return sum
}

// chosen is the agents, by index, to fix next: all that are sure, and at least one in
// twenty, the surest; chance decides between those that are nearly as sure.
func (dv *diver) chosen(share []float64) []int {
	order, exact := make([]int, len(share)), slices.Clone(share)
	for i := range order {
		order[i] = i
		share[i] *= 1 - 0.2*dv.rng.Float64()
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(share[j], share[i]) })
	n := 1 + len(share)/20
	for n < len(order) && exact[order[n]] >= sure {
		n++
	}
	return order[:min(n, len(order))]
}

// shares is the largest share of a column for every agent of the master, and the column.
func (ms *master) shares() (share []float64, best []int) {
	share, best = make([]float64, len(ms.part.agents)), make([]int, len(ms.part.agents))
	for r, b := range ms.lp.basis {
		c := ms.number[b]
		if c < 0 {
			continue
		}
		if i := ms.index(ms.columns[c].agent); ms.lp.x[r] > share[i] {
			share[i], best[i] = ms.lp.x[r], c
		}
	}
	return share, best
}

// useful is the columns of agents without a path whose reduced cost is small.
func (ms *master) useful(fixed map[int][]int) (out []column) {
	type rated struct {
		c    int
		cost float64
	}
	by := map[int][]rated{}
	for v, c := range ms.number {
		if c >= 0 && fixed[ms.columns[c].agent] == nil {
			a := ms.columns[c].agent
			by[a] = append(by[a], rated{c, ms.lp.reduced(&ms.lp.vars[v])})
		}
	}
	for _, a := range ms.part.agents {
		list := by[a]
		slices.SortFunc(list, func(x, y rated) int {
			if x.cost != y.cost {
				if x.cost < y.cost {
					return -1
				}
				return 1
			}
			return x.c - y.c
		})
		for _, r := range list[:min(len(list), 40)] {
			out = append(out, ms.columns[r.c])
		}
	}
	return out
}

// mask leaves the open days free and fixes the others to the path.
func (m *model) mask(a int, path []int, open []bool) []int {
	out := make([]int, len(path))
	for d, s := range path {
		switch {
		case open[d]:
			out[d] = anyShift
		case s < 0:
			out[d] = s
		default:
			out[d] = slices.Index(m.walkers[a].shifts, s)
		}
	}
	return out
}

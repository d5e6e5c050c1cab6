package capacity

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize/convex/lp"
)

// tranches price what a queue lacks: the more of its requirement is missing, the dearer the
// next person, so that a shortage is spread over the queues that can share it.
var tranches = []struct{ share, price float64 }{{0.1, 1}, {0.2, 1.6}, {0.3, 2.4}, {math.Inf(1), 4}}

// allot shares the productive people of a month out over the queues, everybody once: by
// linear program the least is missing against the needs, and who is left over then counts
// for the queues that they can serve in proportion to these. The answer is people at
// standard pace by queue.
func allot(groups []group, needs []float64) []float64 {
	x := solve(groups, needs)
	out := make([]float64, len(needs))
	for g, group := range groups {
		left, weight := group.works, 0.0
		for q := range needs {
			left -= x[g][q]
			if group.pace[q] > 0 {
				weight += needs[q]
			}
		}
		for q, pace := range group.pace {
			share := 0.0
			switch {
			case pace > 0 && weight > 0:
				share = needs[q] / weight
			case pace > 0:
				share = 1 / float64(group.serves())
			}
			out[q] += pace * (x[g][q] + max(0, left)*share)
		}
	}
	return out
}

// solve is people by group and queue. The slacks of the groups and the last tranches of the
// queues are a feasible basis to start from.
func solve(people []group, needs []float64) [][]float64 {
	groups, queues := len(people), len(needs)
	pairs, per := groups*queues, len(tranches)
	columns := pairs + groups + queues*(per+1) + queues*(per-1)
	rows := groups + queues + queues*(per-1)
	if groups == 0 {
		return nil
	}
	a, cost, right := mat.NewDense(rows, columns, nil), make([]float64, columns), make([]float64, rows)
	var basis []int
	for g, group := range people {
		right[g] = group.works
		for q := range needs {
			a.Set(g, g*queues+q, 1)
			a.Set(groups+q, g*queues+q, group.pace[q])
		}
		a.Set(g, pairs+g, 1)
		basis = append(basis, pairs+g)
	}
	for q, need := range needs {
		right[groups+q] = need
		first := pairs + groups + q*(per+1)
		for k, t := range tranches {
			a.Set(groups+q, first+k, 1)
			cost[first+k] = t.price
		}
		a.Set(groups+q, first+per, -1) // more than needed
		basis = append(basis, first+per-1)
		for k := range per - 1 { // a tranche is no longer than its share of the need
			row, slack := groups+queues+q*(per-1)+k, pairs+groups+queues*(per+1)+q*(per-1)+k
			a.Set(row, first+k, 1)
			a.Set(row, slack, 1)
			right[row] = tranches[k].share * need
			basis = append(basis, slack)
		}
	}
	_, best, err := lp.Simplex(cost, a, right, 1e-9, basis)
	if err != nil {
		return greedy(people, needs)
	}
	out := make([][]float64, groups)
	for g := range out {
		out[g] = best[g*queues : (g+1)*queues]
	}
	return out
}

// greedy is a sharing for programs that the solver gives up on: those who can do least
// first, each where most is missing in proportion.
func greedy(groups []group, needs []float64) [][]float64 {
	out, met := make([][]float64, len(groups)), make([]float64, len(needs))
	order := make([]int, len(groups))
	for g := range order {
		order[g], out[g] = g, make([]float64, len(needs))
	}
	slices.SortStableFunc(order, func(x, y int) int { return groups[x].serves() - groups[y].serves() })
	const parts = 100
	for _, g := range order {
		for range parts {
			worst, least := -1, 1.0
			for q, pace := range groups[g].pace {
				if pace > 0 && needs[q] > 0 && met[q]/needs[q] < least {
					worst, least = q, met[q]/needs[q]
				}
			}
			if worst < 0 {
				break
			}
			x := groups[g].works / parts
			out[g][worst] += x
			met[worst] += x * groups[g].pace[worst]
		}
	}
	return out
}

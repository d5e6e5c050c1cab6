package model

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// correlation is the lag-1 correlation of the normal scores (van der Waerden) of the last
// residuals, in which NaN is missing, kept within 0 and 0.95. Ranks make it indifferent to
// the size of a burst.
func correlation(residuals []float64) float64 {
	const enough = 8000
	z := normalScores(residuals[max(0, len(residuals)-enough):])
	var xy, xx, yy float64
	n := 0
	for i := 1; i < len(z); i++ {
		if a, b := z[i-1], z[i]; !math.IsNaN(a) && !math.IsNaN(b) {
			xy, xx, yy, n = xy+a*b, xx+a*a, yy+b*b, n+1
		}
	}
	if n < 10 || xx*yy <= 0 {
		return 0
	}
	return min(max(xy/math.Sqrt(xx*yy), 0), 0.95)
}

// normalScores replaces values by the normal quantile of their mean rank.
func normalScores(x []float64) []float64 {
	type ranked struct {
		x float64
		i int
	}
	z := missing(len(x))
	var order []ranked
	for i, v := range x {
		if !math.IsNaN(v) {
			order = append(order, ranked{v, i})
		}
	}
	slices.SortFunc(order, func(a, b ranked) int { return ascending(a.x, b.x) })
	for from := 0; from < len(order); {
		to := from + 1
		for to < len(order) && order[to].x == order[from].x {
			to++
		}
		rank := float64(from+to) / 2 // mean of ranks from+1/2 to to-1/2
		score := distuv.UnitNormal.Quantile(rank / float64(len(order)))
		for _, r := range order[from:to] {
			z[r.i] = score
		}
		from = to
	}
	return z
}

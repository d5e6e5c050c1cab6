package model

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// correlation is the lag-1 correlation of the normal scores (van der Waerden) of
// residuals, in which NaN is missing, kept within 0 and 0.95. Ranks make it indifferent to
// the size of a burst.
func correlation(residuals []float64) float64 {
	z := normalScores(residuals)
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
	z := missing(len(x))
	var order []int
	for i, v := range x {
		if !math.IsNaN(v) {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case x[a] < x[b]:
			return -1
		case x[a] > x[b]:
			return 1
		}
		return 0
	})
	for from := 0; from < len(order); {
		to := from + 1
		for to < len(order) && x[order[to]] == x[order[from]] {
			to++
		}
		rank := float64(from+to) / 2 // mean of ranks from+1/2 to to-1/2
		score := distuv.UnitNormal.Quantile(rank / float64(len(order)))
		for _, i := range order[from:to] {
			z[i] = score
		}
		from = to
	}
	return z
}

package model

import (
	"math"
	"slices"
)

// weighted is a value with its weight.
type weighted struct{ x, w float64 }

// sortWeighted orders by value.
func sortWeighted(v []weighted) {
	slices.SortFunc(v, func(a, b weighted) int { return ascending(a.x, b.x) })
}

// ascending compares finite numbers. Sorting is most of the time of a fit, so it does not
// look for NaN as cmp.Compare does.
func ascending(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// quantileOf is the weighted p-quantile of sorted values, interpolated between the
// midpoints of their weights (Hazen's rule); 0 for none.
func quantileOf(v []weighted, p float64) float64 {
	var total float64
	for _, e := range v {
		total += e.w
	}
	if total <= 0 {
		return 0
	}
	var below float64
	previous, mid := v[0].x, 0.0
	for k, e := range v {
		here := (below + e.w/2) / total
		if here >= p {
			if k == 0 || here == mid {
				return e.x
			}
			return previous + (e.x-previous)*(p-mid)/(here-mid)
		}
		below += e.w
		previous, mid = e.x, here
	}
	return v[len(v)-1].x
}

// location is Huber's M-estimate of location with known scale (Huber 1964): from the
// weighted median two rounds of clipping at 1.5 sigma. It sorts v.
func location(v []weighted, sigma float64) float64 {
	sortWeighted(v)
	centre := quantileOf(v, 0.5)
	if sigma <= 0 {
		return centre
	}
	for range 2 {
		var sum, total float64
		for _, e := range v {
			sum += e.w * min(max(e.x-centre, -1.5*sigma), 1.5*sigma)
			total += e.w
		}
		if total > 0 {
			centre += sum / total
		}
	}
	return centre
}

// spread is a robust standard deviation of sorted values: the distance of the 10 and 90 %
// quantiles over that of the normal distribution.
func spread(v []weighted) float64 {
	return (quantileOf(v, 0.9) - quantileOf(v, 0.1)) / 2.5631
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

package model

import (
	"math"
)

// Rounds of a decomposition.
const (
	innerRounds = 2
	outerRounds = 2 // robust reweighting
)

// stl splits y into a season of the given period, a trend and a remainder by loess
// (Cleveland, Cleveland, McRae & Terpenning 1990): window is how many cycles a cell of the
// season looks at, w the robustness weights (nil is all equal). It returns season and trend.
func stl(y, w []float64, period, window int) (season, trend []float64) {
	n := len(y)
	season, trend = make([]float64, n), make([]float64, n)
	cycle, low := make([]float64, n+2*period), make([]float64, n)
	smooth := oddAbove(1.5 * float64(period) / (1 - 1.5/float64(window)))
	rest := make([]float64, n)
	for range innerRounds {
		for i := range rest {
			rest[i] = y[i] - trend[i]
		}
		subseries(cycle, rest, w, period, window)
		lows := moving(moving(moving(cycle, period), period), 3)
		q := oddAbove(float64(period))
		loess(low, lows, nil, q, max(1, q/10), 0)
		for i := range season {
			season[i] = cycle[i+period] - low[i]
			rest[i] = y[i] - season[i]
		}
		loess(trend, rest, w, smooth, max(1, smooth/10), 0)
	}
	return season, trend
}

// subseries smooths the values of each cell of the period over the cycles, one cycle beyond
// both ends.
func subseries(cycle, y, w []float64, period, window int) {
	var values, weights, out []float64
	for k := range period {
		values, weights = values[:0], weights[:0]
		for i := k; i < len(y); i += period {
			values = append(values, y[i])
			if w != nil {
				weights = append(weights, w[i])
			}
		}
		out = append(out[:0], make([]float64, len(values)+2)...)
		if w == nil {
			loess(out, values, nil, window, 1, 1)
		} else {
			loess(out, values, weights, window, 1, 1)
		}
		for j, v := range out {
			cycle[k+j*period] = v
		}
	}
}

// moving is the moving mean over span values; it is span-1 shorter.
func moving(y []float64, span int) []float64 {
	out := make([]float64, len(y)-span+1)
	var sum float64
	for i, v := range y {
		sum += v
		if i >= span {
			sum -= y[i-span]
		}
		if i >= span-1 {
			out[i-span+1] = sum / float64(span)
		}
	}
	return out
}

// oddAbove is the least odd integer not below x.
func oddAbove(x float64) int {
	q := int(math.Ceil(x))
	return q + 1 - q%2
}

// bisquare gives every remainder its robustness weight (Tukey): 0 beyond six median
// absolute deviations.
func bisquare(rest []float64) []float64 {
	size := make([]float64, len(rest))
	for i, r := range rest {
		size[i] = math.Abs(r)
	}
	limit := 6 * median(append([]float64(nil), size...))
	w := make([]float64, len(rest))
	for i, r := range size {
		switch {
		case limit <= 1e-9 || r < 1e-3*limit:
			w[i] = 1
		case r < limit:
			u := 1 - r*r/(limit*limit)
			w[i] = u * u
		}
	}
	return w
}

package model

import (
	"cmp"
	"context"
	"math"
	"slices"

	"turno/forecast"
)

// pools holds what is known about the residuals of each hour of the week.
type pools struct {
	offset [][]float64 // [level][hour of week]: quantile of the residual
	ratio  []float64   // by hour of week: mean of exp(residual)
}

// Weights of residuals from other hours of the week.
var hourKernel = []float64{1, 0.5, 0.2}

const (
	sameKindOfDay  = 0.4  // another weekday for a weekday, Saturday for Sunday
	otherKindOfDay = 0.05 // Sunday for Monday
	burstRatio     = 6.0  // the most that one value may count over its usual in a mean
)

// residual is one observation for the pools.
type residual struct {
	hour    int
	x, w    float64
	bounded float64 // exp(x), at most burstRatio
}

// newPools gathers, for every hour of the week, the residuals of its neighbourhood with
// weights. Each is enlarged by what its own slot learnt from it, and all by the doubt that
// a short history leaves.
func newPools(ctx context.Context, w *Week, recorded int) (pools, error) {
	rest := w.pooled(recorded)
	p := pools{ratio: make([]float64, 168)}
	for range forecast.Levels() {
		p.offset = append(p.offset, make([]float64, 168))
	}
	neighbours := make([]weighted, 0, len(rest))
	for target := range 168 {
		if err := ctx.Err(); err != nil {
			return pools{}, err
		}
		kernel := kernelOf(target)
		neighbours = neighbours[:0]
		var sum, total float64
		for _, r := range rest {
			weight := kernel[r.hour] * r.w
			if weight == 0 {
				continue
			}
			neighbours = append(neighbours, weighted{r.x, weight})
			sum += weight * r.bounded
			total += weight
		}
		p.ratio[target] = 1
		if total > 0 {
			p.ratio[target] = sum / total
		}
		for k, level := range forecast.Levels() {
			p.offset[k][target] = quantileOf(neighbours, level)
		}
	}
	return p, nil
}

// pooled lists the weighed residuals of the history in ascending order.
func (w *Week) pooled(recorded int) []residual {
	inSlot := make([]float64, len(w.pattern))
	for i := range w.x {
		if !w.skip(i) {
			inSlot[w.slotOf[i]] += w.recency[i]
		}
	}
	weeks := float64(recorded) / float64(w.slots.week())
	wider := math.Sqrt(1 + 1/max(weeks, 0.5))
	rest := make([]residual, 0, recorded)
	for i, r := range w.Residuals {
		if math.IsNaN(r) || w.recency[i] < 1e-3 {
			continue
		}
		k := w.slotOf[i]
		lever := w.recency[i] / (inSlot[k] + 1)
		r *= wider / (1 - lever)
		rest = append(rest, residual{w.slots.hour(k), r, w.recency[i], min(math.Exp(r), burstRatio)})
	}
	slices.SortFunc(rest, func(a, b residual) int { return cmp.Compare(a.x, b.x) })
	return rest
}

// kernelOf is the weight of every hour of the week for a target hour.
func kernelOf(target int) *[168]float64 {
	var kernel [168]float64
	weekend := func(d int) bool { return d == 0 || d == 6 }
	for d := range 7 {
		similar := otherKindOfDay
		switch {
		case d == target/24:
			similar = 1
		case weekend(d) == weekend(target/24):
			similar = sameKindOfDay
		}
		for h := range 24 {
			away := h - target%24
			if away < 0 {
				away = -away
			}
			if away = min(away, 24-away); away < len(hourKernel) {
				kernel[d*24+h] = similar * hourKernel[away]
			}
		}
	}
	return &kernel
}

package model

import "math"

// burstRatio is the most that one value may count over its usual in a mean.
const burstRatio = 6.0

// usualError bounds the errors of which a slot hides a part, in standard deviations.
const usualError = 1.25

// residual is one observation for the pools.
type residual struct {
	hour    int     // of the week
	x, w    float64 // difference from the usual on the log scale, weight
	bounded float64 // exp(x), at most burstRatio
}

// newResidual enlarges an error by the part of it that its slot hides, having learnt from
// the value: by the lever for usual errors only, for a slot learns little from wild ones.
func newResidual(hour int, x, w, sigma, enlarge float64) residual {
	x += min(max(x, -usualError*sigma), usualError*sigma) * (enlarge - 1)
	return residual{hour, x, w, min(math.Exp(x), burstRatio)}
}

// pooled lists the weighed residuals of the history, enlarged also by the doubt that a
// short history leaves.
func (w *Week) pooled(recorded int) []residual {
	inSlot := w.seen()
	weeks := float64(recorded) / float64(w.slots.week())
	wider := math.Sqrt(1 + 1/max(weeks, 0.5))
	rest := make([]residual, 0, recorded)
	for i, r := range w.Residuals {
		if math.IsNaN(r) || w.recency[i] < 1e-3 {
			continue
		}
		k := w.slotOf[i]
		lever := w.lever[k] * w.recency[i] / inSlot[k]
		rest = append(rest, newResidual(w.slots.hour(k), r, w.recency[i], w.sigma, wider/(1-lever)))
	}
	return rest
}

// seen is the weight of the values in every slot.
func (w *Week) seen() []float64 {
	inSlot := make([]float64, len(w.pattern))
	for i := range w.x {
		if !w.skip(i) {
			inSlot[w.slotOf[i]] += w.recency[i]
		}
	}
	return inSlot
}

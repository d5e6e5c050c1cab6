package model

import "math"

// fitPattern finds the value of every slot around the level: the slot's own robust
// location, shrunk towards what the time of day on such days and the day of the week
// together say, in proportion to how little the slot itself is known (empirical Bayes).
func (w *Week) fitPattern() {
	own, weight := w.fitOwn()
	prior := w.prior(own, weight)
	shrink := shrinkage(own, weight, prior, w.sigma)
	deviation := make([]float64, len(own))
	for k := range own {
		if weight[k] > 0 {
			deviation[k] = (own[k] - prior[k]) * weight[k] / (weight[k] + shrink)
		}
	}
	half := max(1, w.slots.perDay/24)
	deviation = smooth(deviation, w.Closed, half)
	for k := range own {
		w.pattern[k] = prior[k] + deviation[k]
	}
	w.leverage(weight, shrink, 1/float64(half+1))
}

// mostLever is the most that a slot is taken to move with one value: where there is hardly any
// other, nothing can be told of the error that it hides.
const mostLever = 0.5

// leverage is by how much the value of each slot moves with its own observations, all of
// them together: the part that neither the prior nor the neighbours take.
func (w *Week) leverage(weight []float64, shrink, centre float64) {
	per := w.slots.perDay
	total := make([]float64, 2*per)
	kind := func(k int) int {
		if w.slots.weekend(k) {
			return k%per + per
		}
		return k % per
	}
	for k, n := range weight {
		total[kind(k)] += n
	}
	w.lever = make([]float64, len(weight))
	for k, n := range weight {
		if n > 0 {
			own := centre * n / (n + shrink)
			w.lever[k] = min(own+(1-own)*n/total[kind(k)], mostLever)
		}
	}
}

// fitOwn is every slot's own location and its effective number of observations; it also
// refreshes sigma from the differences.
func (w *Week) fitOwn() (own, weight []float64) {
	own, weight = make([]float64, len(w.pattern)), make([]float64, len(w.pattern))
	values := make([][]weighted, len(w.pattern))
	for i := range w.x {
		if !w.skip(i) && w.recency[i] > 1e-3 {
			k := w.slotOf[i]
			values[k] = append(values[k], weighted{w.x[i] - w.level[w.dayOf[i]], w.recency[i]})
		}
	}
	var rest []weighted
	for k, v := range values {
		own[k] = location(v, w.sigma)
		var sum, squares float64
		for _, e := range v {
			sum, squares = sum+e.w, squares+e.w*e.w
		}
		if squares == 0 {
			continue
		}
		weight[k] = sum * sum / squares
		if len(v) > 1 {
			lever := math.Sqrt(float64(len(v)) / float64(len(v)-1))
			for _, e := range v {
				rest = append(rest, weighted{(e.x - own[k]) * lever, e.w})
			}
		}
	}
	sortWeighted(rest)
	if w.sigma = spread(rest); w.sigma < 1e-9 { // rounding, not noise
		w.sigma = 0
	}
	return own, weight
}

// prior is the mean of the slots at the same time of day on weekdays or on weekend days
// plus the mean difference of the day of the week. A kind of day that is not known at a
// time takes the other kind's value.
func (w *Week) prior(own, weight []float64) []float64 {
	per := w.slots.perDay
	sum, total := make([]float64, 2*per), make([]float64, 2*per)
	kind := func(k int) int {
		if w.slots.weekend(k) {
			return k%per + per
		}
		return k % per
	}
	for k := range own {
		sum[kind(k)] += weight[k] * own[k]
		total[kind(k)] += weight[k]
	}
	prior := make([]float64, len(own))
	for k := range prior {
		j := kind(k)
		if total[j] == 0 {
			j = (j + per) % (2 * per)
		}
		if total[j] > 0 {
			prior[k] = sum[j] / total[j]
		}
	}
	var ofDay, daysWeight [7]float64
	for k := range own {
		ofDay[k/per] += weight[k] * (own[k] - prior[k])
		daysWeight[k/per] += weight[k]
	}
	for k := range prior {
		if n := daysWeight[k/per]; n > 0 {
			prior[k] += ofDay[k/per] / n
		}
	}
	return prior
}

// shrinkage is the number of observations that the prior is worth: the variance within
// slots over that between slots and prior, kept between 1/2 and 30.
func shrinkage(own, weight, prior []float64, sigma float64) float64 {
	var between, n float64
	for k := range own {
		if weight[k] > 0 {
			d := min(math.Abs(own[k]-prior[k]), 3*sigma)
			between += d*d - sigma*sigma/weight[k]
			n++
		}
	}
	if n == 0 || sigma == 0 {
		return 0.5
	}
	between = max(between/n, sigma*sigma/30)
	return min(max(sigma*sigma/between, 0.5), 30)
}

// smooth is a triangular moving mean over the circle of open slots that reaches half-width
// slots to either side.
func smooth(x []float64, closed []bool, half int) []float64 {
	out := make([]float64, len(x))
	for k := range x {
		var sum, total float64
		for d := -half; d <= half; d++ {
			j := (k + d + len(x)) % len(x)
			if closed[j] {
				continue
			}
			weight := 1 - math.Abs(float64(d))/float64(half+1)
			sum, total = sum+weight*x[j], total+weight
		}
		if total > 0 {
			out[k] = sum / total
		}
	}
	return out
}

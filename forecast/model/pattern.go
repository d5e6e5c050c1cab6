package model

import "math"

// fitPattern finds the value of every slot around the level: the slot's own robust
// location, shrunk towards what the time of day on such days and the day of the week
// together say, in proportion to how little the slot itself is known (empirical Bayes).
func (w *Week) fitPattern() {
	own, weight := w.fitOwn()
	prior := w.prior(own, weight)
	shrink := shrinkage(own, weight, prior, w.sigma)
	deviation, noise := make([]float64, len(own)), make([]float64, len(own))
	for k := range own {
		if weight[k] > 0 {
			keep := weight[k] / (weight[k] + shrink)
			deviation[k] = (own[k] - prior[k]) * keep
			noise[k] = w.sigma * w.sigma / weight[k] * keep * keep
		}
	}
	half := max(1, w.slots.perDay/24)
	deviation = smoothNoise(deviation, noise, w.Closed, half)
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
	for k, n := range weight {
		total[w.slots.kindOfTime(k)] += n
	}
	w.lever = make([]float64, len(weight))
	for k, n := range weight {
		if n > 0 {
			own := centre * n / (n + shrink)
			w.lever[k] = min(own+(1-own)*n/total[w.slots.kindOfTime(k)], mostLever)
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
	for k := range own {
		sum[w.slots.kindOfTime(k)] += weight[k] * own[k]
		total[w.slots.kindOfTime(k)] += weight[k]
	}
	w.smoothDay(sum, total)
	prior := make([]float64, len(own))
	for k := range prior {
		j := w.slots.kindOfTime(k)
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

// smoothDay smooths the two courses of the day, sums of total weights, as far as they are noise.
func (w *Week) smoothDay(sum, total []float64) {
	per := w.slots.perDay
	half := max(1, per/24)
	for from := 0; from < len(sum); from += per {
		x, noise, unseen := make([]float64, per), make([]float64, per), make([]bool, per)
		for k := range per {
			if n := total[from+k]; n > 0 {
				x[k], noise[k] = sum[from+k]/n, w.sigma*w.sigma/n
			} else {
				unseen[k] = true
			}
		}
		x = smoothNoise(x, noise, unseen, half)
		for k := range per {
			sum[from+k] = x[k] * total[from+k]
		}
	}
}

// smoothNoise smooths by as much as differences between neighbours are what noise of the given
// variances would make.
func smoothNoise(x, noise []float64, closed []bool, half int) []float64 {
	out := smooth(x, closed, half)
	side := 0.0
	for d := 1; d <= half; d++ {
		c := (1 - float64(d)/float64(half+1)) / float64(half+1)
		side += 2 * c * c
	}
	own := 1 - 1/float64(half+1)
	var expected, squares float64
	for k := range x {
		if !closed[k] {
			d := x[k] - out[k]
			squares, expected = squares+d*d, expected+noise[k]*(own*own+side)
		}
	}
	if squares <= 0 {
		return out
	}
	keep := max(0, 1-expected/squares)
	for k := range x {
		out[k] += keep * (x[k] - out[k])
	}
	return out
}

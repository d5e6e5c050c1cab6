package model

import (
	"math"
)

// bandwidth of the slow level: the standard deviation of its Gaussian kernel, in days. A
// shorter one would follow every lively week, a longer one would lag behind growth.
const bandwidth = 21.0

// fitLevel finds every day's typical difference from the pattern, robustly, and smooths
// these into the slow level.
func (w *Week) fitLevel() {
	w.daily = w.fitDaily()
	const reach = int(3 * bandwidth)
	var kernel [reach + 1]float64
	for away := range kernel {
		z := float64(away) / bandwidth
		kernel[away] = math.Exp(-z * z / 2)
	}
	for d := range w.level {
		var sum, total float64
		for e := max(0, d-reach); e <= min(len(w.daily)-1, d+reach); e++ {
			if math.IsNaN(w.daily[e]) {
				continue
			}
			k := kernel[max(e-d, d-e)]
			sum, total = sum+k*w.daily[e], total+k
		}
		w.level[d] = math.NaN()
		if total > 0 {
			w.level[d] = sum / total
		}
	}
	fillLevel(w.level)
}

// fitDaily is the clipped mean of the day's differences from the pattern. A day counts
// when a quarter of the slots that are open on its weekday is recorded.
func (w *Week) fitDaily() []float64 {
	var open [7]int
	for k, closed := range w.Closed {
		if !closed {
			open[k/w.slots.perDay]++
		}
	}
	daily := missing(len(w.level))
	var values []weighted
	for from := 0; from < len(w.x); {
		to := from
		values = values[:0]
		for ; to < len(w.x) && w.dayOf[to] == w.dayOf[from]; to++ {
			if !w.skip(to) {
				values = append(values, weighted{w.x[to] - w.pattern[w.slotOf[to]], 1})
			}
		}
		if n := len(values); n > 0 && 4*n >= open[w.slotOf[from]/w.slots.perDay] {
			sortWeighted(values)
			daily[w.dayOf[from]] = location(values, max(w.sigma, spread(values)))
		}
		from = to
	}
	allMissing := true
	for _, d := range daily {
		allMissing = allMissing && math.IsNaN(d)
	}
	if allMissing { // too sparse for days: one level for the whole history
		for i := range w.x {
			if !w.skip(i) {
				values = append(values, weighted{w.x[i] - w.pattern[w.slotOf[i]], 1})
			}
		}
		daily[len(daily)-1] = location(values, 0)
	}
	return daily
}

// fillLevel carries the nearest earlier level, else the nearest later one, over days far
// from any recorded one.
func fillLevel(level []float64) {
	last := math.NaN()
	for _, pass := range []int{1, -1} {
		for k := range level {
			d := k
			if pass < 0 {
				d = len(level) - 1 - k
			}
			if math.IsNaN(level[d]) {
				level[d] = last
			} else {
				last = level[d]
			}
		}
	}
}

// drift is how the level goes on after the history.
type drift struct {
	slow  float64 // slow level of the last day
	fast  float64 // how far the last days lie from it
	slope float64 // per week, 0 when there is no clear trend
}

const (
	fastHalfLife = 3.0 // days: memory of the recent level
	fastDamping  = 0.9 // a day: how the recent level fades
	slopeDamping = 0.8 // a week: how the trend fades
	trendWeeks   = 12  // of history before a trend is believed
)

func (w *Week) drift() drift {
	last := len(w.level) - 1
	d := drift{slow: w.level[last], slope: w.slope()}
	var sum, total float64
	for k := max(0, last-30); k <= last; k++ {
		if math.IsNaN(w.daily[k]) {
			continue
		}
		weight := math.Exp2(-float64(last-k) / fastHalfLife)
		sum, total = sum+weight*(w.daily[k]-w.level[k]), total+weight
	}
	if total > 0 {
		d.fast = sum / (total + 0.5) // half a day's worth of doubt
	}
	return d
}

// at is the level on the day that lies ahead days after the last one of the history.
func (d drift) at(ahead int) float64 {
	weeks := float64(ahead) / 7
	trend := d.slope * slopeDamping * (1 - math.Pow(slopeDamping, weeks)) / (1 - slopeDamping)
	return d.slow + d.fast*math.Pow(fastDamping, float64(ahead)) + trend
}

// slope is the trend per week: the median of all pairwise slopes (Sen 1968) of the last
// half year's weekly medians, taken when Kendall's test finds it at about 1 %, else 0.
func (w *Week) slope() float64 {
	var weeks []float64
	for to := len(w.daily); to >= 7 && len(weeks) < 26; to -= 7 {
		var values []weighted
		for _, x := range w.daily[to-7 : to] {
			if !math.IsNaN(x) {
				values = append(values, weighted{x, 1})
			}
		}
		sortWeighted(values)
		if len(values) < 3 {
			break
		}
		weeks = append(weeks, quantileOf(values, 0.5)) // latest first
	}
	n := len(weeks)
	if n < trendWeeks {
		return 0
	}
	var slopes []weighted
	var concordance float64
	for i := range weeks {
		for j := range i {
			step := (weeks[j] - weeks[i]) / float64(i-j)
			slopes = append(slopes, weighted{step, 1})
			concordance += sign(step)
		}
	}
	m := float64(n)
	if math.Abs(concordance) < 2.6*math.Sqrt(m*(m-1)*(2*m+5)/18) {
		return 0
	}
	sortWeighted(slopes)
	return quantileOf(slopes, 0.5)
}

func sign(x float64) float64 {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return 0
}

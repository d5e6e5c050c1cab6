package model

import (
	"slices"

	"turno/forecast"
)

// hourly is the distribution of residuals by hour of the week.
type hourly struct {
	offset [][]float64 // [level][hour]
	ratio  []float64   // [hour]: mean of exp(residual), bounded
}

// bins of equal count into which residuals are sorted before they are pooled.
const bins = 128

// Weights with which a residual tells about other hours. They reach far: the tails of one
// hour of the week are not known from the few weeks that it was seen in.
var aroundHour = []float64{1, 0.9, 0.7, 0.5, 0.25}

const (
	similarDay = 0.5 // another weekday for a weekday, Saturday for Sunday
	otherDay   = 0.2 // Sunday for Monday
)

// mix holds a weighted histogram of residuals, and at its end the sum of weights and of
// weighted ratios.
type mix []float64

func (m mix) add(by float64, o mix) {
	m = m[:len(o)]
	for b, x := range o {
		m[b] += by * x
	}
}

// pooledHours pools residuals over neighbouring hours and similar days: histograms by hour of
// the week are mixed over days, then over hours, and read at each level.
func pooledHours(rest []residual) hourly {
	n := min(bins, len(rest))
	centre, own := histograms(rest, n)
	similar := overDays(own, n)
	p := hourly{ratio: make([]float64, 168)}
	for range forecast.Levels() {
		p.offset = append(p.offset, make([]float64, 168))
	}
	mixed := make(mix, n+2)
	values := make([]weighted, n)
	for target := range 168 {
		clear(mixed)
		d := target / 24
		for away, k := range aroundHour {
			mixed.add(k, similar[d*24+(target+away)%24])
			if away > 0 {
				mixed.add(k, similar[d*24+(target-d*24+24-away)%24])
			}
		}
		p.ratio[target] = 1
		if mixed[n] > 0 {
			p.ratio[target] = mixed[n+1] / mixed[n]
		}
		for b := range values {
			values[b] = weighted{centre[b], mixed[b]}
		}
		for k, level := range forecast.Levels() {
			p.offset[k][target] = quantileOf(values, level)
		}
	}
	return p
}

// newMixes makes 168 empty ones, in one piece.
func newMixes(n int) []mix {
	all, out := make(mix, 168*(n+2)), make([]mix, 168)
	for h := range out {
		out[h] = all[h*(n+2):][:n+2]
	}
	return out
}

// histograms sorts residuals into n bins of about equal count, by hour of the week.
func histograms(rest []residual, n int) (centre []float64, own []mix) {
	own = newMixes(n)
	values := make([]float64, len(rest))
	for i, r := range rest {
		values[i] = r.x
	}
	slices.Sort(values)
	upper := make([]float64, n) // largest value of each bin
	for b := range upper {
		upper[b] = values[(b+1)*len(values)/n-1]
	}
	centre = make([]float64, n)
	weight := make([]float64, n)
	for _, r := range rest {
		b, _ := slices.BinarySearch(upper, r.x)
		centre[b], weight[b] = centre[b]+r.w*r.x, weight[b]+r.w
		m := own[r.hour]
		m[b] += r.w
		m[n] += r.w
		m[n+1] += r.w * r.bounded
	}
	for b := range centre {
		if weight[b] > 0 { // equal values fill one bin and leave the next ones empty
			centre[b] /= weight[b]
		} else {
			centre[b] = upper[b]
		}
	}
	return centre, own
}

// overDays mixes each hour of the week with the same hour of the other days.
func overDays(own []mix, n int) []mix {
	out := newMixes(n)
	for hour := range 24 {
		kinds := [2]mix{make(mix, n+2), make(mix, n+2)}
		for d := range 7 {
			kinds[kindOf(d)].add(1, own[d*24+hour])
		}
		for d := range 7 {
			m := out[d*24+hour]
			m.add(1-similarDay, own[d*24+hour])
			m.add(similarDay, kinds[kindOf(d)])
			m.add(otherDay, kinds[1-kindOf(d)])
		}
	}
	return out
}

// kindOf is 0 for weekdays and 1 for Saturday and Sunday.
func kindOf(d int) int {
	if d == 0 || d == 6 {
		return 1
	}
	return 0
}

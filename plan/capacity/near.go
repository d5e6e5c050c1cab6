package capacity

import (
	"math"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule/staffing"
)

// near is how many weeks at the beginning of the forecast tell how sure a plan of a week will
// be when its turn comes.
const near = 4

// scaled are the demands with every volume multiplied, each hour as uncertain about its
// expectation as the same hour of the week is in the next weeks: who plans that week will know
// by then what the year does not know yet, which the futures of the months hold instead.
func (b *book) scaled(by float64) []staffing.Demand {
	out := make([]staffing.Demand, len(b.Demands))
	for i, d := range b.Demands {
		d.Profile.Volume = times(settled(d.Profile.Volume), by)
		out[i] = d
	}
	return out
}

func times(v forecast.Volume, by float64) forecast.Volume {
	scale := func(values []float64) []float64 {
		out := make([]float64, len(values))
		for i, x := range values {
			out[i] = by * x
		}
		return out
	}
	v.Mean = scale(v.Mean)
	quantiles := v.Quantiles
	v.Quantiles = nil
	for _, x := range quantiles {
		v.Quantiles = append(v.Quantiles, scale(x))
	}
	return v
}

// settled is the volume with the spread of the surest of the next weeks at the same hour of the
// week, where that is less than its own.
func settled(v forecast.Volume) forecast.Volume {
	surest := map[int]int{}
	for i := range v.Grid.N {
		at := v.Grid.At(i)
		if at.Sub(v.Grid.Start) >= near*7*24*time.Hour {
			break
		}
		if k, known := surest[hour(v.Grid, i)]; v.Mean[i] > 0 && (!known || width(v, i) < width(v, k)) {
			surest[hour(v.Grid, i)] = i
		}
	}
	quantiles, slows := make([][]float64, len(v.Levels)), make([]float64, v.Grid.N)
	for k := range quantiles {
		quantiles[k] = make([]float64, v.Grid.N)
	}
	for i := range v.Grid.N {
		from, known := surest[hour(v.Grid, i)]
		if !known || width(v, from) >= width(v, i) {
			from = i
		}
		slows[i] = v.SlowAt(from)
		for k, q := range v.Quantiles {
			if quantiles[k][i] = q[i]; from != i {
				quantiles[k][i] = q[from] / v.Mean[from] * v.Mean[i]
			}
		}
	}
	v.Quantiles = quantiles
	if v.Slows != nil {
		v = v.WithSlows(slows)
	}
	return v
}

// width is how far the outer quantiles of an interval lie apart, against its mean.
func width(v forecast.Volume, i int) float64 {
	last := len(v.Quantiles) - 1
	if last < 1 || v.Mean[i] <= 0 {
		return math.Inf(1)
	}
	return (v.Quantiles[last][i] - v.Quantiles[0][i]) / v.Mean[i]
}

// hour numbers the local clock times of a week.
func hour(g calendar.Grid, i int) int {
	t := g.At(i)
	return int(t.Weekday())*24*60 + t.Hour()*60 + t.Minute()
}

package staffing

import (
	"math"
	"time"

	"turno/forecast"
)

// scores are the normal scores at which a forecast is read: evenly spaced, weighted by the
// normal density, which integrates smooth functions almost exactly.
var scores = normalScores(possibleRates, 0.6)

// possibleRates is the number of scores.
const possibleRates = 9

type score struct{ level, weight float64 }

func normalScores(n int, step float64) []score {
	out := make([]score, n)
	var sum float64
	for k := range out {
		z := step * (float64(k) - float64(n-1)/2)
		out[k] = score{level: math.Erfc(-z/math.Sqrt2) / 2, weight: math.Exp(-z * z / 2)}
		sum += out[k].weight
	}
	for k := range out {
		out[k].weight /= sum
	}
	return out
}

// ratePoints are the possible rates of interval i, in contacts per interval: the quantiles
// of the forecast, drawn together about their mean by the part of their spread that is
// mere chance of counting and is in the queueing models already.
func ratePoints(v forecast.Volume, read func(i int, out []float64) []float64, i int, out []float64) []float64 {
	out = read(i, out[:0])
	var mean, variance float64
	for k, x := range out {
		mean += scores[k].weight * x
	}
	for k, x := range out {
		variance += scores[k].weight * (x - mean) * (x - mean)
	}
	if variance <= 0 {
		return out
	}
	shrink := math.Sqrt(max(0, 1-counting(v, mean)/variance))
	for k, x := range out {
		out[k] = mean + shrink*(x-mean)
	}
	return out
}

// reader reads the forecast at the scores.
func reader(v forecast.Volume) func(i int, out []float64) []float64 {
	levels := make([]float64, len(scores))
	for k, s := range scores {
		levels[k] = s.level
	}
	return v.Reader(levels...)
}

// rateSpread tells the standard deviation of an interval's rate, in contacts per interval,
// bursts included.
func rateSpread(v forecast.Volume) func(i int) float64 {
	read, points := reader(v), make([]float64, 0, len(scores))
	return func(i int) float64 {
		points = read(i, points[:0])
		var mean, variance float64
		for k, x := range points {
			mean += scores[k].weight * x
		}
		for k, x := range points {
			variance += scores[k].weight * (x - mean) * (x - mean)
		}
		return math.Sqrt(max(0, variance-counting(v, v.Mean[i])))
	}
}

// counting is the variance of an interval's forecast by the chance of counting: Poisson in
// an hour's count, whose relative spread the shares of an hour keep, or in the interval's
// own when that is longer.
func counting(v forecast.Volume, mean float64) float64 {
	return mean * min(1, float64(v.Grid.Step)/float64(time.Hour))
}

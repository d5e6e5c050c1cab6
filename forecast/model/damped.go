package model

import "math"

// damped is exponential smoothing with a damped trend (Gardner & McKenzie 1985).
type damped struct{ level, trend, fade float64 }

// fitDamped chooses the rates with the least absolute errors ahead cells ahead.
func fitDamped(x []float64, ahead int) damped {
	best, least := damped{level: 0.1, fade: 0.98}, math.Inf(1)
	for _, level := range []float64{0.01, 0.03, 0.08, 0.2, 0.4, 0.7} {
		for _, trend := range []float64{0, 0.02, 0.1} {
			d := damped{level, trend, 0.98}
			if loss := d.loss(x, ahead); loss < least*(1-1e-9) {
				best, least = d, loss
			}
		}
	}
	return best
}

// loss is the sum of the absolute errors of forecasts 1 and ahead cells ahead.
func (d damped) loss(x []float64, ahead int) float64 {
	level, slope, sum := x[0], 0.0, 0.0
	reach := d.reach(ahead)
	for t := 1; t < len(x); t++ {
		if t > 4*ahead {
			sum += math.Abs(x[t] - level - d.fade*slope)
			if t+ahead-1 < len(x) {
				sum += math.Abs(x[t+ahead-1] - level - reach*slope)
			}
		}
		level, slope = d.step(level, slope, x[t])
	}
	return sum
}

// reach is how much of a slope has come after some cells.
func (d damped) reach(ahead int) float64 {
	return d.fade * (1 - math.Pow(d.fade, float64(ahead))) / (1 - d.fade)
}

func (d damped) step(level, slope, x float64) (float64, float64) {
	e := x - level - d.fade*slope
	return level + d.fade*slope + d.level*e, d.fade*slope + d.level*d.trend*e
}

func (d damped) forecast(x, out []float64) {
	level, slope := x[0], 0.0
	for _, v := range x[1:] {
		level, slope = d.step(level, slope, v)
	}
	for h := range out {
		slope *= d.fade
		level += slope
		out[h] = level
	}
}

package model

import (
	"context"
	"math"

	"turno/forecast"
	"turno/forecast/calendar"
)

// Theta is the theta method (Assimakopoulos & Nikolopoulos 2000) in the form of Hyndman &
// Billah (2003), simple exponential smoothing with half the slope of a straight line, on the
// series without its weekly pattern; the drift is damped. On the log scale.
type Theta struct{}

// Name is theta.
func (Theta) Name() string { return "theta" }

const (
	thetaWeeks = 26   // of history, at most
	thetaDamp  = 0.85 // of the drift, a week
)

// Fit needs two weeks.
func (Theta) Fit(ctx context.Context, history forecast.Series, cal *calendar.Calendar) (forecast.Fitted, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	f, err := newFrame(history, cal, logs)
	if err != nil {
		return nil, err
	}
	if least := 2 * f.week; len(f.x) < least {
		return nil, f.tooShort("the theta method", least)
	}
	f.keep(thetaWeeks * f.week)
	f.lever = float64(f.week) / float64(len(f.x))
	t := &theta{x: f.x, week: f.week, pattern: f.pattern()}
	t.deseasonalise()
	t.smooth()
	return f.finish(ctx, t, f.week)
}

// pattern is the median, by cell of the week, of what lies off a centred mean of a week.
func (f *frame) pattern() []float64 {
	trend := f.centred(f.week)
	byCell := make([][]float64, f.week)
	for i, v := range f.x {
		if f.known[i] {
			byCell[i%f.week] = append(byCell[i%f.week], v-trend[i])
		}
	}
	pattern := make([]float64, f.week)
	var sum float64
	for k, values := range byCell {
		if len(values) > 0 {
			pattern[k] = median(values)
		}
		sum += pattern[k]
	}
	for k := range pattern {
		pattern[k] -= sum / float64(f.week)
	}
	return pattern
}

// centred is the moving mean over span cells around each; at the ends that of the nearest
// whole span.
func (f *frame) centred(span int) []float64 {
	n := len(f.x)
	span = min(span, n)
	out, sum := make([]float64, n), 0.0
	for _, v := range f.x[:span] {
		sum += v
	}
	for from := 0; ; from++ {
		out[from+span/2] = sum / float64(span)
		if from+span == n {
			break
		}
		sum += f.x[from+span] - f.x[from]
	}
	for i := range span / 2 {
		out[i] = out[span/2]
	}
	for i := n - span + span/2 + 1; i < n; i++ {
		out[i] = out[n-span+span/2]
	}
	return out
}

type theta struct {
	x, plain []float64 // plain is without the pattern
	week     int
	pattern  []float64
	alpha    float64
	slope    float64   // of the straight line, a cell
	levels   []float64 // after each cell
}

func (t *theta) deseasonalise() {
	t.plain = make([]float64, len(t.x))
	for i, v := range t.x {
		t.plain[i] = v - t.pattern[i%t.week]
	}
	n := float64(len(t.plain))
	var cross, square float64
	for i, v := range t.plain {
		d := float64(i) - (n-1)/2
		cross, square = cross+d*v, square+d*d
	}
	t.slope = cross / max(square, 1)
}

// smooth chooses the rate that leaves the least absolute errors a day ahead or so: rates
// that follow every hour are not offered.
func (t *theta) smooth() {
	least := math.Inf(1)
	for _, alpha := range []float64{0.003, 0.007, 0.015, 0.03, 0.06, 0.12, 0.25, 0.5} {
		levels := make([]float64, len(t.plain))
		level, loss := t.plain[0], 0.0
		ahead := max(1, t.week/14)
		for i, v := range t.plain {
			if i > ahead {
				loss += math.Abs(v - levels[i-ahead])
			}
			level += alpha * (v - level)
			levels[i] = level
		}
		if loss < least {
			least, t.alpha, t.levels = loss, alpha, levels
		}
	}
}

func (t *theta) run(n int, out []float64) {
	fade := math.Pow(thetaDamp, 1/float64(t.week))
	drift, step := 0.0, t.slope/2
	for h := range out {
		step *= fade
		drift += step
		out[h] = t.levels[n-1] + drift + t.pattern[(n+h)%t.week]
	}
}

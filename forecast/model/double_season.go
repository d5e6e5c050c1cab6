package model

import (
	"context"
	"math"

	"gonum.org/v1/gonum/optimize"

	"turno/forecast"
	"turno/forecast/calendar"
)

// DoubleSeason is exponential smoothing of a level, a damped trend, a day and a week, with a
// first-order autoregression of what remains (Taylor 2003, 2010; the trend is damped as in
// Gardner & McKenzie 1985), on the log scale. The rates are those with the least absolute
// errors one interval ahead, errors far out bounded.
type DoubleSeason struct{}

// Name is double-season.
func (DoubleSeason) Name() string { return "double-season" }

const (
	smoothedWeeks = 16   // of history that the rates are learnt on
	dampedTrend   = 0.98 // an interval
	searchSteps   = 120  // evaluations in the search for the rates
)

// Fit needs three weeks.
func (m DoubleSeason) Fit(ctx context.Context, history forecast.Series, cal *calendar.Calendar) (forecast.Fitted, error) {
	f, err := newFrame(history, cal, logs)
	if err != nil {
		return nil, err
	}
	if least := 3 * f.week; len(f.x) < least {
		return nil, f.tooShort("double seasonal smoothing", least)
	}
	f.keep(smoothedWeeks * f.week)
	f.lever = float64(f.week) / float64(len(f.x))
	d := newSmoother(f)
	problem := optimize.Problem{Func: func(p []float64) float64 {
		if ctx.Err() != nil {
			return math.Inf(1)
		}
		d.rates = ratesOf(p)
		return d.follow(len(d.x)).loss
	}}
	settings := &optimize.Settings{FuncEvaluations: searchSteps, Concurrent: 0}
	start := []float64{-3, -5, -2, -2, 0}
	best, err := optimize.Minimize(problem, start, settings, &optimize.NelderMead{SimplexSize: 1})
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	d.rates = ratesOf(start)
	if best != nil && finite(best.F) {
		d.rates = ratesOf(best.X)
	} else if err != nil {
		return nil, err
	}
	return f.finish(ctx, d, 2*f.week)
}

// keep drops all but about the last n cells, whole weeks at a time.
func (f *frame) keep(n int) {
	if drop := (len(f.x) - n) / f.week * f.week; drop > 0 {
		f.x, f.known, f.wild, f.first = f.x[drop:], f.known[drop:], f.wild[drop:], f.first+drop
	}
}

// rates of smoothing, each 0 to 1, and of the autoregression.
type rates struct{ level, trend, day, week, fade float64 }

// ratesOf takes free numbers to rates.
func ratesOf(p []float64) rates {
	unit := func(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
	return rates{0.5 * unit(p[0]), 0.05 * unit(p[1]), 0.7 * unit(p[2]), 0.7 * unit(p[3]), 0.98 * unit(p[4])}
}

// smoother continues a series by double seasonal smoothing.
type smoother struct {
	x         []float64
	known     []bool
	day, week int
	rates     rates
	ofDay     []float64 // first day and week
	ofWeek    []float64
	base      float64
	bound     float64 // of an error in the loss
}

// newSmoother begins with the seasons of the first weeks.
func newSmoother(f *frame) *smoother {
	d := &smoother{x: f.x, known: f.known, day: f.day, week: f.week, ofDay: make([]float64, f.day), ofWeek: make([]float64, f.week)}
	weeks := min(4, len(f.x)/f.week)
	for _, v := range f.x[:weeks*f.week] {
		d.base += v / float64(weeks*f.week)
	}
	for i, v := range f.x[:weeks*f.week] {
		d.ofDay[i%f.day] += (v - d.base) / float64(weeks*f.week/f.day)
	}
	for i, v := range f.x[:weeks*f.week] {
		d.ofWeek[i%f.week] += (v - d.base - d.ofDay[i%f.day]) / float64(weeks)
	}
	var sum float64
	for i := f.week; i < len(f.x); i++ {
		sum += math.Abs(f.x[i] - f.x[i-f.week])
	}
	d.bound = 3*sum/float64(len(f.x)-f.week) + 1e-12
	return d
}

// smoothed is the state after some cells.
type smoothed struct {
	level, trend, rest float64
	ofDay, ofWeek      []float64 // by cell modulo the season
	loss               float64   // bounded absolute errors, the first week aside
}

// follow runs through x[:n].
func (d *smoother) follow(n int) smoothed {
	s := smoothed{level: d.base, ofDay: append([]float64(nil), d.ofDay...), ofWeek: append([]float64(nil), d.ofWeek...)}
	i, j := 0, 0 // t modulo day and week
	for t, v := range d.x[:n] {
		expected := s.level + dampedTrend*s.trend + s.ofDay[i] + s.ofWeek[j]
		e := v - expected
		surprise := e - d.rates.fade*s.rest
		if !d.known[t] {
			e, surprise = d.rates.fade*s.rest, 0
		}
		if t >= d.week {
			s.loss += min(math.Abs(surprise), d.bound)
		}
		surprise = min(max(surprise, -d.bound), d.bound)
		s.level += dampedTrend*s.trend + d.rates.level*surprise
		s.trend = dampedTrend*s.trend + d.rates.trend*d.rates.level*surprise
		s.ofDay[i] += d.rates.day * surprise
		s.ofWeek[j] += d.rates.week * surprise
		s.rest = e
		if i++; i == d.day {
			i = 0
		}
		if j++; j == d.week {
			j = 0
		}
	}
	return s
}

func (d *smoother) run(n int, out []float64) {
	s := d.follow(n)
	for h := range out {
		s.trend *= dampedTrend
		s.level += s.trend
		s.rest *= d.rates.fade
		out[h] = s.level + s.ofDay[(n+h)%d.day] + s.ofWeek[(n+h)%d.week] + s.rest
	}
}

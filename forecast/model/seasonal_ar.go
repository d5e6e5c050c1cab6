package model

import (
	"context"

	"turno/forecast"
	"turno/forecast/calendar"
)

// SeasonalAR repeats the last week, on the log scale, corrected by how far the last interval
// lay from the one a week before it: a difference that fades like a first-order
// autoregression, whose coefficient is that of the history's own weekly differences (the
// seasonal ARIMA(1,0,0)(0,1,0) of Box & Jenkins 1970).
type SeasonalAR struct{}

// Name is seasonal-ar.
func (SeasonalAR) Name() string { return "seasonal-ar" }

// Fit needs two weeks.
func (m SeasonalAR) Fit(ctx context.Context, history forecast.Series, cal *calendar.Calendar) (forecast.Fitted, error) {
	f, err := newFrame(history, cal, logs)
	if err != nil {
		return nil, err
	}
	if least := 2 * f.week; len(f.x) < least {
		return nil, f.tooShort("the seasonal autoregression", least)
	}
	return f.finish(ctx, newSeasonalAR(f, f.week), f.week+1)
}

type seasonalAR struct {
	x      []float64
	season int
	fade   float64 // what is left of a difference one interval later
}

// newSeasonalAR takes the first autocorrelation of the seasonal differences around 0 for the
// fading.
func newSeasonalAR(f *frame, season int) *seasonalAR {
	var cross, square float64
	for t := season + 1; t < len(f.x); t++ {
		if f.known[t] && f.known[t-1] {
			e, before := f.x[t]-f.x[t-season], f.x[t-1]-f.x[t-1-season]
			cross, square = cross+e*before, square+before*before
		}
	}
	a := &seasonalAR{x: f.x, season: season}
	if square > 0 {
		a.fade = min(max(cross/square, 0), 0.99)
	}
	return a
}

func (a *seasonalAR) run(n int, out []float64) {
	for h := range out {
		out[h] = at(a.x, out, n, h-a.season)
	}
	last := a.x[n-1] - a.x[n-1-a.season]
	for h, fade := 0, a.fade; h < len(out) && fade > 1e-6; h, fade = h+1, fade*a.fade {
		out[h] += fade * last
	}
}

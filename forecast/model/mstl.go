package model

import (
	"context"

	"turno/forecast"
	"turno/forecast/calendar"
)

// MSTL splits the history into a day, a week, a trend and a remainder by repeated robust STL
// (Bandara, Hyndman & Bergmeir 2021), repeats the last day and week, and continues the rest
// by an ARIMA or by exponential smoothing with a damped trend. The scale is the Box-Cox
// transformation of Guerrero (1993) or, with ARIMA, logs.
type MSTL struct {
	Smoothing bool // exponential smoothing instead of ARIMA
}

// Name is mstl-arima or mstl-ets.
func (m MSTL) Name() string {
	if m.Smoothing {
		return "mstl-ets"
	}
	return "mstl-arima"
}

const mstlWeeks = 20 // of history, at most

// Windows of the seasons, in cycles: patterns of noisy counts change slowly.
const (
	dayWindow  = 61
	weekWindow = 61
	endLever   = 2.0 // share of the last cycle in its own fit, in means of all cycles
)

// Fit needs three weeks.
func (m MSTL) Fit(ctx context.Context, history forecast.Series, cal *calendar.Calendar) (forecast.Fitted, error) {
	by := logs
	if m.Smoothing {
		by = boxCox
	}
	f, err := newFrame(history, cal, by)
	if err != nil {
		return nil, err
	}
	if least := 3 * f.week; len(f.x) < least {
		return nil, f.tooShort("a decomposition by day and week", least)
	}
	f.keep(mstlWeeks * f.week)
	f.lever = min(0.7, endLever*float64(f.week)/float64(len(f.x)))
	d, err := decompose(ctx, f)
	if err != nil {
		return nil, err
	}
	d.smoothing = m.Smoothing
	if m.Smoothing {
		d.damped = fitDamped(d.adjusted, f.day)
	} else {
		d.arima = fitARIMA(d.adjusted)
	}
	return f.finish(ctx, d, 2*f.week)
}

// decomposed is a history without its seasons, and the seasons.
type decomposed struct {
	day, week     int
	ofDay, ofWeek []float64
	adjusted      []float64
	smoothing     bool
	arima         arima
	damped        damped
}

func decompose(ctx context.Context, f *frame) (*decomposed, error) {
	n := len(f.x)
	d := &decomposed{day: f.day, week: f.week, ofDay: make([]float64, n), ofWeek: make([]float64, n), adjusted: make([]float64, n)}
	var w, trend []float64
	rest := make([]float64, n)
	for round := range outerRounds {
		for _, season := range []struct {
			period, window int
			of, other      *[]float64
		}{{f.day, dayWindow, &d.ofDay, &d.ofWeek}, {f.week, weekWindow, &d.ofWeek, &d.ofDay}} {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if season.period < 2 || season.period == f.day && f.day == f.week && season.window == weekWindow {
				continue
			}
			for i, v := range f.x {
				rest[i] = v - (*season.other)[i]
			}
			*season.of, trend = stl(rest, w, season.period, season.window)
		}
		if round == outerRounds-1 || trend == nil {
			break
		}
		for i, v := range f.x {
			rest[i] = v - d.ofDay[i] - d.ofWeek[i] - trend[i]
		}
		w = bisquare(rest)
	}
	for i, v := range f.x {
		d.adjusted[i] = v - d.ofDay[i] - d.ofWeek[i]
	}
	return d, nil
}

func (d *decomposed) run(n int, out []float64) {
	if d.smoothing {
		d.damped.forecast(d.adjusted[:n], out)
	} else {
		d.arima.forecast(d.adjusted[:n], out)
	}
	for h := range out {
		out[h] += d.ofDay[n-d.day+h%d.day] + d.ofWeek[n-d.week+h%d.week]
	}
}

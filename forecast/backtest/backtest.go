// Package backtest measures how well a forecasting method would have done: it forecasts
// the past from rolling origins, each time from nothing but what was known before, and
// compares with what came.
package backtest

import (
	"context"
	"fmt"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
)

// Forecaster predicts the future grid from the past of one queue.
type Forecaster func(ctx context.Context, past forecast.Series, future calendar.Grid) (forecast.Volume, error)

// Of makes a forecaster of a method.
func Of(m forecast.Model, cal *calendar.Calendar) Forecaster {
	return func(ctx context.Context, past forecast.Series, future calendar.Grid) (forecast.Volume, error) {
		fitted, err := m.Fit(ctx, past, cal)
		if err != nil {
			return forecast.Volume{}, err
		}
		return fitted.Forecast(future), nil
	}
}

// Design says from where the past is forecast: Origins of them, the last one Horizon
// before the end of the history, each Spacing before the next.
type Design struct {
	Origins int
	Spacing time.Duration
	Horizon time.Duration
	Exclude []Exclusion // never scored
}

// Exclusion is a stretch of one queue's history that is not scored, such as a known
// anomaly. An empty queue means every queue.
type Exclusion struct {
	Queue string
	Span  calendar.Window
}

// Run forecasts the history from every origin of the design. It fails when the history
// does not reach back to the first origin, and with the forecaster's first error.
func Run(ctx context.Context, history forecast.Series, d Design, f Forecaster) (Metrics, error) {
	origins, err := d.of(history)
	if err != nil {
		return Metrics{}, err
	}
	var all sums
	for _, n := range origins {
		past, future := d.at(history, n)
		v, err := f(ctx, past, future)
		if err != nil {
			return Metrics{}, err
		}
		if err := v.Check(); err != nil {
			return Metrics{}, err
		}
		all.add(v, d.came(history, future), weekAgoError(past), everyHour)
	}
	return all.metrics(), nil
}

// of lists the origins in a history as numbers of intervals known.
func (d Design) of(history forecast.Series) ([]int, error) {
	g := history.Grid
	horizon, spacing := int(d.Horizon/max(g.Step, 1)), int(d.Spacing/max(g.Step, 1))
	first := g.N - horizon - (d.Origins-1)*spacing
	if d.Origins < 1 || horizon < 1 || spacing < 0 || first < 1 || d.Origins > g.N {
		return nil, fmt.Errorf("queue %s: %d origins %v apart of %v: expected at least one, within the %d intervals of %v recorded", history.Queue, d.Origins, d.Spacing, d.Horizon, g.N, g.Step)
	}
	origins := make([]int, d.Origins)
	for k := range origins {
		origins[k] = first + k*spacing
	}
	return origins, nil
}

// at is what is known at an origin and the grid to forecast from it.
func (d Design) at(history forecast.Series, n int) (past forecast.Series, future calendar.Grid) {
	g := history.Grid
	return history.Before(n), calendar.Grid{Start: g.At(n), Step: g.Step, N: int(d.Horizon / g.Step)}
}

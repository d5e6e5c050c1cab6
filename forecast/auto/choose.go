package auto

import (
	"context"
	"math"
	"time"

	"turno/forecast"
	"turno/forecast/backtest"
	"turno/forecast/calendar"
	"turno/forecast/model"
)

// The check that chooses a method forecasts each of the last weeks from what was known
// before it.
const (
	origins      = 4  // weeks forecast
	leastWeeks   = 4  // of history: one week alone proves nothing
	checkedWeeks = 52 // of history that the check looks at
)

// choose fits the method that would have forecast the last weeks best, by weighted
// quantile loss; with too little history for a check it is the first that can learn from
// it. Seasonal naive always can.
func (q *queue) choose(ctx context.Context) (forecast.Fitted, error) {
	var best forecast.Fitted
	least := math.Inf(1)
	for _, m := range model.All() {
		fitted, err := m.Fit(ctx, q.series, q.in.Calendar)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			q.note(forecast.NoteMethodSkipped, 0, q.series.Grid.N, 0, m.Name())
			continue
		}
		loss, err := q.loss(ctx, m)
		if err != nil {
			return nil, err
		}
		if best == nil || loss < least {
			best, least, q.method = fitted, loss, m.Name()
		}
	}
	if best == nil {
		return nil, errNoMethod(q.series.Queue)
	}
	return best, nil
}

type errNoMethod string

func (e errNoMethod) Error() string { return "queue " + string(e) + ": no method could learn from it" }

// loss is the quantile loss of the method over the last weeks, or 0 where there is nothing
// to check against. A method that cannot learn at an origin is charged infinity.
func (q *queue) loss(ctx context.Context, m forecast.Model) (float64, error) {
	const week = 7 * 24 * time.Hour
	weeks := int(time.Duration(q.series.Grid.N) * q.series.Grid.Step / week)
	if weeks < leastWeeks {
		return 0, nil
	}
	design := backtest.Design{Origins: min(origins, weeks-2), Spacing: week, Horizon: week}
	metrics, err := backtest.Run(ctx, recent(q.series, checkedWeeks*week), design, backtest.Of(m, q.in.Calendar))
	if ctx.Err() != nil {
		return 0, ctx.Err()
	}
	if err != nil {
		return math.Inf(1), nil
	}
	return metrics.Pinball, nil
}

// recent is the last part of a history.
func recent(s forecast.Series, span time.Duration) forecast.Series {
	if cut := s.Grid.N - int(span/s.Grid.Step); cut > 0 {
		s.Volume, s.Grid.Start, s.Grid.N = s.Volume[cut:], s.Grid.At(cut), s.Grid.N-cut
	}
	return s
}

// Forecaster makes the whole of Forecast measurable by package backtest.
func Forecaster(cal *calendar.Calendar, campaigns []forecast.Campaign, events []forecast.Event) backtest.Forecaster {
	return func(ctx context.Context, past forecast.Series, future calendar.Grid) (forecast.Volume, error) {
		r, err := Forecast(ctx, Input{History: []forecast.Series{past}, Calendar: cal, Future: future, Campaigns: campaigns, Events: events}, Options{})
		if err != nil {
			return forecast.Volume{}, err
		}
		return r.Volumes[0], nil
	}
}

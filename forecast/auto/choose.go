package auto

import (
	"context"
	"math"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/forecast/model"
)

// origins of the check that chooses a method: so many last weeks are forecast from what
// was known before each.
const origins = 4

// choose fits the method that would have forecast the last weeks best, by weighted
// quantile loss; with too little history for a check it is the first that can learn from
// it. Seasonal naive always can. One week alone proves nothing.
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

// loss is the summed pinball loss of the method over the last weeks at all levels, or 0
// where there is nothing to check against. A method that cannot learn at an origin is
// charged infinity.
func (q *queue) loss(ctx context.Context, m forecast.Model) (float64, error) {
	week := int(7 * 24 * time.Hour / q.series.Grid.Step)
	var loss float64
	for k := 1; k <= origins; k++ {
		n := q.series.Grid.N - k*week
		if n < 2*week || q.series.Grid.N < 4*week {
			break
		}
		past := q.series.Before(n)
		fitted, err := m.Fit(ctx, past, q.in.Calendar)
		if ctx.Err() != nil {
			return 0, ctx.Err()
		}
		if err != nil {
			loss = math.Inf(1)
			continue
		}
		g := calendar.Grid{Start: past.Grid.End(), Step: past.Grid.Step, N: week}
		loss += pinball(fitted.Forecast(g), q.series.Volume[n:n+week])
	}
	return loss, nil
}

// pinball is the quantile loss of the forecast against what came, summed over intervals
// and levels; missing values do not count.
func pinball(v forecast.Volume, came []float64) float64 {
	var sum float64
	for k, p := range v.Levels {
		for i, y := range came {
			if d := y - v.Quantiles[k][i]; d > 0 {
				sum += p * d
			} else if d <= 0 {
				sum -= (1 - p) * d
			}
		}
	}
	return sum
}

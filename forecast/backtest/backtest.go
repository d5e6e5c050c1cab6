// Package backtest measures how well a forecasting method would have done: it forecasts
// the past from rolling origins, each time from nothing but what was known before, and
// compares with what came.
package backtest

import (
	"context"
	"fmt"
	"math"
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
}

// Metrics judge forecasts, pooled over all origins and intervals with a recorded value.
// The median is judged by absolute errors, the mean by squares and sums. Those relative to
// volume are 0 where no volume came.
type Metrics struct {
	N        int     // values compared
	WAPE     float64 // sum of absolute errors of the median over the sum of volume
	MASE     float64 // mean absolute error of the median over that of the week before, in the history before each origin
	RMSE     float64 // root mean square error of the mean, contacts
	Bias     float64 // sum of the mean less volume, over the sum of volume
	Pinball  float64 // mean quantile loss over the levels, contacts
	WQL      float64 // twice the mean quantile loss over the levels, over the mean volume
	Coverage float64 // share of values within the lowest and highest quantile
}

// Run forecasts the history from every origin of the design. It fails when the history
// does not reach back to the first origin, and with the forecaster's first error.
func Run(ctx context.Context, history forecast.Series, d Design, f Forecaster) (Metrics, error) {
	g := history.Grid
	horizon, spacing := int(d.Horizon/max(g.Step, 1)), int(d.Spacing/max(g.Step, 1))
	first := g.N - horizon - (d.Origins-1)*spacing
	if d.Origins < 1 || horizon < 1 || spacing < 0 || first < 1 {
		return Metrics{}, fmt.Errorf("queue %s: %d origins %v apart of %v: expected at least one, within the %d intervals of %v recorded", history.Queue, d.Origins, d.Spacing, d.Horizon, g.N, g.Step)
	}
	var sum sums
	for k := range d.Origins {
		n := first + k*spacing
		past := history.Before(n)
		v, err := f(ctx, past, calendar.Grid{Start: g.At(n), Step: g.Step, N: horizon})
		if err != nil {
			return Metrics{}, err
		}
		if err := v.Check(); err != nil {
			return Metrics{}, err
		}
		sum.add(v, history.Volume[n:n+horizon], weekAgoError(past))
	}
	return sum.metrics(), nil
}

// sums gather errors.
type sums struct {
	n, volume, absolute, squared, signed, pinball, inside float64
	scaled, origins                                       float64
}

func (s *sums) add(v forecast.Volume, came []float64, scale float64) {
	var absolute, n float64
	for i, y := range came {
		if math.IsNaN(y) {
			continue
		}
		n++
		e := v.Mean[i] - y
		s.volume += y
		s.signed += e
		s.squared += e * e
		absolute += math.Abs(v.Quantile(i, 0.5) - y)
		inside := 0
		for k, p := range v.Levels {
			d := y - v.Quantiles[k][i]
			s.pinball += max(p*d, (p-1)*d) / float64(len(v.Levels))
			if k == 0 && d >= 0 || k == len(v.Levels)-1 && d <= 0 {
				inside++
			}
		}
		if inside == 2 {
			s.inside++
		}
	}
	s.n += n
	s.absolute += absolute
	if n > 0 && scale > 0 {
		s.scaled += absolute / n / scale
		s.origins++
	}
}

func (s *sums) metrics() Metrics {
	m := Metrics{N: int(s.n)}
	if s.n > 0 {
		m.RMSE, m.Pinball, m.Coverage = math.Sqrt(s.squared/s.n), s.pinball/s.n, s.inside/s.n
	}
	if s.volume > 0 {
		m.WAPE, m.Bias, m.WQL = s.absolute/s.volume, s.signed/s.volume, 2*s.pinball/s.volume
	}
	if s.origins > 0 {
		m.MASE = s.scaled / s.origins
	}
	return m
}

// weekAgoError is the mean absolute difference of the history from a week before.
func weekAgoError(past forecast.Series) float64 {
	lag := int(7 * 24 * time.Hour / max(past.Grid.Step, 1))
	var sum, n float64
	for i := lag; i < len(past.Volume); i++ {
		if d := math.Abs(past.Volume[i] - past.Volume[i-lag]); !math.IsNaN(d) {
			sum, n = sum+d, n+1
		}
	}
	return sum / max(n, 1)
}

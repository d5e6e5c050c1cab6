package backtest_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/backtest"
	"turno/forecast/calendar"
	"turno/forecast/model"
)

var monday = time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)

func made(weeks int, f func(i int) float64) forecast.Series {
	s := forecast.Series{Queue: "q", Grid: calendar.Grid{Start: monday, Step: time.Hour, N: weeks * 168}}
	for i := range s.Grid.N {
		s.Volume = append(s.Volume, f(i))
	}
	return s
}

func ExampleRun() {
	// Ten contacts an hour, twelve in the last week.
	history := made(5, func(i int) float64 { return 10 + 2*float64(i/(4*168)) })
	m, err := backtest.Run(context.Background(), history,
		backtest.Design{Origins: 1, Spacing: 48 * time.Hour, Horizon: 168 * time.Hour}, backtest.Of(model.Naive{}, nil))
	fmt.Printf("WAPE %.3f, bias %.3f, RMSE %.1f, coverage %.0f %%, %v\n", m.WAPE, m.Bias, m.RMSE, 100*m.Coverage, err)
	// Output: WAPE 0.167, bias -0.167, RMSE 2.0, coverage 0 %, <nil>
}

// A forecaster sees nothing after its origin, and the origins lie where the design says.
func TestOrigins(t *testing.T) {
	history := made(6, func(i int) float64 { return float64(i) })
	var seen []int
	_, err := backtest.Run(context.Background(), history, backtest.Design{Origins: 3, Spacing: 48 * time.Hour, Horizon: 168 * time.Hour},
		func(_ context.Context, past forecast.Series, future calendar.Grid) (forecast.Volume, error) {
			seen = append(seen, past.Grid.N)
			assert.Len(t, past.Volume, past.Grid.N)
			assert.Equal(t, past.Grid.End(), future.Start)
			assert.Equal(t, 168, future.N)
			return forecast.Volume{Grid: future, Mean: make([]float64, future.N)}, nil
		})
	require.NoError(t, err)
	assert.Equal(t, []int{5*168 - 96, 5*168 - 48, 5 * 168}, seen)
}

// Hand-worked figures: quantiles 4, 6, 10, mean 7 against 8 and 12, one value missing.
func TestMetrics(t *testing.T) {
	history := made(3, func(i int) float64 { return []float64{8, 12}[i%2] })
	history.Volume[2*168+5] = math.NaN()
	m, err := backtest.Run(context.Background(), history, backtest.Design{Origins: 1, Horizon: 168 * time.Hour},
		func(_ context.Context, _ forecast.Series, g calendar.Grid) (forecast.Volume, error) {
			v := forecast.Volume{Queue: "q", Grid: g, Levels: forecast.Levels()}
			for range g.N {
				v.Mean = append(v.Mean, 7)
			}
			for _, q := range []float64{4, 6, 10} {
				var row []float64
				for range g.N {
					row = append(row, q)
				}
				v.Quantiles = append(v.Quantiles, row)
			}
			return v, nil
		})
	require.NoError(t, err)
	eights, twelves := 84.0, 83.0
	volume := 8*eights + 12*twelves
	assert.Equal(t, 167, m.N)
	assert.InDelta(t, (2*eights+6*twelves)/volume, m.WAPE, 1e-6)
	assert.InDelta(t, -(1*eights+5*twelves)/volume, m.Bias, 1e-9)
	assert.InDelta(t, math.Sqrt((1*eights+25*twelves)/167), m.RMSE, 1e-9)
	assert.InDelta(t, eights/167, m.Coverage, 1e-9)
	pinball := eights*(0.1*4+0.5*2+0.1*2)/3 + twelves*(0.1*8+0.5*6+0.9*2)/3
	assert.InDelta(t, pinball/167, m.Pinball, 1e-9)
	assert.InDelta(t, 2*pinball/volume, m.WQL, 1e-9)
	assert.Zero(t, m.MASE) // the past repeats itself exactly
}

func TestRunRefuses(t *testing.T) {
	f := backtest.Of(model.Naive{}, nil)
	for _, d := range []backtest.Design{{}, {Origins: 1}, {Origins: 5, Spacing: 168 * time.Hour, Horizon: 168 * time.Hour}, {Origins: 2, Spacing: -time.Hour, Horizon: time.Hour}} {
		_, err := backtest.Run(context.Background(), made(3, func(int) float64 { return 1 }), d, f)
		assert.ErrorContains(t, err, "expected at least one")
	}
	_, err := backtest.Run(context.Background(), made(3, func(int) float64 { return 1 }), backtest.Design{Origins: 1, Horizon: time.Hour},
		func(context.Context, forecast.Series, calendar.Grid) (forecast.Volume, error) {
			return forecast.Volume{}, errors.New("no")
		})
	assert.EqualError(t, err, "no")
	m, err := backtest.Run(context.Background(), made(3, func(int) float64 { return 0 }), backtest.Design{Origins: 1, Horizon: time.Hour}, f)
	require.NoError(t, err)
	assert.Equal(t, backtest.Metrics{N: 1, Coverage: 1}, m)
}

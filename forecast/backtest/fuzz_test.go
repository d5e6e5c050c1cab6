package backtest_test

import (
	"context"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"turno/forecast"
	"turno/forecast/backtest"
	"turno/forecast/calendar"
	"turno/forecast/model"
)

// Whatever the history and the design: a clear refusal, or figures that are finite.
func FuzzEvaluate(f *testing.F) {
	f.Add([]byte("a normal week, a normal week, a normal week"), 2, int64(6), int64(12))
	f.Add([]byte{0, 0, 255, 255, 0, 254}, 1, int64(1), int64(3))
	f.Add([]byte{255, 255}, 1, int64(0), int64(1))
	f.Fuzz(func(t *testing.T, data []byte, origins int, spacing, horizon int64) {
		if len(data) == 0 || len(data) > 500 || spacing > 1e6 || horizon > 1e6 {
			return
		}
		s := forecast.Series{Queue: "q", Grid: calendar.Grid{Start: monday, Step: time.Hour, N: len(data)}}
		for _, b := range data {
			switch b {
			case 255:
				s.Volume = append(s.Volume, math.NaN())
			case 254:
				s.Volume = append(s.Volume, 1e12)
			default:
				s.Volume = append(s.Volume, float64(b))
			}
		}
		d := backtest.Design{Origins: origins, Spacing: time.Duration(spacing) * time.Hour, Horizon: time.Duration(horizon) * time.Hour}
		methods := append(backtest.Yardsticks(), backtest.Method{Name: "naive", Forecast: backtest.Each(backtest.Of(model.Naive{}, nil))})
		r, err := backtest.Evaluate(context.Background(), []forecast.Series{s}, d, methods, nil)
		if err != nil {
			assert.ErrorContains(t, err, "expected")
			return
		}
		for _, m := range r.Methods {
			p := m.Pooled
			for _, x := range []float64{p.WAPE, p.MASE, p.RMSE, p.Bias, p.Pinball, p.WQL, p.Coverage} {
				assert.False(t, math.IsNaN(x) || math.IsInf(x, 0), "%s: %+v", m.Name, p)
			}
		}
	})
}

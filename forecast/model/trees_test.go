package model_test

import (
	"context"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/model"
)

// A pool of queues alike teaches what a short history alone does not show: here that the
// hour after a lively one is lively too.
func TestTreesLearnFromThePool(t *testing.T) {
	lively := func(seed uint64, scale float64) forecast.Series {
		noise, mood := noisy(seed, 0.5, func(time.Time) float64 { return 1e6 }), 0.0
		return made(winter, time.Hour, 8, func(at time.Time) float64 {
			mood = 0.95*mood + 0.3*math.Log(noise(at)/1e6)
			return math.Round(scale * course(at) * math.Exp(mood))
		})
	}
	var pool []forecast.Series
	for k := range 6 {
		s := lively(uint64(100+k), float64(1+k))
		s.Queue = string(rune('a' + k))
		pool = append(pool, s)
	}
	var alone, pooled float64
	for seed := range uint64(6) {
		all := lively(seed, 2)
		past := all.Before(5 * 168)
		future := nextWeek(past)
		for _, m := range []model.Trees{{}, {Pool: pool}} {
			f, err := m.Fit(context.Background(), past, nil)
			require.NoError(t, err)
			v := f.Forecast(future)
			require.NoError(t, v.Check())
			var miss float64
			for i := range 48 {
				miss += math.Abs(all.Volume[past.Grid.N+i] - v.Quantiles[1][i])
			}
			if m.Pool == nil {
				alone += miss
			} else {
				pooled += miss
			}
		}
	}
	t.Logf("absolute error alone %.0f, pooled %.0f", alone, pooled)
	assert.Less(t, pooled, alone)
}

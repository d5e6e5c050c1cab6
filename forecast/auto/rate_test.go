package auto_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/auto"
	"turno/forecast/calendar"
)

// work is eight weeks in which a post at night is flushed twice as often as by day, and the
// level of handle times moves from week to week.
func work(seed uint64, drift float64) (s forecast.Series, flush func(hour int) float64, aht float64) {
	rng := rand.New(rand.NewPCG(seed, 1))
	flush = func(hour int) float64 {
		if hour < 8 {
			return 0.7
		}
		return 0.35
	}
	s = forecast.Series{Queue: "a", Grid: calendar.Grid{Start: time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC), Step: time.Hour, N: 8 * 168}}
	aht = 300
	for i := range s.Grid.N {
		if i%168 == 0 {
			aht *= math.Exp(drift * rng.NormFloat64())
		}
		n, flushed, seconds := 5+rng.IntN(20), 0, 0.0
		for range n {
			if rng.Float64() < flush(s.Grid.At(i).Hour()) {
				flushed++
			} else {
				seconds += aht * rng.ExpFloat64()
			}
		}
		s.Volume, s.Flushed, s.Handled = append(s.Volume, float64(n)), append(s.Flushed, float64(flushed)), append(s.Handled, float64(n-flushed))
		s.AHT = append(s.AHT, seconds/float64(n-flushed))
	}
	return s, flush, aht
}

func TestRateOfTheHour(t *testing.T) {
	s, flush, _ := work(1, 0)
	future := calendar.Grid{Start: s.Grid.End(), Step: 30 * time.Minute, N: 336}
	r, ok := auto.ForecastRate(s, auto.RateFlush, future)
	require.True(t, ok)
	held := 0
	for i := range future.N {
		want := flush(future.At(i).Hour())
		assert.InDelta(t, want, r.Mean[i], 0.08)
		if math.Abs(r.Mean[i]-want) < 1.96*r.Spread[i]*r.Mean[i] {
			held++
		}
	}
	assert.Greater(t, float64(held)/float64(future.N), 0.85, "the deviation is that of the estimate")
	flat, ok := auto.ForecastRate(s, auto.RateAHT, future)
	require.True(t, ok)
	assert.InDelta(t, 300, flat.Mean[10], 15)
	assert.Less(t, math.Abs(flat.Mean[10]/flat.Mean[30]-1), 0.05, "hours that do not differ are drawn together")
}

// TestRateDrifts: a level that moves from week to week is less sure, and less the further
// ahead.
func TestRateDrifts(t *testing.T) {
	still, _, _ := work(2, 0)
	moves, _, _ := work(2, 0.15)
	future := calendar.Grid{Start: still.Grid.End(), Step: time.Hour, N: 4 * 168}
	a, _ := auto.ForecastRate(still, auto.RateAHT, future)
	b, _ := auto.ForecastRate(moves, auto.RateAHT, future)
	assert.Greater(t, b.Spread[12], 2*a.Spread[12])
	assert.Greater(t, b.Spread[3*168+12], 1.3*b.Spread[12])
}

func TestRateNeedsCounts(t *testing.T) {
	s, _, _ := work(3, 0)
	_, ok := auto.ForecastRate(s, auto.RateMoved, s.Grid)
	assert.False(t, ok, "no such column")
	_, ok = auto.ForecastRate(s.Before(100), auto.RateFlush, s.Grid)
	assert.False(t, ok, "too short")
}

// TestLoaded: doubt about the work widens the volume as a product of two lognormals does,
// leaves its mean, and none leaves all.
func TestLoaded(t *testing.T) {
	level := func(x float64) []float64 { return []float64{x, x} }
	v := forecast.Volume{Queue: "a", Grid: calendar.Grid{Step: time.Hour, N: 2}, Mean: level(1000), Levels: forecast.Levels(), Correlation: 0.3, Slow: 0.4,
		Quantiles: [][]float64{level(1000 * math.Exp(-0.3*1.2816)), level(1000), level(1000 * math.Exp(0.3*1.2816))}}
	assert.Equal(t, v, forecast.Profile{Volume: v}.Loaded())
	w := forecast.Profile{Volume: v, Spread: level(0.4)}.Loaded()
	assert.InDelta(t, 1000*math.Exp(0.5*1.2816), w.Quantiles[2][0], 5)
	assert.InDelta(t, 1000*math.Exp(-0.5*1.2816), w.Quantiles[0][0], 5)
	assert.InDelta(t, 1000, w.Quantiles[1][0], 1e-6)
	assert.Equal(t, v.Mean, w.Mean)
	assert.InDelta(t, (0.4*0.09+0.16)/0.25, w.SlowAt(0), 0.01, "the doubt lasts")
	v.Quantiles = [][]float64{level(0), level(0), level(0.5)}
	w = forecast.Profile{Volume: v, Spread: level(1)}.Loaded()
	assert.Zero(t, w.Quantiles[1][0], "nothing is not made more by what it would bring")
	assert.Less(t, w.Quantiles[2][0], 0.5*math.Exp(1.2816), "a quiet hour stays one")
}

package auto_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"turno/forecast"
	"turno/forecast/auto"
	"turno/forecast/calendar"
)

// told is a history of kinds of message: each with its posts an hour by the hour of the day,
// and the share of them that is flushed.
func told(seed uint64, weeks int, kinds map[forecast.Kind]func(hour int) (posts, flush float64)) forecast.Series {
	rng := rand.New(rand.NewPCG(seed, 2))
	s := forecast.Series{Queue: "a", Grid: calendar.Grid{Start: time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC), Step: time.Hour, N: weeks * 168}}
	s.Volume, s.Flushed = make([]float64, s.Grid.N), make([]float64, s.Grid.N)
	for _, k := range []forecast.Kind{"", "noise", "question", "rare"} {
		of, there := kinds[k]
		if !there {
			continue
		}
		p := forecast.Series{Queue: "a", Kind: k, Grid: s.Grid, Volume: make([]float64, s.Grid.N), Flushed: make([]float64, s.Grid.N)}
		for i := range s.Grid.N {
			posts, flush := of(i % 24)
			for range int(posts + rng.Float64()) {
				p.Volume[i]++
				if rng.Float64() < flush {
					p.Flushed[i]++
				}
			}
			s.Volume[i], s.Flushed[i] = s.Volume[i]+p.Volume[i], s.Flushed[i]+p.Flushed[i]
		}
		s.Kinds = append(s.Kinds, p)
	}
	return s
}

// TestMixOfTheHour: shares follow the hour of what is told apart, and make up 1.
func TestMixOfTheHour(t *testing.T) {
	s := told(1, 8, map[forecast.Kind]func(int) (float64, float64){
		"":         func(int) (float64, float64) { return 5, 0.5 },
		"noise":    func(h int) (float64, float64) { return 4 + 8*float64(h/12), 0.95 },
		"question": func(int) (float64, float64) { return 6, 0.2 },
	})
	future := calendar.Grid{Start: s.Grid.End(), Step: 30 * time.Minute, N: 336}
	mix, ok := auto.ForecastMix(s, []forecast.Kind{"question", "noise", "unheard"}, future)
	require.True(t, ok)
	for i := range future.N {
		assert.InDelta(t, 6/(10+8*float64(future.At(i).Hour()/12)), mix[0].Mean[i], 0.04)
		assert.InDelta(t, 1, mix[0].Mean[i]+mix[1].Mean[i]+mix[2].Mean[i], 1e-12)
		assert.Zero(t, mix[2].Mean[i])
	}
	_, ok = auto.ForecastMix(s.Before(13*24), []forecast.Kind{"question", "noise"}, future)
	assert.False(t, ok, "less than two weeks")
	s.Kinds = nil
	_, ok = auto.ForecastMix(s, []forecast.Kind{"question", "noise"}, future)
	assert.False(t, ok, "nothing is told apart")
}

// TestMixMakesUpOne: whatever the counts, shares are shares.
func TestMixMakesUpOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := told(rapid.Uint64().Draw(t, "seed"), rapid.IntRange(2, 4).Draw(t, "weeks"), map[forecast.Kind]func(int) (float64, float64){
			"noise": func(h int) (float64, float64) { return float64(h % rapid.IntRange(1, 5).Draw(t, "often")), 0.9 },
			"rare":  func(int) (float64, float64) { return 0.01, 0.5 },
		})
		kinds := []forecast.Kind{"noise", "rare", "unheard"}[:rapid.IntRange(1, 3).Draw(t, "kinds")]
		future := calendar.Grid{Start: s.Grid.End(), Step: time.Hour, N: 168}
		mix, ok := auto.ForecastMix(s, kinds, future)
		for i := 0; ok && i < future.N; i++ {
			var sum float64
			for _, r := range mix {
				sum += r.Mean[i]
				if !(r.Mean[i] >= 0) || math.IsNaN(r.Spread[i]) || math.IsInf(r.Spread[i], 0) {
					t.Fatalf("share %v, deviation %v", r.Mean[i], r.Spread[i])
				}
			}
			if math.Abs(sum-1) > 1e-9 {
				t.Fatalf("shares make up %v", sum)
			}
		}
	})
}

// TestKindRates: a kind with many counts has its own rate by the hour, one with few the
// queue's for the most part, one that never came the queue's.
func TestKindRates(t *testing.T) {
	s := told(2, 8, map[forecast.Kind]func(int) (float64, float64){
		"noise":    func(h int) (float64, float64) { return 8, 0.9 - 0.3*float64(h/12) },
		"question": func(int) (float64, float64) { return 8, 0.2 },
		"rare":     func(int) (float64, float64) { return 0.004, 0.2 },
	})
	future := calendar.Grid{Start: s.Grid.End(), Step: time.Hour, N: 168}
	rate := func(k forecast.Kind) auto.Rate {
		r, ok := auto.ForecastKindRate(s, k, auto.RateFlush, future)
		require.True(t, ok)
		return r
	}
	noise, question, rare, never := rate("noise"), rate("question"), rate("rare"), rate("unheard")
	whole, _ := auto.ForecastRate(s, auto.RateFlush, future)
	assert.InDeltaSlice(t, []float64{0.9, 0.6, 0.2, 0.2}, []float64{noise.Mean[3], noise.Mean[20], question.Mean[3], question.Mean[20]}, 0.05)
	assert.InDeltaSlice(t, whole.Mean, never.Mean, 1e-12)
	assert.Greater(t, never.Spread[3], 5*noise.Spread[3], "how far kinds lie apart is what is not known of it")
	few, _ := s.Part("rare")
	own := few.Total()
	require.Less(t, own, 20.0)
	assert.Greater(t, rare.Mean[3], 0.05)
	assert.Greater(t, rare.Spread[3], 2*question.Spread[3])
	_, ok := auto.ForecastKindRate(s, "noise", auto.RateTurns, future)
	assert.False(t, ok, "no such column")
}

package main

import (
	"context"
	"fmt"
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

func TestCoverageOfTotals(t *testing.T) {
	g := calendar.Grid{Start: time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC), Step: 12 * time.Hour, N: 4}
	v := forecast.Volume{Grid: g, Mean: []float64{20, 20, 20, 20}, Levels: forecast.Levels(),
		Quantiles: [][]float64{{10, 10, 10, 10}, {20, 20, 20, 20}, {30, 30, 30, 30}}}
	c := newCoverages()
	c.add([]forecast.Volume{v, v}, [][]float64{{20, 20, 500, math.NaN()}, {20, 20, 20, 20}}, 2)
	assert.Equal(t, 4.0, c["day"].n)
	assert.InDelta(t, 3, c["day"].in80, 1e-9, "all but the day of 500")
	assert.Equal(t, 7.0, c["hour"].n, "one was not recorded")
	assert.InDelta(t, 1, c["week"].in80, 1e-9)
	assert.InDelta(t, 1, c["day of all"].in80, 1e-9)
	assert.Equal(t, coverage{1, 0, 0}, *c["week of all"])

	assert.Equal(t, 0.5, within(0, 0.2, 0.1, 0.9), "paths at the total count in part")
	assert.Equal(t, 1.0, within(0.3, 0.3, 0.1, 0.9))
	assert.Equal(t, 0.0, within(0.05, 0.05, 0.1, 0.9))
}

// Queues whose level goes up and down for days, of which they have a part in common: the
// ranges of days and of weeks, of a queue and of all together, hold about as many as they
// say. The weeks are few and hang together, so the bounds are wide; ranges from the memory of
// single hours alone hold less than half.
func TestTotalsAreCalibrated(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	all := newCoverages()
	for seed := range uint64(12) {
		c, err := rollTotals(context.Background(), restless(seed), 3)
		require.NoError(t, err)
		all.plus(c)
	}
	for _, kind := range totalKinds[1:] {
		t.Logf("%s: %.0f, %.1f %% within 50 %%, %.1f %% within 80 %%", kind, all[kind].n, 100*all[kind].in50/all[kind].n, 100*all[kind].in80/all[kind].n)
		assert.InDelta(t, 0.8, all[kind].in80/all[kind].n, 0.2, kind)
		assert.InDelta(t, 0.5, all[kind].in50/all[kind].n, 0.2, kind)
	}
}

// restless is three queues of ten weeks.
func restless(seed uint64) world {
	rng := rand.New(rand.NewPCG(seed, 1))
	g := calendar.Grid{Start: time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC), Step: time.Hour, N: 10 * 168}
	w := world{"restless", auto.Input{Calendar: calendar.Plain(time.UTC)}}
	levels := [3]float64{}
	volumes := [3][]float64{}
	for i := range g.N {
		common := rng.NormFloat64()
		for k := range levels {
			levels[k] = 0.993*levels[k] + math.Sqrt(1-0.993*0.993)*(0.6*common+0.8*rng.NormFloat64())
			usual := 30 * (1.1 + math.Sin(2*math.Pi*float64(i)/24))
			rate := usual * math.Exp(0.12*levels[k])
			volumes[k] = append(volumes[k], max(0, math.Round(rate+math.Sqrt(rate)*rng.NormFloat64())))
		}
	}
	for k, v := range volumes {
		w.History = append(w.History, forecast.Series{Queue: fmt.Sprint("q", k), Grid: g, Volume: v})
	}
	return w
}

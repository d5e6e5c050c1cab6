package auto_test

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
)

// plainly forecasts with a method chosen beforehand, which is quick.
func plainly(t require.TestingT, in auto.Input) (forecast.Volume, auto.Result) {
	r, err := auto.Forecast(context.Background(), in, auto.Options{Choice: chosen(in.History...)})
	require.NoError(t, err)
	for _, v := range r.Volumes {
		require.NoError(t, v.Check())
	}
	return r.Volumes[0], r
}

// chosen is a method chosen beforehand for each queue.
func chosen(queues ...forecast.Series) (out []auto.Choice) {
	for _, s := range queues {
		out = append(out, auto.Choice{Queue: s.Queue, Members: []auto.Member{{Method: "profile", Weight: 1}}, Mean: 1})
	}
	return out
}

// Bursts of a known multiple, rise and half-life are found within their intervals, one by
// one and as what is usual for the queue.
func TestBurstsAreRecovered(t *testing.T) {
	for _, c := range []struct{ multiple, rise, half float64 }{{7, 0, 3}, {12, 2, 5}, {5, 1, 8}} {
		var n, held float64
		for seed := range uint64(6) {
			rng := rand.New(rand.NewPCG(seed, 9))
			var bursts []forecast.Campaign
			for k := range 6 {
				start := autumn.AddDate(0, 0, 6+14*k+rng.IntN(5)).Add(time.Duration(9+rng.IntN(8)) * time.Hour)
				bursts = append(bursts, forecast.Campaign{Start: start, Uplift: c.multiple, Rise: time.Duration(c.rise * float64(time.Hour)), HalfLife: time.Duration(c.half * float64(time.Hour))})
			}
			_, r := plainly(t, input(promoted("q", 14, seed, bursts)))
			require.Len(t, r.Bursts, 1)
			b := r.Bursts[0]
			assert.InDelta(t, 6, b.N, 2, "%+v", c)
			assert.True(t, b.Multiple.Holds(c.multiple), "%+v: multiple %.2f", c, b.Multiple)
			assert.True(t, b.HalfLife.Holds(c.half), "%+v: half-life %.2f", c, b.HalfLife)
			assert.True(t, b.PerWeek.Holds(6.0/14), "per week %.2f", b.PerWeek)
			for _, note := range notes(r, forecast.NoteBurst) {
				n++
				held += hit(note.Low <= c.multiple && c.multiple <= note.High)
			}
			if seed == 0 {
				t.Logf("%+v: %d found, multiple %.2f rise %.2f half-life %.2f per week %.2f", c, b.N, b.Multiple, b.Rise, b.HalfLife, b.PerWeek)
			}
		}
		assert.Greater(t, held/n, 0.7, "%+v", c)
	}
}

// However many bursts of whatever size: sound estimates.
func TestBurstsOfAnyKind(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	for range 12 {
		s := made("q", autumn, 4+rng.IntN(6), rng.Uint64(), 0.3, course)
		for range rng.IntN(80) {
			s.Volume[rng.IntN(s.Grid.N)] *= math.Exp(6 * rng.Float64())
		}
		_, r := plainly(t, input(s))
		for _, b := range r.Bursts {
			for _, e := range []forecast.Estimate{b.PerWeek, b.Multiple, b.Rise, b.HalfLife} {
				assert.True(t, e.Low <= e.Value && e.Value <= e.High && e.Low >= 0 && !math.IsInf(e.High, 1), fmt.Sprint(e))
			}
		}
	}
}

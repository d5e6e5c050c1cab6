package auto_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
)

// Steps of a known size are found on their day and within their interval, recent or long
// ago, also where counts are small.
func TestLevelShiftsAreRecovered(t *testing.T) {
	var n, held float64
	for _, weeksAgo := range []int{4, 12, 30} {
		for _, factor := range []float64{0.6, 1.4, 2} {
			for _, scale := range []float64{0.1, 1} {
				at := autumn.AddDate(0, 0, 7*(44-weeksAgo))
				s := made("q", autumn, 44, uint64(weeksAgo), 0.3, func(t time.Time) float64 {
					if t.Before(at) {
						return scale * course(t)
					}
					return factor * scale * course(t)
				})
				_, r := plainly(t, input(s))
				found := notes(r, forecast.NoteLevelShift)
				require.Len(t, found, 1, "factor %v scale %v, %d weeks ago", factor, scale, weeksAgo)
				assert.InDelta(t, 0, found[0].Span.From.Sub(at).Hours(), 25)
				n++
				held += hit(found[0].Low <= factor && factor <= found[0].High)
			}
		}
	}
	t.Logf("within the 80 %% interval: %.0f %%", 100*held/n)
	assert.Greater(t, held/n, 0.75)
}

// A level that wanders from week to week makes no steps.
func TestWanderingIsNoStep(t *testing.T) {
	var runs, found float64
	for seed := range uint64(8) {
		rng, level := rand.New(rand.NewPCG(seed, 3)), 0.0
		s := made("q", autumn, 40, seed, 0.25, course)
		for i := range s.Volume {
			if i%24 == 0 {
				level = 0.89*level + 0.09*rng.NormFloat64() // half of it is gone after six days
			}
			s.Volume[i] = math.Round(s.Volume[i] * math.Exp(level))
		}
		_, r := plainly(t, input(s))
		runs, found = runs+1, found+float64(len(notes(r, forecast.NoteLevelShift)))
	}
	assert.Less(t, found/runs, 0.5)
}

package auto

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"turno/forecast"
)

// learnBurstsOf is what is learnt of rushes from weeks that came as the paths of a volume do.
func learnBurstsOf(weeks int, b forecast.Bursts, seed uint64) forecast.Bursts {
	rng := rand.New(rand.NewPCG(seed, 7))
	var m memory
	for k := range weeks {
		v := rehearsedWeek(k, 0.4, 0.1)
		v.Bursts = b
		m.add(v, v.Path(rng))
	}
	var c Choice
	m.into(&c)
	return c.Bursts
}

// Rushes that paths are drawn with are found again in what came, and so is that there are
// none; little seen leaves the usual ones.
func TestRushesAreFoundAgain(t *testing.T) {
	const worlds = 6
	for _, want := range []forecast.Bursts{{}, {Share: 0.4, HalfLife: 1.5}, {Share: 0.8, HalfLife: 4}} {
		var share, last float64
		for seed := range uint64(worlds) {
			b := learnBurstsOf(12, want, seed)
			share, last = share+b.Share/worlds, last+math.Log(b.HalfLife)/worlds
		}
		assert.InDelta(t, want.Share, share, 0.25, want)
		if want.Share > 0.5 {
			assert.InDelta(t, math.Log(want.HalfLife), last, 0.5, want)
		}
	}
	var nothing staying
	usual := forecast.Bursts{Share: usualBursts, HalfLife: usualLasts}
	assert.Equal(t, usual, nothing.bursts(0.3, 0.1))
	v := rehearsedWeek(0, 0.3, 0.1)
	nothing.add(v, slices.Repeat([]float64{math.NaN()}, 168))
	assert.Equal(t, usual, nothing.bursts(0.3, 0.1))
	assert.InDelta(t, usualBursts, learnBurstsOf(1, forecast.Bursts{}, 1).Share, 0.25)
	few := rehearsedWeek(0, 0.3, 0.1)
	few.Quantiles[2] = slices.Repeat([]float64{2}, 168)
	var rare staying
	rare.add(few, slices.Repeat([]float64{5}, 168))
	assert.Zero(t, rare.above, "a single contact is beyond the level of rare ones")
}

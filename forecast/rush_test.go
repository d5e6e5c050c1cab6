package forecast_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/calendar"
)

var rushes = []forecast.Bursts{{}, {Share: 0.5, HalfLife: 1}, {Share: 0.8, HalfLife: 4}}

// Rushes move no quantile and not the mean of a single hour, the highest ones included.
func TestRushesKeepTheHoursDistribution(t *testing.T) {
	for _, slow := range []float64{0, 0.4} {
		for _, b := range rushes {
			v := flat(96, 150, 50, 100, 250, 0.5)
			v.Slow, v.Bursts = slow, b
			levels := []float64{0.1, 0.5, 0.9, 0.97, 0.99}
			limits, below, mean := v.Reader(levels...)(0, nil), make([]float64, len(levels)), 0.0
			rng := rand.New(rand.NewPCG(3, 3))
			const paths = 800
			for range paths {
				for _, x := range v.Path(rng) {
					mean += x / paths / 96
					for k, limit := range limits {
						if x <= limit {
							below[k] += 1.0 / paths / 96
						}
					}
				}
			}
			assert.InEpsilon(t, 150, mean, 0.02, b)
			for k, p := range levels {
				assert.InDelta(t, p, below[k], 0.003+0.1*min(p, 1-p), "%v below the quantile of %v", b, p)
			}
		}
	}
}

// What is above a high level stays there as long as Stays says: with rushes for hours, where
// normal scores with the same correlation hardly do, and after a day no longer than these.
func TestRushesStay(t *testing.T) {
	for _, slow := range []float64{0, 0.3} {
		for _, b := range rushes {
			v := flat(96, 150, 50, 100, 250, 0.4)
			v.Slow, v.Bursts = slow, b
			rng, paths := rand.New(rand.NewPCG(4, 4)), make([][]float64, 2000)
			for k := range paths {
				paths[k] = v.Path(rng)
			}
			for _, above := range []float64{0.1, 0.03} {
				level := v.Reader(1-above)(0, nil)[0]
				for _, lag := range []int{1, 4, 24} {
					var from, to float64
					for _, x := range paths {
						for i := range x[:96-lag] {
							if x[i] > level {
								from++
								if x[i+lag] > level {
									to++
								}
							}
						}
					}
					assert.InDelta(t, v.Stays(above, lag), to/from, 0.04, "%v, slow %v, above %v, %d h", b, slow, above, lag)
				}
			}
		}
	}
	usual := flat(24, 150, 50, 100, 250, 0.4)
	rush := usual
	rush.Bursts = forecast.Bursts{Share: 0.6, HalfLife: 2}
	assert.Greater(t, rush.Stays(0.03, 1), usual.Stays(0.03, 1)+0.2)
	assert.InDelta(t, 0.03, rush.Stays(0.03, 24), 0.01)
}

// Rushes are part of the correlation of neighbours, not on top of it, and of how far the
// sums of paths spread; a finer grid leaves both.
func TestRushesArePartOfTheMemory(t *testing.T) {
	for _, b := range rushes[1:] {
		for _, slow := range []float64{0, 0.3} {
			v := wide(168, 0.7, slow)
			v.Bursts = b
			assert.InDelta(t, 0.7, correlations(v, 1)[0], 0.05, b)
			rng := rand.New(rand.NewPCG(6, 6))
			var squares float64
			const paths = 800
			for range paths {
				squares += math.Pow(168*(mean(v.Path(rng))-1000.4), 2) / paths
			}
			assert.InEpsilon(t, sumDeviation(v, 0, 168), math.Sqrt(squares), 0.12, "%v, slow %v", b, slow)

			day := wide(24, 0.7, slow)
			day.Bursts = b
			fine, err := day.Fine(calendar.Grid{Start: day.Grid.Start, Step: 15 * time.Minute, N: 96})
			require.NoError(t, err)
			assert.Equal(t, b, fine.Bursts)
			assert.InEpsilon(t, dayDeviation(day), dayDeviation(fine), 0.1, "%v, slow %v", b, slow)
		}
	}
}

func dayDeviation(v forecast.Volume) float64 {
	rng := rand.New(rand.NewPCG(8, 8))
	var squares float64
	for range 1000 {
		x := v.Path(rng)
		squares += math.Pow(mean(x)*float64(len(x))-v.Total(), 2) / 1000
	}
	return math.Sqrt(squares)
}

// A rush is over within hours: where rushes make the extremes, a week of them at the tail of
// single hours hardly comes.
func TestWeeksDoNotRunAtTheTail(t *testing.T) {
	weeks := func(b forecast.Bursts) (beyond float64) {
		v := flat(168, 180, 50, 100, 250, 0.5)
		v.Slow, v.Bursts = 0.35, b
		rng := rand.New(rand.NewPCG(9, 9))
		const paths = 3000
		for range paths {
			if mean(v.Path(rng)) > 2.2*180 {
				beyond += 1.0 / paths
			}
		}
		return beyond
	}
	before, now := weeks(forecast.Bursts{}), weeks(forecast.Bursts{Share: 0.8, HalfLife: 2})
	assert.Greater(t, before, 0.01)
	assert.Less(t, now, 0.75*before)
}

// Bursts without sense are refused, those at the bounds make sound paths.
func TestBurstsAtTheBounds(t *testing.T) {
	v := flat(50, 20, 5, 10, 40, 0.5)
	for _, b := range []forecast.Bursts{{Share: 1, HalfLife: 1e-300}, {Share: 1, HalfLife: 1e300}, {Share: 1}, {HalfLife: 3}} {
		v.Bursts, v.Slows = b, make([]float64, 50)
		v.Slows[7] = 1
		require.NoError(t, v.Check())
		for _, x := range v.Path(rand.New(rand.NewPCG(1, 1))) {
			assert.False(t, math.IsNaN(x) || math.IsInf(x, 0) || x < 0)
		}
	}
	for _, b := range []forecast.Bursts{{Share: -0.1}, {Share: math.NaN()}, {Share: 1.1, HalfLife: 2}, {HalfLife: math.Inf(1)}} {
		v.Bursts = b
		assert.Error(t, v.Check())
	}
}

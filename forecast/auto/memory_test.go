package auto

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"turno/forecast"
	"turno/forecast/calendar"
)

// rehearsedWeek is the forecast of a week from an origin some weeks after the first.
func rehearsedWeek(weeks int, correlation, slow float64) forecast.Volume {
	monday := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC).AddDate(0, 0, 7*weeks)
	v := forecast.Volume{Grid: calendar.Grid{Start: monday, Step: time.Hour, N: 168}, Levels: forecast.Levels(), Correlation: correlation, Slow: slow}
	v.Mean = slices.Repeat([]float64{100.5}, 168)
	for _, q := range []float64{76, 100, 126} {
		v.Quantiles = append(v.Quantiles, slices.Repeat([]float64{q}, 168))
	}
	return v
}

// learnMemory is what is learnt from weeks that came as the paths of a volume do.
func learnMemory(weeks int, correlation, slow float64, seed uint64) (Choice, []missed) {
	rng := rand.New(rand.NewPCG(seed, 1))
	var m memory
	for k := range weeks {
		v := rehearsedWeek(k, correlation, slow)
		m.add(v, v.Path(rng))
	}
	var c Choice
	m.into(&c)
	return c, m.misses(c)
}

// What paths are drawn with is found again in what came: correlation and slow share on
// average, and ranges of whole weeks that hold as many as they should.
func TestMemoryIsFoundAgain(t *testing.T) {
	for _, want := range []struct{ correlation, slow float64 }{{0.1, 0.02}, {0.4, 0.1}, {0.6, 0.3}, {0.8, 0.6}} {
		var correlation, ratio float64
		const worlds = 8
		for seed := range uint64(worlds) {
			c, _ := learnMemory(12, want.correlation, want.slow, seed)
			correlation += c.Correlation / worlds
			ratio += math.Sqrt(weekVariance(c.Correlation, c.Slow)/weekVariance(want.correlation, want.slow)) / worlds
		}
		assert.InDelta(t, want.correlation, correlation, 0.1, "%v", want)
		assert.InDelta(t, 1, ratio, 0.25, "%v: how far weeks spread", want)
	}
}

// New weeks lie within the ranges that the memory of twelve gives about as often as they
// should: shares far from the usual one are drawn towards it.
func TestMemoryHoldsNewWeeks(t *testing.T) {
	for _, world := range []struct{ correlation, slow float64 }{{0.1, 0.02}, {0.5, 0.15}, {0.6, 0.35}, {0.7, 0.5}} {
		var n, inside float64
		for seed := range uint64(12) {
			c, _ := learnMemory(12, world.correlation, world.slow, seed)
			deviation := math.Sqrt(weekVariance(c.Correlation, c.Slow))
			rng := rand.New(rand.NewPCG(seed, 3))
			for k := range 20 {
				v := rehearsedWeek(k, world.correlation, world.slow)
				n++
				if math.Abs(sum(v.Path(rng))-v.Total()) < eighty*deviation {
					inside++
				}
			}
		}
		assert.InDelta(t, 0.8, inside/n, 0.12, "%v", world)
	}
}

func weekVariance(correlation, slow float64) float64 {
	v := rehearsedWeek(0, correlation, slow)
	return v.SumVariance(slices.Repeat([]float64{20}, 168), 0, 168)
}

// Two weeks tell little: the share stays near the usual one. One wild week among twelve
// must not decide.
func TestMemoryShrinksAndIsRobust(t *testing.T) {
	two, _ := learnMemory(2, 0.1, 0.01, 5)
	twelve, _ := learnMemory(12, 0.1, 0.01, 5)
	assert.Greater(t, two.Slow, twelve.Slow)
	assert.Less(t, two.Slow, usualSlow)

	rng := rand.New(rand.NewPCG(5, 1))
	var m memory
	for k := range 12 {
		v := rehearsedWeek(k, 0.1, 0.01)
		came := v.Path(rng)
		for i := range came {
			if k == 6 {
				came[i] *= 3
			}
		}
		m.add(v, came)
	}
	var wild Choice
	m.into(&wild)
	assert.Less(t, wild.Slow, 0.2)

	var nothing memory
	v := rehearsedWeek(0, 0, 0)
	nothing.add(v, slices.Repeat([]float64{math.NaN()}, 168))
	c := Choice{Slow: unknownSlow}
	nothing.into(&c)
	assert.Equal(t, unknownSlow, c.Slow, "nothing recorded, nothing learnt")
	assert.Empty(t, nothing.misses(c))
}

// Origins that lie closer together than what is ahead of them tell the same twice.
func TestOverlapCountsOnce(t *testing.T) {
	apart, over := memory{}, memory{}
	for k := range 4 {
		v := rehearsedWeek(k, 0.3, 0.1)
		apart.add(v, v.Mean)
		v.Grid.Start = v.Grid.Start.AddDate(0, 0, -5*k)
		over.add(v, v.Mean)
	}
	assert.Equal(t, 1.0, apart.worth())
	assert.InDelta(t, 13.0/28, over.worth(), 1e-9)
}

// Queues that err together are told from those that do not; without a second queue the
// usual share holds.
func TestCommonShare(t *testing.T) {
	assert.Equal(t, usualCommon, commonShare(nil))
	_, alone := learnMemory(12, 0.5, 0.4, 1)
	assert.InDelta(t, usualCommon, commonShare([][]missed{alone}), 1e-12)
	share := func(common float64) (mean float64) {
		const worlds = 6
		for seed := range uint64(worlds) {
			rng := rand.New(rand.NewPCG(seed, 2))
			memories := make([]memory, 4)
			for k := range 12 {
				volumes := slices.Repeat([]forecast.Volume{rehearsedWeek(k, 0.5, 0.4)}, len(memories))
				for i := range volumes {
					volumes[i].Common = common
				}
				for i, came := range forecast.Paths(volumes, rng) {
					memories[i].add(volumes[i], came)
				}
			}
			var queues [][]missed
			for _, m := range memories {
				var c Choice
				m.into(&c)
				queues = append(queues, m.misses(c))
			}
			mean += commonShare(queues) / worlds
		}
		return mean
	}
	// A third of the weight is the usual share's.
	assert.InDelta(t, (12*0.0+6*usualCommon)/18, share(0), 0.12)
	assert.InDelta(t, (12*0.7+6*usualCommon)/18, share(0.7), 0.12)
}

package forecast_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"turno/forecast"
	"turno/forecast/calendar"
)

var monday = time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)

// flat is a volume of n hours with the same distribution in each.
func flat(n int, mean, p10, p50, p90, correlation float64) forecast.Volume {
	v := forecast.Volume{Queue: "social", Grid: calendar.Grid{Start: monday, Step: time.Hour, N: n}, Levels: forecast.Levels(), Correlation: correlation}
	v.Mean = slices.Repeat([]float64{mean}, n)
	for _, q := range []float64{p10, p50, p90} {
		v.Quantiles = append(v.Quantiles, slices.Repeat([]float64{q}, n))
	}
	return v
}

func ExampleVolume_Path() {
	v := flat(6, 20, 12, 19, 30, 0.4)
	fmt.Println(v.Path(rand.New(rand.NewPCG(1, 1))))
	fmt.Println(v.Path(rand.New(rand.NewPCG(1, 1)))) // the same seed, the same future
	// Output:
	// [27 24 17 25 27 33]
	// [27 24 17 25 27 33]
}

func ExampleVolume_Quantile() {
	v := flat(1, 20, 12, 19, 30, 0)
	for _, p := range []float64{0.05, 0.1, 0.5, 0.75, 0.9, 0.99} {
		fmt.Printf("p%g %.1f\n", 100*p, v.Quantile(0, p))
	}
	// Output:
	// p5 10.3
	// p10 12.0
	// p50 19.0
	// p75 24.5
	// p90 30.0
	// p99 35.8
}

func ExampleVolume_Fine() {
	v := flat(24, 20, 12, 18, 30, 0.5)
	fine, _ := v.Fine(calendar.Grid{Start: monday.Add(9 * time.Hour), Step: 30 * time.Minute, N: 4})
	fmt.Println(fine.Mean, fine.Quantiles[2], fine.Total())
	// Output: [10 10 10 10] [15 15 15 15] 40
}

// draws are many values of one interval.
func draws(v forecast.Volume, n int) []float64 {
	rng := rand.New(rand.NewPCG(7, 7))
	var all []float64
	for len(all) < n {
		all = append(all, v.Path(rng)...)
	}
	slices.Sort(all)
	return all
}

func mean(x []float64) float64 {
	var sum float64
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}

// Paths follow the quantiles and, where the mean lies above what the quantiles alone imply,
// have the mean that was promised.
func TestPathIsHonest(t *testing.T) {
	for _, v := range []forecast.Volume{
		flat(1000, 100, 100, 100, 100, 0),      // certain
		flat(1000, 104, 60, 100, 150, 0),       // skewed
		flat(1000, 150, 60, 100, 150, 0),       // bursts
		flat(1000, 0.3, 0, 0, 1, 0),            // rare contacts
		flat(1000, 0.08, 0, 0, 0, 0),           // rarer still
		flat(1000, 1.2, 0, 1, 2.6, 0),          //
		flat(1000, 2000, 900, 1500, 2500, 0.7), // correlated
	} {
		x := draws(v, 200_000)
		m := v.Mean[0]
		assert.InDelta(t, m, mean(x), 0.01+0.02*m, "mean of %v", v.Quantiles)
		for k, p := range v.Levels {
			q := v.Quantiles[k][0]
			assert.InDelta(t, q, x[int(p*float64(len(x)))], 1+0.01*q, "quantile %v", p)
		}
	}
}

// drawVolume is a random sound forecast whose mean is at least its median.
func drawVolume(t *rapid.T, n int) forecast.Volume {
	p50 := rapid.Float64Range(0, 500).Draw(t, "p50")
	p10 := p50 * rapid.Float64Range(0, 1).Draw(t, "low")
	p90 := p50*rapid.Float64Range(1, 4).Draw(t, "high") + rapid.Float64Range(0, 3).Draw(t, "extra")
	return flat(n, p50*rapid.Float64Range(1, 2).Draw(t, "skew"), p10, p50, p90, rapid.Float64Range(0, 0.95).Draw(t, "correlation"))
}

// Quantile meets the levels, never decreases, and its integral is the mean wherever the
// mean is large enough for the quantiles.
func TestQuantileProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := drawVolume(t, 1)
		for k, p := range v.Levels {
			assert.InDelta(t, v.Quantiles[k][0], v.Quantile(0, p), 1e-6*(1+v.Quantiles[k][0]))
		}
		const parts = 1000
		previous, integral := 0.0, 0.0
		for k := range parts {
			x := v.Quantile(0, (float64(k)+0.5)/parts)
			assert.GreaterOrEqual(t, x, previous-1e-9)
			previous = x
			integral += x / parts
		}
		assert.GreaterOrEqual(t, integral, v.Mean[0]*0.98)
		if v.Quantile(0, 0.95) > v.Quantile(0, 0.9)*(1+1e-9) { // there is a tail, hence room for the mean
			assert.InDelta(t, v.Mean[0], integral, 0.02*v.Mean[0]+0.01)
		}
		for _, p := range []float64{-1, 0, 1, 2} {
			assert.False(t, math.IsNaN(v.Quantile(0, p)))
		}
	})
}

func TestPathProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := drawVolume(t, 50)
		require.NoError(t, v.Check())
		for _, x := range v.Path(rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))) {
			assert.True(t, x >= 0 && x == math.Floor(x) && !math.IsInf(x, 0))
		}
	})
}

// The correlation of a path's neighbours is the one asked for.
func TestPathCorrelation(t *testing.T) {
	v := flat(20000, 100, 70, 100, 130, 0.6)
	x := v.Path(rand.New(rand.NewPCG(3, 3)))
	m := mean(x)
	var xy, xx float64
	for i := 1; i < len(x); i++ {
		xy += (x[i] - m) * (x[i-1] - m)
		xx += (x[i] - m) * (x[i] - m)
	}
	assert.InDelta(t, 0.6, xy/xx, 0.04)
}

// A volume with one level or none still gives paths.
func TestPathFewLevels(t *testing.T) {
	v := flat(3, 4, 1, 2, 3, 0)
	v.Levels, v.Quantiles = nil, nil
	assert.Equal(t, []float64{4, 4, 4}, v.Path(rand.New(rand.NewPCG(1, 1))))
	v.Levels, v.Quantiles = []float64{0.5}, [][]float64{{2, 2, 2}}
	assert.Equal(t, []float64{2, 2, 2}, v.Path(rand.New(rand.NewPCG(1, 1))))
}

func TestFineKeepsTotals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := drawVolume(t, 24)
		v.Components = []forecast.Component{{Name: "level", Factor: slices.Clone(v.Mean)}}
		g, err := v.Grid.Fine(rapid.SampledFrom([]time.Duration{time.Hour, 30 * time.Minute, 5 * time.Minute}).Draw(t, "step"))
		require.NoError(t, err)
		fine, err := v.Fine(g)
		require.NoError(t, err)
		require.NoError(t, fine.Check())
		assert.InDelta(t, v.Total(), fine.Total(), 1e-6*(1+v.Total()))
		assert.Len(t, fine.Components[0].Factor, g.N)
	})
	v := flat(24, 1, 1, 1, 1, 0)
	_, err := v.Fine(calendar.Grid{Start: monday, Step: 25 * time.Minute, N: 1})
	assert.ErrorContains(t, err, "does not divide")
	_, err = v.Fine(calendar.Grid{Start: monday.Add(-time.Hour), Step: time.Hour, N: 1})
	assert.ErrorContains(t, err, "covers")
}

func TestCheckNamesTheFault(t *testing.T) {
	for want, spoil := range map[string]func(*forecast.Volume){
		"means":             func(v *forecast.Volume) { v.Mean = v.Mean[:1] },
		"mean NaN":          func(v *forecast.Volume) { v.Mean[1] = math.NaN() },
		"mean -1":           func(v *forecast.Volume) { v.Mean[1] = -1 },
		"of 3 intervals":    func(v *forecast.Volume) { v.Quantiles[0] = nil },
		"quantile 0.5 is 1": func(v *forecast.Volume) { v.Quantiles[1][2] = 1 },
		"+Inf":              func(v *forecast.Volume) { v.Quantiles[2][0] = math.Inf(1) },
	} {
		v := flat(3, 5, 2, 4, 8, 0)
		require.NoError(t, v.Check())
		spoil(&v)
		assert.ErrorContains(t, v.Check(), want)
	}
}

func BenchmarkPathOfAWeek(b *testing.B) {
	v := flat(336, 20, 12, 18, 30, 0.5)
	rng := rand.New(rand.NewPCG(1, 1))
	for b.Loop() {
		v.Path(rng)
	}
}

package forecast_test

import (
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

// wide is a volume of n hours whose counts are nearly normal: 1,000 with a standard
// deviation of 39 in each.
func wide(n int, correlation, slow float64) forecast.Volume {
	v := flat(n, 1000.4, 950.6, 1000, 1050.6, correlation)
	v.Slow = slow
	return v
}

// correlations are those of paths at the lags, from what differs from the expectation.
func correlations(v forecast.Volume, lags ...int) []float64 {
	rng := rand.New(rand.NewPCG(11, 11))
	products, n := make([]float64, len(lags)), make([]float64, len(lags))
	var squares, all float64
	for range 2000 {
		x := v.Path(rng)
		for i := range x {
			x[i] -= v.Mean[i]
			squares, all = squares+x[i]*x[i], all+1
		}
		for k, lag := range lags {
			for i := lag; i < len(x); i++ {
				products[k], n[k] = products[k]+x[i]*x[i-lag], n[k]+1
			}
		}
	}
	for k := range products {
		products[k] /= n[k] * squares / all
	}
	return products
}

// Neighbours have the correlation asked for; it fades by half in four hours down to the
// slow part, which halves in four days.
func TestPathsHangTogether(t *testing.T) {
	for _, c := range []struct{ correlation, slow float64 }{{0, 0}, {0.3, 0}, {0.6, 0}, {0.95, 0}, {0.4, 0.2}, {0.7, 0.5}, {0.2, 0.2}} {
		got := correlations(wide(48, c.correlation, c.slow), 1, 5, 24)
		slow := func(lag float64) float64 { return c.slow * math.Exp2(-lag/96) }
		near, left := c.correlation-slow(1), 1-c.slow
		fade := max(math.Exp2(-0.25), near/left)
		assert.InDelta(t, c.correlation, got[0], 0.03, "%v", c)
		assert.InDelta(t, near*math.Pow(fade, 4)+slow(5), got[1], 0.03, "%v", c)
		assert.InDelta(t, near*math.Pow(fade, 23)+slow(24), got[2], 0.04, "%v", c)
	}
}

// Far ahead the level is off for longer, as a random walk is.
func TestSlowPartLastsLongerFarAhead(t *testing.T) {
	v := wide(60*24, 0.5, 0.5)
	rng := rand.New(rand.NewPCG(2, 2))
	week := func(x []float64, day int) float64 { return mean(x[24*day:24*day+168]) - 1000.4 }
	var near, far, nears, fars float64
	for range 1000 {
		x := v.Path(rng)
		a, b, c, d := week(x, 0), week(x, 10), week(x, 40), week(x, 50)
		near, nears, far, fars = near+a*b, nears+(a*a+b*b)/2, far+c*d, fars+(c*c+d*d)/2
	}
	assert.InDelta(t, 0.5, near/nears, 0.1, "weeks ten days apart, from the first on")
	assert.Greater(t, far/fars, 0.7, "the same from the fortieth day on")
}

// A share by interval holds where it stands, whatever the others are.
func TestSlowByInterval(t *testing.T) {
	v := wide(48, 0.3, 0)
	shares := slices.Repeat([]float64{0, 0.8}, 24)
	slices.Sort(shares)
	v = v.WithSlows(shares)
	assert.InDelta(t, 0.4, v.Slow, 1e-9)
	assert.Equal(t, []float64{0, 0.8}, []float64{v.SlowAt(0), v.SlowAt(47)})
	rng := rand.New(rand.NewPCG(4, 4))
	var first, second float64
	for range 2000 {
		x := v.Path(rng)
		first, second = first+math.Pow(mean(x[:24])-1000.4, 2)/2000, second+math.Pow(mean(x[24:])-1000.4, 2)/2000
	}
	assert.InEpsilon(t, math.Sqrt(first), sumDeviation(v, 0, 24)/24, 0.05)
	assert.InEpsilon(t, math.Sqrt(second), sumDeviation(v, 24, 48)/24, 0.05)
	assert.Greater(t, second, 2*first)
}

// sumDeviation is the standard deviation of a sum of intervals of wide.
func sumDeviation(v forecast.Volume, from, to int) float64 {
	sd := slices.Repeat([]float64{100 / 2.5631}, v.Grid.N)
	return math.Sqrt(v.SumVariance(sd, from, to))
}

// What SumVariance says is how the sums of paths spread.
func TestSumVarianceIsThatOfPaths(t *testing.T) {
	for _, v := range []forecast.Volume{wide(168, 0, 0), wide(168, 0.4, 0), wide(168, 0.4, 0.1), wide(168, 0.9, 0.6)} {
		rng := rand.New(rand.NewPCG(6, 6))
		var squares float64
		const paths = 1500
		for range paths {
			squares += math.Pow(168*(mean(v.Path(rng))-1000.4), 2) / paths
		}
		assert.InEpsilon(t, math.Sqrt(squares), sumDeviation(v, 0, 168), 0.05, "correlation %v, slow %v", v.Correlation, v.Slow)
	}
}

// On a finer grid a day spreads as it did.
func TestFineKeepsTheSpreadOfDays(t *testing.T) {
	deviation := func(v forecast.Volume) float64 {
		rng := rand.New(rand.NewPCG(8, 8))
		var squares float64
		for range 2000 {
			var sum float64
			for _, x := range v.Path(rng) {
				sum += x
			}
			squares += (sum - v.Total()) * (sum - v.Total()) / 2000
		}
		return math.Sqrt(squares)
	}
	for _, v := range []forecast.Volume{wide(24, 0.3, 0), wide(24, 0.5, 0.2), wide(24, 0.9, 0)} {
		fine, err := v.Fine(calendar.Grid{Start: v.Grid.Start, Step: 15 * time.Minute, N: 96})
		require.NoError(t, err)
		assert.InEpsilon(t, deviation(v), deviation(fine), 0.06, "correlation %v, slow %v", v.Correlation, v.Slow)
		same, err := v.Fine(v.Grid)
		require.NoError(t, err)
		assert.Equal(t, v.Correlation, same.Correlation)
	}
}

// Queues that share their slow part are busy together; each alone stays as it was.
func TestPathsOfQueuesTogether(t *testing.T) {
	together := func(common float64) (correlation, alone float64) {
		a := wide(168, 0.5, 0.5)
		a.Common = common
		rng := rand.New(rand.NewPCG(9, 9))
		var product, squares float64
		for range 1500 {
			x := forecast.Paths([]forecast.Volume{a, a}, rng)
			one, two := mean(x[0])-1000.4, mean(x[1])-1000.4
			product, squares = product+one*two, squares+(one*one+two*two)/2
		}
		return product / squares, squares
	}
	apart, spread := together(0)
	joined, same := together(0.6)
	assert.InDelta(t, 0, apart, 0.06)
	assert.InDelta(t, 0.6, joined, 0.06)
	assert.InEpsilon(t, spread, same, 0.1)

	a, later := wide(24, 0.5, 0.5), wide(24, 0.5, 0.5)
	a.Common, later.Common = 1, 1
	later.Grid.Start = later.Grid.Start.AddDate(0, 0, 1)
	x := forecast.Paths([]forecast.Volume{a, a, later}, rand.New(rand.NewPCG(1, 2)))
	assert.Equal(t, x, forecast.Paths([]forecast.Volume{a, a, later}, rand.New(rand.NewPCG(1, 2))))
	assert.Empty(t, forecast.Paths(nil, rand.New(rand.NewPCG(1, 2))))
}

// The total of queues adds their means exactly; its range is wider for queues that err together.
func TestTotalsOfQueues(t *testing.T) {
	a, b := wide(168, 0.5, 0.5), wide(168, 0.4, 0.3)
	width := func(common float64) float64 {
		a.Common, b.Common = common, common
		all := forecast.TotalsOf([]forecast.Volume{a, b}, forecast.Week, 3)
		require.Len(t, all, 1)
		q := all[0].Quantiles
		assert.Equal(t, all, forecast.TotalsOf([]forecast.Volume{a, b}, forecast.Week, 3))
		assert.InDelta(t, a.Total()+b.Total(), all[0].Mean, 1e-6)
		assert.True(t, q[0] < q[1] && q[1] < q[2])
		return q[2] - q[0]
	}
	assert.Greater(t, width(0.8), 1.1*width(0))
	assert.Empty(t, forecast.TotalsOf(nil, forecast.Day, 1))
	assert.Equal(t, a.Totals(forecast.Day, 5), forecast.TotalsOf([]forecast.Volume{a}, forecast.Day, 5))
}

// Whatever the forecast: totals are finite, ordered and not negative, their means add
// exactly, and they are the same again.
func TestTotalsProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 80).Draw(t, "n")
		g := calendar.Grid{Start: monday.Add(time.Duration(rapid.IntRange(0, 30).Draw(t, "start")) * time.Hour), Step: time.Hour, N: n}
		share := rapid.OneOf(rapid.Just(0.0), rapid.Just(1.0), rapid.Float64Range(0, 1))
		count := rapid.Float64Range(0, 1e6)
		volumes := make([]forecast.Volume, rapid.IntRange(1, 3).Draw(t, "queues"))
		var all float64
		for k := range volumes {
			v := forecast.Volume{Grid: g, Levels: forecast.Levels(), Quantiles: make([][]float64, 3), Slow: share.Draw(t, "slow"), Correlation: share.Draw(t, "correlation"), Common: share.Draw(t, "common")}
			for range n {
				q := []float64{count.Draw(t, "a"), count.Draw(t, "b"), count.Draw(t, "c")}
				slices.Sort(q)
				for l := range q {
					v.Quantiles[l] = append(v.Quantiles[l], q[l])
				}
				v.Mean = append(v.Mean, q[1]+count.Draw(t, "above"))
			}
			if rapid.Bool().Draw(t, "by interval") {
				v = v.WithSlows(rapid.SliceOfN(share, n, n).Draw(t, "slows"))
			}
			volumes[k] = v
			all += v.Total()
		}
		by := rapid.SampledFrom(forecast.Periods()).Draw(t, "by")
		totals := forecast.TotalsOf(volumes, by, 1)
		var mean float64
		for _, x := range totals {
			mean += x.Mean
			assert.True(t, 0 <= x.Quantiles[0] && x.Quantiles[0] <= x.Quantiles[1] && x.Quantiles[1] <= x.Quantiles[2] && x.Quantiles[2] < 1e12, "%v", x)
		}
		assert.InDelta(t, all, mean, 1e-6*all)
		assert.Equal(t, totals, forecast.TotalsOf(volumes, by, 1))
	})
}

package auto_test

import (
	"fmt"
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

// flat is a forecast of the same count in every interval of a day.
func flat(mean float64) forecast.Volume {
	g := calendar.Grid{Start: autumn, Step: time.Hour, N: 24}
	v := forecast.Volume{Queue: "q", Grid: g, Levels: forecast.Levels(), Correlation: 0.5, Slow: 0.5}
	var low, high []float64
	for range g.N {
		v.Mean, low, high = append(v.Mean, mean), append(low, 0.75*mean), append(high, 1.3*mean)
	}
	v.Quantiles = [][]float64{low, v.Mean, high}
	return v
}

func ExampleUpdate() {
	morning := forecast.Series{Queue: "q", Grid: calendar.Grid{Start: autumn, Step: time.Hour, N: 8}, Volume: []float64{52, 49, 55, 50, 54, 48, 51, 53}}
	v, err := auto.Update(flat(40), morning)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, i := range []int{7, 8, 23} {
		fmt.Printf("%s %.0f, between %.0f and %.0f\n", v.Grid.At(i).Format("15:04"), v.Mean[i], v.Quantiles[0][i], v.Quantiles[2][i])
	}
	// Output:
	// 07:00 53, between 53 and 53
	// 08:00 50, between 43 and 60
	// 23:00 47, between 38 and 59
}

// After a morning at half again the forecast, the rest of the day is expected in between,
// and more so the nearer.
func TestUpdate(t *testing.T) {
	s := made("q", autumn, 9, 5, 0.2, course)
	known := s.Before(8 * 168)
	in := input(known)
	v, _ := plainly(t, in)
	lively := forecast.Series{Queue: "q", Grid: calendar.Grid{Start: in.Future.Start, Step: time.Hour, N: 12}}
	for i := range 12 {
		lively.Volume = append(lively.Volume, 1.5*v.Mean[i])
	}
	u, err := auto.Update(v, lively)
	require.NoError(t, err)
	require.NoError(t, u.Check())
	for i := range v.Mean {
		if i < 12 {
			assert.Equal(t, lively.Volume[i], u.Mean[i])
			continue
		}
		ratio := u.Mean[i] / v.Mean[i]
		assert.Greater(t, ratio, 1.0)
		assert.Less(t, ratio, 1.5)
		if i > 36 {
			assert.LessOrEqual(t, ratio, u.Mean[12]/v.Mean[12])
		}
	}
	assert.Greater(t, u.Mean[13]/v.Mean[13], 1.15)
	assert.Less(t, u.Mean[160]/v.Mean[160], 1.1)
	product(t, u)

	same, err := auto.Update(v, forecast.Series{Queue: "q", Grid: calendar.Grid{Start: in.Future.Start.Add(-5 * time.Hour), Step: time.Hour, N: 5}, Volume: make([]float64, 5)})
	require.NoError(t, err)
	assert.Equal(t, v, same, "nothing of the period has come")
	_, err = auto.Update(v, forecast.Series{Queue: "q", Grid: calendar.Grid{Start: in.Future.Start, Step: time.Minute, N: 1}, Volume: []float64{1}})
	assert.ErrorContains(t, err, "expected the same intervals")
}

// product checks that the components multiply to the mean.
func product(t require.TestingT, v forecast.Volume) {
	for i := range v.Mean {
		x := 1.0
		for _, c := range v.Components {
			x *= c.Factor[i]
		}
		require.InDelta(t, v.Mean[i], x, 1e-9*(1+v.Mean[i]))
	}
}

// Days that lie above or below their forecast by a factor of their own: the update makes
// what is left of the day better on average.
func TestUpdateIsWorthIt(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 3))
	factor := make([]float64, 90)
	for d := range factor {
		factor[d] = math.Exp(0.25 * rng.NormFloat64())
	}
	s := made("q", autumn, 12, 7, 0.2, func(t time.Time) float64 {
		return course(t) * factor[int(t.Sub(autumn).Hours()/24)]
	})
	var without, with float64
	for d := 56; d < 80; d++ {
		in := input(s.Before(d * 24))
		in.Future = calendar.Grid{Start: s.Grid.At(d * 24), Step: time.Hour, N: 24}
		v, _ := plainly(t, in)
		u, err := auto.Update(v, s.Before(d*24+12))
		require.NoError(t, err)
		for i := 12; i < 24; i++ {
			without += math.Abs(v.Mean[i] - s.Volume[d*24+i])
			with += math.Abs(u.Mean[i] - s.Volume[d*24+i])
		}
	}
	t.Logf("error of the afternoon: %.3f of that without the morning", with/without)
	assert.Less(t, with, 0.9*without)
}

// Whatever comes, the updated forecast is sound.
func TestUpdateOfAnything(t *testing.T) {
	v, _ := plainly(t, input(made("q", autumn, 4, 5, 0.4, course)))
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 200).Draw(t, "n")
		shift := rapid.IntRange(-100, 100).Draw(t, "shift")
		s := forecast.Series{Queue: "q", Grid: calendar.Grid{Start: v.Grid.At(shift), Step: time.Hour, N: n}}
		for range n {
			x := rapid.Float64Range(0, 1e9).Draw(t, "x")
			if rapid.Bool().Draw(t, "missing") {
				x = math.NaN()
			}
			s.Volume = append(s.Volume, x)
		}
		u, err := auto.Update(v, s)
		require.NoError(t, err)
		require.NoError(t, u.Check())
		product(t, u)
	})
}

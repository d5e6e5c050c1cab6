package forecast_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"turno/forecast"
	"turno/forecast/calendar"
)

var midnight = time.Date(2026, 11, 9, 0, 0, 0, 0, time.UTC)

// expected is a forecast of the given means with quantiles around them.
func expected(means ...float64) forecast.Volume {
	v := forecast.Volume{Queue: "social", Grid: calendar.Grid{Start: midnight, Step: time.Hour, N: len(means)}, Mean: means, Levels: forecast.Levels(), Quantiles: make([][]float64, 3)}
	factor := make([]float64, len(means))
	for i, m := range means {
		factor[i] = m / 10
		for k, by := range []float64{0.7, 0.95, 1.4} {
			v.Quantiles[k] = append(v.Quantiles[k], by*m)
		}
	}
	level := make([]float64, len(means))
	for i := range level {
		level[i] = 10
	}
	v.Components = []forecast.Component{{Name: "level", Factor: level}, {Name: "season", Factor: factor}}
	return v
}

func ExampleVolume_Override() {
	v := expected(10, 20, 30, 0).Override(
		forecast.Override{From: midnight, To: midnight.Add(time.Hour), Op: forecast.Times, Value: 1.5, Reason: "price change", Who: "Ada"},
		forecast.Override{From: midnight.Add(time.Hour), To: midnight.Add(3 * time.Hour), Op: forecast.Plus, Value: 5},
		forecast.Override{From: midnight.Add(3 * time.Hour), To: midnight.Add(4 * time.Hour), Op: forecast.Equals, Value: 8},
	)
	for i, m := range v.Mean {
		fmt.Printf("%.0f between %.0f and %.0f\n", m, v.Quantiles[0][i], v.Quantiles[2][i])
	}
	// Output:
	// 15 between 10 and 21
	// 25 between 19 and 33
	// 35 between 26 and 47
	// 8 between 4 and 12
}

func ExampleOverride_Worth() {
	o := forecast.Override{From: midnight, To: midnight.Add(2 * time.Hour), Op: forecast.Times, Value: 2}
	came := forecast.Series{Grid: calendar.Grid{Start: midnight, Step: time.Hour, N: 3}, Volume: []float64{18, 36, 30}}
	w := o.Worth(expected(10, 20, 30), came)
	fmt.Printf("%d hours, error %.0f without and %.0f with it: %.0f %% less\n", w.N, w.Without, w.With, 100*w.Gain())
	// Output:
	// 2 hours, error 24 without and 6 with it: 75 % less
}

// Half an interval takes half the override; another queue and another time take none; the
// forecast given is not touched.
func TestOverrideReach(t *testing.T) {
	v := expected(10, 10, 10)
	half := v.Override(forecast.Override{From: midnight.Add(90 * time.Minute), To: midnight.Add(2 * time.Hour), Op: forecast.Times, Value: 3})
	assert.Equal(t, []float64{10, 20, 10}, half.Mean)
	assert.Equal(t, []float64{10, 10, 10}, v.Mean)
	for _, o := range []forecast.Override{
		{Queue: "chat", From: midnight, To: midnight.Add(time.Hour), Op: forecast.Times, Value: 3},
		{From: midnight.Add(-time.Hour), To: midnight, Op: forecast.Times, Value: 3},
		{From: midnight.Add(3 * time.Hour), To: midnight.Add(4 * time.Hour), Op: forecast.Equals, Value: 3},
	} {
		assert.Equal(t, v, v.Override(o))
	}
}

func TestOverrideCheck(t *testing.T) {
	hour := midnight.Add(time.Hour)
	for want, o := range map[string]forecast.Override{
		`operation "-"`:                     {From: midnight, To: hour, Op: "-", Value: 3},
		"expected an end after its start":   {From: hour, To: hour, Op: forecast.Plus, Value: 3},
		"expected a number from 0":          {From: midnight, To: hour, Op: forecast.Times, Value: -3},
		"= 1e+13: expected a number":        {From: midnight, To: hour, Op: forecast.Equals, Value: 1e13},
		"x 5000: expected at most 1000":     {From: midnight, To: hour, Op: forecast.Times, Value: 5000},
		"override of 2026-11-09 00:00: end": {From: midnight, To: midnight, Op: forecast.Times},
	} {
		assert.ErrorContains(t, o.Check(), want)
	}
	assert.NoError(t, forecast.Override{From: midnight, To: hour, Op: forecast.Plus, Value: -3}.Check())
}

// Whatever the overrides: the forecast stays sound and its components multiply to the mean.
func TestOverridesOfAnyKind(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var means []float64
		for range rapid.IntRange(1, 30).Draw(t, "n") {
			means = append(means, float64(rapid.IntRange(0, 50).Draw(t, "mean")))
		}
		var list []forecast.Override
		for range rapid.IntRange(0, 5).Draw(t, "overrides") {
			from := midnight.Add(time.Duration(rapid.IntRange(-600, 1800).Draw(t, "from")) * time.Minute)
			list = append(list, forecast.Override{From: from, To: from.Add(time.Duration(rapid.IntRange(1, 900).Draw(t, "long")) * time.Minute),
				Op: rapid.SampledFrom([]forecast.Op{forecast.Times, forecast.Plus, forecast.Equals}).Draw(t, "op"), Value: rapid.Float64Range(-60, 60).Draw(t, "value")})
		}
		v := expected(means...).Override(list...)
		require.NoError(t, v.Check())
		for i, m := range v.Mean {
			product := 1.0
			for _, c := range v.Components {
				product *= c.Factor[i]
			}
			assert.InDelta(t, m, product, 1e-9*(1+m))
		}
	})
}

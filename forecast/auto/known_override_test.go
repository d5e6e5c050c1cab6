package auto_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/auto"
)

// An override comes last, is a component of its own and is told of.
func TestOverrides(t *testing.T) {
	in := input(made("q", autumn, 8, 3, 0.2, course))
	plain, _ := plainly(t, in)
	in.Overrides = []forecast.Override{
		{Queue: "q", From: in.Future.At(10), To: in.Future.At(14), Op: forecast.Times, Value: 1.5, Reason: "television"},
		{Queue: "other", From: in.Future.At(0), To: in.Future.At(99), Op: forecast.Equals, Value: 0},
	}
	v, r := plainly(t, in)
	product(t, v)
	assert.Equal(t, "override", v.Components[len(v.Components)-1].Name)
	var added float64
	for i := range v.Mean {
		by := 1.0
		if i >= 10 && i < 14 {
			by = 1.5
		}
		assert.InEpsilon(t, by*plain.Mean[i], v.Mean[i], 1e-9)
		assert.InEpsilon(t, by*plain.Quantiles[2][i], v.Quantiles[2][i], 1e-9)
		added += v.Mean[i] - plain.Mean[i]
	}
	found := notes(r, forecast.NoteOverride)
	require.Len(t, found, 1)
	assert.Equal(t, "television", found[0].Name)
	assert.InDelta(t, added, found[0].Value, 1e-6)
	in.Overrides[0].Op = "?"
	_, err := auto.Forecast(t.Context(), in, auto.Options{})
	assert.ErrorContains(t, err, `operation "?"`)
}

// An override that foresaw what came was worth it, a needless one did harm.
func TestOverridesWorth(t *testing.T) {
	rush := autumn.AddDate(0, 0, 30).Add(10 * time.Hour)
	s := made("q", autumn, 6, 3, 0.15, func(t time.Time) float64 {
		if !t.Before(rush) && t.Before(rush.Add(6*time.Hour)) {
			return 2 * course(t)
		}
		return course(t)
	})
	in := input(s)
	in.Overrides = []forecast.Override{
		{From: rush, To: rush.Add(6 * time.Hour), Op: forecast.Times, Value: 1.8, Who: "Ada"},
		{From: rush.AddDate(0, 0, 3), To: rush.AddDate(0, 0, 3).Add(6 * time.Hour), Op: forecast.Times, Value: 2, Who: "Ben"},
		{From: autumn.Add(time.Hour), To: autumn.Add(2 * time.Hour), Op: forecast.Times, Value: 2}, // nothing known before it
		{From: s.Grid.End(), To: s.Grid.End().Add(time.Hour), Op: forecast.Times, Value: 2},        // has not come yet
	}
	worth, err := auto.OverridesWorth(t.Context(), in, 24*time.Hour, nil)
	require.NoError(t, err)
	require.Len(t, worth, 2)
	assert.Equal(t, 6, worth[0].N)
	assert.Greater(t, worth[0].Gain(), 0.5)
	assert.Less(t, worth[1].Gain(), 0.0)
}

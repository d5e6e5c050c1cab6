package calendar_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"turno/forecast/calendar"
)

func ExampleGrid_Days() {
	rome, _ := time.LoadLocation("Europe/Rome")
	start := calendar.Date{Year: 2026, Month: time.October, Day: 24}.In(rome)
	end := calendar.Date{Year: 2026, Month: time.October, Day: 27}.In(rome)
	g, _ := calendar.NewGrid(start, end, time.Hour)
	for _, d := range g.Days() {
		fmt.Println(d.Date, d.First, d.N)
	}
	// Output:
	// 2026-10-24 0 24
	// 2026-10-25 24 25
	// 2026-10-26 49 24
}

func TestNewGridRefuses(t *testing.T) {
	start := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		end  time.Time
		step time.Duration
		want string
	}{
		{start.Add(time.Hour), 0, "more than 0"},
		{start.Add(-time.Hour), time.Hour, "before it starts"},
		{start.Add(90 * time.Minute), time.Hour, "whole number"},
	} {
		_, err := calendar.NewGrid(start, c.end, c.step)
		assert.ErrorContains(t, err, c.want)
	}
	g, err := calendar.NewGrid(start, start, time.Hour)
	assert.NoError(t, err)
	assert.Zero(t, g.N)
	assert.Empty(t, g.Days())
}

// Index inverts At within the grid and outside of it, and Fine covers the same span.
func TestGridIndex(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		step := rapid.SampledFrom([]time.Duration{5 * time.Minute, 30 * time.Minute, time.Hour}).Draw(t, "step")
		g := calendar.Grid{Start: time.Date(2026, 3, 28, 0, 0, 0, 0, time.UTC), Step: step, N: 500}
		i := rapid.IntRange(-1000, 1000).Draw(t, "i")
		within := time.Duration(rapid.Int64Range(0, int64(step)-1).Draw(t, "within"))
		at := g.At(i).Add(within)
		assert.Equal(t, i, g.Index(at))
		assert.Equal(t, i >= 0 && i < g.N, g.Contains(at))
		fine, err := g.Fine(step / 5)
		require.NoError(t, err)
		assert.True(t, fine.End().Equal(g.End()))
	})
	_, err := calendar.Grid{Step: time.Hour}.Fine(25 * time.Minute)
	assert.ErrorContains(t, err, "does not divide")
}

// The days of a year's grid partition it: 8760 hours, one day of 23 and one of 25.
func TestGridDaysOfAYear(t *testing.T) {
	for name, changes := range map[string]int{"Europe/Rome": 1, "Europe/Moscow": 0} {
		z := zone(t, name)
		start := calendar.Date{Year: 2026, Month: time.January, Day: 1}.In(z)
		g, err := calendar.NewGrid(start, calendar.Date{Year: 2027, Month: time.January, Day: 1}.In(z), time.Hour)
		require.NoError(t, err)
		next, count := 0, map[int]int{}
		for _, d := range g.Days() {
			assert.Equal(t, next, d.First)
			next += d.N
			count[d.N]++
		}
		assert.Equal(t, g.N, next)
		assert.Equal(t, changes, count[23], name)
		assert.Equal(t, changes, count[25], name)
		assert.Equal(t, 365-2*changes, count[24], name)
	}
}

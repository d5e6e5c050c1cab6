package simulate

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"turno/forecast/calendar"
)

// TestHoursAgreeWithCalendar over a change of the clocks.
func TestHoursAgreeWithCalendar(t *testing.T) {
	rome, err := time.LoadLocation("Europe/Rome")
	require.NoError(t, err)
	cal := calendar.Plain(rome)
	g := calendar.Grid{Start: time.Date(2026, 3, 23, 0, 0, 0, 0, rome), Step: time.Hour, N: 167}
	opening := calendar.Daily(calendar.Span{From: calendar.Clock(9, 0), To: calendar.Clock(13, 0)}, calendar.Span{From: calendar.Clock(15, 0), To: calendar.Clock(26, 0)})
	h := newHours(opening, g, cal)
	rapid.Check(t, func(t *rapid.T) {
		at := rapid.IntRange(0, 167*3600-1).Draw(t, "at")
		d := rapid.IntRange(1, 200000).Draw(t, "open")
		from := g.Start.Add(time.Duration(at) * time.Second)
		assert.Equal(t, opening.Open(from, cal), h.open(float64(at)))
		due, ok := opening.Advance(from, time.Duration(d)*time.Second, cal)
		assert.True(t, ok)
		assert.InDelta(t, due.Sub(g.Start).Seconds(), h.after(float64(at), float64(d)), 1e-6)
		assert.InDelta(t, float64(d), h.passed(h.after(float64(at), float64(d)))-h.passed(float64(at)), 1e-6)
	})
	assert.Zero(t, h.closedSince()+0, "open at midnight")
}

func TestClosedSince(t *testing.T) {
	g := calendar.Grid{Start: monday, Step: time.Hour, N: 24}
	cal := calendar.Plain(time.UTC)
	weekdays := calendar.Hours{}
	for d := 1; d <= 5; d++ {
		weekdays.Week[d] = []calendar.Span{{From: calendar.Clock(9, 0), To: calendar.Clock(18, 0)}}
	}
	h := newHours(weekdays, g, cal)
	assert.Equal(t, -54.0*3600, h.closedSince(), "since Friday at 18")
	assert.True(t, math.IsInf(h.after(0, 1e9), 1))
	h = newHours(calendar.Hours{}, g, cal)
	assert.Zero(t, h.closedSince(), "never opens")
	assert.False(t, h.open(0))
	assert.Zero(t, h.passed(1000))
}

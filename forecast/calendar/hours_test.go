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

func ExampleHours_Advance() {
	rome, _ := time.LoadLocation("Europe/Rome")
	shop := calendar.Daily(calendar.Span{From: calendar.Clock(9, 0), To: calendar.Clock(21, 0)})
	friday := calendar.Date{Year: 2026, Month: time.November, Day: 27}
	due, ok := shop.Advance(friday.At(calendar.Clock(20, 30), rome), time.Hour, calendar.Plain(rome))
	fmt.Println(due.Format("Mon 15:04"), ok)
	// Output: Sat 09:30 true
}

func TestHoursOn(t *testing.T) {
	rome := zone(t, "Europe/Rome")
	cal, err := calendar.New(rome, "IT", nil)
	require.NoError(t, err)
	day := []calendar.Span{{From: calendar.Clock(9, 0), To: calendar.Clock(18, 0)}}
	h := calendar.Daily(day...)
	christmas := calendar.Date{Year: 2026, Month: time.December, Day: 25}
	assert.Equal(t, day, h.On(christmas, cal))
	h.HasHoliday = true
	assert.Empty(t, h.On(christmas, cal))
	h.Dates = map[calendar.Date][]calendar.Span{christmas: day}
	assert.Equal(t, day, h.On(christmas, cal))
	assert.Equal(t, day, h.On(christmas.Add(-1), nil))
}

func TestAlwaysOpen(t *testing.T) {
	assert.True(t, calendar.Always().AlwaysOpen())
	assert.False(t, calendar.Hours{}.AlwaysOpen())
	h := calendar.Always()
	h.HasHoliday = true
	assert.False(t, h.AlwaysOpen())
	h = calendar.Always()
	h.Dates = map[calendar.Date][]calendar.Span{{Year: 2026, Month: 1, Day: 1}: nil}
	assert.False(t, h.AlwaysOpen())
}

// On the day clocks go forward a round-the-clock queue is open 23 hours, and a night span
// that crosses the change an hour less.
func TestWindowsOnClockChange(t *testing.T) {
	rome := zone(t, "Europe/Rome")
	cal := calendar.Plain(rome)
	spring := calendar.Date{Year: 2026, Month: time.March, Day: 29}
	autumn := calendar.Date{Year: 2026, Month: time.October, Day: 25}
	night := calendar.Daily(calendar.Span{From: calendar.Clock(22, 0), To: calendar.Clock(30, 0)})
	open := func(h calendar.Hours, d calendar.Date) (total time.Duration) {
		for _, w := range h.Windows(d.At(calendar.Clock(-12, 0), rome), d.At(calendar.Clock(12, 0), rome), cal) {
			total += w.To.Sub(w.From)
		}
		return total
	}
	assert.Equal(t, 23*time.Hour, open(calendar.Always(), spring))
	assert.Equal(t, 25*time.Hour, open(calendar.Always(), autumn))
	assert.Equal(t, 7*time.Hour, open(night, spring))
	assert.Equal(t, 9*time.Hour, open(night, autumn))
}

func drawHours(t *rapid.T) calendar.Hours {
	spans := func(label string) []calendar.Span {
		var out []calendar.Span
		for k := range rapid.IntRange(0, 2).Draw(t, label) {
			from := rapid.IntRange(0, 23*60).Draw(t, fmt.Sprint(label, "from", k))
			out = append(out, calendar.Span{From: calendar.TimeOfDay(from), To: calendar.TimeOfDay(from + rapid.IntRange(1, 1440).Draw(t, fmt.Sprint(label, "for", k)))})
		}
		return out
	}
	var h calendar.Hours
	for d := range h.Week {
		h.Week[d] = spans(fmt.Sprint("day", d))
	}
	if rapid.Bool().Draw(t, "holidays") {
		h.HasHoliday, h.Holiday = true, spans("holiday")
	}
	return h
}

// Windows, Open, Share and Advance tell the same story in any zone, clock changes included.
func TestHoursAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		z, err := time.LoadLocation(rapid.SampledFrom([]string{"Europe/Rome", "Europe/Moscow", "America/New_York"}).Draw(t, "zone"))
		require.NoError(t, err)
		cal, err := calendar.New(z, "IT", nil)
		require.NoError(t, err)
		h := drawHours(t)
		day := rapid.SampledFrom([]string{"2026-03-27", "2026-10-23", "2026-12-24", "2026-03-06", "2026-10-30"}).Draw(t, "day")
		d, _ := calendar.ParseDate(day)
		from := d.At(calendar.TimeOfDay(rapid.IntRange(0, 1439).Draw(t, "minute")), z)
		to := from.Add(96 * time.Hour)
		windows := h.Windows(from, to, cal)

		var open time.Duration
		for k, w := range windows {
			assert.True(t, w.From.Before(w.To) && !w.From.Before(from) && !w.To.After(to))
			assert.True(t, k == 0 || windows[k-1].To.Before(w.From), "apart and in order")
			open += w.To.Sub(w.From)
		}
		inWindow := func(at time.Time) bool {
			for _, w := range windows {
				if !at.Before(w.From) && at.Before(w.To) {
					return true
				}
			}
			return false
		}
		for range 20 {
			at := from.Add(time.Duration(rapid.IntRange(0, 96*60-1).Draw(t, "at")) * time.Minute)
			assert.Equal(t, inWindow(at), h.Open(at, cal), at.String())
		}

		var shared float64
		for _, s := range h.Share(calendar.Grid{Start: from, Step: 30 * time.Minute, N: 192}, cal) {
			assert.True(t, s >= 0 && s <= 1+1e-9)
			shared += s
		}
		assert.InDelta(t, open.Hours(), shared/2, 1e-6)

		if open > 0 {
			part := time.Duration(rapid.Int64Range(1, int64(open)).Draw(t, "part"))
			due, ok := h.Advance(from, part, cal)
			assert.True(t, ok)
			var passed time.Duration
			for _, w := range h.Windows(from, due, cal) {
				passed += w.To.Sub(w.From)
			}
			assert.Equal(t, part, passed)
		}
	})
}

func TestAdvanceNeverOpen(t *testing.T) {
	cal := calendar.Plain(time.UTC)
	from := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	due, ok := calendar.Hours{}.Advance(from, time.Hour, cal)
	assert.False(t, ok)
	assert.Equal(t, from.AddDate(1, 0, 0), due)
	assert.Empty(t, calendar.Always().Windows(from, from.Add(-time.Hour), cal))
}

func BenchmarkAdvance(b *testing.B) {
	rome, _ := time.LoadLocation("Europe/Rome")
	cal, _ := calendar.New(rome, "IT", nil)
	h := calendar.Daily(calendar.Span{From: calendar.Clock(9, 0), To: calendar.Clock(21, 0)})
	h.HasHoliday = true
	from := time.Date(2026, 11, 27, 20, 30, 0, 0, rome)
	for b.Loop() {
		h.Advance(from, time.Hour, cal)
	}
}

func BenchmarkWindowsOfAWeek(b *testing.B) {
	rome, _ := time.LoadLocation("Europe/Rome")
	cal, _ := calendar.New(rome, "IT", nil)
	h := calendar.Daily(calendar.Span{From: calendar.Clock(9, 0), To: calendar.Clock(21, 0)})
	from := time.Date(2026, 11, 23, 0, 0, 0, 0, rome)
	for b.Loop() {
		h.Windows(from, from.AddDate(0, 0, 7), cal)
	}
}

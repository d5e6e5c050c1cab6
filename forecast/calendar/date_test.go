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

func zone(t testing.TB, name string) *time.Location {
	z, err := time.LoadLocation(name)
	require.NoError(t, err)
	return z
}

func ExampleDate_At() {
	rome, _ := time.LoadLocation("Europe/Rome")
	spring := calendar.Date{Year: 2026, Month: time.March, Day: 29}   // 02:00 becomes 03:00
	autumn := calendar.Date{Year: 2026, Month: time.October, Day: 25} // 03:00 becomes 02:00
	fmt.Println(spring.At(calendar.Clock(2, 30), rome).Format(time.RFC3339))
	fmt.Println(autumn.At(calendar.Clock(2, 30), rome).Format(time.RFC3339))
	fmt.Println(autumn.At(calendar.Clock(25, 0), rome).Format(time.RFC3339))
	// Output:
	// 2026-03-29T03:30:00+02:00
	// 2026-10-25T02:30:00+02:00
	// 2026-10-26T01:00:00+01:00
}

// A time that clocks skip or repeat is read the same way west and east of Greenwich.
func TestDateAtClockChange(t *testing.T) {
	for _, c := range []struct {
		zone, date string
		clock      calendar.TimeOfDay
		want       string
	}{
		{"America/New_York", "2026-03-08", calendar.Clock(2, 30), "2026-03-08T03:30:00-04:00"},
		{"America/New_York", "2026-11-01", calendar.Clock(1, 30), "2026-11-01T01:30:00-04:00"},
		{"Europe/London", "2026-03-29", calendar.Clock(1, 30), "2026-03-29T02:30:00+01:00"},
		{"Europe/London", "2026-10-25", calendar.Clock(1, 30), "2026-10-25T01:30:00+01:00"},
		{"Australia/Lord_Howe", "2026-04-05", calendar.Clock(1, 45), "2026-04-05T01:45:00+11:00"}, // half an hour
		{"Europe/Moscow", "2026-03-29", calendar.Clock(2, 30), "2026-03-29T02:30:00+03:00"},       // no change
		{"America/Sao_Paulo", "2018-11-04", calendar.Clock(0, 0), "2018-11-04T01:00:00-02:00"},    // midnight skipped
		{"America/Havana", "2026-11-01", calendar.Clock(0, 30), "2026-11-01T00:30:00-04:00"},      // midnight repeated
	} {
		d, err := calendar.ParseDate(c.date)
		require.NoError(t, err)
		assert.Equal(t, c.want, d.At(c.clock, zone(t, c.zone)).Format(time.RFC3339), c.zone)
	}
}

func TestDateArithmetic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := calendar.Date{Year: 2026, Month: time.January, Day: 1}.Add(rapid.IntRange(-40000, 40000).Draw(t, "day"))
		n := rapid.IntRange(-5000, 5000).Draw(t, "n")
		e := d.Add(n)
		assert.Equal(t, n, e.Sub(d))
		assert.Equal(t, n > 0, d.Before(e))
		assert.Equal(t, (int(d.Weekday())+n%7+7)%7, int(e.Weekday()))
		back, err := calendar.ParseDate(d.String())
		assert.NoError(t, err)
		assert.Equal(t, d, back)
	})
}

// In is the day's first instant: it lies on the date and the instant before does not.
func TestDateIn(t *testing.T) {
	zones := []string{"Europe/Rome", "Europe/Moscow", "America/Sao_Paulo", "America/Havana", "Africa/Cairo", "Asia/Kathmandu"}
	rapid.Check(t, func(t *rapid.T) {
		z, err := time.LoadLocation(rapid.SampledFrom(zones).Draw(t, "zone"))
		require.NoError(t, err)
		d := calendar.Date{Year: 2010, Month: time.January, Day: 1}.Add(rapid.IntRange(0, 7000).Draw(t, "day"))
		at := d.In(z)
		assert.Equal(t, d, calendar.DateOf(at))
		assert.NotEqual(t, d, calendar.DateOf(at.Add(-time.Second)), "%s %s", z, at)
	})
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2026-11-27", "2026-02-30", "0000-01-01", "2026-1-1", "26-11-27"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := calendar.ParseDate(s)
		if err == nil && d.String() != s {
			t.Fatalf("%q reads as %v", s, d)
		}
	})
}

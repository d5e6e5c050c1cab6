package auto_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
)

// Six years of a feast that no calendar knows, on a date and on the fourth Thursday of a
// month, tell of the next one; where no date is special none is made up.
func TestSpecialDates(t *testing.T) {
	start := time.Date(2018, 1, 1, 0, 0, 0, 0, rome)
	feast := func(t time.Time) bool {
		_, m, d := t.Date()
		return m == time.July && d == 9 || m == time.May && t.Weekday() == time.Thursday && (d-1)/7 == 3
	}
	forecastOf := func(by float64) (forecast.Volume, []forecast.Note) {
		f := func(t time.Time) float64 {
			if feast(t) && t.Hour() < 14 {
				return by * course(t)
			}
			return course(t)
		}
		in := input(made("q", start, 331, 6, 0.2, f)) // to May 2024
		in.Future.N = 12 * 168
		v, r := plainly(t, in)
		product(t, v)
		return v, notes(r, forecast.NoteDate)
	}
	v, found := forecastOf(0.5)
	require.Len(t, found, 2)
	assert.Equal(t, "05-23", found[0].Span.From.Format("01-02"))
	assert.Equal(t, "07-09", found[1].Span.From.Format("01-02"))
	day := func(date string, hour int) float64 {
		at, err := time.ParseInLocation(time.DateOnly, date, rome)
		require.NoError(t, err)
		return v.Mean[v.Grid.Index(at.Add(time.Duration(hour)*time.Hour))]
	}
	assert.InDelta(t, 0.58, day("2024-05-23", 9)/day("2024-05-30", 9), 0.1)
	assert.InDelta(t, 1, day("2024-05-23", 20)/day("2024-05-30", 20), 0.1)
	_, found = forecastOf(1)
	assert.Empty(t, found)
}

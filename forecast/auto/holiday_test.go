package auto_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
)

// A holiday on a weekend and the workday off for it are learned apart: Christmas of 2022
// and New Year of 2023 are Sundays, kept on Mondays, as others were before.
func TestSubstituteDays(t *testing.T) {
	america, err := time.LoadLocation("America/New_York")
	require.NoError(t, err)
	states, err := calendar.New(america, "US", nil)
	require.NoError(t, err)
	off := []string{"2021-06-18", "2021-07-05", "2021-12-24", "2021-12-31", "2022-06-20", "2022-12-26", "2023-01-02"}
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, america) }
	like := func(at time.Time) float64 {
		switch d := calendar.DateOf(at); {
		case states.Holiday(d) == "":
			return course(at)
		case slices.Contains(off, d.String()):
			return 0.9 * course(at)
		default:
			return 0.4 * course(at)
		}
	}
	in := input(made("q", day(2021, 5, 31), 82, 5, 0.1, like)) // to Christmas Day of 2022, a Sunday
	in.Calendar = states
	in.Future = calendar.Grid{Start: day(2022, 12, 26), Step: time.Hour, N: 8 * 24}
	v, _ := plainly(t, in)
	share := func(first int) float64 {
		var got, usual float64
		for i := first; i < first+24; i++ {
			got, usual = got+v.Mean[i], usual+course(v.Grid.At(i))
		}
		return got / usual
	}
	t.Logf("of the usual: Monday off for Christmas %.2f, New Year on Sunday %.2f, Monday off for it %.2f", share(0), share(6*24), share(7*24))
	assert.InDelta(t, 0.9, share(0), 0.15)
	assert.InDelta(t, 0.4, share(6*24), 0.15)
	assert.InDelta(t, 0.9, share(7*24), 0.15)
}

package calendar

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

func TestWeeksAndMonths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Date{Year: 2024, Month: time.January, Day: 1}.Add(rapid.IntRange(-2000, 2000).Draw(t, "days"))
		n := rapid.IntRange(-30, 30).Draw(t, "months")
		monday, first := d.Monday(), d.FirstOfMonth(n)
		assert.Equal(t, time.Monday, monday.Weekday())
		assert.True(t, !d.Before(monday) && d.Before(monday.Add(7)))
		assert.Equal(t, 1, first.Day)
		assert.Equal(t, n, first.MonthsFrom(d))
		assert.Equal(t, d.Month, d.FirstOfMonth(0).Add(d.DaysOfMonth()-1).Month)
		assert.NotEqual(t, d.Month, d.FirstOfMonth(0).Add(d.DaysOfMonth()).Month)
	})
}

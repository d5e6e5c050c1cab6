package auto_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/calendar"
)

// yearly is a made-up queue with a season through the year on top of its week.
func yearly(strength float64) func(time.Time) float64 {
	return func(t time.Time) float64 {
		return course(t) * math.Exp(strength*math.Sin(2*math.Pi*t.Sub(autumn).Hours()/24/365.25))
	}
}

// Two years of a yearly season teach half a year ahead; without one, or with one year
// alone, none is made up.
func TestYearlySeason(t *testing.T) {
	ahead := func(weeks int, strength float64) (wape float64, found []forecast.Note) {
		f := yearly(strength)
		in := input(made("q", autumn.AddDate(0, 0, -7*weeks), weeks, 5, 0.25, f))
		in.Future.N = 26 * 168
		v, r := plainly(t, in)
		product(t, v)
		var miss, sum float64
		for i := range v.Mean {
			y := f(v.Grid.At(i)) * math.Exp(0.25*0.25/2)
			miss, sum = miss+math.Abs(v.Mean[i]-y), sum+y
		}
		return miss / sum, notes(r, forecast.NoteSeason)
	}
	wape, found := ahead(110, 0.35)
	require.Len(t, found, 1)
	assert.InEpsilon(t, math.Exp(0.7), found[0].Value, 0.15)
	assert.Less(t, wape, 0.08)
	_, found = ahead(110, 0)
	assert.Empty(t, found)
	short, found := ahead(54, 0.35)
	assert.Empty(t, found)
	t.Logf("half a year ahead: error of the mean %.3f after two years, %.3f after one", wape, short)
}

// The further ahead, the wider the range, up to 53 weeks, of an hour and of a week.
func TestLongRange(t *testing.T) {
	in := input(made("q", autumn.AddDate(0, 0, -40*7), 40, 5, 0.25, course))
	in.Future.N = 53 * 168
	v, _ := plainly(t, in)
	width := func(week int) (w float64) {
		for i := week * 168; i < (week+1)*168; i++ {
			w += math.Log1p(v.Quantiles[2][i]) - math.Log1p(v.Quantiles[0][i])
		}
		return w / 168
	}
	for _, pair := range [][2]int{{0, 8}, {8, 25}, {25, 52}} {
		assert.Greater(t, width(pair[1]), 1.02*width(pair[0]))
	}
	weeks := v.Totals(forecast.Week, 1)
	spread := func(k int) float64 { return weeks[k].Quantiles[2]/weeks[k].Quantiles[0] - 1 }
	t.Logf("80 %% range of a week's total: %.3f in the first full week, %.3f in the 50th", spread(1), spread(50))
	assert.Greater(t, spread(50), 1.1*spread(1))
	assert.Len(t, v.Totals(forecast.Month, 1), 14, "from the last hours of October to the first days of November")
}

// Days near holidays: those that are quieter are learned to be, and nothing is made up
// where they are not.
func TestDaysNearHolidays(t *testing.T) {
	italy, err := calendar.New(rome, "IT", nil)
	require.NoError(t, err)
	off := func(d calendar.Date) bool {
		return d.Weekday() == time.Saturday || d.Weekday() == time.Sunday || italy.Holiday(d) != ""
	}
	like := func(eve, bridge float64) func(time.Time) float64 {
		return func(t time.Time) float64 {
			d := calendar.DateOf(t)
			switch {
			case italy.Holiday(d) != "":
				return 0.5 * course(t)
			case off(d):
			case off(d.Add(-1)) && off(d.Add(1)):
				return bridge * course(t)
			case italy.Holiday(d.Add(1)) != "":
				return eve * course(t)
			}
			return course(t)
		}
	}
	for _, c := range []struct{ eve, bridge float64 }{{0.75, 0.6}, {1, 1}} {
		start := time.Date(2024, 12, 2, 0, 0, 0, 0, rome)
		in := input(made("q", start, 104, 5, 0.15, like(c.eve, c.bridge)))
		in.Calendar = italy
		in.Future = calendar.Grid{Start: time.Date(2026, 12, 7, 0, 0, 0, 0, rome), Step: time.Hour, N: 24} // a Monday before the 8th
		v, _ := plainly(t, in)
		product(t, v)
		var usual float64
		for i := range 24 {
			usual += course(v.Grid.At(i)) * math.Exp(0.15*0.15/2)
		}
		t.Logf("eve %.2f bridge %.2f: the Monday before Immacolata counts %.2f", c.eve, c.bridge, v.Total()/usual)
		assert.InDelta(t, c.bridge, v.Total()/usual, 0.12)
	}
}

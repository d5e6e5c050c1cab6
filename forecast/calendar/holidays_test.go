package calendar_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
)

func ExampleCalendar_Holiday() {
	rome, _ := time.LoadLocation("Europe/Rome")
	patron := calendar.Date{Year: 2026, Month: time.December, Day: 7}
	cal, _ := calendar.New(rome, "IT", map[calendar.Date]string{patron: "Sant'Ambrogio"})
	fmt.Println(cal.Holiday(patron))
	fmt.Println(cal.Holiday(patron.Add(1)))
	fmt.Println(cal.Holiday(patron.Add(2)) == "")
	// Output:
	// Sant'Ambrogio
	// Immacolata Concezione
	// true
}

func TestHolidaysOfCountries(t *testing.T) {
	for _, c := range []struct {
		country, date string
		holiday       bool
	}{
		{"IT", "2026-04-06", true},  // Easter Monday
		{"IT", "2026-08-15", true},  // Ferragosto
		{"IT", "2027-03-28", true},  // Easter Sunday
		{"IT", "2026-10-04", true},  // Saint Francis, again from 2026 on
		{"IT", "2025-10-04", false}, //
		{"PL", "2025-04-20", true},  // Easter Sunday
		{"PL", "2026-05-24", true},  // Whit Sunday
		{"PL", "2025-12-24", true},  // Christmas Eve, from 2025 on
		{"PL", "2024-12-24", false}, //
		{"NL", "2026-04-05", true},  // Easter Sunday
		{"DE", "2026-04-05", false}, //
		{"IT", "2026-08-16", false}, //
		{"DE", "2026-10-03", true},  // German unity
		{"DE", "2026-05-14", true},  // Ascension
		{"US", "2026-11-26", true},  // Thanksgiving
		{"US", "2026-07-03", true},  // Independence Day falls on Saturday
		{"US", "2021-12-31", true},  // New Year 2022 observed the year before
		{"US", "2022-12-31", false}, //
		{"GB", "2026-12-28", true},  // Boxing Day falls on Saturday
		{"RU", "2026-05-09", true},  // Victory Day
		{"RU", "2026-01-05", true},  // New Year holidays
		{"RU", "2026-01-12", false}, //
		{"FR", "2026-07-14", true},
		{"ES", "2026-10-12", true},
		{"", "2026-12-25", false},
	} {
		cal, err := calendar.New(time.UTC, c.country, nil)
		require.NoError(t, err)
		d, err := calendar.ParseDate(c.date)
		require.NoError(t, err)
		assert.Equal(t, c.holiday, cal.Holiday(d) != "", "%s %s is %q", c.country, c.date, cal.Holiday(d))
	}
}

// Every country gives a plausible number of holidays in every year.
func TestHolidayCounts(t *testing.T) {
	for _, country := range calendar.Countries() {
		cal, err := calendar.New(time.UTC, country, nil)
		require.NoError(t, err)
		for year := 2015; year <= 2035; year++ {
			n := 0
			for d := (calendar.Date{Year: year, Month: time.January, Day: 1}); d.Year == year; d = d.Add(1) {
				if cal.Holiday(d) != "" {
					n++
				}
			}
			assert.True(t, n >= 7 && n <= 22, "%s has %d holidays in %d", country, n, year)
		}
		assert.NotPanics(t, func() { cal.Holiday(calendar.Date{Year: 1_000_000, Month: 1, Day: 1}) })
	}
}

func TestOverridesTakeAway(t *testing.T) {
	d := calendar.Date{Year: 2026, Month: time.August, Day: 15}
	overrides := map[calendar.Date]string{d: ""}
	cal, err := calendar.New(time.UTC, "IT", overrides)
	require.NoError(t, err)
	overrides[d] = "changed afterwards"
	assert.Empty(t, cal.Holiday(d))
	assert.Equal(t, "IT", cal.Country())
	var none *calendar.Calendar
	assert.Empty(t, none.Holiday(d))
	assert.Empty(t, calendar.Plain(time.UTC).Holiday(d))
}

func TestNewRefuses(t *testing.T) {
	_, err := calendar.New(time.UTC, "XX", nil)
	assert.ErrorContains(t, err, `country "XX"`)
	_, err = calendar.New(nil, "IT", nil)
	assert.ErrorContains(t, err, "time zone")
}

func TestHolidayConcurrently(t *testing.T) {
	cal, err := calendar.New(time.UTC, "DE", nil)
	require.NoError(t, err)
	var wait sync.WaitGroup
	for k := range 8 {
		wait.Go(func() {
			for y := 2000; y < 2050; y++ {
				cal.Holiday(calendar.Date{Year: y, Month: time.December, Day: 20 + k})
			}
		})
	}
	wait.Wait()
	assert.NotEmpty(t, cal.Holiday(calendar.Date{Year: 2026, Month: time.December, Day: 25}))
}

func BenchmarkHoliday(b *testing.B) {
	cal, _ := calendar.New(time.UTC, "IT", nil)
	d := calendar.Date{Year: 2026, Month: time.December, Day: 8}
	for b.Loop() {
		cal.Holiday(d)
	}
}

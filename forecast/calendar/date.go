package calendar

import (
	"cmp"
	"fmt"
	"time"
)

// Date is a civil day without a zone.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the day of t in t's own location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// ParseDate reads 2026-11-27.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("%q is not a date: expected YYYY-MM-DD, such as 2026-11-27", s)
	}
	return DateOf(t), nil
}

// In is the first instant of the day in zone.
func (d Date) In(zone *time.Location) time.Time { return d.At(0, zone) }

// At is the instant at which clocks in zone show the time of day on the date. A time that
// the spring change skips becomes the same distance after the change; one that the autumn
// change repeats is the first of the two.
func (d Date) At(clock TimeOfDay, zone *time.Location) time.Time {
	t := time.Date(d.Year, d.Month, d.Day, 0, int(clock), 0, 0, zone)
	_, before := t.Add(-24 * time.Hour).Zone()
	_, after := t.Add(24 * time.Hour).Zone()
	if before == after {
		return t
	}
	// Clocks change near: time.Date promises nothing for times skipped or repeated.
	shown := time.Date(d.Year, d.Month, d.Day, 0, int(clock), 0, 0, time.UTC)
	first := shown.Add(-time.Duration(before) * time.Second).In(zone)
	second := shown.Add(-time.Duration(after) * time.Second).In(zone)
	_, atFirst := first.Zone()
	_, atSecond := second.Zone()
	if atFirst != before && atSecond == after {
		return second
	}
	return first
}

// Add is the date n days later.
func (d Date) Add(n int) Date {
	return DateOf(time.Date(d.Year, d.Month, d.Day+n, 0, 0, 0, 0, time.UTC))
}

// Sub is the number of days from e to d.
func (d Date) Sub(e Date) int {
	return int((d.utc().Unix() - e.utc().Unix()) / (24 * 60 * 60))
}

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.utc().Weekday() }

// Before says whether d is earlier than e.
func (d Date) Before(e Date) bool {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day)) < 0
}

// String is 2026-11-27.
func (d Date) String() string { return d.utc().Format(time.DateOnly) }

func (d Date) utc() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// TimeOfDay is minutes on the clock after local midnight; more than 24 hours reaches into
// the next day.
type TimeOfDay int

// Clock is the time of day h:m.
func Clock(h, m int) TimeOfDay { return TimeOfDay(h*60 + m) }

// ClockOf is what a clock shows at t in t's location, cut to the minute.
func ClockOf(t time.Time) TimeOfDay { return Clock(t.Hour(), t.Minute()) }

// String is 09:00.
func (c TimeOfDay) String() string { return fmt.Sprintf("%02d:%02d", int(c)/60, int(c)%60) }

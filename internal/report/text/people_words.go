package text

import "time"

// Day is a local date as people say it.
func (c Catalogue) Day(t time.Time) string { return c.day(t.In(c.Zone)) }

// Weekday is the short name of a day.
func (c Catalogue) Weekday(d time.Weekday) string {
	switch d {
	case time.Monday:
		return c.T("Mon")
	case time.Tuesday:
		return c.T("Tue")
	case time.Wednesday:
		return c.T("Wed")
	case time.Thursday:
		return c.T("Thu")
	case time.Friday:
		return c.T("Fri")
	case time.Saturday:
		return c.T("Sat")
	}
	return c.T("Sun")
}

// wholePercent is a share as a percentage without decimals.
func wholePercent(x float64) string { return percent(x) }

// took is a length of time.
func took(d time.Duration) string { return Duration(d) }

package value

import (
	"strings"
	"time"

	"turno/forecast/calendar"
)

// ParseTime reads an instant: RFC 3339 with its offset (2026-11-02T09:00:00+01:00), local
// in zone with T or a blank and optional seconds (2026-11-02 09:00), or a date alone,
// which is its midnight in zone. The result is in zone. A local time that the clocks skip
// in spring is refused; one that they show twice is the first of the two.
func ParseTime(s string, zone *time.Location) (time.Time, error) {
	t, _, err := ParseStamp(s, zone)
	return t, err
}

// ParseStamp is ParseTime that also says whether the text was local, without an offset:
// only then can the same text stand for two instants when the clocks go back.
func ParseStamp(s string, zone *time.Location) (t time.Time, local bool, err error) {
	const want = "expected a time such as 2026-11-02T09:00:00+01:00, or local such as 2026-11-02 09:00"
	text := strings.TrimSpace(s)
	if len(text) > 40 || len(text) < len("2006-01-02") {
		return time.Time{}, false, expected(s, want)
	}
	if len(text) > 10 && (text[10] == ' ' || text[10] == 't') {
		text = text[:10] + "T" + text[11:]
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00"} {
		if t, err := time.Parse(layout, text); err == nil {
			return bounded(s, t.In(zone), false)
		}
	}
	for _, layout := range []string{"2006-01-02T15:04", "2006-01-02T15:04:05", time.DateOnly} {
		wall, err := time.Parse(layout, text)
		if err != nil {
			continue
		}
		t := first(time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), wall.Second(), 0, zone))
		switch skipped := calendar.DateOf(t) != calendar.DateOf(wall) || calendar.ClockOf(t) != calendar.ClockOf(wall); {
		case skipped && layout != time.DateOnly:
			return time.Time{}, true, expected(s, "the clocks of %s skip this time: expected another, or an offset such as +01:00", zone)
		case skipped && calendar.DateOf(t).Before(calendar.DateOf(wall)): // midnight itself is skipped
			t = t.Add(time.Hour)
		}
		return bounded(s, t, true)
	}
	return time.Time{}, false, expected(s, want)
}

// first is the earlier of the two instants that clocks show alike when they go back.
func first(t time.Time) time.Time {
	for _, back := range []time.Duration{30 * time.Minute, time.Hour, 2 * time.Hour} {
		e := t.Add(-back)
		if calendar.DateOf(e) == calendar.DateOf(t) && calendar.ClockOf(e) == calendar.ClockOf(t) {
			return e
		}
	}
	return t
}

func bounded(s string, t time.Time, local bool) (time.Time, bool, error) {
	if t.Year() < 1970 || t.Year() > 2199 {
		return time.Time{}, local, expected(s, "expected a year from 1970 to 2199")
	}
	return t, local, nil
}

// ParseDate reads 2026-11-27.
func ParseDate(s string) (calendar.Date, error) {
	d, err := calendar.ParseDate(strings.TrimSpace(s))
	if err != nil || d.Year < 1970 || d.Year > 2199 {
		return calendar.Date{}, expected(s, "expected a date from 1970 to 2199 as YYYY-MM-DD, such as 2026-11-27")
	}
	return d, nil
}

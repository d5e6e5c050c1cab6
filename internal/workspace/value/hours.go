package value

import (
	"slices"
	"strings"
	"time"

	"turno/forecast/calendar"
)

// maxHours bounds how long a text of opening hours may be, and how many single dates it
// may name.
const maxHours = 4096

// ParseHours reads when something is open or someone available: always, closed, spans for
// every day (09:00-13:00, 15:00-19:00), or days with their spans separated by semicolons:
//
//	mon-fri 08:00-20:00; sat 09:00-14:00; holidays closed; 2026-12-24 09:00-14:00
//
// Days that are not named are closed. A span whose end is not after its start reaches into
// the next day. A day may be named once.
func ParseHours(s string) (calendar.Hours, error) {
	if len(s) > maxHours {
		return calendar.Hours{}, expected(s, "expected hours of at most %d characters", maxHours)
	}
	var b HoursBuilder
	if text := strings.TrimSpace(s); !strings.Contains(text, ";") && !startsWithDays(text) {
		spans, err := ParseSpans(text)
		return calendar.Daily(spans...), err
	}
	for part := range strings.SplitSeq(s, ";") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		days, text := cutDays(part)
		if days == "" {
			return calendar.Hours{}, expected(part, "expected days with their hours, such as mon-fri 08:00-20:00; sat 09:00-14:00, or always")
		}
		spans, err := ParseSpans(text)
		if err != nil {
			return calendar.Hours{}, err
		}
		if err := b.Set(days, spans); err != nil {
			return calendar.Hours{}, err
		}
	}
	if !b.any {
		return calendar.Hours{}, expected(s, "expected hours such as mon-fri 08:00-20:00; sat 09:00-14:00, or always")
	}
	return b.Hours(), nil
}

// startsWithDays says whether the text begins with a weekday, holidays or a date rather
// than with hours that hold for every day.
func startsWithDays(text string) bool {
	days, _ := cutDays(text)
	return days != ""
}

// cutDays splits mon-fri 08:00-20:00 into its days and its hours.
func cutDays(part string) (days, hours string) {
	if len(part) > 10 && part[10] == ' ' {
		if _, err := ParseDate(part[:10]); err == nil {
			return part[:10], part[11:]
		}
	}
	i := strings.IndexFunc(part, func(r rune) bool { return r >= '0' && r <= '9' })
	if i < 0 { // always or closed
		i = strings.LastIndexByte(part, ' ') + 1
	}
	return strings.TrimSpace(part[:i]), part[i:]
}

// HoursBuilder puts hours together from days and their spans. The zero value is ready.
type HoursBuilder struct {
	hours calendar.Hours
	given [7]bool
	any   bool
}

// Set gives days their spans. Days is a list of weekdays and ranges of them as ParseDays
// reads it, holidays, or a date; a day that already has spans is refused.
func (b *HoursBuilder) Set(days string, spans []calendar.Span) error {
	key := strings.ToLower(strings.TrimSpace(days))
	b.any = true
	if key == "holidays" || key == "holiday" {
		if b.hours.HasHoliday {
			return expected(days, "holidays are given twice: expected them once")
		}
		b.hours.HasHoliday, b.hours.Holiday = true, spans
		return nil
	}
	if d, err := ParseDate(key); err == nil {
		if _, twice := b.hours.Dates[d]; twice {
			return expected(days, "the date is given twice: expected it once")
		}
		if b.hours.Dates == nil {
			b.hours.Dates = map[calendar.Date][]calendar.Span{}
		}
		b.hours.Dates[d] = spans
		return nil
	}
	week, err := ParseDays(key)
	if err != nil {
		e := err.(*Error)
		e.Value, e.Expected = strings.TrimSpace(days), "expected days: mon to sun, a range such as mon-fri, holidays, or a date such as 2026-12-24"
		return e
	}
	for d, on := range week {
		if on && b.given[d] {
			return expected(days, "%s is given twice: expected every day once", weekdays[d])
		}
		if on {
			b.given[d], b.hours.Week[d] = true, spans
		}
	}
	return nil
}

// Hours is what was put together.
func (b *HoursBuilder) Hours() calendar.Hours { return b.hours }

// ParseSpans reads the spans of one day, separated by commas: 09:00-13:00, 15:00-19:00;
// always is the whole day, closed none of it. Spans are sorted and must not overlap.
func ParseSpans(s string) ([]calendar.Span, error) {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "always":
		return []calendar.Span{{From: 0, To: calendar.Clock(24, 0)}}, nil
	case "closed":
		return nil, nil
	}
	if len(s) > maxHours {
		return nil, expected(s, "expected hours of at most %d characters", maxHours)
	}
	var spans []calendar.Span
	for part := range strings.SplitSeq(s, ",") {
		span, err := ParseSpan(part)
		if err != nil {
			return nil, err
		}
		spans = append(spans, span)
	}
	return spans, SortSpans(s, spans)
}

// SortSpans puts the spans of one day, written as text, into order; it fails when two of
// them overlap.
func SortSpans(text string, spans []calendar.Span) error {
	slices.SortFunc(spans, func(a, b calendar.Span) int { return int(a.From - b.From) })
	for i := 1; i < len(spans); i++ {
		if spans[i].From < spans[i-1].To {
			return expected(text, "%s-%s and %s-%s overlap: expected spans that do not",
				spans[i-1].From, spans[i-1].To, spans[i].From, spans[i].To)
		}
	}
	return nil
}

// ParseSpan reads 09:00-21:00. An end that is not after the start lies on the next day:
// 22:00-06:00; 24:00 is the end of the day.
func ParseSpan(s string) (calendar.Span, error) {
	const want = "expected hours from-to, such as 09:00-21:00, always or closed"
	from, to, ok := strings.Cut(strings.TrimSpace(s), "-")
	if !ok {
		return calendar.Span{}, expected(s, want)
	}
	a, errFrom := ParseClock(from)
	b, errTo := ParseClock(to)
	switch {
	case errFrom != nil || errTo != nil || a >= calendar.Clock(24, 0):
		return calendar.Span{}, expected(s, want)
	case a == b:
		return calendar.Span{}, expected(s, "the hours end when they begin: expected two times, or always for the whole day")
	case b < a:
		b += calendar.Clock(24, 0)
	}
	return calendar.Span{From: a, To: b}, nil
}

// ParseClock reads a time of day from 0:00 to 24:00, such as 09:00.
func ParseClock(s string) (calendar.TimeOfDay, error) {
	want := "expected a time of day as HH:MM, such as 09:00"
	h, m, ok := strings.Cut(strings.TrimSpace(s), ":")
	if !ok || len(h) < 1 || len(h) > 2 || len(m) != 2 || strings.Trim(h+m, "0123456789") != "" {
		return 0, expected(s, "%s", want)
	}
	number := func(s string) (n int) {
		for _, c := range s {
			n = n*10 + int(c-'0')
		}
		return n
	}
	t := calendar.Clock(number(h), number(m))
	if number(m) > 59 || t > calendar.Clock(24, 0) {
		return 0, expected(s, "%s", want)
	}
	return t, nil
}

var weekdays = [7]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

// ParseDays reads weekdays and ranges of them, separated by commas or blanks: mon-fri, or
// mon wed fri, or sat-sun. The result is by time.Weekday, Sunday first. A range may pass
// the end of the week: fri-mon.
func ParseDays(s string) ([7]bool, error) {
	var days [7]bool
	parts := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r == ',' || r == ' ' || r == '\t' })
	if len(parts) == 0 || len(parts) > 7 {
		return days, wrongDays(s, "")
	}
	for _, part := range parts {
		from, to, ranged := strings.Cut(part, "-")
		first, ok := weekday(from)
		if !ok {
			return days, wrongDays(s, from)
		}
		last := first
		if ranged {
			if last, ok = weekday(to); !ok {
				return days, wrongDays(s, to)
			}
		}
		for d := first; ; d = (d + 1) % 7 {
			days[d] = true
			if d == last {
				break
			}
		}
	}
	return days, nil
}

func wrongDays(s, part string) *Error {
	e := expected(s, "expected days from mon to sun, such as mon-fri or sat, sun")
	for d, short := range weekdays {
		long := strings.ToLower(time.Weekday(d).String())
		if len(part) >= 2 && (strings.HasPrefix(long, part) || strings.HasPrefix(part, short)) {
			return e.hint(short)
		}
	}
	return e
}

// weekday reads mon or monday.
func weekday(s string) (time.Weekday, bool) {
	for d, short := range weekdays {
		if s == short || s == strings.ToLower(time.Weekday(d).String()) {
			return time.Weekday(d), true
		}
	}
	return 0, false
}

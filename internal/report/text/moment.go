package text

import (
	"strconv"
	"strings"
	"time"

	"turno/forecast/calendar"
)

// Moment is a local time as people say it: Mon 9 Nov 18:00.
func (c Catalogue) Moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return c.Day(t) + t.In(c.Zone).Format(" 15:04")
}

// Day is the local day of an instant: Mon 9 Nov, with the year where it is not the usual
// one.
func (c Catalogue) Day(t time.Time) string {
	t = t.In(c.Zone)
	if c.Year != 0 && t.Year() != c.Year {
		return c.DayShort(t) + " " + strconv.Itoa(t.Year())
	}
	return c.DayShort(t)
}

// Monday is the day on which the week begins that begins then for somebody who may live by
// another clock than the catalogue's: it is still Sunday here when Monday begins in Tokyo.
func (c Catalogue) Monday(t time.Time) string {
	t = t.In(c.Zone)
	switch t.Weekday() {
	case time.Sunday:
		t = t.AddDate(0, 0, 1)
	case time.Tuesday:
		t = t.AddDate(0, 0, -1)
	}
	return c.Day(t)
}

// DayShort is the day of a local time, never with its year: Mon 9 Nov.
func (c Catalogue) DayShort(t time.Time) string {
	return c.Weekday(t.Weekday()) + " " + c.DayMonth(t)
}

// DayMonth is the day of a local time without its weekday: 9 Nov.
func (c Catalogue) DayMonth(t time.Time) string {
	return strconv.Itoa(t.Day()) + " " + c.speech().months[t.Month()-1]
}

// Weekday is the short name of a day of the week: Mon.
func (c Catalogue) Weekday(d time.Weekday) string { return c.speech().weekdays[d] }

// MonthShort is the short name of a month, as behind a day: Nov.
func (c Catalogue) MonthShort(m time.Month) string { return c.speech().months[m-1] }

// Month is the name of a month that stands alone: January.
func (c Catalogue) Month(m time.Month) string { return c.speech().named[m-1] }

// Date is a date as people say it: Mon 9 Nov.
func (c Catalogue) Date(d calendar.Date) string { return c.Day(d.At(calendar.Clock(12, 0), c.Zone)) }

// Span is a stretch of time: Mon 9 Nov 18:00-20:30, or with both days when it passes
// midnight.
func (c Catalogue) Span(from, to time.Time) string {
	if from.IsZero() {
		return ""
	}
	from, to = from.In(c.Zone), to.In(c.Zone)
	if !to.After(from) {
		return c.Moment(from)
	}
	midnight := to.Hour() == 0 && to.Minute() == 0
	switch days := to.Sub(from); {
	case from.Hour() == 0 && from.Minute() == 0 && midnight && days > 25*time.Hour:
		return c.T("%s to %s", c.Day(from), c.Day(to.AddDate(0, 0, -1)))
	case from.Hour() == 0 && from.Minute() == 0 && midnight:
		return c.Day(from)
	case from.YearDay() == to.YearDay() && from.Year() == to.Year():
		return c.Moment(from) + "-" + to.Format("15:04")
	case midnight && to.Sub(from) < 24*time.Hour:
		return c.Moment(from) + "-24:00"
	}
	return c.T("%s to %s", c.Moment(from), c.Moment(to))
}

// Duration is a length of time as people write it: 20 s, 15 min, 4 h, 1 h 30 min, 2 d.
func (c Catalogue) Duration(d time.Duration) string {
	switch {
	case d < time.Minute:
		return c.T("%s s", trim(d.Seconds(), 0))
	case d < time.Hour && d%time.Minute != 0:
		return c.T("%d min %d s", int(d/time.Minute), int(d%time.Minute/time.Second))
	case d < time.Hour:
		return c.T("%d min", int(d/time.Minute))
	case d%(24*time.Hour) == 0:
		return c.T("%d d", int(d/(24*time.Hour)))
	case d%time.Hour < time.Minute:
		return c.T("%d h", int(d/time.Hour))
	}
	return c.T("%d h %d min", int(d/time.Hour), int(d%time.Hour/time.Minute))
}

// Weekdays names days of the week in the order given, runs of three or more by their ends:
// Mon-Fri, Mon Tue.
func (c Catalogue) Weekdays(days []time.Weekday) string {
	var parts []string
	for i := 0; i < len(days); {
		j := i
		for j+1 < len(days) && days[j+1] == (days[j]+1)%7 {
			j++
		}
		if j-i >= 2 {
			parts = append(parts, c.Weekday(days[i])+"-"+c.Weekday(days[j]))
			i = j + 1
			continue
		}
		parts = append(parts, c.Weekday(days[i]))
		i++
	}
	return strings.Join(parts, " ")
}

// Hours says opening hours: always, those of every day, or day by day, those with the same
// hours together: Mon-Fri 09:00-18:00, Sat 09:00-13:00, Sun closed.
func (c Catalogue) Hours(h calendar.Hours) string {
	if h.AlwaysOpen() {
		return "24/7"
	}
	var spans []string // that occur, in the order of the week
	days := map[string][]time.Weekday{}
	for k := range 7 {
		d := time.Weekday((k + 1) % 7)
		s := c.open(h.Week[d])
		if days[s] == nil {
			spans = append(spans, s)
		}
		days[s] = append(days[s], d)
	}
	if len(spans) == 1 {
		return c.T("daily %s", spans[0])
	}
	parts := make([]string, len(spans))
	for i, s := range spans {
		parts[i] = c.Weekdays(days[s]) + " " + s
	}
	return strings.Join(parts, ", ")
}

// open is the hours of one day.
func (c Catalogue) open(spans []calendar.Span) string {
	if len(spans) == 0 {
		return c.T("closed")
	}
	words := make([]string, len(spans))
	for i, x := range spans {
		words[i] = x.From.String() + "-" + x.To.String()
	}
	return strings.Join(words, " + ")
}

// List is a, b and c.
func (c Catalogue) List(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return c.T("%s and %s", strings.Join(words[:len(words)-1], ", "), words[len(words)-1])
}

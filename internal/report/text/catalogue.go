package text

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/message"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/plan/repair"
	"turno/schedule"
)

// Catalogue words findings in one language, with times read in one zone.
type Catalogue struct {
	Zone     *time.Location
	Year     int              // the year that needs no saying; 0 leaves years out
	printer  *message.Printer // of the language; nil is English
	findings map[schedule.Code]string
	notes    map[forecast.NoteCode]string
	rules    map[schedule.Code]string
	edits    map[repair.EditKind]string
	causes   map[repair.Cause]string
	changes  map[repair.ChangeKind]string
	demands  map[repair.DemandKind]string
}

// English is the catalogue in English. Times are shown in zone, with their year where it is
// not the given one.
func English(zone *time.Location, year int) Catalogue {
	return Catalogue{
		Zone: zone, Year: year, findings: englishFindings, notes: englishNotes, rules: englishRules,
		causes: englishCauses, changes: englishChanges, demands: englishDemands, edits: englishEdits,
	}
}

// Finding words a finding in one sentence without a full stop.
func (c Catalogue) Finding(f schedule.Finding) string {
	t, ok := c.findings[f.Code]
	if !ok {
		t = string(f.Code) + " {agent} {queue} {span} {value} ({limit})"
	}
	return c.fill(t, values{f.Agent, f.Queue, f.From, f.To, f.Value, f.Limit, f.Names})
}

// Note words what the forecaster found in one sentence without a full stop.
func (c Catalogue) Note(n forecast.Note) string {
	t, ok := c.notes[n.Code]
	if !ok {
		t = string(n.Code) + " {queue} {span} {value}"
	}
	return c.fill(t, values{queue: n.Queue, from: n.Span.From, to: n.Span.To, value: n.Value, names: []string{n.Name}})
}

type values struct {
	agent, queue string
	from, to     time.Time
	value, limit float64
	names        []string
}

// fill replaces the placeholders of a template. An unknown one stays as it is, which the
// tests of the catalogues do not let pass.
func (c Catalogue) fill(template string, v values) string {
	var b strings.Builder
	for {
		open := strings.IndexByte(template, '{')
		if open < 0 {
			break
		}
		end := strings.IndexByte(template[open:], '}')
		if end < 0 {
			break
		}
		b.WriteString(template[:open])
		holder := template[open+1 : open+end]
		if s, ok := c.expand(holder, v); ok {
			b.WriteString(s)
		} else {
			b.WriteString("{" + holder + "}")
		}
		template = template[open+end+1:]
	}
	b.WriteString(template)
	return strings.Join(strings.Fields(b.String()), " ")
}

func (c Catalogue) expand(holder string, v values) (string, bool) {
	field, format, _ := strings.Cut(holder, ":")
	switch field {
	case "agent":
		return v.agent, true
	case "queue":
		return v.queue, true
	case "names":
		return strings.Join(v.names, ", "), true
	case "rules":
		words := make([]string, len(v.names))
		for i, n := range v.names {
			if words[i] = c.rules[schedule.Code(n)]; words[i] == "" {
				words[i] = n
			}
		}
		return strings.Join(words, ", "), true
	case "name1", "name2", "name3":
		k := int(field[4] - '1')
		if k < len(v.names) {
			return v.names[k], true
		}
		return "", true
	case "law":
		if len(v.names) > 0 {
			return " (" + v.names[0] + ")", true
		}
		return "", true
	case "barred":
		return c.barred(v.names), true
	case "from":
		return c.Moment(v.from), true
	case "to":
		return c.Moment(v.to), true
	case "span":
		return c.Span(v.from, v.to), true
	case "value":
		return number(v.value, format)
	case "limit":
		return number(v.limit, format)
	}
	return "", false
}

// Moment is a local time as people say it: Mon 9 Nov 18:00.
func (c Catalogue) Moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return c.day(t.In(c.Zone)) + t.In(c.Zone).Format(" 15:04")
}

// day is Mon 9 Nov, with the year where it is not the usual one.
func (c Catalogue) day(t time.Time) string {
	if c.Year != 0 && t.Year() != c.Year {
		return t.Format("Mon 2 Jan 2006")
	}
	return t.Format("Mon 2 Jan")
}

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
		return c.day(from) + " to " + c.day(to.AddDate(0, 0, -1))
	case from.Hour() == 0 && from.Minute() == 0 && midnight:
		return c.day(from)
	case from.YearDay() == to.YearDay() && from.Year() == to.Year():
		return c.Moment(from) + "-" + to.Format("15:04")
	case midnight && to.Sub(from) < 24*time.Hour:
		return c.Moment(from) + "-24:00"
	}
	return c.Moment(from) + " to " + c.Moment(to)
}

func number(x float64, format string) (string, bool) {
	format, nouns, _ := strings.Cut(format, " ")
	switch format {
	case "":
		return trim(x, 1), true
	case "d":
		return strconv.FormatFloat(math.Round(x), 'f', 0, 64), true
	case "n":
		one, many, ok := strings.Cut(nouns, "/")
		if math.Round(x) == 1 {
			many = one
		}
		return strings.TrimSpace(strconv.FormatFloat(math.Round(x), 'f', 0, 64) + " " + many), ok
	case "c":
		return calendar.TimeOfDay(math.Round(x)).String(), true
	case "h":
		return trim(x, 2) + " h", true
	case "%":
		return trim(100*x, 1) + " %", true
	case "x":
		return trim(x, 1) + " times", true
	}
	return "", false
}

// trim formats with at most places decimals and no trailing zeros.
func trim(x float64, places int) string {
	s := strconv.FormatFloat(x, 'f', places, 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if s == "-0" {
		return "0"
	}
	return s
}

// Target says what a target asks: 80 % in 1h, first reply, open hours.
func Target(t schedule.Target) string {
	s := fmt.Sprintf("%s %% in %s", trim(100*t.Share, 1), Duration(t.Within))
	if t.Measure != schedule.FirstReply && t.Measure != "" {
		s += ", " + string(t.Measure)
	}
	if t.Clock == schedule.OpenOnly {
		s += ", open hours"
	}
	return s
}

// Duration is a length of time as people write it: 20 s, 15 min, 4 h, 1 h 30 min, 2 d.
func Duration(d time.Duration) string {
	switch {
	case d < time.Minute:
		return trim(d.Seconds(), 0) + " s"
	case d < time.Hour && d%time.Minute != 0:
		return fmt.Sprintf("%d min %d s", d/time.Minute, int(d%time.Minute/time.Second))
	case d < time.Hour:
		return fmt.Sprintf("%d min", d/time.Minute)
	case d%(24*time.Hour) == 0:
		return fmt.Sprintf("%d d", d/(24*time.Hour))
	case d%time.Hour < time.Minute:
		return fmt.Sprintf("%d h", d/time.Hour)
	}
	return fmt.Sprintf("%d h %d min", d/time.Hour, int(d%time.Hour/time.Minute))
}

// Weekdays names days of the week in the order given, runs of three or more by their ends:
// Mon-Fri, Mon Tue.
func Weekdays(days []time.Weekday) string {
	var parts []string
	for i := 0; i < len(days); {
		j := i
		for j+1 < len(days) && days[j+1] == (days[j]+1)%7 {
			j++
		}
		if j-i >= 2 {
			parts = append(parts, short(days[i])+"-"+short(days[j]))
			i = j + 1
			continue
		}
		parts = append(parts, short(days[i]))
		i++
	}
	return strings.Join(parts, " ")
}

func short(d time.Weekday) string { return d.String()[:3] }

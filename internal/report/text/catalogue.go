package text

import (
	"strings"
	"time"

	"turno/forecast"
	"turno/schedule"
)

// Catalogue words what is found, and every label, in one language, with times read in one
// zone. The zero value speaks English.
type Catalogue struct {
	Zone   *time.Location
	Year   int    // the year that needs no saying; 0 leaves years out
	Group  string // between thousands; empty is a blank
	spoken *speech
}

// English is the catalogue in English. Times are shown in zone, with their year where it is
// not the given one.
func English(zone *time.Location, year int) Catalogue { return Catalogue{Zone: zone, Year: year} }

// Finding words a finding in one sentence without a full stop.
func (c Catalogue) Finding(f schedule.Finding) string {
	t, ok := c.speech().findings[f.Code]
	if !ok {
		t = string(f.Code) + " {agent} {queue} {span} {value} ({limit})"
	}
	return c.fill(t, values{f.Agent, f.Queue, f.From, f.To, f.Value, f.Limit, f.Names})
}

// Note words what the forecaster found in one sentence without a full stop.
func (c Catalogue) Note(n forecast.Note) string {
	t, ok := c.speech().notes[n.Code]
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
	case "from":
		switch {
		case format == "d" && !v.from.IsZero():
			return c.Day(v.from), true
		case format == "w" && !v.from.IsZero():
			return c.Monday(v.from), true
		}
		return c.Moment(v.from), true
	case "to":
		return c.Moment(v.to), true
	case "span":
		return c.Span(v.from, v.to), true
	case "value":
		return c.number(v.value, format)
	case "limit":
		return c.number(v.limit, format)
	}
	return c.named(field, v.names)
}

// named expands the placeholders that stand for names.
func (c Catalogue) named(field string, names []string) (string, bool) {
	first := ""
	if len(names) > 0 {
		first = names[0]
	}
	switch field {
	case "names":
		return strings.Join(names, ", "), true
	case "rules":
		words := make([]string, len(names))
		for i, n := range names {
			if words[i] = c.speech().rules[schedule.Code(n)]; words[i] == "" {
				words[i] = n
			}
		}
		return strings.Join(words, ", "), true
	case "name1", "name2", "name3":
		k := int(field[4] - '1')
		if k < len(names) {
			return names[k], true
		}
		return "", true
	case "kind":
		return c.Kind(first), true
	case "barred":
		return c.barred(names), true
	case "law":
		switch first {
		case "":
			return "", true
		case schedule.OnlyWanted:
			return " (" + c.T("wanted") + ")", true
		}
		return " (" + first + ")", true
	case "says":
		if first != "" {
			return " (" + c.T("it says %s", first) + ")", true
		}
		return "", true
	}
	return "", false
}

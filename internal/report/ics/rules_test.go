package ics_test

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"turno/internal/report/ics"
	"turno/schedule"
)

// The rules that a calendar program holds a file to (RFC 5545), read with nothing of the
// library that wrote it: folding, escapes, what an event must have, and local times by the
// observances of the VTIMEZONE alone.

// property is a line of a calendar, unfolded.
type property struct{ name, tzid, value string }

// parse unfolds the lines and splits them, judging their form.
func parse(t require.TestingT, data []byte) []property {
	require.True(t, utf8.Valid(data))
	require.True(t, bytes.HasSuffix(data, []byte("\r\n")))
	require.NotContains(t, strings.ReplaceAll(string(data), "\r\n", ""), "\n", "every line ends in CRLF")
	for _, line := range strings.Split(string(data), "\r\n") {
		require.LessOrEqual(t, len(line), 75, line)
		require.True(t, utf8.ValidString(line), "no letter is cut: %q", line)
	}
	var out []property
	for _, line := range strings.Split(strings.TrimSuffix(strings.ReplaceAll(string(data), "\r\n ", ""), "\r\n"), "\r\n") {
		head, value, ok := strings.Cut(line, ":")
		require.True(t, ok, line)
		name, params, _ := strings.Cut(head, ";")
		require.Regexp(t, "^[A-Z-]+$", name)
		p := property{name: name, value: value}
		if params != "" {
			require.True(t, strings.HasPrefix(params, "TZID="), line)
			p.tzid = strings.TrimPrefix(params, "TZID=")
		}
		require.NotRegexp(t, "[\x00-\x08\x0b-\x1f\x7f]", value)
		out = append(out, p)
	}
	return out
}

// component is what stands between a BEGIN and its END.
type component struct {
	name  string
	props map[string]property
	inner []*component
}

func tree(t require.TestingT, props []property) *component {
	root := &component{props: map[string]property{}}
	open := []*component{root}
	for _, p := range props {
		top := open[len(open)-1]
		switch p.name {
		case "BEGIN":
			c := &component{name: p.value, props: map[string]property{}}
			top.inner = append(top.inner, c)
			open = append(open, c)
		case "END":
			require.Equal(t, top.name, p.value)
			open = open[:len(open)-1]
		default:
			require.NotContains(t, top.props, p.name, "twice in one %s", top.name)
			top.props[p.name] = p
		}
	}
	require.Len(t, open, 1)
	require.Len(t, root.inner, 1)
	return root.inner[0]
}

// instant reads a time as a calendar program does: UTC, or by the zone's observances. A
// local time is by the last observance that begins, on the clock before it, at or before.
func instant(t require.TestingT, cal *component, p property) time.Time {
	if strings.HasSuffix(p.value, "Z") {
		require.Empty(t, p.tzid)
		at, err := time.Parse("20060102T150405Z", p.value)
		require.NoError(t, err)
		return at
	}
	require.NotEmpty(t, p.tzid, "no floating times")
	local, err := time.Parse("20060102T150405", p.value)
	require.NoError(t, err)
	for _, zone := range cal.inner {
		if zone.name != "VTIMEZONE" || zone.props["TZID"].value != p.tzid {
			continue
		}
		var from time.Time
		offset, found := time.Duration(0), false
		for _, o := range zone.inner {
			onset, err := time.Parse("20060102T150405", o.props["DTSTART"].value)
			require.NoError(t, err)
			gap := shift(t, o.props["TZOFFSETTO"].value) - shift(t, o.props["TZOFFSETFROM"].value)
			if at := onset.Add(max(0, gap)); !local.Before(onset) && local.Before(at) {
				require.Fail(t, "a time that the clock leaves out", p.value)
			}
			if !local.Before(onset) && (!found || onset.After(from)) {
				from, offset, found = onset, shift(t, o.props["TZOFFSETTO"].value), true
			}
		}
		require.True(t, found, "no observance of %s holds at %s", p.tzid, p.value)
		return local.Add(-offset)
	}
	require.Fail(t, "no VTIMEZONE", p.tzid)
	return time.Time{}
}

func shift(t require.TestingT, s string) time.Duration {
	require.Regexp(t, `^[+-]\d{4}$`, s)
	at, err := time.Parse("1504", s[1:])
	require.NoError(t, err)
	d := time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute
	if s[0] == '-' {
		return -d
	}
	return d
}

// judge holds a calendar to the rules and gives its events by UID.
func judge(t require.TestingT, data []byte) (cal *component, events map[string]*component) {
	cal = tree(t, parse(t, data))
	require.Equal(t, "VCALENDAR", cal.name)
	require.Equal(t, "2.0", cal.props["VERSION"].value)
	require.NotEmpty(t, cal.props["PRODID"].value)
	events = map[string]*component{}
	for _, e := range cal.inner {
		if e.name != "VEVENT" {
			continue
		}
		for _, must := range []string{"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS", "SEQUENCE", "LAST-MODIFIED"} {
			require.Contains(t, e.props, must)
		}
		for _, utc := range []string{"DTSTAMP", "LAST-MODIFIED"} {
			require.Regexp(t, `^\d{8}T\d{6}Z$`, e.props[utc].value)
		}
		uid := e.props["UID"].value
		require.NotContains(t, events, uid, "UIDs are unique")
		events[uid] = e
		require.True(t, instant(t, cal, e.props["DTEND"]).After(instant(t, cal, e.props["DTSTART"])))
		for _, text := range []string{"SUMMARY", "DESCRIPTION"} {
			require.NotRegexp(t, regexp.MustCompile(`(^|[^\\])(\\\\)*[,;]`), e.props[text].value, "commas and semicolons are escaped")
		}
	}
	return cal, events
}

// In the weeks in which clocks change, in zones of either half of the world and of odd
// offsets, every shift is read back as the very hours it is, also where the clock shows an
// hour twice.
func TestWeeksOfChangingClocks(t *testing.T) {
	for zone, days := range map[string][]string{
		"Europe/Rome":         {"2026-03-28", "2026-10-24"},
		"America/New_York":    {"2026-03-07", "2026-10-31"},
		"Australia/Lord_Howe": {"2026-04-04", "2026-10-03"},
		"Africa/Casablanca":   {"2026-02-14", "2026-03-21"},
		"Europe/Dublin":       {"2026-10-24"},
		"Asia/Kathmandu":      {"2026-10-24"},
	} {
		loc, err := time.LoadLocation(zone)
		require.NoError(t, err)
		for _, day := range days {
			midnight, err := time.ParseInLocation("2006-01-02", day, loc)
			require.NoError(t, err)
			for minutes := 0; minutes < 34*60; minutes += 30 {
				start := midnight.Add(time.Duration(minutes) * time.Minute)
				s := schedule.Shift{Agent: "a", Start: start, End: start.Add(8*time.Hour + 30*time.Minute)}
				var b bytes.Buffer
				require.NoError(t, ics.Agent(&b, schedule.Agent{ID: "a", Name: "A"}, []schedule.Shift{s}, loc, ics.Options{Team: "T", Now: midnight}))
				cal, events := judge(t, b.Bytes())
				require.Len(t, events, 1)
				for _, e := range events {
					assert.True(t, instant(t, cal, e.props["DTSTART"]).Equal(s.Start), "%s %s: %v", zone, s.Start, e.props["DTSTART"])
					assert.True(t, instant(t, cal, e.props["DTEND"]).Equal(s.End), "%s %s: %v", zone, s.End, e.props["DTEND"])
				}
			}
		}
	}
}

// Whatever people, queues and meetings are called, the calendar keeps the rules and the
// words come back.
func TestAnyWords(t *testing.T) {
	rome, err := time.LoadLocation("Europe/Rome")
	require.NoError(t, err)
	unescape := strings.NewReplacer(`\n`, "\n", `\,`, ",", `\;`, ";", `\\`, `\`)
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.StringOf(rapid.OneOf(rapid.Rune(), rapid.SampledFrom([]rune(",;:\\\"\r\n <>é漢😀"))))
		queue, name := words.Draw(t, "queue"), words.Draw(t, "name")
		start := time.Date(2026, 10, 24, rapid.IntRange(0, 30).Draw(t, "hour"), 0, 0, 0, rome)
		s := schedule.Shift{Agent: name, Start: start, End: start.Add(4 * time.Hour),
			Duties: []schedule.Duty{{Start: start, End: start.Add(3 * time.Hour), Queues: []string{queue, "other"}}},
			Breaks: []schedule.Break{{Start: start.Add(3 * time.Hour), End: start.Add(4 * time.Hour), Meeting: name + "x"}}}
		var b bytes.Buffer
		require.NoError(t, ics.Agent(&b, schedule.Agent{ID: name, Name: name}, []schedule.Shift{s}, rome, ics.Options{Team: queue, Now: start}))
		_, events := judge(t, b.Bytes())
		require.Len(t, events, 1)
		for _, e := range events {
			if strings.TrimSpace(queue) == queue && queue != "" && !strings.ContainsFunc(queue, func(r rune) bool { return unicode.IsControl(r) || r == utf8.RuneError }) {
				require.Equal(t, fmt.Sprintf("Shift: %s", queue), unescape.Replace(e.props["SUMMARY"].value))
			}
		}
	})
}

// Package ics writes one agent's shifts as an iCalendar file (RFC 5545), so that people
// have their roster on their phones.
package ics

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode"

	ical "github.com/arran4/golang-ical"

	"turno/forecast/calendar"
	"turno/internal/report/text"
	"turno/schedule"
)

// Options are how a calendar is written.
type Options struct {
	Words    text.Catalogue
	Team     string    // name of the calendar
	Now      time.Time // DTSTAMP of every event, LAST-MODIFIED of those that are new or changed
	Sequence int       // SEQUENCE of those: the number of the version, 0 of a draft
	Told     []Version // what the agent was told before of the same period, the oldest first
}

// Version is what people were told of a period from some moment on.
type Version struct {
	Sequence int
	At       time.Time
	Shifts   []schedule.Shift
}

const local = "20060102T150405"

// Agent writes the shifts of one agent, which must all be his or hers. The UID of a shift
// is made from the agent and its local date (and its order on that date among those at work
// or those on call), so that a later roster updates the event instead of adding another. An
// event bears the version in which it last changed as SEQUENCE and the time of that version
// as LAST-MODIFIED; one that was told and is no more stays as cancelled.
func Agent(w io.Writer, agent schedule.Agent, shifts []schedule.Shift, zone *time.Location, opt Options) error {
	if opt.Words.Zone == nil {
		opt.Words = text.English(zone, 0)
	}
	cal := ical.NewCalendarFor("turno")
	cal.SetProductId("-//turno//roster//EN")
	cal.SetMethod(ical.MethodPublish)
	cal.SetXWRCalName(plain(opt.Team + ": " + agent.Name))
	cal.SetXWRTimezone(zone.String())
	all := history(agent, append(slices.Clone(opt.Told), Version{opt.Sequence, opt.Now, shifts}), zone, opt.Words)
	if len(all) > 0 && !inUTC(zone) {
		first, last := all[0].shift.Start, all[0].shift.End
		for _, e := range all {
			first, last = calendar.Earlier(first, e.shift.Start), calendar.Later(last, e.shift.End)
		}
		addZone(cal, zone, first, last)
	}
	for _, e := range all {
		e.add(cal, zone, opt.Now)
	}
	return cal.SerializeTo(w, ical.WithNewLine("\r\n"))
}

func inUTC(zone *time.Location) bool { return zone == time.UTC || zone.String() == "UTC" }

// event is a shift as a calendar has it.
type event struct {
	id                   string
	shift                schedule.Shift
	summary, description string
	cancelled            bool
	sequence             int
	modified             time.Time
}

// history follows every event through the versions, the last of which holds now. The
// events are in the order of their dates.
func history(agent schedule.Agent, versions []Version, zone *time.Location, words text.Catalogue) []event {
	known := map[string]event{}
	for _, v := range versions {
		there := map[string]bool{}
		for i, id := range ids(agent, v.Shifts, zone) {
			s := v.Shifts[i]
			e := event{id: id, shift: s, summary: summary(s, words), description: description(s, zone, words), sequence: v.Sequence, modified: v.At}
			there[id] = true
			if old, ok := known[id]; !ok || !old.same(e) {
				known[id] = e
			}
		}
		for id, e := range known {
			if !there[id] && !e.cancelled {
				e.cancelled, e.sequence, e.modified = true, v.Sequence, v.At
				known[id] = e
			}
		}
	}
	return slices.SortedFunc(maps.Values(known), func(a, b event) int { return strings.Compare(a.id, b.id) })
}

// same says whether a calendar would show both alike.
func (e event) same(o event) bool {
	return e.cancelled == o.cancelled && e.shift.Start.Equal(o.shift.Start) && e.shift.End.Equal(o.shift.End) && e.summary == o.summary && e.description == o.description
}

// ids are the UIDs of an agent's shifts, in their order.
func ids(agent schedule.Agent, shifts []schedule.Shift, zone *time.Location) []string {
	out := make([]string, len(shifts))
	onDate := map[string]int{}
	for i, s := range shifts {
		date := s.Start.In(zone).Format("20060102")
		if s.OnCall != nil {
			date += "-call"
		}
		onDate[date]++
		out[i] = fmt.Sprintf("%s-%d-%s@turno", date, onDate[date], uid(agent.ID))
	}
	return out
}

func (x event) add(cal *ical.Calendar, zone *time.Location, now time.Time) {
	e := cal.AddEvent(x.id)
	e.SetDtStampTime(now)
	e.SetModifiedAt(x.modified)
	e.SetSequence(x.sequence)
	e.SetSummary(plain(x.summary))
	e.SetDescription(x.description)
	e.SetStatus(ical.ObjectStatusConfirmed)
	if x.cancelled {
		e.SetStatus(ical.ObjectStatusCancelled)
	}
	if inUTC(zone) || repeated(x.shift.Start, zone) || repeated(x.shift.End, zone) {
		e.SetStartAt(x.shift.Start)
		e.SetEndAt(x.shift.End)
		return
	}
	e.SetProperty(ical.ComponentPropertyDtStart, x.shift.Start.In(zone).Format(local), ical.WithTZID(zone.String()))
	e.SetProperty(ical.ComponentPropertyDtEnd, x.shift.End.In(zone).Format(local), ical.WithTZID(zone.String()))
}

// repeated says whether the clock shows the same time an hour before as well: local time
// would then be read as the first of the two (RFC 5545, 3.3.5).
func repeated(t time.Time, zone *time.Location) bool {
	start, _ := t.In(zone).ZoneBounds()
	if start.IsZero() {
		return false
	}
	_, before := start.Add(-time.Second).In(zone).Zone()
	_, now := t.In(zone).Zone()
	return t.Sub(start) < time.Duration(before-now)*time.Second
}

// uid keeps the letters and digits of an ID and writes every other byte as hex, so that
// two agents never share a UID.
func uid(id string) string {
	var b strings.Builder
	for _, c := range []byte(id) {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-':
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "_%02x", c)
		}
	}
	return b.String()
}

// plain is text without what no calendar may hold: control characters and broken letters.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

func summary(s schedule.Shift, words text.Catalogue) string {
	if s.OnCall != nil {
		return words.T("On call: %s", strings.Join(s.OnCall.Queues, ", "))
	}
	var queues []string
	for _, d := range s.Duties {
		if len(d.Queues) > 0 && !slices.Contains(queues, d.Queues[0]) {
			queues = append(queues, d.Queues[0])
		}
	}
	if len(queues) == 0 {
		return words.T("Shift")
	}
	return words.T("Shift: %s", strings.Join(queues, ", "))
}

// description tells duties and breaks, a line each, by time.
func description(s schedule.Shift, zone *time.Location, words text.Catalogue) string {
	type line struct {
		from, to time.Time
		what     string
	}
	var lines []line
	for _, d := range s.Duties {
		lines = append(lines, line{d.Start, d.End, strings.Join(d.Queues, " + ")})
	}
	for _, b := range s.Breaks {
		lines = append(lines, line{b.Start, b.End, words.Break(b)})
	}
	slices.SortStableFunc(lines, func(a, b line) int { return a.from.Compare(b.from) })
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = l.from.In(zone).Format("15:04") + "-" + l.to.In(zone).Format("15:04") + " " + plain(l.what)
	}
	return strings.Join(out, "\n")
}

// addZone describes the zone from the change of clocks before the first shift, or the one
// before that, to the last one before the end, which is all that a reader of these shifts
// needs.
func addZone(cal *ical.Calendar, zone *time.Location, from, to time.Time) {
	tz := cal.AddTimezone(zone.String())
	at, _ := from.In(zone).ZoneBounds()
	if at.IsZero() {
		at = time.Date(1970, 1, 1, 0, 0, 0, 0, zone)
	}
	if at.In(zone).IsDST() { // some programs want standard time to stand before summer time
		if before, _ := at.Add(-time.Second).In(zone).ZoneBounds(); !before.IsZero() {
			at = before
		}
	}
	for !at.After(to) {
		addObservance(tz, at.In(zone))
		_, next := at.In(zone).ZoneBounds()
		if next.IsZero() {
			return
		}
		at = next
	}
}

// addObservance adds the rule that holds from the change at. RFC 5545 wants its start in
// the local time that held before the change.
func addObservance(tz *ical.VTimezone, at time.Time) {
	name, after := at.Zone()
	_, before := at.Add(-time.Second).Zone()
	var c *ical.ComponentBase
	if at.IsDST() {
		d := &ical.Daylight{}
		tz.Components = append(tz.Components, d)
		c = &d.ComponentBase
	} else {
		c = &tz.AddStandard().ComponentBase
	}
	c.SetProperty(ical.ComponentPropertyDtStart, at.UTC().Add(time.Duration(before)*time.Second).Format(local))
	c.SetProperty(ical.ComponentProperty(ical.PropertyTzoffsetfrom), offset(before))
	c.SetProperty(ical.ComponentProperty(ical.PropertyTzoffsetto), offset(after))
	c.SetProperty(ical.ComponentProperty(ical.PropertyTzname), name)
}

func offset(seconds int) string {
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	return fmt.Sprintf("%c%02d%02d", sign, seconds/3600, seconds%3600/60)
}

// Package ics writes one agent's shifts as an iCalendar file (RFC 5545), so that people
// have their roster on their phones.
package ics

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	ical "github.com/arran4/golang-ical"

	"turno/schedule"
)

// Options are how a calendar is written.
type Options struct {
	Team      string           // name of the calendar
	Now       time.Time        // DTSTAMP of every event
	Sequence  int              // SEQUENCE of every event: rises from one version of a roster to the next, so that the later one holds
	Cancelled []schedule.Shift // what the agent was told before: events that are no more are written as cancelled
}

const local = "20060102T150405"

// Agent writes the shifts of one agent, which must all be his or hers. The UID of a shift
// is made from the agent and its local date (and its order on that date), so that a later
// roster updates the event instead of adding another.
func Agent(w io.Writer, agent schedule.Agent, shifts []schedule.Shift, zone *time.Location, opt Options) error {
	cal := ical.NewCalendarFor("turno")
	cal.SetProductId("-//turno//roster//EN")
	cal.SetMethod(ical.MethodPublish)
	cal.SetXWRCalName(opt.Team + ": " + agent.Name)
	cal.SetXWRTimezone(zone.String())
	if all := slices.Concat(shifts, opt.Cancelled); len(all) > 0 && !inUTC(zone) {
		slices.SortFunc(all, func(a, b schedule.Shift) int { return a.Start.Compare(b.Start) })
		addZone(cal, zone, all[0].Start, all[len(all)-1].End)
	}
	there := map[string]bool{}
	for i, id := range ids(agent, shifts, zone) {
		there[id] = true
		addEvent(cal, id, shifts[i], ical.ObjectStatusConfirmed, zone, opt)
	}
	for i, id := range ids(agent, opt.Cancelled, zone) {
		if !there[id] {
			addEvent(cal, id, opt.Cancelled[i], ical.ObjectStatusCancelled, zone, opt)
		}
	}
	return cal.SerializeTo(w, ical.WithNewLine("\r\n"))
}

func inUTC(zone *time.Location) bool { return zone == time.UTC || zone.String() == "UTC" }

// ids are the UIDs of an agent's shifts, in their order.
func ids(agent schedule.Agent, shifts []schedule.Shift, zone *time.Location) []string {
	out := make([]string, len(shifts))
	onDate := map[string]int{}
	for i, s := range shifts {
		date := s.Start.In(zone).Format("20060102")
		onDate[date]++
		out[i] = fmt.Sprintf("%s-%d-%s@turno", date, onDate[date], uid(agent.ID))
	}
	return out
}

func addEvent(cal *ical.Calendar, id string, s schedule.Shift, status ical.ObjectStatus, zone *time.Location, opt Options) {
	e := cal.AddEvent(id)
	e.SetDtStampTime(opt.Now)
	if opt.Sequence > 0 {
		e.SetSequence(opt.Sequence)
	}
	e.SetSummary(summary(s))
	e.SetDescription(description(s, zone))
	e.SetStatus(status)
	if inUTC(zone) {
		e.SetStartAt(s.Start)
		e.SetEndAt(s.End)
		return
	}
	e.SetProperty(ical.ComponentPropertyDtStart, s.Start.In(zone).Format(local), ical.WithTZID(zone.String()))
	e.SetProperty(ical.ComponentPropertyDtEnd, s.End.In(zone).Format(local), ical.WithTZID(zone.String()))
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

func summary(s schedule.Shift) string {
	if s.OnCall != nil {
		return "On call: " + strings.Join(s.OnCall.Queues, ", ")
	}
	seen := map[string]bool{}
	var queues []string
	for _, d := range s.Duties {
		if len(d.Queues) > 0 && !seen[d.Queues[0]] {
			seen[d.Queues[0]] = true
			queues = append(queues, d.Queues[0])
		}
	}
	return "Shift: " + strings.Join(queues, ", ")
}

func description(s schedule.Shift, zone *time.Location) string {
	var lines []string
	for _, d := range s.Duties {
		lines = append(lines, d.Start.In(zone).Format("15:04")+"-"+d.End.In(zone).Format("15:04")+" "+strings.Join(d.Queues, " + "))
	}
	for _, b := range s.Breaks {
		paid := "unpaid break"
		if b.Paid {
			paid = "paid break"
		}
		if b.Meeting != "" {
			paid = b.Meeting
		}
		lines = append(lines, b.Start.In(zone).Format("15:04")+"-"+b.End.In(zone).Format("15:04")+" "+paid)
	}
	return strings.Join(lines, "\n")
}

// addZone describes the zone from the change of clocks before the first shift to the last
// one before the end, which is all that a reader of these shifts needs.
func addZone(cal *ical.Calendar, zone *time.Location, from, to time.Time) {
	tz := cal.AddTimezone(zone.String())
	at, _ := from.In(zone).ZoneBounds()
	if at.IsZero() {
		at = time.Date(1970, 1, 1, 0, 0, 0, 0, zone)
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

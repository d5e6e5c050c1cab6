package ics_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	ical "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/internal/report/ics"
	"turno/schedule"
)

func TestAgent(t *testing.T) {
	rome, err := time.LoadLocation("Europe/Rome")
	require.NoError(t, err)
	// The night on which clocks go back: 22:00 to 06:00 is nine hours.
	start := time.Date(2026, 10, 24, 22, 0, 0, 0, rome)
	end := time.Date(2026, 10, 25, 6, 0, 0, 0, rome)
	shifts := []schedule.Shift{{
		Agent: "anna b", Start: start, End: end,
		Breaks: []schedule.Break{{Start: start.Add(4 * time.Hour), End: start.Add(4*time.Hour + 30*time.Minute)}},
		Duties: []schedule.Duty{{Start: start, End: start.Add(4 * time.Hour), Queues: []string{"chat", "social"}}},
	}}
	var b bytes.Buffer
	now := time.Date(2026, 10, 18, 23, 0, 0, 0, time.UTC)
	require.NoError(t, ics.Agent(&b, schedule.Agent{ID: "anna b", Name: "Anna; B, \"x\"\nEND:VCALENDAR"}, shifts, rome, ics.Options{Team: "Moda", Now: now}))

	cal, err := ical.ParseCalendar(bytes.NewReader(b.Bytes()))
	require.NoError(t, err)
	require.Len(t, cal.Events(), 1)
	e := cal.Events()[0]
	from, err := e.GetStartAt()
	require.NoError(t, err)
	to, err := e.GetEndAt()
	require.NoError(t, err)
	assert.True(t, from.Equal(start), "start %v", from)
	assert.True(t, to.Equal(end), "end %v", to)
	assert.Equal(t, 9*time.Hour, to.Sub(from))
	assert.Equal(t, "20261024-1-anna_20b@turno", e.Id())
	stamp, err := e.GetDtStampTime()
	require.NoError(t, err)
	assert.True(t, stamp.Equal(now))

	zones := cal.Timezones()
	require.Len(t, zones, 1)
	assert.Len(t, zones[0].Components, 3, "the winter before, summer time in force, and the change back")
	assert.Contains(t, b.String(), "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100")
	assert.Contains(t, b.String(), "DTSTART:20261025T030000\r\n", "the change is at 03:00 summer time")
}

func TestNoShifts(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, ics.Agent(&b, schedule.Agent{ID: "x"}, nil, time.UTC, ics.Options{}))
	assert.Contains(t, b.String(), "END:VCALENDAR")
}

// Through the versions an event keeps its UID; what changed bears the version's number and
// time, what did not keeps those it had, and what is gone is cancelled, until it comes back.
func TestVersionsOfACalendar(t *testing.T) {
	at := func(day, hour int) time.Time { return time.Date(2026, 11, day, hour, 0, 0, 0, time.UTC) }
	on := func(day, from, to int) schedule.Shift {
		return schedule.Shift{Agent: "a", Start: at(day, from), End: at(day, to)}
	}
	first := ics.Version{Sequence: 3, At: at(1, 8), Shifts: []schedule.Shift{on(9, 9, 17), on(10, 9, 17), on(11, 9, 17), on(12, 9, 17)}}
	second := ics.Version{Sequence: 5, At: at(2, 8), Shifts: []schedule.Shift{on(9, 9, 17), on(11, 9, 17)}}
	now := []schedule.Shift{on(9, 11, 19), on(11, 9, 17), on(12, 9, 17), on(13, 9, 17)}
	opt := ics.Options{Now: at(3, 8), Sequence: 7, Told: []ics.Version{first, second}}
	var b bytes.Buffer
	require.NoError(t, ics.Agent(&b, schedule.Agent{ID: "a"}, now, time.UTC, opt))
	cal, err := ical.ParseCalendar(bytes.NewReader(b.Bytes()))
	require.NoError(t, err)
	var got []string
	for _, e := range cal.Events() {
		var line []string
		for _, p := range []ical.ComponentProperty{ical.ComponentPropertyUniqueId, ical.ComponentPropertyStatus, ical.ComponentPropertySequence, ical.ComponentPropertyLastModified, ical.ComponentPropertyDtstamp} {
			line = append(line, e.GetProperty(p).Value)
		}
		got = append(got, strings.Join(line, " "))
	}
	assert.Equal(t, []string{
		"20261109-1-a@turno CONFIRMED 7 20261103T080000Z 20261103T080000Z", // moved now
		"20261110-1-a@turno CANCELLED 5 20261102T080000Z 20261103T080000Z", // gone since the second
		"20261111-1-a@turno CONFIRMED 3 20261101T080000Z 20261103T080000Z", // never changed
		"20261112-1-a@turno CONFIRMED 7 20261103T080000Z 20261103T080000Z", // gone and back
		"20261113-1-a@turno CONFIRMED 7 20261103T080000Z 20261103T080000Z", // new
	}, got)
	start, err := cal.Events()[0].GetStartAt()
	require.NoError(t, err)
	assert.True(t, start.Equal(at(9, 11)), "the moved shift updates its event")
}

func TestTimeOnCallSaysSo(t *testing.T) {
	at := time.Date(2026, 11, 3, 17, 0, 0, 0, time.UTC)
	var b bytes.Buffer
	call := schedule.Shift{Agent: "ann", Start: at, End: at.Add(4 * time.Hour), OnCall: &schedule.OnCall{Queues: []string{"chat", "social"}}}
	require.NoError(t, ics.Agent(&b, schedule.Agent{ID: "ann", Name: "Ann"}, []schedule.Shift{call}, time.UTC, ics.Options{Team: "Moda"}))
	assert.Contains(t, b.String(), "SUMMARY:On call: chat\\, social")
}

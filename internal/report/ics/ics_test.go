package ics_test

import (
	"bytes"
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
	assert.Len(t, zones[0].Components, 2, "summer time in force, and the change back")
	assert.Contains(t, b.String(), "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100")
	assert.Contains(t, b.String(), "DTSTART:20261025T030000\r\n", "the change is at 03:00 summer time")
}

func TestNoShifts(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, ics.Agent(&b, schedule.Agent{ID: "x"}, nil, time.UTC, ics.Options{}))
	assert.Contains(t, b.String(), "END:VCALENDAR")
}

// A later version bears a higher sequence under the same UIDs, and cancels what is gone.
func TestVersionsOfACalendar(t *testing.T) {
	at := func(day, hour int) time.Time { return time.Date(2026, 11, day, hour, 0, 0, 0, time.UTC) }
	told := []schedule.Shift{{Agent: "a", Start: at(9, 9), End: at(9, 17)}, {Agent: "a", Start: at(10, 9), End: at(10, 17)}}
	now := []schedule.Shift{{Agent: "a", Start: at(9, 11), End: at(9, 19)}}
	var b bytes.Buffer
	require.NoError(t, ics.Agent(&b, schedule.Agent{ID: "a"}, now, time.UTC, ics.Options{Sequence: 7, Cancelled: told}))
	cal, err := ical.ParseCalendar(bytes.NewReader(b.Bytes()))
	require.NoError(t, err)
	require.Len(t, cal.Events(), 2)
	for i, want := range []struct{ id, status string }{{"20261109-1-a@turno", "CONFIRMED"}, {"20261110-1-a@turno", "CANCELLED"}} {
		e := cal.Events()[i]
		assert.Equal(t, want.id, e.Id())
		assert.Equal(t, want.status, e.GetProperty(ical.ComponentPropertyStatus).Value)
		assert.Equal(t, "7", e.GetProperty(ical.ComponentPropertySequence).Value)
	}
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

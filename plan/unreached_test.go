package plan_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
	"turno/internal/workspace"
	"turno/samples"
	"turno/schedule"
)

// The small world works from 9 to 18: a queue that opens at 7 has two hours a day that no
// shift reaches.
func TestUnreachedOpeningHours(t *testing.T) {
	in := world()
	require.Empty(t, in.Unreached())
	in.Queues[0].Hours = calendar.Daily(calendar.Span{From: calendar.Clock(7, 0), To: calendar.Clock(18, 0)})
	found := in.Unreached()
	require.Len(t, found, 1)
	assert.Equal(t, schedule.CodeNoShift, found[0].Code)
	assert.Equal(t, schedule.Missed, found[0].Severity, "a live queue")
	earliest := 24 * time.Hour
	for _, k := range in.Team.ShiftKinds {
		earliest = min(earliest, time.Duration(k.Start.From)*time.Minute)
	}
	assert.InDelta(t, 7*(earliest-7*time.Hour).Hours(), found[0].Value, 1e-9)
	assert.Equal(t, 7, found[0].From.Hour())
	in.Team.Agents = nil
	assert.Empty(t, in.Unreached(), "that nobody can serve it is said elsewhere")
}

func TestSamplesCanStaffTheirHours(t *testing.T) {
	for _, name := range samples.Names() {
		fsys, err := samples.Open(name)
		require.NoError(t, err)
		in, err := workspace.Load(fsys, workspace.Options{Weeks: 1})
		require.NoError(t, err)
		assert.Empty(t, in.Unreached(), name)
	}
}

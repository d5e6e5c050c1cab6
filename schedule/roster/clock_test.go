package roster_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/roster"
)

// Half of the team lives in New York, whose clocks go back a week after those of Rome: their
// shifts begin within their window on their own clock in each of the three weeks.
func TestShiftsBeginByOwnClock(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	require.NoError(t, err)
	in := world{agents: 4, weeks: 1, step: time.Hour, load: 0.5, around: true}.input()
	start := calendar.Date{Year: 2026, Month: time.October, Day: 19}
	grid, err := calendar.NewGrid(start.In(in.Calendar.Zone), start.Add(21).In(in.Calendar.Zone), time.Hour)
	require.NoError(t, err)
	in.Requirement = world{agents: 4, load: 0.5}.requirement(grid, calendar.Always(), in.Calendar)
	for i := range in.Team.Agents {
		in.Team.Agents[i].Contract = "full"
		if i%2 == 0 {
			in.Team.Agents[i].Zone = zone
		}
	}
	r, err := roster.Build(context.Background(), in, roster.Options{Effort: 2})
	require.NoError(t, err)
	assert.Empty(t, broken(in, r))
	seen := map[string]bool{}
	for _, s := range r.Roster.Shifts {
		local := s.Start.In(in.Calendar.Zone)
		if a := in.Team.Agents[s.Agent[3]-'0']; a.Zone != nil {
			local = s.Start.In(a.Zone)
			seen[local.Format("MST")] = true
		}
		k := in.Team.ShiftKinds[s.Kind]
		clock := calendar.ClockOf(local)
		assert.True(t, clock >= k.Start.From && clock <= k.Start.To, "%s %s of %s starts at %s", s.Agent, s.Kind, k.Start.From, local)
	}
	assert.Equal(t, map[string]bool{"EDT": true, "EST": true}, seen)
}

// A second shift on the date that the period's edge cuts is nobody's: who has worked on
// Sunday in New York does not start again that evening, which is Monday in Rome.
func TestNobodyWorksTwiceOnADayThatIsCut(t *testing.T) {
	in := world{agents: 1, weeks: 1, step: time.Hour, load: 8, around: true}.input()
	zone, err := time.LoadLocation("America/New_York")
	require.NoError(t, err)
	in.Team.Agents[0].Zone = zone
	first := calendar.Date{Year: 2026, Month: time.November, Day: 1}
	worked := func(at calendar.TimeOfDay) []schedule.Shift {
		from := first.At(at, zone)
		return []schedule.Shift{{Agent: "a000", Start: from, End: from.Add(time.Hour)}}
	}
	c := in.Team.Contracts["full"]
	c.Rules = schedule.Rules{WeekHoursMax: 40 * time.Hour}
	in.Team.Contracts["full"] = c
	in.Team.Published = worked(calendar.Clock(5, 0))
	r, err := roster.Build(context.Background(), in, roster.Options{Effort: 2})
	require.NoError(t, err)
	assert.Empty(t, broken(in, r))
	require.NotEmpty(t, r.Roster.Shifts)
	for _, s := range r.Roster.Shifts {
		assert.NotEqual(t, first, calendar.DateOf(s.Start.In(zone)))
	}
}

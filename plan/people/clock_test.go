package people_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
	"turno/plan"
	"turno/plan/cost"
	"turno/plan/people"
	"turno/schedule"
)

// TestNightsAreByTheOwnClock: ten in the evening in Rome is five in the afternoon in New York.
func TestNightsAreByTheOwnClock(t *testing.T) {
	there, err := time.LoadLocation("America/New_York")
	require.NoError(t, err)
	start := time.Date(2026, time.November, 9, 22, 0, 0, 0, time.UTC)
	p := plan.Plan{Input: plan.Input{Calendar: calendar.Plain(time.UTC), Period: calendar.Grid{Start: start.Add(-22 * time.Hour), Step: time.Hour, N: 168}}}
	p.Input.Team.Agents = []schedule.Agent{{ID: "here"}, {ID: "there", Zone: there}}
	for _, a := range p.Input.Team.Agents {
		p.Roster.Roster.Shifts = append(p.Roster.Roster.Shifts, schedule.Shift{Agent: a.ID, Start: start, End: start.Add(4 * time.Hour)})
	}
	p.Cost = cost.Of(p.Input.Team, p.Roster.Roster.Shifts, p.Input.Calendar, "EUR")
	fair := people.Evenly(p)
	require.Len(t, fair.People, 2)
	assert.Equal(t, []float64{40, 0}, []float64{fair.People[0].Nights, fair.People[1].Nights})
}

// TestLeastStaffIsNotGrossedUpTwice: four heads asked for are four heads to roster, whatever
// shrinkage takes of them.
func TestLeastStaffIsNotGrossedUpTwice(t *testing.T) {
	in := small(t)
	in.Team.Shrinkage.Planned = .2
	in.Skills.Induction.Pace = []float64{.5}
	in.Stated[0].From = calendar.DateOf(in.Period.Start)
	in, fits := in.Assess()
	need := schedule.Requirement{Grid: in.Period, Live: []schedule.LiveRequirement{{Queue: "phone", Minimum: 4, Open: make([]float64, in.Period.N), Curves: make([]schedule.Curve, in.Period.N)}}}
	need.Live[0].Open[10] = 1
	weeks := people.Inductions(in, fits, need)
	require.Len(t, weeks, 1)
	assert.InDelta(t, 4, weeks[0].Gross-weeks[0].Training-weeks[0].Slower, 1e-9)
}

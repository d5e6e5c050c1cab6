package check

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"turno/forecast/calendar"
	"turno/schedule"
)

// What a contract asks for in a period and allows is told as the rules judge it: the weeks'
// limits over the weeks, the period's where it is narrower, absences taken off the least.
func TestReach(t *testing.T) {
	start := time.Date(2026, 11, 9, 0, 0, 0, 0, time.UTC)
	reach := func(rules schedule.Rules, absences ...schedule.Absence) AgentHours {
		in := Input{
			Team:   schedule.Team{Agents: []schedule.Agent{{ID: "a", Contract: "c"}}, Contracts: map[string]schedule.Contract{"c": {Rules: rules}}, Absences: absences},
			Roster: schedule.Roster{Grid: calendar.Grid{Start: start, Step: time.Hour, N: 14 * 24}},
		}
		return Run(in).Agents[0]
	}
	weekly := schedule.Rules{WeekHoursMin: 30 * time.Hour, WeekHoursMax: 40 * time.Hour, WeekDaysMax: 5}
	assert.Equal(t, AgentHours{Agent: "a", Least: 60, Most: 80}, reach(weekly))
	away := schedule.Absence{Agent: "a", From: start, To: start.AddDate(0, 0, 2)}
	assert.InDelta(t, 48, reach(weekly, away).Least, 1e-9, "two days of five")
	weekly.PeriodHours = schedule.Range{Min: 65 * time.Hour, Max: 70 * time.Hour}
	assert.Equal(t, AgentHours{Agent: "a", Least: 65, Most: 70}, reach(weekly))
	assert.Equal(t, AgentHours{Agent: "a"}, reach(schedule.Rules{}), "no contract, no limits")

	h := AgentHours{Paid: 59.9, Least: 60, Most: 80}
	assert.True(t, h.Below() && !h.Above())
	assert.True(t, AgentHours{Paid: 80.1, Most: 80}.Above())
	assert.False(t, AgentHours{Paid: 80.1}.Above(), "no limit")
}

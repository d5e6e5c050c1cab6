package plan

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/simulate"
)

func TestSimulatedTargetsReplaceExpectedOnes(t *testing.T) {
	queues := []schedule.Queue{{Name: "a", Targets: []schedule.Target{{Share: 0.8}}, Promise: &schedule.Target{Share: 0.95}}, {Name: "b", Targets: []schedule.Target{{Share: 0.8}}}}
	r := simulate.Result{Queues: []simulate.Service{
		{Queue: "a", Targets: []simulate.Estimate{{Mean: 0.7, Low: 0.68, High: 0.72}}, Promise: &simulate.Estimate{Mean: 0.9, Low: 0.85, High: 0.96}},
		{Queue: "b", Targets: []simulate.Estimate{{Mean: 0.9, Low: 0.85, High: 0.95}}},
	}}
	missed := MissedTargets(r, queues, calendar.Grid{})
	assert.Len(t, missed, 1, "a promise whose interval holds the share wanted is not missed")
	before := []schedule.Finding{
		{Code: schedule.CodeDailyRest, Severity: schedule.Broken},
		{Code: schedule.CodeTarget, Severity: schedule.Missed, Queue: "b"},
		{Code: schedule.CodeRequest, Severity: schedule.Missed},
	}
	after := simulated(before, missed)
	assert.Equal(t, []schedule.Code{schedule.CodeDailyRest, schedule.CodeTarget, schedule.CodeRequest}, []schedule.Code{after[0].Code, after[1].Code, after[2].Code})
	assert.Equal(t, "a", after[1].Queue)
}

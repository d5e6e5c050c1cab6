package check

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"turno/forecast/calendar"
	"turno/schedule"
)

func TestNightBefore(t *testing.T) {
	grid := calendar.Grid{Start: time.Date(2026, 11, 9, 0, 0, 0, 0, time.UTC), Step: time.Hour, N: 24}
	heads := make([]float64, grid.N)
	required := make([]float64, grid.N)
	for i := range heads {
		required[i] = 1
		if i >= 6 {
			heads[i] = 1
		}
	}
	coverage := schedule.Coverage{Grid: grid, Queues: []schedule.QueueCoverage{{Queue: "social", Required: required, Heads: heads}}}
	found := (&docket{Input: Input{}}).nightBefore(coverage)
	if assert.Len(t, found, 1) {
		assert.Equal(t, 6.0, found[0].Value)
		assert.Equal(t, schedule.Missed, found[0].Severity)
	}
	published := Input{Team: schedule.Team{Published: []schedule.Shift{{Agent: "anna"}}}}
	assert.Empty(t, (&docket{Input: published}).nightBefore(coverage), "a published roster could have covered it")
	clear(required)
	assert.Empty(t, (&docket{Input: Input{}}).nightBefore(coverage), "nothing waits in closed hours")
}

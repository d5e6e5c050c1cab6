package plan

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/simulate"
)

// TestMissedTargetsOfKinds: a kind is missed by its own targets, once; one that has none of its
// own is in those of the queue.
func TestMissedTargetsOfKinds(t *testing.T) {
	low, high := simulate.Estimate{Mean: 0.7, Low: 0.68, High: 0.72}, simulate.Estimate{Mean: 0.9, Low: 0.85, High: 0.95}
	queues := []schedule.Queue{{Name: "a", Targets: []schedule.Target{{Share: 0.8, Within: 2}}, Kinds: []schedule.Aim{{Kind: "complaint", Targets: []schedule.Target{{Share: 0.8, Within: 1}}}}}}
	r := simulate.Result{Queues: []simulate.Service{{Queue: "a", Targets: []simulate.Estimate{high}, Kinds: []simulate.OfKind{{Kind: "question", Targets: []simulate.Estimate{low}}, {Kind: "complaint", Targets: []simulate.Estimate{low}}}}}}
	missed := MissedTargets(r, queues, calendar.Grid{})
	require.Len(t, missed, 1)
	assert.Equal(t, schedule.Finding{Code: schedule.CodeKindTarget, Severity: schedule.Missed, Queue: "a", From: calendar.Grid{}.Start, To: calendar.Grid{}.End(), Value: 0.7, Limit: 0.8, Names: []string{"complaint"}}, missed[0])
	assert.Empty(t, simulated(missed, nil), "what formulas expected of a kind gives way too")
}

package repair

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"turno/schedule"
)

// People read first what is gravest, then what concerns a queue, then what can be done
// something about, then what is at least explained.
func TestOrder(t *testing.T) {
	lone := schedule.Finding{Code: schedule.CodeUncovered, Severity: schedule.Missed, Queue: "lone"}
	known := schedule.Finding{Code: schedule.CodeUncovered, Severity: schedule.Missed, Queue: "known"}
	helped := schedule.Finding{Code: schedule.CodeUncovered, Severity: schedule.Missed, Queue: "helped"}
	whole := schedule.Finding{Code: schedule.CodeTarget, Severity: schedule.Missed, Queue: "whole"}
	broken := schedule.Finding{Code: schedule.CodeOverlap, Severity: schedule.Broken, Agent: "a"}
	info := schedule.Finding{Code: schedule.CodeUncovered, Severity: schedule.Info}
	troubles := []Trouble{{Finding: known, Priced: 3}, {Finding: helped, Priced: 3, Repairs: make([]Repair, 1)}}
	found := []schedule.Finding{info, lone, known, helped, whole, broken}
	assert.Equal(t, []schedule.Finding{broken, whole, helped, known, lone, info}, Order(found, troubles))
	assert.Equal(t, info, found[0], "the list itself stays")

	_, ok := Find(troubles, lone)
	assert.False(t, ok)
	got, ok := Find(troubles, helped)
	assert.True(t, ok && got.Helps() && got.Tells())
}

package check

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/schedule"
)

// TestKindsAreWantedByTheirShares: what is wanted of a queue is the mean over its replies, the
// kinds of message by their own shares; with futures too, and of further targets.
func TestKindsAreWantedByTheirShares(t *testing.T) {
	in := day(world(), 4)
	in.Queues[1].Targets = []schedule.Target{{Share: 0.6}, {Share: 0.8}}
	in.Queues[1].Kinds = []schedule.Aim{{Kind: "complaint", Targets: []schedule.Target{{Share: 0.9}}}}
	in = staff(in, 1, serve(work("11-02 08:00", 4), "social"))
	pieces := func(due int) []schedule.Work {
		return []schedule.Work{{Due: due, Hours: 4, Contacts: 30}, {Due: due, Hours: 2, Contacts: 10, Share: 0.9}}
	}
	in.Requirement.Deferrable = waits(4, pieces(1)...)
	found := about(Run(in), schedule.CodeTarget)
	require.Len(t, found, 1)
	assert.InDelta(t, (30*0.8+10*0.9)/40, found[0].Limit, 1e-9)

	in.Futures = []Future{{"social": {pieces(1), pieces(2)}}}
	found = about(Run(in), schedule.CodeTarget)
	require.Len(t, found, 2)
	assert.InDelta(t, (30*0.6+10*0.9)/40, found[0].Limit, 1e-9)
	assert.InDelta(t, (30*0.8+10*0.9)/40, found[1].Limit, 1e-9)
}

package check

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/schedule"
)

// TestCoverageIsTheMeanOverFutures: one agent does what is expected in time, but a quiet
// day does not make good what a busy one misses.
func TestCoverageIsTheMeanOverFutures(t *testing.T) {
	in := day(world(), 4)
	hours := func(h float64) []schedule.Work {
		return []schedule.Work{{Arrive: 0, Due: 1, Hours: h, Contacts: 10 * h}}
	}
	in.Requirement.Deferrable = waits(4, hours(2)...)
	in = staff(in, 1, serve(work("11-02 08:00", 4), "social"))
	assert.InDelta(t, 1, cover(t, in, "social").Service(), 1e-9)
	in.Futures = []Future{{"social": {hours(0)}}, {"social": {hours(4)}}}
	got := cover(t, in, "social")
	assert.InDeltaSlice(t, []float64{20, 0, 0, 0}, got.Contacts, 1e-9)
	assert.InDeltaSlice(t, []float64{0, 10, 0, 0}, got.Missed, 1e-9)
	assert.InDelta(t, 0.5, got.Service(), 1e-9, "weighted by contacts")
}

// TestFurtherTargets: work is done in the order of the first target; the second is judged
// by when that is.
func TestFurtherTargets(t *testing.T) {
	in := day(world(), 4)
	in.Requirement.Deferrable = waits(4)
	in.Queues[1].Targets = []schedule.Target{{Share: 0.5}, {Share: 0.9}}
	in = staff(in, 1, serve(work("11-02 08:00", 4), "social"))
	due := func(at int) []schedule.Work { return []schedule.Work{{Arrive: 0, Due: at, Hours: 4, Contacts: 40}} }
	for last, share := range map[int]float64{2: 0.75, 3: 1} {
		in.Futures = []Future{{"social": {due(1), due(last)}}}
		r := Run(in)
		assert.InDelta(t, 0.5, r.Coverage.Queues[1].Service(), 1e-9)
		found := about(r, schedule.CodeTarget)
		if share == 1 {
			assert.Empty(t, found)
			continue
		}
		require.Len(t, found, 1)
		assert.InDelta(t, share, found[0].Value, 1e-9)
		assert.InDelta(t, 0.9, found[0].Limit, 1e-9)
	}
}

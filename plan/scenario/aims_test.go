package scenario_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/plan"
	"turno/plan/scenario"
	"turno/schedule"
)

// TestMergedKindsKeepTheirAims: a kind of a queue that is merged is called by both names, and has
// its targets still.
func TestMergedKindsKeepTheirAims(t *testing.T) {
	in := world()
	tight := []schedule.Target{{Share: 0.9, Within: 10 * time.Minute, Measure: schedule.FirstReply, Clock: schedule.OpenOnly}}
	in.Queues = append([]schedule.Queue(nil), in.Queues...)
	for i, q := range in.Queues {
		if q.Name == "care" {
			in.Queues[i].Kinds = []schedule.Aim{{Kind: "", Priority: 1, Targets: tight}}
		}
	}
	base, err := scenario.NewGround(in)
	require.NoError(t, err)
	g, err := base.After(scenario.Merge{Queues: []string{"brand", "care"}, Into: "social"})
	require.NoError(t, err)
	merged := queueOf(t, g.Plan().Input, "social")
	assert.Equal(t, []schedule.Aim{{Kind: "care", Priority: 1, Targets: tight}}, merged.Kinds)
	assert.True(t, merged.Apart("care"))
	assert.False(t, merged.Apart("brand"))
}

func queueOf(t *testing.T, in plan.Input, name string) schedule.Queue {
	for _, q := range in.Queues {
		if q.Name == name {
			return q
		}
	}
	t.Fatalf("no queue %s", name)
	return schedule.Queue{}
}

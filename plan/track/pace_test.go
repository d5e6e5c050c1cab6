package track_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/plan/track"
)

// TestSupplyIsThatOfTheHour: bea, barred from Tuesday on, was not to supply anything then.
func TestSupplyIsThatOfTheHour(t *testing.T) {
	in := world()
	in.Actual = came(1, 0.5, 1)
	in.Plan.Team.Agents[1].Abilities[0].To = monday.Add(13 * time.Hour)
	r, err := track.Compare(in)
	require.NoError(t, err)
	assert.InDelta(t, 16*0.81, r.Queues[0].Supplied, 1e-9, "a duty counts by the ability at its beginning")
	in.Plan.Team.Agents[1].Abilities[0].To = monday
	r, err = track.Compare(in)
	require.NoError(t, err)
	assert.InDelta(t, 8*0.81, r.Queues[0].Supplied, 1e-9)
}

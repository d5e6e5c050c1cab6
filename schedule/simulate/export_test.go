package simulate

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestRecordsTellTheResult: the figures of a run of one replication can be counted from its
// records, and no agent is in two places.
func TestRecordsTellTheResult(t *testing.T) {
	in := airline()
	rs, err := Records(context.Background(), in, 3, 0)
	require.NoError(t, err)
	r, err := Run(context.Background(), in, Options{Replications: 1, Seed: 3})
	require.NoError(t, err)
	for i, q := range r.Queues {
		counts, inTime := map[Outcome]float64{}, 0.0
		for _, x := range rs {
			if x.Queue != q.Queue || x.Turn != 1 || x.Arrival.Before(in.Grid.Start) {
				continue
			}
			counts[x.Outcome]++
			if x.Outcome == Answered && x.Answer.Sub(x.Arrival) <= in.Queues[i].Targets[0].Within {
				inTime++
			}
		}
		assert.Equal(t, q.Answered.Mean, counts[Answered], q.Queue)
		assert.Equal(t, q.Abandoned.Mean, counts[Abandoned], q.Queue)
		assert.Equal(t, q.Flushed.Mean, counts[Flushed], q.Queue)
		assert.Equal(t, q.Waiting.Mean, counts[Waiting], q.Queue)
		late := counts[Waiting] // those not yet late are not judged
		assert.InDelta(t, q.Targets[0].Mean, inTime/(counts[Answered]+counts[Abandoned]+late), 0.01, q.Queue)
	}
	busy := map[string]time.Time{}
	for _, x := range rs {
		assert.False(t, x.End.Before(in.Grid.Start) && !x.End.IsZero())
		assert.Equal(t, x.Start.IsZero(), x.Agent == "")
		if !x.Start.IsZero() && x.Channel != "chat" {
			busy[x.Agent] = x.Start
		}
	}
	assert.NotEmpty(t, busy)
	_, err = Records(context.Background(), in, 3, -1)
	assert.ErrorContains(t, err, "replication -1")
}

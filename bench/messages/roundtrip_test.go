package main

import (
	"bytes"
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/messages"
	"turno/internal/workspace"
	"turno/internal/workspace/layout"
)

// TestRoundTrip makes up an export from known parameters, imports it and finds every one of
// them again within its confidence interval. The seed is fixed: of eight intervals of 95 %
// one in three worlds would miss one by chance.
func TestRoundTrip(t *testing.T) {
	truth := world{Seed: 3, Messages: 40_000, PerHour: 60, Flush: 0.55, Turns: 1.8, Think: 900, Sigma: 1.5, AHT: 240, Pivot: 0.1, Lag: 1200, DropOff: 0.7,
		Agents: 6, Handles: []string{"care"}}
	var export bytes.Buffer
	require.NoError(t, generate(&export, truth))
	r := importOf(t, export.Bytes())
	require.Len(t, r.Queues, 2)
	require.Len(t, r.Moved, 1)
	q, moved := &r.Queues[0], r.Moved[0]
	lag := moved.Lag.MeanTime()
	assert.Zero(t, r.Counts.Orphans+r.Counts.Duplicates+r.Counts.OutOfOrder+r.Counts.Unassigned)
	for _, p := range []struct {
		name     string
		measured messages.Parameter
		truth    float64
	}{
		{"flush", q.Flush(), truth.Flush}, {"turns", q.Turns(), truth.Turns}, {"think", q.ThinkTime(), truth.Think}, {"aht", q.HandleTime(), truth.AHT},
		{"pivot", moved.Share(&q.Work), truth.Pivot}, {"drop-off", moved.DropOff(), truth.DropOff}, {"lag", lag, truth.Lag},
	} {
		t.Logf("%s: truth %.4g, measured %.4g (%.4g to %.4g) from %d", p.name, p.truth, p.measured.Value, p.measured.Low, p.measured.High, p.measured.N)
		assert.True(t, p.measured.Holds(p.truth), "%s: truth %v, measured %+v", p.name, p.truth, p.measured)
		assert.Less(t, p.measured.High-p.measured.Low, 0.5*p.truth, "%s: an interval that says something", p.name)
	}
	var sum float64
	for _, s := range r.History {
		sum += s.Total()
	}
	assert.InDelta(t, float64(q.Volume+r.Queues[1].Volume), sum, 0, "all volume is in the history")
}

// TestIntervalsHold makes up many small worlds: intervals of 95 % hold the truth in about
// as many of them.
func TestIntervalsHold(t *testing.T) {
	if testing.Short() {
		t.Skip("many worlds")
	}
	held, all := 0, 0
	for seed := range uint64(40) {
		truth := world{Seed: seed, Messages: 4000, PerHour: 60, Flush: 0.5, Turns: 1.6, Think: 600, Sigma: 1.2, AHT: 240, Pivot: 0.2, Lag: 900, DropOff: 0.5, Agents: 4, Handles: []string{"care"}}
		var export bytes.Buffer
		require.NoError(t, generate(&export, truth))
		r := importOf(t, export.Bytes())
		q, moved := &r.Queues[0], r.Moved[0]
		for _, p := range []struct {
			messages.Parameter
			truth float64
		}{{q.Flush(), truth.Flush}, {q.Turns(), truth.Turns}, {q.ThinkTime(), truth.Think}, {q.HandleTime(), truth.AHT}, {moved.Share(&q.Work), truth.Pivot}, {moved.DropOff(), truth.DropOff}, {moved.Lag.MeanTime(), truth.Lag}} {
			all++
			if p.Holds(p.truth) {
				held++
			}
		}
	}
	t.Logf("%d of %d intervals hold the truth", held, all)
	assert.Greater(t, float64(held)/float64(all), 0.91)
}

func importOf(t testing.TB, export []byte) messages.Result {
	t.Helper()
	l, err := layout.Builtin("messages")
	require.NoError(t, err)
	c := messages.NewCollector(messages.Options{Step: time.Hour, Queue: func(handle string, s messages.Side) string {
		if s != messages.Public {
			return handle + "-" + s.String()
		}
		return handle
	}})
	report, err := layout.Read(context.Background(), "made.csv", bytes.NewReader(export), l, c, layout.Options{Rules: workspace.DefaultImport().Rules})
	require.NoError(t, err)
	require.Zero(t, report.Bad)
	r, err := c.Result(context.Background())
	require.NoError(t, err)
	return r
}

package main

import (
	"bytes"
	"context"
	"maps"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/forecast/messages"
	"turno/internal/workspace"
	"turno/internal/workspace/layout"
	"turno/plan"
)

const untold = `version: 1
shifts: {day: {start: 00:00-16:00, every: 1h, length: 8h}}
contracts: {full: {shifts: [day], week_hours: 0h-40h}}
queues:
  care: {channel: social, handle: care, kinds: {complaint: {}, praise: {}, question: {}}}
  care-private: {channel: messaging, handle: care}
`

// TestKindsOfImportArePlanned imports eight weeks of a world into a workspace that states
// nothing of its kinds of message: the work that is planned for is that of the truth, hour by
// hour, and so is the requirement.
func TestKindsOfImportArePlanned(t *testing.T) {
	truth := mixed(11, 75_000)
	truth.PerHour, truth.Agents = 25, 2
	in := planned(t, truth, untold)
	was := in
	was.Streams, was.Doubt = maps.Clone(in.Streams), nil
	was.Streams["care"] = streamsOf(in, truth)

	var off, n float64
	for i := range in.Period.N {
		var sum float64
		for k, s := range in.Streams["care"] {
			sum += s.Share.At(i)
			is := was.Streams["care"][k]
			require.Equal(t, is.Kind, s.Kind)
			off, n = off+math.Abs(s.Share.At(i)-is.Share.At(i)), n+1
			assert.InDelta(t, is.Flush.At(i), s.Flush.At(i), 0.1, s.Kind)
			assert.InDelta(t, 1, s.Turns.At(i)/is.Turns.At(i), 0.15, s.Kind)
			assert.InDelta(t, 1, s.AHT.At(i)/is.AHT.At(i), 0.25, s.Kind)
		}
		require.InDelta(t, 1, sum, 1e-12, "shares make up 1")
	}
	assert.Less(t, off/n, 0.02, "the mix of the hour")

	night, day := work(in, 4), work(in, 24) // two and twelve o'clock of a Monday
	assert.InDelta(t, work(was, 4), night, 0.12*night)
	assert.InDelta(t, work(was, 24), day, 0.12*day)
	assert.Greater(t, night, 1.3*day, "complaints come at night")
	measured, right := required(t, in), required(t, was)
	assert.InDelta(t, right, measured, 0.05*right)
	for _, d := range in.Doubt["care"] {
		assert.True(t, d > 0.005 && d < 0.2, "doubt %v", d)
	}
}

// planned is the input of a workspace into which a world's export was imported.
func planned(t *testing.T, truth world, settings string) plan.Input {
	t.Helper()
	var export bytes.Buffer
	require.NoError(t, generate(&export, truth))
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "turno.yaml"), []byte(settings), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "agents.csv"), []byte("agent,contract,skills\nanna,full,social messaging\n"), 0o600))
	intake, err := workspace.ReadIntake(os.DirFS(dir), time.UTC)
	require.NoError(t, err)
	l, err := layout.Builtin("messages")
	require.NoError(t, err)
	c := messages.NewCollector(intake.Collection(0))
	_, err = layout.Read(context.Background(), "made.csv", bytes.NewReader(export.Bytes()), l, c, layout.Options{Rules: intake.Import.Rules})
	require.NoError(t, err)
	r, err := c.Result(context.Background())
	require.NoError(t, err)
	require.NoError(t, workspace.WriteImport(dir, intake, messages.Merge(nil, r.History).History, intake.Learned(r)))
	in, err := workspace.Load(os.DirFS(dir), workspace.Options{})
	require.NoError(t, err)
	return in
}

// streamsOf is the truth of a world as a plan takes it.
func streamsOf(in plan.Input, truth world) (out []forecast.Stream) {
	for k, s := range in.Streams["care"] {
		is := truth.Kinds[k]
		s.Kind = forecast.Kind(is.Name)
		s.Flush.Mean, s.Turns.Mean, s.AHT.Mean, s.Share.Mean = []float64{is.Flush}, []float64{is.Turns}, []float64{is.AHT}, nil
		for i := range in.Period.N {
			s.Share.Mean = append(s.Share.Mean, is.Share(slotOf(in.Period.At(i))))
		}
		out = append(out, s)
	}
	return out
}

// work is the agents' seconds that a post of an interval brings.
func work(in plan.Input, i int) (sum float64) {
	for _, s := range in.Streams["care"] {
		sum += s.Share.At(i) * (1 - s.Flush.At(i)) * s.Turns.At(i) * s.AHT.At(i)
	}
	return sum
}

// required are the agent-hours that a hundred posts an hour ask for.
func required(t *testing.T, in plan.Input) (sum float64) {
	t.Helper()
	hours := calendar.Grid{Start: in.Period.Start, Step: time.Hour, N: 168}
	v := forecast.Volume{Queue: "care", Grid: hours, Mean: make([]float64, hours.N)}
	for i := range v.Mean {
		v.Mean[i] = 100
	}
	p, err := in.Profile([]forecast.Volume{v})
	require.NoError(t, err)
	r, _, err := in.Require(context.Background(), p)
	require.NoError(t, err)
	care, _ := r.DeferrableQueue("care")
	for _, w := range care.Work {
		sum += w.Hours
	}
	return sum
}

package plan_test

import (
	"context"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/plan"
	"turno/schedule"
	"turno/skills"
)

// open is a social queue whose work turno.yaml leaves open, beside a private one, with a
// history in which nights are flushed more, replies take 400 s, in every other week longer,
// and customers go on in private by day only.
func open() plan.Input {
	start := time.Date(2026, 9, 7, 0, 0, 0, 0, time.UTC)
	h := forecast.Series{Queue: "care", Grid: calendar.Grid{Start: start, Step: time.Hour, N: 8 * 168}}
	for i := range h.Grid.N {
		flush, moved, aht := 0.25, 2.0, 360+80*float64(i/168%2)
		if i%24 < 8 {
			flush, moved = 0.75, 0
		}
		h.Volume, h.Flushed, h.Handled = append(h.Volume, 20), append(h.Flushed, 20*flush), append(h.Handled, 20*(1-flush))
		h.Replies, h.AHT, h.Moved = append(h.Replies, 20*(1-flush)*2), append(h.AHT, aht), append(h.Moved, moved)
	}
	target := []schedule.Target{{Share: 0.8, Within: time.Hour, Measure: schedule.FirstReply, Clock: schedule.OpenOnly}}
	stream := forecast.Stream{Share: forecast.Constant(1, 0), Flush: forecast.Constant(0.6, 0), Triage: forecast.Constant(12, 0), Turns: forecast.Constant(1.5, 0.6), AHT: forecast.Constant(300, 1), Think: forecast.Constant(900, 1)}
	private := stream
	stream.Pivots = []forecast.Pivot{{To: "dm", Share: 0.1, Lag: 20 * time.Minute}}
	return plan.Input{Calendar: calendar.Plain(time.UTC), Period: calendar.Grid{Start: h.Grid.End(), Step: 30 * time.Minute, N: 336}, History: []forecast.Series{h},
		Queues:  []schedule.Queue{{Name: "care", Channel: skills.Social, Hours: calendar.Always(), Targets: target, Priority: 1}, {Name: "dm", Channel: skills.Messaging, Hours: calendar.Always(), Targets: target, Priority: 1}},
		Streams: map[string][]forecast.Stream{"care": {stream}, "dm": {private}},
		Rates:   map[string]map[forecast.Kind][]string{"care": {"": {"flush", "turns", "aht", "pivots"}}}}
}

func flat(in plan.Input, x float64) []forecast.Volume {
	g := calendar.Grid{Start: in.Period.Start, Step: time.Hour, N: 168}
	level := func(x float64) []float64 {
		out := make([]float64, g.N)
		for i := range out {
			out[i] = x
		}
		return out
	}
	return []forecast.Volume{{Queue: "care", Grid: g, Mean: level(x), Levels: forecast.Levels(), Quantiles: [][]float64{level(x * 0.8), level(x), level(x * 1.2)}, Correlation: 0.4, Slow: 0.3}}
}

// TestOpenWorkIsForecast: what turno.yaml leaves open follows the hours of the history, with
// its own doubt, and enters the requirement.
func TestOpenWorkIsForecast(t *testing.T) {
	in := open().Rated()
	profiles, err := in.Profile(flat(in, 20))
	require.NoError(t, err)
	s := profiles[0].Streams[0]
	night, day := 6, 24
	assert.InDeltaSlice(t, []float64{0.75, 0.25, 2, 400}, []float64{s.Flush.At(night), s.Flush.At(day), s.Turns.At(day), s.AHT.At(day)}, 6)
	assert.InDelta(t, 0, s.Pivots[0].ShareAt(night), 0.01)
	assert.Greater(t, s.Pivots[0].ShareAt(day), 0.1)
	assert.Greater(t, profiles[0].Spread[day], 0.05, "weeks differ by a fifth")

	hours := func(in plan.Input) (sum float64, pivots float64) {
		in = in.Rated()
		p, err := in.Profile(flat(in, 20))
		require.NoError(t, err)
		r, _, err := in.Require(context.Background(), p)
		require.NoError(t, err)
		care, _ := r.DeferrableQueue("care")
		for _, w := range care.Work {
			sum += w.Hours
		}
		dm, _ := r.DeferrableQueue("dm")
		for _, w := range dm.Work {
			pivots += w.Hours
		}
		return sum, pivots
	}
	constant := open()
	constant.Rates = nil
	forecasted, moved := hours(in)
	stated, _ := hours(constant)
	assert.Greater(t, forecasted, 1.5*stated, "more to answer, longer, in more turns than the typical figures")
	assert.Greater(t, moved, 0.0)

	cautious, certain := open(), open()
	cautious.Risk, certain.Risk = 0.9, 0.9
	for i := range certain.History[0].AHT {
		certain.History[0].AHT[i] = 400
	}
	doubted, _ := hours(cautious)
	sure, _ := hours(certain)
	assert.Greater(t, doubted, 1.02*sure, "staffed for nine weeks in ten, doubt costs hours")
	assert.False(t, math.IsNaN(doubted))
}

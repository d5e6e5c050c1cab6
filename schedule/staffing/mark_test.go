package staffing

import (
	"context"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule"
	"turno/skills"
)

// At a steady rate the agents asked for answer the share wanted at once, and one fewer do
// not: by the chain of the queue, summed state by state.
func TestOneAgentFewerMisses(t *testing.T) {
	g := calendar.Grid{Start: time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC), Step: time.Hour, N: 24}
	rapid.Check(t, func(t *rapid.T) {
		rate := math.Exp(rapid.Float64Range(0, 6).Draw(t, "log contacts an hour"))
		aht := float64(rapid.IntRange(30, 1800).Draw(t, "aht"))
		patience := rapid.IntRange(20, 3000).Draw(t, "patience")
		share := rapid.Float64Range(0.3, 0.98).Draw(t, "share")
		q := schedule.Queue{Name: "voice", Channel: skills.Voice, Hours: calendar.Always(), Patience: time.Duration(patience) * time.Second,
			Targets: []schedule.Target{{Share: share, Measure: schedule.FirstReply, Clock: schedule.Elapsed}}}
		v := forecast.Volume{Queue: q.Name, Grid: g}
		for range g.N {
			v.Mean = append(v.Mean, rate)
		}
		s := forecast.Stream{Share: forecast.Constant(1, 0), AHT: forecast.Constant(aht, 1)}
		req, _, err := Require(context.Background(), g, calendar.Plain(time.UTC), []Demand{{Queue: q, Profile: forecast.Profile{Volume: v, Streams: []forecast.Stream{s}}}}, Options{})
		require.NoError(t, err)
		n := req.Live[0].Curves[12].Mark
		atOnce := func(n int) float64 {
			wait, _ := birthDeath(rate/hour, 1/aht, 1/float64(patience), n)
			return 1 - wait
		}
		require.GreaterOrEqual(t, atOnce(n), share-1e-6)
		require.Less(t, atOnce(n-1), share+1e-6)
	})
}

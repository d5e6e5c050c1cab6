package track_test

import (
	"context"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/plan"
	"turno/plan/track"
	"turno/schedule"
	"turno/skills"
)

// monday is a day of a social queue from 9 to 17 by one hour: ten posts each, half of them
// flushed, two replies of six minutes; two people serve it.
var monday = time.Date(2026, 11, 9, 0, 0, 0, 0, time.UTC)

func world() track.Input {
	g := calendar.Grid{Start: monday, Step: time.Hour, N: 168}
	hours := calendar.Daily(calendar.Span{From: calendar.Clock(9, 0), To: calendar.Clock(17, 0)})
	q := schedule.Queue{Name: "care", Channel: skills.Social, Hours: hours, Priority: 1, Targets: []schedule.Target{{Share: 0.8, Within: time.Hour, Measure: schedule.FirstReply, Clock: schedule.OpenOnly}}}
	level := func(x float64) []float64 {
		out := make([]float64, g.N)
		for i := range out {
			if h := i % 24; h >= 9 && h < 17 {
				out[i] = x
			}
		}
		return out
	}
	v := forecast.Volume{Queue: "care", Grid: g, Mean: level(10), Levels: forecast.Levels(), Quantiles: [][]float64{level(7), level(10), level(13)}, Correlation: 0.5, Slow: 0.5}
	in := plan.Input{Name: "t", Calendar: calendar.Plain(time.UTC), Period: g, Now: monday, Seed: 1, Queues: []schedule.Queue{q},
		Streams: map[string][]forecast.Stream{"care": {{Share: forecast.Constant(1, 0), Flush: forecast.Constant(0.5, 0), Triage: forecast.Constant(36, 0), Turns: forecast.Constant(2, 0.7), AHT: forecast.Constant(360, 1), Think: forecast.Constant(900, 1)}}},
		Team:    schedule.Team{Shrinkage: schedule.Shrinkage{Planned: 0.1, Unplanned: 0.1}, Contracts: map[string]schedule.Contract{"full": {}}}}
	ro := schedule.Roster{Grid: g}
	for _, name := range []string{"anna", "bea"} {
		in.Team.Agents = append(in.Team.Agents, schedule.Agent{ID: name, Contract: "full", Available: calendar.Always(), Abilities: []skills.Ability{{Channel: skills.Social, Pace: 1}}})
		for d := range 5 {
			from := monday.AddDate(0, 0, d).Add(9 * time.Hour)
			ro.Shifts = append(ro.Shifts, schedule.Shift{Agent: name, Start: from, End: from.Add(8 * time.Hour), Duties: []schedule.Duty{{Start: from, End: from.Add(8 * time.Hour), Queues: []string{"care"}}}})
		}
	}
	ro.Sort()
	return track.Input{Plan: in, Volumes: []forecast.Volume{v}, Roster: ro}
}

// came is one day: volume, flushed and handle times, as multiples of what was planned.
func came(volume, flush, aht float64) []forecast.Series {
	s := forecast.Series{Queue: "care", Grid: calendar.Grid{Start: monday, Step: time.Hour, N: 24}}
	for i := range 24 {
		x := 0.0
		if i >= 9 && i < 17 {
			x = 10 * volume
		}
		s.Volume, s.Flushed, s.AHT = append(s.Volume, x), append(s.Flushed, x*flush), append(s.AHT, 360*aht)
	}
	return []forecast.Series{s}
}

// TestSplit: a post brings 36 s of triage and half of it two replies of 360 s: 396 s. Each
// cause alone is found alone.
func TestSplit(t *testing.T) {
	const planned = 80 * 396 / 3600.0
	for name, c := range map[string]struct {
		volume, flush, aht      float64
		byVolume, byMix, byTime float64
	}{
		"as planned":    {1, 0.5, 1, 0, 0, 0},
		"more volume":   {1.5, 0.5, 1, planned / 2, 0, 0},
		"less to flush": {1, 0.25, 1, 0, 80 * 0.25 * 2 * 360 / 3600.0, 0},
		"longer":        {1, 0.5, 1.5, 0, 0, 80 * 0.5 * 2 * 180 / 3600.0},
	} {
		in := world()
		in.Actual = came(c.volume, c.flush, c.aht)
		r, err := track.Compare(in)
		require.NoError(t, err, name)
		q := r.Queues[0]
		assert.InDeltaSlice(t, []float64{planned, c.byVolume, c.byMix, c.byTime}, []float64{q.Planned, q.Volume, q.Mix, q.Handle}, 1e-9, name)
		assert.InDelta(t, 16*0.81, q.Supplied, 1e-9)
		assert.False(t, r.Known)
		assert.Zero(t, q.Supply)
	}
}

// TestSumsUp: whatever comes, the causes add up to the difference of work.
func TestSumsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := world()
		volume, flush, aht := rapid.Float64Range(0, 3).Draw(t, "volume"), rapid.Float64Range(0, 1).Draw(t, "flush"), rapid.Float64Range(0.2, 3).Draw(t, "aht")
		in.Actual = came(volume, flush, aht)
		r, err := track.Compare(in)
		require.NoError(t, err)
		q := r.Queues[0]
		work := 80 * volume * (36 + (1-flush)*2*360*aht) / 3600
		assert.InDelta(t, work, q.Planned+q.Workload, 1e-9)
		assert.InDelta(t, q.Workload, q.Split.Volume+q.Mix+q.Handle, 1e-9)
	})
}

// TestShrinkage: bea is away from noon on; five of sixteen hours are lost, where 1.6 were
// allowed for.
func TestShrinkage(t *testing.T) {
	in := world()
	in.Actual, in.Absent = came(1, 0.5, 1), true
	in.Absences = []schedule.Absence{{Agent: "bea", From: monday.Add(12 * time.Hour), To: monday.AddDate(0, 0, 2)}}
	r, err := track.Compare(in)
	require.NoError(t, err)
	assert.InDeltaSlice(t, []float64{16, 5, 1.6}, []float64{r.Rostered, r.Shrinkage, r.Allowed}, 1e-9)
	assert.InDelta(t, 11*0.9-16*0.81, r.Queues[0].Supply, 1e-9)
}

// TestRest: more posts than thought on Monday raise the days after, longer handle times too,
// and bea is missing on Tuesday.
func TestRest(t *testing.T) {
	in := world()
	in.Actual, in.Absent = came(1.3, 0.5, 1.5), true
	in.Absences = []schedule.Absence{{Agent: "bea", From: monday.AddDate(0, 0, 1), To: monday.AddDate(0, 0, 2)}}
	r, err := track.Compare(in)
	require.NoError(t, err)
	rest, ok, err := track.Ahead(context.Background(), in, r, nil)
	require.NoError(t, err)
	require.True(t, ok)
	assert.Equal(t, monday.AddDate(0, 0, 1), rest.Input.Period.Start)
	assert.Greater(t, rest.Volumes[0].Mean[34], 10.0)
	assert.Greater(t, rest.Handle["care"], 1.3)
	supplied := rest.Check.Coverage.Queues[0].Supplied
	assert.InDelta(t, supplied[24+10]/2, supplied[10], 1e-9, "one of two is there on Tuesday")
	in.Actual[0].Grid.Start = monday.AddDate(0, 0, 6)
	r, err = track.Compare(in)
	require.NoError(t, err)
	_, ok, err = track.Ahead(context.Background(), in, r, nil)
	require.NoError(t, err)
	assert.False(t, ok, "nothing is left")
}

func TestNothingCame(t *testing.T) {
	in := world()
	in.Actual = came(1, math.NaN(), 1)
	in.Actual[0].Grid.Start = monday.AddDate(0, 0, -7)
	_, err := track.Compare(in)
	assert.ErrorIs(t, err, track.ErrNothing)
}

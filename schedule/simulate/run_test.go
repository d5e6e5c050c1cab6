package simulate

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/stat"

	"turno/forecast"
	"turno/schedule"
	"turno/skills"
)

// TestSameSeedSameResult: on any number of cores, and after other replications.
func TestSameSeedSameResult(t *testing.T) {
	in := airline()
	run := func(cores int) string {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		r, err := Run(context.Background(), in, Options{Replications: 5, Seed: 3})
		require.NoError(t, err)
		return fmt.Sprintf("%+v", r) // NaN is not equal to itself
	}
	one := run(1)
	assert.True(t, one == run(2))
	assert.True(t, one == run(5))
}

// TestOneMoreAgentMeetsTheSameCustomers: every contact that comes by itself is the same, at
// the same second and of the same kind, whoever is there to serve it.
func TestOneMoreAgentMeetsTheSameCustomers(t *testing.T) {
	in := airline()
	come := func(in Input) map[string]int {
		rs, err := Records(context.Background(), in, 4, 2)
		require.NoError(t, err)
		out := map[string]int{}
		for _, r := range rs {
			if r.Turn == 1 && r.Queue != "chat-en" && !r.Arrival.Before(in.Grid.Start) { // chat-en has pivots, which follow a reply
				out[fmt.Sprint(r.Queue, r.Arrival, r.Kind, r.Outcome == Flushed)]++
			}
		}
		return out
	}
	few := come(in)
	more := in.Team.Agents[0]
	more.ID = "one more"
	in.Team.Agents = append(slices.Clone(in.Team.Agents), more)
	for _, s := range in.Roster.Shifts {
		if s.Agent == in.Team.Agents[0].ID {
			s.Agent = more.ID
			in.Roster.Shifts = append(in.Roster.Shifts, s)
		}
	}
	many := come(in)
	require.Greater(t, len(few), 10_000)
	differ := 0
	for key, n := range few {
		if many[key] != n {
			differ++
		}
	}
	assert.Less(t, differ, 20, "but for posts flushed or not yet looked at when the period ends")
	assert.InDelta(t, len(few), len(many), 20)
}

// TestCommonRandomNumbers: with the same seed two rosters meet the same customers, and
// another queue beside them changes nothing.
func TestCommonRandomNumbers(t *testing.T) {
	arrivals := func(agents int, beside bool) map[float64]bool {
		s := newSetting(24, time.Hour)
		if beside {
			s.queue(schedule.Queue{Name: "b", Channel: skills.Email, Targets: within(0.8, time.Hour)}, 5, work(100))
		}
		s.queue(social(within(0.8, time.Hour)), 10, work(300))
		s.agents(agents, "s")
		_, rs := records(t, s.in, 9)
		out := map[float64]bool{}
		for _, r := range rs {
			if s.in.Queues[r.queue].Name == "s" {
				out[r.arrival] = true
			}
		}
		return out
	}
	assert.Equal(t, arrivals(1, false), arrivals(5, true))
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(100*time.Millisecond, cancel)
	begin := time.Now()
	_, err := Run(ctx, airline(), Options{Replications: 10000})
	assert.ErrorIs(t, err, context.Canceled)
	assert.Less(t, time.Since(begin), time.Second)
}

func TestProgress(t *testing.T) {
	s := newSetting(2, time.Hour)
	s.queue(social(within(0.8, time.Hour)), 10, work(300))
	var last int
	_, err := Run(context.Background(), s.in, Options{Replications: 5, Progress: func(_ string, done, total int) {
		assert.Equal(t, last+1, done)
		assert.Equal(t, 5, total)
		last = done
	}})
	require.NoError(t, err)
	assert.Equal(t, 5, last)
}

func TestFaultyInput(t *testing.T) {
	sound := func() *setting {
		s := newSetting(4, time.Hour)
		s.queue(social(within(0.8, time.Hour)), 10, work(300))
		s.agents(1, "s")
		return s
	}
	stream := func(s *setting) *forecast.Stream { return &s.in.Profiles[0].Streams[0] }
	for _, c := range []struct {
		says  string
		spoil func(*setting)
	}{
		{"no interval", func(s *setting) { s.in.Grid.N = 0 }},
		{"has no profile", func(s *setting) { s.in.Profiles = nil }},
		{"two profiles", func(s *setting) { s.in.Profiles = append(s.in.Profiles, s.in.Profiles[0]) }},
		{"none of the queues", func(s *setting) { s.in.Profiles[0].Volume.Queue = "x" }},
		{"bring it onto the period's grid", func(s *setting) { s.in.Profiles[0].Volume.Grid.Step = time.Minute }},
		{"forecast mean -1", func(s *setting) { s.in.Profiles[0].Volume.Mean[2] = -1 }},
		{"forecast mean NaN", func(s *setting) { s.in.Profiles[0].Volume.Mean[2] = math.NaN() }},
		{"handle time -5", func(s *setting) { stream(s).AHT = forecast.Constant(-5, 0) }},
		{"CV of -1", func(s *setting) { stream(s).AHT.CV = -1 }},
		{"turns 0.5", func(s *setting) { stream(s).Turns = forecast.Constant(0.5, 0) }},
		{"flush has 2 values", func(s *setting) { stream(s).Flush.Mean = []float64{0, 0} }},
		{"pivot to \"x\"", func(s *setting) { stream(s).Pivots = []forecast.Pivot{{To: "x"}} }},
		{"never ends", func(s *setting) { stream(s).Pivots = []forecast.Pivot{{To: "s", Share: 1}} }},
		{"message kinds sum to 2", func(s *setting) { s.in.Profiles[0].Streams = append(s.in.Profiles[0].Streams, *stream(s)) }},
		{"contacts expected", func(s *setting) { s.in.Profiles[0].Volume.Mean[0] = 1e12 }},
		{"there twice", func(s *setting) { s.in.Queues = append(s.in.Queues, s.in.Queues[0]) }},
		{"target measure", func(s *setting) { s.in.Queues[0].Targets[0].Measure = "ever" }},
		{"channel", func(s *setting) { s.in.Queues[0].Channel = "fax" }},
		{"nobody in the team", func(s *setting) { s.in.Roster.Shifts[0].Agent = "who" }},
		{"work on queue \"x\"", func(s *setting) { s.in.Roster.Shifts[0].Duties[0].Queues = []string{"x"} }},
		{"backlog of \"x\"", func(s *setting) { s.in.Backlog = map[string]int{"x": 1} }},
		{"backlog of s: -1", func(s *setting) { s.in.Backlog = map[string]int{"s": -1} }},
		{"redial 1.5", func(s *setting) { s.in.Queues[0].Redial = 1.5 }},
		{"redial NaN", func(s *setting) { s.in.Queues[0].Redial = math.NaN() }},
		{"redial on social", func(s *setting) { s.in.Queues[0].Redial = 0.5 }},
		{"interruptible on voice", func(s *setting) { s.in.Queues[0].Channel, s.in.Queues[0].Interruptible = skills.Voice, true }},
		{"owned on chat", func(s *setting) { s.in.Queues[0].Channel, s.in.Queues[0].Owned = skills.Chat, true }},
		{"closing post of -1s", func(s *setting) { s.in.Queues[0].ClosingPost = -time.Second }},
		{"closing post on voice", func(s *setting) { s.in.Queues[0].Channel, s.in.Queues[0].ClosingPost = skills.Voice, time.Second }},
		{"shrinkage planned 2", func(s *setting) { s.in.Team.Shrinkage.Planned = 2 }},
	} {
		s := sound()
		c.spoil(s)
		_, err := Run(context.Background(), s.in, Options{Replications: 1})
		assert.ErrorContains(t, err, c.says)
	}
	_, err := Run(context.Background(), sound().in, Options{Replications: -1})
	assert.ErrorContains(t, err, "-1 replications")
}

func TestAllAway(t *testing.T) {
	s := newSetting(24, time.Hour)
	s.queue(social(within(0.8, time.Hour)), 10, work(300))
	s.agents(3, "s")
	s.in.Team.Shrinkage = schedule.Shrinkage{Planned: 1}
	q := s.run(t, 3, 1).Queues[0]
	assert.Zero(t, q.Answered.Mean)
}

// TestPrecision: the run stops at the same replication on any number of cores, as soon as
// the intervals are narrow enough and not before, and is the beginning of the longer run.
func TestPrecision(t *testing.T) {
	s := newSetting(12, time.Hour)
	s.queue(schedule.Queue{Name: "v", Channel: skills.Voice, Targets: within(0.8, 20*time.Second)}, 60, work(300))
	s.agents(7, "v")
	run := func(cores int, opt Options) Result {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		r, err := Run(context.Background(), s.in, opt)
		require.NoError(t, err)
		return r
	}
	wide := func(r Result) float64 { return r.Queues[0].Targets[0].High - r.Queues[0].Targets[0].Mean }
	opt := Options{Replications: 1000, Precision: 0.01, Seed: 5}
	r := run(1, opt)
	assert.Equal(t, fmt.Sprint(r), fmt.Sprint(run(2, opt)))
	assert.Equal(t, fmt.Sprint(r), fmt.Sprint(run(7, opt)))
	assert.LessOrEqual(t, wide(r), 0.01)
	assert.Zero(t, r.Replications%20)
	assert.Less(t, r.Replications, 1000)
	require.Greater(t, r.Replications, 20)
	assert.Greater(t, wide(run(1, Options{Replications: r.Replications - 20, Seed: 5})), 0.01)
	assert.Equal(t, fmt.Sprint(r), fmt.Sprint(run(1, Options{Replications: r.Replications, Seed: 5})))
	assert.Equal(t, 100, run(1, Options{Replications: 100, Precision: 1e-9}).Replications, "never more than asked for")
	_, err := Run(context.Background(), s.in, Options{Precision: math.NaN()})
	assert.ErrorContains(t, err, "precision")
}

// TestQueuesMoveTogether: the level that forecasts have in common makes whole periods of
// several queues busy or quiet together, as much as it is said to.
func TestQueuesMoveTogether(t *testing.T) {
	correlation := func(common float64) float64 {
		in := newSetting(24, time.Hour)
		for _, name := range []string{"a", "b"} {
			in.queue(schedule.Queue{Name: name, Channel: skills.Email, Targets: within(0.8, time.Hour)}, 100, work(100))
		}
		for i := range in.in.Profiles {
			v := &in.in.Profiles[i].Volume
			v.Levels, v.Correlation, v.Slow, v.Common = []float64{0.1, 0.5, 0.9}, 0.95, 0.9, common
			for _, f := range []float64{0.5, 0.95, 1.5} {
				row := make([]float64, v.Grid.N)
				for k := range row {
					row[k] = 100 * f
				}
				v.Quantiles = append(v.Quantiles, row)
			}
		}
		w, err := newWorld(in.in)
		require.NoError(t, err)
		e := newEngine(w)
		var a, b []float64
		for k := range 400 {
			e.reset(mix(7, uint64(k)))
			sum := func(path []float64) (s float64) {
				for _, x := range path {
					s += x
				}
				return s
			}
			a, b = append(a, sum(e.paths[0])), append(b, sum(e.paths[1]))
		}
		return stat.Correlation(a, b, nil)
	}
	assert.InDelta(t, 0, correlation(0), 0.15)
	assert.Greater(t, correlation(1), 0.7)
}

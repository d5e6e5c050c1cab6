package simulate

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule"
	"turno/skills"
)

var monday = time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)

// setting is a small world that tests fill in.
type setting struct {
	in Input
}

func newSetting(hours int, step time.Duration) *setting {
	g := calendar.Grid{Start: monday, Step: step, N: int(time.Duration(hours) * time.Hour / step)}
	return &setting{Input{Grid: g, Calendar: calendar.Plain(time.UTC), Roster: schedule.Roster{Grid: g}}}
}

// queue adds an always open queue with a constant hourly rate and Poisson arrivals.
func (s *setting) queue(q schedule.Queue, perHour float64, work forecast.Stream) {
	if q.Hours.Week[1] == nil {
		q.Hours = calendar.Always()
	}
	mean := make([]float64, s.in.Grid.N)
	for i := range mean {
		mean[i] = perHour * s.in.Grid.Hours()
	}
	s.in.Queues = append(s.in.Queues, q)
	s.in.Profiles = append(s.in.Profiles, forecast.Profile{
		Volume:  forecast.Volume{Queue: q.Name, Grid: s.in.Grid, Mean: mean},
		Streams: []forecast.Stream{work},
	})
}

// agents adds n people who work the whole period on the queues.
func (s *setting) agents(n int, queues ...string) {
	for range n {
		a := schedule.Agent{ID: fmt.Sprintf("a%03d", len(s.in.Team.Agents)), Available: calendar.Always()}
		for _, c := range skills.Channels() {
			a.Abilities = append(a.Abilities, skills.Ability{Channel: c, Level: 1, Pace: 1})
		}
		s.in.Team.Agents = append(s.in.Team.Agents, a)
		s.shift(a.ID, 0, s.in.Grid.End().Sub(s.in.Grid.Start), queues...)
	}
}

// shift adds a shift from and to after the start of the period.
func (s *setting) shift(agent string, from, to time.Duration, queues ...string) {
	start, end := s.in.Grid.Start.Add(from), s.in.Grid.Start.Add(to)
	s.in.Roster.Shifts = append(s.in.Roster.Shifts, schedule.Shift{
		Agent: agent, Start: start, End: end,
		Duties: []schedule.Duty{{Start: start, End: end, Queues: queues}},
	})
}

func (s *setting) run(t testing.TB, replications int, seed uint64) Result {
	t.Helper()
	r, err := Run(context.Background(), s.in, Options{Replications: replications, Seed: seed})
	require.NoError(t, err)
	return r
}

// work is one stream with exponential handle times.
func work(aht float64) forecast.Stream {
	return forecast.Stream{Share: forecast.Constant(1, 0), Turns: forecast.Constant(1, 0), AHT: forecast.Constant(aht, 1)}
}

func within(share float64, d time.Duration) []schedule.Target {
	return []schedule.Target{{Share: share, Within: d, Measure: schedule.FirstReply, Clock: schedule.Elapsed}}
}

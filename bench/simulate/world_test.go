package simulate

import (
	"context"
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/stat/distuv"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/simulate"
	"turno/skills"
)

// replications of a setting; its seed is its place in the list.
const replications = 100

// world is a team that is on its queues all day, every day of a period of some days. Every
// replication begins warm, a day before the counted period.
type world struct{ in simulate.Input }

func newWorld(days int) *world {
	g := calendar.Grid{Start: time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC), Step: time.Hour, N: 24 * days}
	return &world{simulate.Input{Grid: g, Roster: schedule.Roster{Grid: g}}}
}

// queue adds a queue with Poisson arrivals at these rates by hour of the day (one rate
// holds all day).
func (w *world) queue(q schedule.Queue, work forecast.Stream, perHour ...float64) {
	q.Hours = calendar.Always()
	mean := make([]float64, w.in.Grid.N)
	for i := range mean {
		mean[i] = perHour[i%24%len(perHour)]
	}
	w.in.Queues = append(w.in.Queues, q)
	w.in.Profiles = append(w.in.Profiles, forecast.Profile{
		Volume: forecast.Volume{Queue: q.Name, Grid: w.in.Grid, Mean: mean}, Streams: []forecast.Stream{work},
	})
}

// agents adds n people at work from one hour of every day to another.
func (w *world) agents(n, from, to int, queues ...string) {
	for range n {
		a := schedule.Agent{ID: fmt.Sprintf("a%03d", len(w.in.Team.Agents)), Available: calendar.Always()}
		for _, c := range skills.Channels() {
			a.Abilities = append(a.Abilities, skills.Ability{Channel: c, Level: 1, Pace: 1})
		}
		w.in.Team.Agents = append(w.in.Team.Agents, a)
		for day := range w.in.Grid.N / 24 {
			start, end := w.in.Grid.At(24*day+from), w.in.Grid.At(24*day).Add(time.Duration(to)*time.Hour)
			w.in.Roster.Shifts = append(w.in.Roster.Shifts, schedule.Shift{
				Agent: a.ID, Start: start, End: end, Duties: []schedule.Duty{{Start: start, End: end, Queues: queues}},
			})
		}
	}
}

func (w *world) run(t *testing.T, seed uint64) []simulate.Service {
	t.Helper()
	return w.replay(t, seed, replications)
}

// replay is run with so many replications: few will do where no score is taken.
func (w *world) replay(t *testing.T, seed uint64, n int) []simulate.Service {
	t.Helper()
	r, err := simulate.Run(context.Background(), w.in, simulate.Options{Replications: n, Seed: seed})
	require.NoError(t, err)
	return r.Queues
}

// hours is the length of the counted period.
func (w *world) hours() float64 { return float64(w.in.Grid.N) }

// work has exponential handle times of aht seconds and one turn.
func work(aht float64) forecast.Stream {
	return forecast.Stream{Share: forecast.Constant(1, 0), Turns: forecast.Constant(1, 0), AHT: forecast.Constant(aht, 1)}
}

// within are targets of 80 % within so many seconds.
func within(measure schedule.Measured, seconds ...float64) []schedule.Target {
	var out []schedule.Target
	for _, s := range seconds {
		out = append(out, schedule.Target{Share: 0.8, Within: time.Duration(s * float64(time.Second)), Measure: measure, Clock: schedule.Elapsed})
	}
	return out
}

// figure is a simulated figure beside the exact one.
type figure struct {
	name      string
	exact     float64
	simulated simulate.Estimate
}

// z is the distance from the exact figure in standard errors.
func (f figure) z() float64 {
	half := math.Max(f.simulated.High-f.simulated.Mean, f.simulated.Mean-f.simulated.Low)
	se := half / distuv.StudentsT{Mu: 0, Sigma: 1, Nu: replications - 1}.Quantile(0.975)
	return (f.simulated.Mean - f.exact) / se
}

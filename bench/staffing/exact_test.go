package staffing

import (
	"context"
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/internal/workspace"
	"turno/plan"
	"turno/samples"
	"turno/schedule"
	"turno/schedule/simulate"
	"turno/skills"
)

// exactly is a team without shrinkage, and its roster, that has in every interval the whole
// number of agents that each queue asks for, fewer of them where cut says so.
func exactly(in plan.Input, r schedule.Requirement, cut func(queue string, i int) int) (schedule.Team, schedule.Roster) {
	team := schedule.Team{Contracts: map[string]schedule.Contract{"all": {Name: "all"}}}
	roster := schedule.Roster{Grid: r.Grid}
	for _, q := range in.Queues {
		want := wanted(r, q.Name)
		most := 0
		for i := range want {
			want[i] -= cut(q.Name, i)
			most = max(most, want[i])
		}
		for k := range most {
			a := schedule.Agent{
				ID: fmt.Sprintf("%s-%03d", q.Name, k), Contract: "all", Available: calendar.Always(), Queues: []string{q.Name},
				Abilities: []skills.Ability{{Channel: q.Channel, Level: 1, Pace: 1}},
			}
			if q.Language != "" {
				a.Languages = []skills.Language{q.Language}
			}
			team.Agents = append(team.Agents, a)
			roster.Shifts = append(roster.Shifts, stretches(a.ID, q.Name, r.Grid, func(i int) bool { return want[i] > k })...)
		}
	}
	return team, roster
}

// wanted is the whole agents per interval.
func wanted(r schedule.Requirement, queue string) []int {
	out := make([]int, r.Grid.N)
	if l, ok := r.LiveQueue(queue); ok {
		for i, c := range l.Curves {
			out[i] = c.Mark
		}
	}
	if d, ok := r.DeferrableQueue(queue); ok {
		for i, x := range d.Level {
			out[i] = int(math.Ceil(x - 1e-9))
		}
	}
	return out
}

// stretches are the shifts of one agent who works where works says so.
func stretches(agent, queue string, g calendar.Grid, works func(i int) bool) []schedule.Shift {
	var out []schedule.Shift
	longest := int(12 * time.Hour / g.Step)
	for i := 0; i < g.N; {
		from := i
		for i < g.N && works(i) && i-from < longest {
			i++
		}
		if i == from {
			i++
			continue
		}
		start, end := g.At(from), g.At(i)
		out = append(out, schedule.Shift{Agent: agent, Start: start, End: end, Duties: []schedule.Duty{{Start: start, End: end, Queues: []string{queue}}}})
	}
	return out
}

// hourly is the worst hour of a queue with 20 contacts or more, and how many there are.
func hourly(g calendar.Grid, s simulate.Service) (worst float64, at time.Time, hours int) {
	worst = 1
	per := int(time.Hour / g.Step)
	for h := 0; h+per <= g.N; h += per {
		var in, all float64
		for i := h; i < h+per; i++ {
			if s.Arrivals[i] > 0 && !math.IsNaN(s.Within[i]) {
				all += s.Arrivals[i]
				in += s.Arrivals[i] * s.Within[i]
			}
		}
		if all < 20 {
			continue
		}
		hours++
		if x := in / all; x < worst {
			worst, at = x, g.At(h)
		}
	}
	return worst, at, hours
}

// A week staffed exactly to the requirement keeps every live target in every hour with 20 or
// more contacts. Deferrable work keeps it over the week; its worst hour may be lower, where
// the forecast holds bursts, which are no one's to staff for every day.
func TestStaffedExactly(t *testing.T) {
	if testing.Short() {
		t.Skip("replays three weeks")
	}
	for _, name := range samples.Names() {
		t.Run(name, func(t *testing.T) {
			fsys, err := samples.Open(name)
			require.NoError(t, err)
			in, err := workspace.Load(fsys, workspace.Options{Weeks: 1})
			require.NoError(t, err)
			ctx := context.Background()
			f, err := in.Forecast(ctx, nil)
			require.NoError(t, err)
			profiles, err := in.Profile(f.Volumes)
			require.NoError(t, err)
			r, _, err := in.Require(ctx, profiles)
			require.NoError(t, err)
			service := replay(t, in, profiles, r, func(string, int) int { return 0 })
			for k, q := range in.Queues {
				s := service.Queues[k]
				worst, at, hours := hourly(r.Grid, s)
				t.Logf("%-12s target %.0f %%: %.1f %% over the week; worst of %d hours with 20 contacts %.1f %% (%s)", q.Name,
					100*q.Targets[0].Share, 100*s.Targets[0].Mean, hours, 100*worst, at.Format("Mon 15:04"))
				require.GreaterOrEqual(t, s.Targets[0].Mean, q.Targets[0].Share, q.Name)
				if q.Channel.Live() {
					require.GreaterOrEqual(t, worst, q.Targets[0].Share-0.02, "%s %s", q.Name, at)
				}
			}
		})
	}
}

func replay(t *testing.T, in plan.Input, profiles []forecast.Profile, r schedule.Requirement, cut func(string, int) int) simulate.Result {
	team, roster := exactly(in, r, cut)
	result, err := simulate.Run(context.Background(), simulate.Input{Grid: in.Period, Calendar: in.Calendar, Queues: in.Queues, Profiles: profiles, Team: team, Roster: roster},
		simulate.Options{Replications: 60, Seed: 1})
	require.NoError(t, err)
	return result
}

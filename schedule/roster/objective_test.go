package roster_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"turno/schedule"
	"turno/schedule/roster"
)

func weighed(t *testing.T, in roster.Input) (schedule.Roster, map[string]float64) {
	t.Helper()
	r, err := roster.Build(context.Background(), in, roster.Options{Effort: 40})
	require.NoError(t, err)
	require.Empty(t, broken(in, r))
	terms := map[string]float64{}
	for _, x := range r.Terms {
		terms[x.Name] = x.Value
	}
	return r.Roster, terms
}

// A planner's weights move what they weigh.
func TestWeightsOfTheObjective(t *testing.T) {
	in := world{8, 1, 30 * time.Minute, false, .6}.input()
	for i := range in.Team.Agents { // nobody wants to start before noon
		q := schedule.Request{Agent: in.Team.Agents[i].ID, Kind: schedule.RequestStart, Weekly: [7]bool{true, true, true, true, true, true, true}, Weight: .2}
		q.Clock.From, q.Clock.To = 12*60, 17*60
		in.Team.Requests = append(in.Team.Requests, q)
	}
	in.Team.Weights = map[string]float64{"requests": 0}
	_, without := weighed(t, in)
	in.Team.Weights = map[string]float64{"requests": 10}
	_, with := weighed(t, in)
	require.Less(t, with["requests"], without["requests"])
	in.Team.Weights = map[string]float64{"switches": 10, "service lost": 0}
	_, steady := weighed(t, in)
	require.LessOrEqual(t, steady["switches"], without["switches"])
	require.Less(t, steady["service lost"], 2*without["service lost"]+1, "service is nobody's to weigh")
}

// Of two agents alike, who worked more than agreed in the weeks before works less.
func TestHoursEvenOutOverPeriods(t *testing.T) {
	in := world{2, 1, 30 * time.Minute, false, .2}.input()
	in.Team.Agents[1] = in.Team.Agents[0]
	in.Team.Agents[1].ID = "a001"
	in.Team.Weights = map[string]float64{"hours": 10}
	for back := 1; back <= 7; back++ {
		for a, hours := range []time.Duration{4, 9} {
			at := in.Requirement.Grid.Start.AddDate(0, 0, -back).Add(9 * time.Hour)
			if back > 2 { // Saturday and Sunday off
				in.Team.Published = append(in.Team.Published, schedule.Shift{Agent: in.Team.Agents[a].ID, Start: at, End: at.Add(hours * time.Hour)})
			}
		}
	}
	r, _ := weighed(t, in)
	paid := map[string]time.Duration{}
	for _, s := range r.Shifts {
		paid[s.Agent] += s.PaidHours()
	}
	require.Greater(t, paid["a000"], paid["a001"])
}

// Who was refused before comes first: of two who ask for the same day off, of which only
// one can have it.
func TestRequestsRefusedBeforeWeighMore(t *testing.T) {
	for _, unlucky := range []string{"a000", "a001"} {
		in := world{2, 1, 30 * time.Minute, false, .2}.input()
		in.Team.Agents[1] = in.Team.Agents[0]
		in.Team.Agents[1].ID = "a001"
		monday := in.Requirement.Grid.Start
		day := func(n int) time.Time { return monday.AddDate(0, 0, n) }
		for i := range in.Team.Agents {
			id := in.Team.Agents[i].ID
			for n := -7; n < -2; n++ {
				if s := (schedule.Shift{Agent: id, Start: day(n).Add(9 * time.Hour), End: day(n).Add(15 * time.Hour)}); n != -5 || id == unlucky {
					in.Team.Published = append(in.Team.Published, s)
				}
			}
			in.Team.Requests = append(in.Team.Requests,
				schedule.Request{Agent: id, Kind: schedule.RequestOff, From: day(-5), To: day(-4), Weight: 1},
				schedule.Request{Agent: id, Kind: schedule.RequestOff, From: day(2), To: day(3), Weight: 1})
		}
		r, terms := weighed(t, in)
		require.InDelta(t, 1, terms["requests"], 1e-9, "the other's weighs 1, not 2")
		for _, s := range r.Shifts {
			if s.Start.After(day(2)) && s.Start.Before(day(3)) {
				require.NotEqual(t, unlucky, s.Agent)
			}
		}
	}
}

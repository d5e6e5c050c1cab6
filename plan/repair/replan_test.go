package repair_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/plan/repair"
	"turno/schedule"
	"turno/schedule/check"
)

func judge(s repair.Standing, r schedule.Roster) check.Report {
	return check.Run(check.Input{Calendar: s.Calendar, Queues: s.Queues, Team: s.Team, Requirement: s.Requirement, Roster: r})
}

// Whoever falls ill, wherever in the week: no rule is broken, at most three people are
// changed, the shifts of all others are the very same, and service is no worse than with
// the gap left open.
func TestReplanAfterAnAbsence(t *testing.T) {
	s := standing(t, 20)
	require.Zero(t, judge(s, s.Roster).Broken())
	moved := 0
	for k, agent := range []string{"a01", "a04", "a06", "a11", "a19"} {
		day := 0
		for ; ; day++ {
			if _, works := shiftOn(s, agent, day); works {
				break
			}
		}
		ill := absent(s, agent, day)
		got, err := repair.Replan(context.Background(), ill, repair.ReplanOptions{Helpers: 2})
		require.NoError(t, err)
		require.Len(t, got.Lost, 1)
		assert.Zero(t, judge(ill, got.Roster).Broken(), "agent %d", k)
		d := repair.Differ(ill, got.Roster)
		assert.LessOrEqual(t, d.People, 3)
		moved += d.People - 1
		gap := schedule.Roster{Grid: s.Roster.Grid}
		for _, x := range s.Roster.Shifts {
			if x.Agent != agent || !x.Start.Equal(got.Lost[0].Start) {
				gap.Shifts = append(gap.Shifts, x)
			}
		}
		assert.LessOrEqual(t, missed(ill, got.Roster), missed(ill, gap)+.5)
	}
	assert.Positive(t, moved, "somebody helps somewhere")
}

func missed(s repair.Standing, r schedule.Roster) (sum float64) {
	for _, q := range judge(s, r).Coverage.Queues {
		for _, x := range q.Missed {
			sum += x
		}
	}
	return sum
}

// Without a loss nothing is touched; without helpers nobody else is.
func TestReplanTouchesNobodyWithoutNeed(t *testing.T) {
	s := standing(t, 8)
	got, err := repair.Replan(context.Background(), s, repair.ReplanOptions{Helpers: 2})
	require.NoError(t, err)
	assert.Empty(t, got.Lost)
	assert.Equal(t, s.Roster, got.Roster)

	x := s.Roster.Shifts[0]
	ill := absent(s, x.Agent, int(x.Start.Sub(s.Requirement.Grid.Start).Hours())/24)
	got, err = repair.Replan(context.Background(), ill, repair.ReplanOptions{})
	require.NoError(t, err)
	assert.Equal(t, []schedule.Shift{x}, got.Lost)
	assert.Equal(t, s.Roster.Shifts[1:], got.Roster.Shifts)
}

// A locked shift stays, whoever could help by moving it; who left the team is no obstacle.
func TestReplanKeepsLocks(t *testing.T) {
	s := standing(t, 8)
	for i := range s.Roster.Shifts {
		s.Roster.Shifts[i].Locked = i%2 == 0
	}
	gone := s.Team.Agents[5].ID
	s.Team.Agents = append(append([]schedule.Agent{}, s.Team.Agents[:5]...), s.Team.Agents[6:]...)
	got, err := repair.Replan(context.Background(), s, repair.ReplanOptions{Helpers: 3})
	require.NoError(t, err)
	assert.NotEmpty(t, got.Lost)
	for _, x := range s.Roster.Shifts {
		if x.Locked && x.Agent != gone {
			assert.Contains(t, got.Roster.Shifts, x)
		}
	}
	for _, x := range got.Roster.Shifts {
		assert.NotEqual(t, gone, x.Agent)
	}
}

func TestReplanStops(t *testing.T) {
	s := absent(standing(t, 8), "a01", 0)
	for day := range 7 {
		s = absent(s, "a01", day)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := repair.Replan(ctx, s, repair.ReplanOptions{Helpers: 2})
	assert.ErrorIs(t, err, context.Canceled)
}

// BenchmarkReplan is one absence in a team of twenty.
func BenchmarkReplan(b *testing.B) {
	s := standing(b, 20)
	x := s.Roster.Shifts[len(s.Roster.Shifts)/2]
	s = absent(s, x.Agent, int(x.Start.Sub(s.Requirement.Grid.Start).Hours())/24)
	people := 0
	for b.Loop() {
		got, err := repair.Replan(context.Background(), s, repair.ReplanOptions{Helpers: 2})
		if err != nil {
			b.Fatal(err)
		}
		people = len(repair.Edits(s.Team, s.Roster, got.Roster, s.Calendar))
	}
	b.ReportMetric(float64(people), "shifts-changed")
}

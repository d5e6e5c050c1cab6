package roster_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/check"
	"turno/schedule/roster"
)

// kept counts the shifts of a that b has unchanged.
func kept(a, b schedule.Roster) int {
	n := 0
	for _, s := range a.Shifts {
		if slices.ContainsFunc(b.Shifts, func(o schedule.Shift) bool { return o.Agent == s.Agent && o.Start.Equal(s.Start) && o.End.Equal(s.End) }) {
			n++
		}
	}
	return n
}

func valueOf(t *testing.T, r roster.Result, name string) float64 {
	t.Helper()
	i := slices.IndexFunc(r.Terms, func(x roster.Term) bool { return x.Name == name })
	require.GreaterOrEqual(t, i, 0)
	return r.Terms[i].Value
}

// Told of a roster, people keep their shifts when it is made again, though another seed
// alone would move nearly all of them, and nobody is served the worse for it.
func TestPeopleKeepWhatTheyWereTold(t *testing.T) {
	in := world{12, 1, 30 * time.Minute, false, .6}.input()
	first, err := roster.Build(context.Background(), in, roster.Options{Seed: 1, Effort: 10})
	require.NoError(t, err)
	assert.Zero(t, valueOf(t, first, "stability"), "nothing was told")
	free, err := roster.Build(context.Background(), in, roster.Options{Seed: 2, Effort: 10})
	require.NoError(t, err)
	in.Base = first.Roster
	again, err := roster.Build(context.Background(), in, roster.Options{Seed: 2, Effort: 10})
	require.NoError(t, err)
	n := len(first.Roster.Shifts)
	assert.GreaterOrEqual(t, kept(first.Roster, again.Roster), n*9/10, "of %d shifts", n)
	assert.Less(t, kept(first.Roster, free.Roster), n*6/10, "of %d shifts, without a base", n)
	assert.LessOrEqual(t, valueOf(t, again, "service lost"), valueOf(t, first, "service lost")+.5)
	judged := check.Run(check.Input{Calendar: in.Calendar, Queues: in.Queues, Team: in.Team, Requirement: in.Requirement, Roster: again.Roster})
	assert.Zero(t, judged.Broken())
}

// A base of the first half of a week tells nothing of the second.
func TestDaysBeyondTheBaseAreFree(t *testing.T) {
	in := world{4, 1, 30 * time.Minute, false, .05}.input()
	for name, c := range in.Team.Contracts {
		c.Rules.WeekHoursMin = 16 * time.Hour
		in.Team.Contracts[name] = c
	}
	in.Requirement.Live[0].Minimum, in.Requirement.Deferrable[0].Minimum = 0, 0
	whole := in.Requirement.Grid
	first, err := roster.Build(context.Background(), in, roster.Options{Effort: 3})
	require.NoError(t, err)
	in.Base = schedule.Roster{Grid: calendar.Grid{Start: whole.Start, Step: whole.Step, N: whole.N / 7 * 3}}
	again, err := roster.Build(context.Background(), in, roster.Options{Effort: 3})
	require.NoError(t, err)
	early := func(r schedule.Roster) (n int) {
		for _, s := range r.Shifts {
			if in.Base.Grid.Contains(s.Start) {
				n++
			}
		}
		return n
	}
	assert.Less(t, early(again.Roster), early(first.Roster), "days told to be off")
	assert.NotEmpty(t, again.Roster.Shifts)
}

// Open lets nobody else have a new shift, and takes none away that is locked.
func TestOpenIsForThoseNamed(t *testing.T) {
	in := world{6, 1, 30 * time.Minute, false, .6}.input()
	first, err := roster.Build(context.Background(), in, roster.Options{Effort: 3})
	require.NoError(t, err)
	day := calendar.Window{From: in.Requirement.Grid.Start.AddDate(0, 0, 2), To: in.Requirement.Grid.Start.AddDate(0, 0, 3)}
	var locks, loose []schedule.Shift
	for _, s := range first.Roster.Shifts {
		if s.Agent == "a001" && !s.Start.Before(day.From) && s.Start.Before(day.To) {
			loose = append(loose, s)
		} else {
			locks = append(locks, s)
		}
	}
	in.Team.Locks, in.Base = locks, first.Roster
	in.Open = map[string][]calendar.Window{"a001": {day}}
	again, err := roster.Build(context.Background(), in, roster.Options{Effort: 3})
	require.NoError(t, err)
	for _, s := range again.Roster.Shifts {
		if !s.Locked {
			assert.Equal(t, "a001", s.Agent)
			assert.True(t, !s.Start.Before(day.From) && s.Start.Before(day.To), fmt.Sprint(s))
		}
	}
	assert.Equal(t, len(locks)+len(loose), kept(first.Roster, again.Roster), "the loose shift stays where it was told")
}

// How much people keep of what they were told is a planner's to weigh.
func TestStabilityCanBeWeighed(t *testing.T) {
	in := world{12, 1, 30 * time.Minute, false, .6}.input()
	first, err := roster.Build(context.Background(), in, roster.Options{Seed: 1, Effort: 6})
	require.NoError(t, err)
	in.Base, in.Team.Weights = first.Roster, map[string]float64{"stability": 0}
	free, err := roster.Build(context.Background(), in, roster.Options{Seed: 2, Effort: 6})
	require.NoError(t, err)
	in.Team.Weights["stability"] = 10
	held, err := roster.Build(context.Background(), in, roster.Options{Seed: 2, Effort: 6})
	require.NoError(t, err)
	assert.Less(t, valueOf(t, held, "stability"), valueOf(t, free, "stability")/4)
}

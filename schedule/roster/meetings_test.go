package roster_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"turno/schedule"
	"turno/schedule/roster"
)

// kept lists the meetings of a roster.
func meetingsOf(r schedule.Roster) []schedule.Break {
	var out []schedule.Break
	for _, s := range r.Shifts {
		for _, b := range s.Breaks {
			if b.Meeting != "" {
				out = append(out, b)
			}
		}
	}
	return out
}

func TestMeetingsAreHeldWithinShifts(t *testing.T) {
	in := world{8, 1, 30 * time.Minute, false, .3}.input()
	in.Requirement.Live[0].Minimum, in.Requirement.Deferrable[0].Minimum = 0, 0 // else it matters more than the talk of all at once
	monday := in.Requirement.Grid.Start
	at := func(day, hour, minute int) time.Time {
		return monday.AddDate(0, 0, day).Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute)
	}
	for _, a := range in.Team.Agents {
		in.Team.Meetings = append(in.Team.Meetings, schedule.Meeting{Agent: a.ID, Kind: "coaching", From: at(0, 0, 0), To: at(5, 0, 0), Length: time.Hour})
		if a.ID < "a003" {
			in.Team.Meetings = append(in.Team.Meetings, schedule.Meeting{Agent: a.ID, Kind: "team talk", From: at(1, 13, 15), To: at(1, 14, 0)})
		}
	}
	never := schedule.Meeting{Agent: "a000", Kind: "training", From: at(2, 1, 0), To: at(2, 3, 0)}
	in.Team.Meetings = append(in.Team.Meetings, never)
	r, err := roster.Build(context.Background(), in, roster.Options{Effort: 4})
	require.NoError(t, err)
	require.Empty(t, broken(in, r))
	require.Len(t, meetingsOf(r.Roster), len(in.Team.Meetings)-1, "only the one at night is missed")
	for _, x := range r.Terms {
		if x.Name == "meetings" {
			require.InDelta(t, 2, x.Value, 1e-9)
		}
	}
}

// A meeting that can be moved goes to the hours in which the fewest contacts are lost.
func TestMeetingsMoveToTheValley(t *testing.T) {
	in := world{1, 1, 30 * time.Minute, false, 2}.input()
	a := &in.Team.Agents[0]
	a.Queues = []string{"chat"}
	a.Abilities = append(a.Abilities, world{2, 1, 30 * time.Minute, false, 2}.input().Team.Agents[1].Abilities...)
	chat := &in.Requirement.Live[0]
	grid := in.Requirement.Grid
	for i := range chat.Curves {
		busy := 4.0
		if h := grid.At(i).Hour(); h == 15 || h == 16 {
			busy = 1
		}
		if chat.Open[i] == 0 {
			busy = 0
		}
		chat.Curves[i] = schedule.Curve{Contacts: busy, Load: .5, Target: 1, Mark: 1, Missed: []float64{busy, 0}}
	}
	in.Requirement.Deferrable = nil
	in.Team.Meetings = []schedule.Meeting{{Agent: a.ID, Kind: "coaching", From: grid.Start, To: grid.End(), Length: time.Hour}}
	r, err := roster.Build(context.Background(), in, roster.Options{Effort: 2})
	require.NoError(t, err)
	require.Empty(t, broken(in, r))
	held := meetingsOf(r.Roster)
	require.Len(t, held, 1)
	require.True(t, held[0].Start.Hour() >= 15 && held[0].End.Hour() <= 17, held)
	require.Equal(t, time.Hour, held[0].End.Sub(held[0].Start))
}

// Where someone can be at work for a meeting, they are, even when nothing else is to do.
func TestMeetingsBringPeopleIn(t *testing.T) {
	in := world{1, 1, 30 * time.Minute, false, 0}.input()
	c := in.Team.Contracts["full"]
	c.Rules.WeekHoursMin = 0
	in.Team.Contracts["full"] = c
	for i := range in.Requirement.Live {
		in.Requirement.Live[i].Minimum = 0
	}
	for i := range in.Requirement.Deferrable {
		in.Requirement.Deferrable[i].Minimum = 0
	}
	sunday := in.Requirement.Grid.Start.AddDate(0, 0, 6).Add(15 * time.Hour)
	for _, m := range []schedule.Meeting{
		{Kind: "training", From: sunday, To: sunday.Add(2 * time.Hour)},
		{Kind: "training", From: sunday, To: sunday.Add(4 * time.Hour), Length: 2 * time.Hour},
	} {
		m.Agent = "a000"
		in.Team.Meetings = []schedule.Meeting{m}
		r, err := roster.Build(context.Background(), in, roster.Options{Effort: 2})
		require.NoError(t, err)
		require.Empty(t, broken(in, r))
		require.Len(t, meetingsOf(r.Roster), 1)
	}
}

// What a published shift has held is not held again.
func TestMeetingsHeldBefore(t *testing.T) {
	in := world{1, 1, 30 * time.Minute, false, .5}.input()
	start := in.Requirement.Grid.Start
	in.Team.Meetings = []schedule.Meeting{{Agent: "a000", Kind: "coaching", From: start.AddDate(0, 0, -3), To: start.AddDate(0, 0, 4), Length: time.Hour}}
	at := start.AddDate(0, 0, -3).Add(9 * time.Hour)
	s := schedule.Shift{Agent: "a000", Start: at, End: at.Add(6 * time.Hour)}
	for _, held := range []bool{false, true} {
		if held {
			s.Breaks = []schedule.Break{{Start: at.Add(time.Hour), End: at.Add(2 * time.Hour), Paid: true, Meeting: "coaching"}}
		}
		in.Team.Published = []schedule.Shift{s}
		r, err := roster.Build(context.Background(), in, roster.Options{Effort: 1})
		require.NoError(t, err)
		require.Empty(t, broken(in, r))
		require.Equal(t, !held, len(meetingsOf(r.Roster)) == 1)
	}
}

func TestMeetingsMayNotOverlap(t *testing.T) {
	in := world{1, 1, 30 * time.Minute, false, 0}.input()
	at := in.Requirement.Grid.Start
	in.Team.Meetings = []schedule.Meeting{{Agent: "a000", From: at, To: at.Add(time.Hour)}, {Agent: "a000", From: at.Add(time.Minute), To: at.Add(time.Hour)}}
	_, err := roster.Build(context.Background(), in, roster.Options{})
	require.ErrorContains(t, err, "overlap")
}

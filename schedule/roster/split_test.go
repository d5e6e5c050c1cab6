package roster_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/roster"
)

// A centre that is busy in the morning and in the evening is best served by shifts in two
// parts, with the gap where nothing is to do.
func TestSplitShiftsServeTwoPeaks(t *testing.T) {
	in := world{2, 1, 30 * time.Minute, false, .6}.input()
	in.Requirement.Deferrable = nil
	chat := &in.Requirement.Live[0]
	for i := range chat.Curves {
		busy := 3.0
		if h := in.Requirement.Grid.At(i).Hour(); h < 9 || h >= 21 || h >= 13 && h < 17 {
			busy = 0
		}
		chat.Curves[i] = schedule.Curve{Contacts: busy, Load: .5, Target: 1, Mark: 1, Missed: []float64{busy, 0}}
	}
	chat.Minimum = 0
	in.Team.ShiftKinds = map[string]schedule.ShiftKind{"broken": {
		Name: "broken", Days: [7]bool{true, true, true, true, true, true, true}, Start: calendar.Span{From: calendar.Clock(8, 0), To: calendar.Clock(10, 0)},
		Every: 30 * time.Minute, Grain: 30 * time.Minute, Length: schedule.Range{Min: 10 * time.Hour, Max: 13 * time.Hour},
		Split: &schedule.Split{Gap: schedule.Range{Min: 2 * time.Hour, Max: 4 * time.Hour}, Step: 30 * time.Minute, Part: schedule.Range{Min: 3 * time.Hour, Max: 5 * time.Hour}},
	}}
	for name, c := range in.Team.Contracts {
		c.ShiftKinds = nil
		c.Rules.WeekHoursMin, c.Rules.DailyRest = 0, 12*time.Hour
		in.Team.Contracts[name] = c
	}
	r, err := roster.Build(context.Background(), in, roster.Options{Effort: 4})
	require.NoError(t, err)
	require.Empty(t, broken(in, r))
	require.GreaterOrEqual(t, len(r.Roster.Shifts), 4)
	for _, s := range r.Roster.Shifts {
		require.Len(t, s.Breaks, 1)
		require.Equal(t, 8*time.Hour, s.PaidHours(), "%v", s)
		require.Equal(t, 13, s.Breaks[0].Start.Hour())
		require.Equal(t, 17, s.Breaks[0].End.Hour())
	}
}

// However many lengths its gap has, the most shifts of a kind is a limit of them all.
func TestMostShiftsOfASplitKind(t *testing.T) {
	in := world{2, 1, 30 * time.Minute, false, .6}.input()
	in.Requirement.Deferrable = nil
	chat := &in.Requirement.Live[0]
	for i := range chat.Curves {
		at, busy := in.Requirement.Grid.At(i), 3.0
		if h := at.Hour(); h < 9 || h >= 21 || h >= 13 && h < 15+at.Day()%3 {
			busy = 0
		}
		chat.Curves[i] = schedule.Curve{Contacts: busy, Load: .5, Target: 1, Mark: 1, Missed: []float64{busy, 0}}
	}
	in.Team.ShiftKinds = map[string]schedule.ShiftKind{"broken": {
		Name: "broken", Days: [7]bool{true, true, true, true, true, true, true}, Start: calendar.Span{From: calendar.Clock(8, 0), To: calendar.Clock(10, 0)},
		Every: 30 * time.Minute, Grain: 30 * time.Minute, Length: schedule.Range{Min: 10 * time.Hour, Max: 13 * time.Hour},
		Split: &schedule.Split{Gap: schedule.Range{Min: 2 * time.Hour, Max: 4 * time.Hour}, Step: 30 * time.Minute, Part: schedule.Range{Min: 3 * time.Hour, Max: 5 * time.Hour}},
	}}
	for name, c := range in.Team.Contracts {
		c.ShiftKinds = nil
		c.Rules = schedule.Rules{DailyRest: 11 * time.Hour, KindsMax: map[string]int{"broken": 2}}
		in.Team.Contracts[name] = c
	}
	r, err := roster.Build(context.Background(), in, roster.Options{Effort: 4})
	require.NoError(t, err)
	require.Empty(t, broken(in, r))
	require.NotEmpty(t, r.Roster.Shifts)
}

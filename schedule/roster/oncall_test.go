package roster_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/roster"
)

// evening is a chat queue that wants a person from 9 to 21 o'clock, with no work at all from
// 17 on, and people who may work until 17 and stand by after it.
func evening() roster.Input {
	in := world{4, 1, 30 * time.Minute, false, .6}.input()
	in.Requirement.Deferrable = nil
	in.Queues[0].OnCall = true
	chat := &in.Requirement.Live[0]
	for i := range chat.Curves {
		if h := in.Requirement.Grid.At(i).Hour(); h < 9 || h >= 17 {
			chat.Curves[i] = schedule.Curve{Missed: []float64{0}}
		}
	}
	all := [7]bool{true, true, true, true, true, true, true}
	in.Team.ShiftKinds = map[string]schedule.ShiftKind{
		"day":  {Name: "day", Days: all, Start: calendar.Span{From: calendar.Clock(9, 0), To: calendar.Clock(9, 0)}, Length: schedule.Range{Min: 8 * time.Hour, Max: 8 * time.Hour}},
		"late": {Name: "late", Days: all, Start: calendar.Span{From: calendar.Clock(13, 0), To: calendar.Clock(13, 0)}, Length: schedule.Range{Min: 8 * time.Hour, Max: 8 * time.Hour}},
		"call": {
			Name: "call", Days: all, Start: calendar.Span{From: calendar.Clock(17, 0), To: calendar.Clock(17, 0)}, Length: schedule.Range{Min: 4 * time.Hour, Max: 4 * time.Hour},
			OnCall: &schedule.OnCall{Pay: decimal.NewFromFloat(.25), Queues: []string{"chat"}},
		},
	}
	for name, c := range in.Team.Contracts {
		c.ShiftKinds = nil
		c.Rules = schedule.Rules{DailyRest: 11 * time.Hour, WeekDaysMax: 7, BreakAfter: 9 * time.Hour}
		in.Team.Contracts[name] = c
	}
	return in
}

func calls(r schedule.Roster) (n int) {
	for _, s := range r.Shifts {
		if s.OnCall != nil {
			n++
		}
	}
	return n
}

// Where nothing is to do but somebody must be reachable, standing by is cheaper than work.
func TestPeopleOnCallKeepTheLeastStaff(t *testing.T) {
	in := evening()
	r, err := roster.Build(context.Background(), in, roster.Options{Effort: 6})
	require.NoError(t, err)
	require.Empty(t, broken(in, r))
	require.Empty(t, slices.DeleteFunc(slices.Clone(r.Findings), func(f schedule.Finding) bool { return f.Code != schedule.CodeMinStaff }))
	require.Equal(t, 7, calls(r.Roster))
	for _, s := range r.Roster.Shifts {
		if s.OnCall != nil {
			require.Empty(t, s.Duties)
			require.Equal(t, time.Hour, s.PaidHours())
		}
	}

	in.Queues[0].OnCall = false
	r, err = roster.Build(context.Background(), in, roster.Options{Effort: 6})
	require.NoError(t, err)
	require.Empty(t, broken(in, r))
	require.Zero(t, calls(r.Roster), "they count for nothing")
}

// Time on call that is locked or was told stays, and costs its share.
func TestTimeOnCallThatIsLocked(t *testing.T) {
	in := evening()
	at := in.Requirement.Grid.Start.Add(17 * time.Hour)
	in.Team.Locks = []schedule.Shift{{Agent: "a001", Kind: "call", Start: at, End: at.Add(4 * time.Hour), OnCall: in.Team.ShiftKinds["call"].OnCall}}
	r, err := roster.Build(context.Background(), in, roster.Options{Effort: 4})
	require.NoError(t, err)
	require.Empty(t, broken(in, r))
	require.Equal(t, 7, calls(r.Roster), "the lock is one of them")
}

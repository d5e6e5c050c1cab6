package check

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"turno/schedule"
)

func TestTimeOnCall(t *testing.T) {
	call := &schedule.OnCall{Pay: decimal.NewFromFloat(.25), Queues: []string{"chat"}}
	stands := work("11-03 09:00", 8)
	stands.Kind, stands.Duties, stands.OnCall = "call", nil, call
	busy, rests, dear, atWork := stands, stands, stands, work("11-03 09:00", 8)
	busy.Duties = work("11-03 09:00", 8).Duties
	rests.Breaks = []schedule.Break{pause(stands, 2, 30, true)}
	dear.OnCall = &schedule.OnCall{Pay: decimal.NewFromFloat(.5), Queues: []string{"chat"}}
	atWork.Kind = "call"
	for _, c := range []struct {
		name  string
		shift schedule.Shift
		code  schedule.Code // "" is legal
	}{
		{"as the kind says", stands, ""},
		{"with duties", busy, schedule.CodeDuty},
		{"with a break", rests, schedule.CodeDuty},
		{"paid otherwise", dear, schedule.CodeShiftKind},
		{"at work under the name", atWork, schedule.CodeShiftKind},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := world(c.shift)
			kind := in.Team.ShiftKinds["any"]
			kind.Name, kind.OnCall = "call", call
			in.Team.ShiftKinds["call"] = kind
			in.Team.Contracts["free"] = schedule.Contract{Name: "free", Rules: schedule.Rules{DayHoursMax: 8 * time.Hour, BreakAfter: 6 * time.Hour}}
			if c.code == schedule.CodeShiftKind {
				in.Team.Contracts["free"] = schedule.Contract{Name: "free"}
			}
			codes := map[schedule.Code]bool{}
			for _, f := range Run(in).Findings {
				codes[f.Code] = f.Severity == schedule.Broken
			}
			require.Equal(t, c.code != "", codes[c.code])
			require.Equal(t, c.code != "", Run(in).Broken() > 0)
		})
	}
}

func TestPeopleOnCallCountTowardsTheLeastStaff(t *testing.T) {
	s := work("11-03 09:30", 8)
	s.Duties, s.OnCall = nil, &schedule.OnCall{Pay: decimal.NewFromFloat(.25), Queues: []string{"chat", "social"}}
	in := world(s)
	n := in.Requirement.Grid.N
	open := make([]float64, n)
	for i := 33; i < 41; i++ { // Tuesday from 9 to 17
		open[i] = 1
	}
	in.Requirement.Live = []schedule.LiveRequirement{{Queue: "chat", Minimum: 1, Open: open, Curves: make([]schedule.Curve, n)}}
	short := func() (out []schedule.Finding) {
		for _, f := range Run(in).Findings {
			if f.Code == schedule.CodeMinStaff {
				out = append(out, f)
			}
		}
		return out
	}
	require.Len(t, short(), 1, "the queue does not count them")
	require.Zero(t, short()[0].Value)
	in.Queues[0].OnCall = true
	require.Len(t, short(), 1, "half of the first hour")
	require.Equal(t, .5, short()[0].Value)
	require.Equal(t, when("11-03 10:00"), short()[0].To)
	report := Run(in)
	require.Zero(t, report.Coverage.Queues[0].Heads[35], "nobody serves")
	require.Equal(t, 2.0, report.Agents[0].Paid)
	in.Team.Agents[0].Abilities = nil
	require.Len(t, short(), 1)
	require.Zero(t, short()[0].Value, "who cannot serve does not count")
	require.Contains(t, codesOf(Run(in).Findings), schedule.CodeSkill)
}

func codesOf(findings []schedule.Finding) (out []schedule.Code) {
	for _, f := range findings {
		out = append(out, f.Code)
	}
	return out
}

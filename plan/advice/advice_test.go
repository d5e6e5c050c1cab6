package advice_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/plan/advice"
	"turno/schedule"
	"turno/schedule/check"
	"turno/skills"
)

var monday = time.Date(2026, 11, 2, 8, 0, 0, 0, time.UTC)

// live asks for mark agents on the hours [from, to) of a ten-hour day: an hour brings 10
// contacts per agent asked for, all missed without them.
func live(queue string, mark, from, to int) schedule.LiveRequirement {
	l := schedule.LiveRequirement{Queue: queue}
	for h := range 10 {
		c := schedule.Curve{Target: 0.8, Missed: []float64{0}}
		if h >= from && h < to {
			c = schedule.Curve{Target: 0.8, Contacts: float64(10 * mark), Mark: mark}
			for n := range mark + 1 {
				c.Missed = append(c.Missed, float64(10*(mark-n)))
			}
		}
		l.Open = append(l.Open, 1)
		l.Curves = append(l.Curves, c)
	}
	return l
}

// desk is a day of ten hours with a chat and a voice queue.
func desk(requirements ...schedule.LiveRequirement) advice.Input {
	grid := calendar.Grid{Start: monday, Step: time.Hour, N: 10}
	return advice.Input{
		Calendar:    calendar.Plain(time.UTC),
		Queues:      []schedule.Queue{{Name: "chat", Channel: skills.Chat, Hours: calendar.Always()}, {Name: "voice", Channel: skills.Voice, Hours: calendar.Always()}, {Name: "social", Channel: skills.Social, Targets: []schedule.Target{{Share: 0.8}}}},
		Requirement: schedule.Requirement{Grid: grid, Live: requirements},
		Roster:      schedule.Roster{Grid: grid},
		Team: schedule.Team{ShiftKinds: map[string]schedule.ShiftKind{"any": {
			Days: [7]bool{true, true, true, true, true, true, true}, Start: calendar.Span{To: calendar.Clock(24, 0)}, Length: schedule.Range{Max: 12 * time.Hour},
		}}},
	}
}

// seat adds an agent of the given channels who works on a queue for the hours [from, to).
func seat(in *advice.Input, queue string, from, to int, channels ...skills.Channel) {
	a := schedule.Agent{ID: fmt.Sprint("agent-", len(in.Team.Agents)), Available: calendar.Always()}
	for _, c := range channels {
		a.Abilities = append(a.Abilities, skills.Ability{Channel: c, Pace: 1})
	}
	in.Team.Agents = append(in.Team.Agents, a)
	d := schedule.Duty{Start: in.Requirement.Grid.At(from), End: in.Requirement.Grid.At(to), Queues: []string{queue}}
	in.Roster.Shifts = append(in.Roster.Shifts, schedule.Shift{Agent: a.ID, Start: d.Start, End: d.End, Duties: []schedule.Duty{d}})
}

// top judges the roster and asks for advice.
func top(in advice.Input) []schedule.Finding {
	in.Report = check.Run(check.Input{Calendar: in.Calendar, Queues: in.Queues, Team: in.Team, Requirement: in.Requirement, Roster: in.Roster})
	return advice.Top(in)
}

func codes(found []schedule.Finding) []schedule.Code {
	var out []schedule.Code
	for _, f := range found {
		out = append(out, f.Code)
	}
	return out
}

// volume is 20 contacts an hour, with a high forecast of p90 in the hours [from, to).
func volume(queue string, p90 float64, from, to int) forecast.Volume {
	v := forecast.Volume{Queue: queue, Grid: calendar.Grid{Start: monday, Step: time.Hour, N: 10}, Levels: []float64{0.5, 0.9}, Quantiles: make([][]float64, 2)}
	for h := range 10 {
		high := 22.0
		if h >= from && h < to {
			high = p90
		}
		v.Mean = append(v.Mean, 20)
		v.Quantiles[0] = append(v.Quantiles[0], 20)
		v.Quantiles[1] = append(v.Quantiles[1], high)
	}
	return v
}

func TestHireForAShortage(t *testing.T) {
	in := desk(live("chat", 3, 2, 6))
	in.Team.Shrinkage = schedule.Shrinkage{Planned: 0.2}
	seat(&in, "chat", 0, 10, skills.Chat)
	found := top(in)
	require.Equal(t, []schedule.Code{schedule.CodeAdviseHire}, codes(found))
	f := found[0]
	assert.Equal(t, schedule.Advice, f.Severity)
	assert.Equal(t, "chat", f.Queue)
	assert.Equal(t, []string{"chat"}, f.Names)
	assert.Equal(t, in.Requirement.Grid.At(2), f.From)
	assert.Equal(t, in.Requirement.Grid.At(6), f.To)
	assert.InDelta(t, 11, f.Value, 1e-9, "2.2 agents for 4 hours, 20 %% of them lost")
}

func TestTrainPeopleWithTimeToSpare(t *testing.T) {
	in := desk(live("chat", 2, 2, 6), live("voice", 1, 0, 10))
	seat(&in, "chat", 0, 10, skills.Chat)
	seat(&in, "voice", 0, 10, skills.Voice)
	seat(&in, "voice", 0, 5, skills.Voice)
	seat(&in, "voice", 0, 10, skills.Voice)
	found := top(in)
	require.NotEmpty(t, found)
	assert.Equal(t, schedule.CodeAdviseTrain, found[0].Code)
	assert.Equal(t, "chat", found[0].Queue)
	assert.Equal(t, []string{"agent-1", "agent-3"}, found[0].Names, "each could leave voice for part of the time")
	assert.Equal(t, 2.0, found[0].Value)
	assert.InDelta(t, 40, found[0].Limit, 1e-9)
	assert.Contains(t, codes(found), schedule.CodeAdviseHire, "the alternative, where nothing else is left to say")
}

func TestMoveHoursOfTheSamePeople(t *testing.T) {
	in := desk(live("chat", 3, 5, 10))
	seat(&in, "chat", 0, 5, skills.Chat)
	seat(&in, "chat", 1, 5, skills.Chat)
	seat(&in, "chat", 5, 10, skills.Chat)
	seat(&in, "chat", 5, 10, skills.Chat)
	found := top(in)
	require.Contains(t, codes(found), schedule.CodeAdviseMove)
	for _, f := range found {
		if f.Code == schedule.CodeAdviseMove {
			assert.InDelta(t, 9, f.Value, 1e-9)
			assert.InDelta(t, 5, f.Limit, 1e-9)
			assert.Equal(t, []string{"2026-11-02T08:00:00Z", "2026-11-02T13:00:00Z"}, f.Names)
			assert.Equal(t, in.Requirement.Grid.At(5), f.From)
		}
	}
}

func TestHoursMoveOnlyWhereTheyCan(t *testing.T) {
	for name, change := range map[string]func(*advice.Input){
		"absent": func(in *advice.Input) {
			in.Team.Absences = []schedule.Absence{{Agent: "agent-0", From: monday, To: monday.Add(24 * time.Hour)}, {Agent: "agent-1", From: monday, To: monday.Add(24 * time.Hour)}}
		},
		"not available": func(in *advice.Input) {
			for a := range in.Team.Agents {
				in.Team.Agents[a].Available = calendar.Daily(calendar.Span{From: calendar.Clock(8, 0), To: calendar.Clock(13, 0)})
			}
		},
		"no shift reaches": func(in *advice.Input) {
			kind := in.Team.ShiftKinds["any"]
			kind.Start, kind.Length.Max = calendar.Span{From: calendar.Clock(6, 0), To: calendar.Clock(9, 0)}, 4*time.Hour
			in.Team.ShiftKinds = map[string]schedule.ShiftKind{"early": kind}
		},
	} {
		t.Run(name, func(t *testing.T) {
			in := desk(live("chat", 3, 5, 10))
			seat(&in, "chat", 0, 5, skills.Chat)
			seat(&in, "chat", 1, 5, skills.Chat)
			assert.Contains(t, codes(top(in)), schedule.CodeAdviseMove)
			change(&in)
			assert.NotContains(t, codes(top(in)), schedule.CodeAdviseMove)
		})
	}
}

func TestDeferrableShortageIsCountedInWork(t *testing.T) {
	in := desk()
	open := []float64{1, 1, 1, 1, 1, 1, 1, 1, 1, 1}
	in.Requirement.Deferrable = []schedule.DeferrableRequirement{{Queue: "social", Open: open, Level: []float64{2, 2, 2, 2, 0, 0, 0, 0, 0, 0}, Work: []schedule.Work{{Arrive: 0, Due: 3, Hours: 5, Contacts: 50}}}}
	seat(&in, "social", 0, 2, skills.Social)
	found := top(in)
	require.Equal(t, []schedule.Code{schedule.CodeAdviseHire}, codes(found))
	assert.InDelta(t, 3, found[0].Value, 1e-9)
	assert.InDelta(t, 30, found[0].Limit, 1e-9)
}

func TestWellStaffedTeamsStillHearWhatLiesAhead(t *testing.T) {
	in := desk(live("chat", 2, 0, 10))
	seat(&in, "chat", 0, 10, skills.Chat)
	seat(&in, "chat", 0, 10, skills.Chat)
	assert.Empty(t, top(in))

	in.Volumes = []forecast.Volume{volume("chat", 60, 3, 5), volume("voice", 22, 0, 0)}
	in.Campaigns = []forecast.Campaign{
		{Name: "Black Friday", Queues: []string{"chat"}, Start: monday.AddDate(0, 0, 25), Uplift: 3, HalfLife: 12 * time.Hour},
		{Name: "past", Start: monday.AddDate(0, 0, -1), Uplift: 9},
		{Name: "far", Start: monday.AddDate(0, 0, 29), Uplift: 9},
		{Name: "calm", Start: monday.AddDate(0, 0, 5), Uplift: 1},
	}
	closed := []float64{0, 0, 1, 1, 1, 1, 1, 1, 1, 1}
	in.Requirement.Deferrable = []schedule.DeferrableRequirement{{Queue: "social", Open: closed, Work: []schedule.Work{
		{Arrive: 2, Due: 99, Hours: 3, Contacts: 90}, {Arrive: 3, Due: 99, Hours: 1, Contacts: 12},
	}}}
	found := top(in)
	require.ElementsMatch(t, []schedule.Code{schedule.CodeAdviseAhead, schedule.CodeAdviseRisk, schedule.CodeAdviseHours}, codes(found))
	for _, f := range found {
		switch f.Code {
		case schedule.CodeAdviseAhead:
			assert.Equal(t, "chat", f.Queue)
			assert.Equal(t, []string{"Black Friday"}, f.Names)
			assert.Equal(t, []float64{25, 3}, []float64{f.Value, f.Limit})
		case schedule.CodeAdviseRisk:
			assert.InDelta(t, 164.0/80, f.Value, 1e-9, "two hours of 60 and two of 22")
			assert.Equal(t, 4*time.Hour, f.To.Sub(f.From))
		case schedule.CodeAdviseHours:
			assert.Equal(t, in.Requirement.Grid.At(2), f.From)
			assert.Equal(t, 90.0, f.Value)
		}
	}
}

func TestRiskKeepsToOpeningHours(t *testing.T) {
	in := desk()
	in.Queues[0].Hours = calendar.Daily(calendar.Span{From: calendar.Clock(9, 0), To: calendar.Clock(12, 30)}) // hours 1 to 4.5
	in.Volumes = []forecast.Volume{volume("chat", 80, 4, 7)}
	found := top(in)
	require.Equal(t, []schedule.Code{schedule.CodeAdviseRisk}, codes(found))
	assert.Equal(t, in.Requirement.Grid.At(1), found[0].From)
	assert.Equal(t, in.Requirement.Grid.At(5), found[0].To)
	assert.InDelta(t, (3*22+40)/70.0, found[0].Value, 1e-9)
}

func TestAtMostThreeTheMostWorthFirst(t *testing.T) {
	in := desk(live("chat", 4, 0, 10), live("voice", 2, 0, 10))
	in.Volumes = []forecast.Volume{volume("chat", 60, 3, 5), volume("voice", 50, 3, 5)}
	in.Campaigns = []forecast.Campaign{{Name: "sale", Start: monday.AddDate(0, 0, 2), Uplift: 1.1}}
	found := top(in)
	require.Len(t, found, 3)
	assert.Equal(t, "chat", found[0].Queue)
	assert.Equal(t, "voice", found[1].Queue)
	assert.Equal(t, []schedule.Code{schedule.CodeAdviseHire, schedule.CodeAdviseHire}, codes(found[:2]))
}

func TestAnyPlanIsAdvised(t *testing.T) {
	assert.Empty(t, advice.Top(advice.Input{}))
	rapid.Check(t, func(t *rapid.T) {
		in := desk(live("chat", rapid.IntRange(0, 5).Draw(t, "chat"), 0, 10), live("voice", rapid.IntRange(0, 5).Draw(t, "voice"), 2, 8))
		for range rapid.IntRange(0, 8).Draw(t, "agents") {
			from := rapid.IntRange(-20, 9).Draw(t, "from")
			queue := rapid.SampledFrom([]string{"chat", "voice", "fax"}).Draw(t, "queue")
			seat(&in, queue, from, from+rapid.IntRange(-3, 30).Draw(t, "hours"), skills.Chat, skills.Voice)
		}
		in.Volumes = []forecast.Volume{volume("chat", rapid.Float64Range(20, 500).Draw(t, "high"), 3, 5), {Queue: "voice"}}
		in.Campaigns = []forecast.Campaign{{Name: "x", Start: monday.AddDate(0, 0, rapid.IntRange(-9, 40).Draw(t, "days")), Uplift: rapid.Float64Range(-1, 50).Draw(t, "uplift")}}
		found := top(in)
		if len(found) > 3 {
			t.Fatalf("%d pieces of advice", len(found))
		}
		for _, f := range found {
			if f.Severity != schedule.Advice || math.IsNaN(f.Value) || f.Value <= 0 || math.IsInf(f.Limit, 0) {
				t.Fatalf("%+v", f)
			}
		}
	})
}

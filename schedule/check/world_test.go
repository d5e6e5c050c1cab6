package check

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/skills"
)

// rome is a zone whose clocks change.
func rome() *time.Location {
	zone, err := time.LoadLocation("Europe/Rome")
	if err != nil {
		panic(err)
	}
	return zone
}

// when reads a local time such as 11-03 09:00 of 2026.
func when(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", "2026-"+s, rome())
	if err != nil {
		panic(err)
	}
	return t
}

// work is a shift of ada on chat, of no named kind, without breaks.
func work(start string, hours float64) schedule.Shift {
	from := when(start)
	to := from.Add(time.Duration(hours * float64(time.Hour)))
	return schedule.Shift{Agent: "ada", Start: from, End: to, Duties: []schedule.Duty{{Start: from, End: to, Queues: []string{"chat"}}}}
}

// pause is a break of minutes, the given hours after the start of a shift.
func pause(s schedule.Shift, after, minutes float64, paid bool) schedule.Break {
	from := s.Start.Add(time.Duration(after * float64(time.Hour)))
	return schedule.Break{Start: from, End: from.Add(time.Duration(minutes * float64(time.Minute))), Paid: paid}
}

// days are shifts of the same hours on the days of November.
func days(clock string, hours float64, november ...int) []schedule.Shift {
	var out []schedule.Shift
	for _, d := range november {
		out = append(out, work(time.Date(2026, 11, d, 0, 0, 0, 0, time.UTC).Format("01-02 ")+clock, hours))
	}
	return out
}

// world is two weeks from Monday, 2 November 2026: ada, whose contract has no limits and
// allows any shift of whole quarters, a chat queue and a social one.
func world(shifts ...schedule.Shift) Input {
	grid := calendar.Grid{Start: when("11-02 00:00"), Step: time.Hour, N: 14 * 24}
	any := schedule.ShiftKind{
		Name: "any", Days: [7]bool{true, true, true, true, true, true, true},
		Start: calendar.Span{To: calendar.Clock(23, 45)}, Every: 15 * time.Minute,
		Length: schedule.Range{Min: 15 * time.Minute, Max: 24 * time.Hour}, Grain: 15 * time.Minute,
	}
	return Input{
		Calendar: calendar.Plain(rome()),
		Queues: []schedule.Queue{
			{Name: "chat", Channel: skills.Chat, Hours: calendar.Always(), Targets: []schedule.Target{{Share: 0.8, Within: time.Minute}}},
			{Name: "social", Channel: skills.Social, Hours: calendar.Always(), Targets: []schedule.Target{{Share: 0.8, Within: time.Hour}}},
		},
		Team: schedule.Team{
			Agents: []schedule.Agent{{
				ID: "ada", Contract: "free", Available: calendar.Always(),
				Abilities: []skills.Ability{{Channel: skills.Chat, Pace: 1}, {Channel: skills.Social, Pace: 1}},
			}},
			Contracts:  map[string]schedule.Contract{"free": {Name: "free"}},
			ShiftKinds: map[string]schedule.ShiftKind{"any": any},
		},
		Requirement: schedule.Requirement{Grid: grid},
		Roster:      schedule.Roster{Grid: grid, Shifts: shifts},
	}
}

// with sets the rules of ada's contract.
func (in Input) with(rules schedule.Rules) Input {
	in.Team.Contracts = map[string]schedule.Contract{"free": {Name: "free", Rules: rules}}
	return in
}

// after adds shifts published before the period.
func (in Input) after(published ...schedule.Shift) Input {
	in.Team.Published = append(in.Team.Published, published...)
	return in
}

// verdict is what a rule is expected to say: a value and a limit per finding.
type verdict struct{ value, limit float64 }

// judge runs one rule alone and compares what it finds.
func judge(t *testing.T, rule func(*docket, *person) []schedule.Finding, code schedule.Code, in Input, want ...verdict) []schedule.Finding {
	t.Helper()
	c := open(in)
	require.Empty(t, c.admitted)
	var found []schedule.Finding
	for _, p := range c.people {
		found = append(found, rule(c.by(p.agent), p)...)
	}
	require.Len(t, found, len(want), "%+v", found)
	for i, f := range found {
		require.Equal(t, code, f.Code)
		require.Equal(t, schedule.Broken, f.Severity)
		require.Equal(t, "ada", f.Agent)
		require.InDelta(t, want[i].value, f.Value, 1e-9, "value of finding %d", i)
		require.InDelta(t, want[i].limit, f.Limit, 1e-9, "limit of finding %d", i)
	}
	return found
}

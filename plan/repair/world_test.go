package repair

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/check"
	"turno/schedule/roster"
	"turno/skills"
)

var start = time.Date(2026, 11, 9, 0, 0, 0, 0, time.UTC) // a Monday

func hour(day, h int) time.Time { return start.AddDate(0, 0, day).Add(time.Duration(h) * time.Hour) }

// small is a team of a voice queue from 07:00 to 15:00 on weekdays, an agent wanted each
// hour; everybody may start from 08:00 to 09:00 for six to eight hours.
func small(agents int) roster.Input {
	grid := calendar.Grid{Start: start, Step: time.Hour, N: 7 * 24}
	hours := calendar.Hours{}
	for d := time.Monday; d <= time.Friday; d++ {
		hours.Week[d] = []calendar.Span{{From: calendar.Clock(7, 0), To: calendar.Clock(15, 0)}}
	}
	cal := calendar.Plain(time.UTC)
	live := schedule.LiveRequirement{Queue: "voice", Open: hours.Share(grid, cal), Curves: make([]schedule.Curve, grid.N)}
	for i, open := range live.Open {
		if open > 0 {
			live.Curves[i] = schedule.Curve{Contacts: 10, Load: 0.5, Target: 0.8, Mark: 1, Missed: []float64{10, 1, 0.5, 0.4}, Absorb: []float64{0, 0.2, 1, 2}}
		}
	}
	team := schedule.Team{
		ShiftKinds: map[string]schedule.ShiftKind{"day": {
			Name: "day", Days: [7]bool{true, true, true, true, true, true, true}, Every: time.Hour, Grain: time.Hour,
			Start: calendar.Span{From: calendar.Clock(8, 0), To: calendar.Clock(9, 0)}, Length: schedule.Range{Min: 6 * time.Hour, Max: 8 * time.Hour},
		}},
		Contracts: map[string]schedule.Contract{"full": {
			Name: "full", ShiftKinds: []string{"day"},
			Rules: schedule.Rules{WeekHoursMax: 40 * time.Hour, WeekDaysMax: 5, DailyRest: 11 * time.Hour}, Pay: schedule.Pay{Wage: decimal.NewFromInt(15)},
		}},
	}
	for i := range agents {
		team.Agents = append(team.Agents, schedule.Agent{
			ID: fmt.Sprintf("a%d", i), Contract: "full", Available: calendar.Always(), Abilities: []skills.Ability{{Channel: skills.Voice, Pace: 1}},
		})
	}
	return roster.Input{
		Calendar: cal, Team: team, Requirement: schedule.Requirement{Grid: grid, Live: []schedule.LiveRequirement{live}},
		Queues: []schedule.Queue{{Name: "voice", Channel: skills.Voice, Hours: hours, Targets: []schedule.Target{{Share: 0.8, Within: time.Minute}}}},
	}
}

// caseOf plans the input and judges the roster.
func caseOf(t require.TestingT, in roster.Input) Case {
	built, err := roster.Build(context.Background(), in, roster.Options{Seed: 1, Effort: 10})
	require.NoError(t, err)
	return judged(in, built.Roster, built.Findings)
}

func judged(in roster.Input, r schedule.Roster, found []schedule.Finding) Case {
	rep := check.Run(check.Input{Calendar: in.Calendar, Queues: in.Queues, Team: in.Team, Requirement: in.Requirement, Roster: r})
	return Case{
		Calendar: in.Calendar, Queues: in.Queues, Team: in.Team, Requirement: in.Requirement, Roster: r,
		Report: rep, Findings: found, Currency: "EUR", Seed: 1,
	}
}

func explain(t *testing.T, c Case, repairs int) []Trouble {
	t.Helper()
	out, err := Explain(context.Background(), c, Options{Repairs: repairs})
	require.NoError(t, err)
	return out
}

// of finds the trouble with the code that holds the moment.
func of(troubles []Trouble, code schedule.Code, at time.Time) *Trouble {
	for i, t := range troubles {
		if t.Finding.Code == code && !at.Before(t.Finding.From) && at.Before(t.Finding.To) {
			return &troubles[i]
		}
	}
	return nil
}

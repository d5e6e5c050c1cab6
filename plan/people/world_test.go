package people_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/plan"
	"turno/plan/cost"
	"turno/schedule"
	"turno/skills"
)

// small is a team of eight before a week of voice and social: half of them know one channel,
// half the other, and voice is short.
func small(t testing.TB) plan.Input {
	t.Helper()
	start := calendar.Date{Year: 2026, Month: time.November, Day: 9}
	grid, err := calendar.NewGrid(start.In(time.UTC), start.Add(7).In(time.UTC), time.Hour)
	require.NoError(t, err)
	hours := calendar.Daily(calendar.Span{From: calendar.Clock(9, 0), To: calendar.Clock(19, 0)})
	in := plan.Input{
		Name: "small", Calendar: calendar.Plain(time.UTC), Period: grid, Now: grid.Start, Seed: 1, Currency: "EUR", Skills: skills.Default(), Effort: 8, Replications: 10,
		Queues: []schedule.Queue{
			{Name: "phone", Channel: skills.Voice, Hours: hours, Priority: 1, Patience: 3 * time.Minute, OccupancyCap: 0.9, Targets: []schedule.Target{{Share: 0.8, Within: 30 * time.Second, Measure: schedule.FirstReply, Clock: schedule.Elapsed}}},
			{Name: "posts", Channel: skills.Social, Hours: hours, Priority: 2, OccupancyCap: 0.95, Targets: []schedule.Target{{Share: 0.8, Within: time.Hour, Measure: schedule.FirstReply, Clock: schedule.OpenOnly}}},
		},
		Streams: map[string][]forecast.Stream{
			"phone": {{Share: forecast.Constant(1, 0), Turns: forecast.Constant(1, 0), AHT: forecast.Constant(300, 0.7)}},
			"posts": {{Kind: "complaint", Share: forecast.Constant(1, 0), Flush: forecast.Constant(0.5, 0), Triage: forecast.Constant(10, 0), Turns: forecast.Constant(1, 0), AHT: forecast.Constant(200, 0.7), Think: forecast.Constant(900, 1)}},
		},
	}
	in.Skills.Standard = map[skills.Channel]float64{skills.Voice: 300, skills.Social: 200}
	in.Team = schedule.Team{
		Shrinkage: schedule.Shrinkage{Planned: 0.05},
		ShiftKinds: map[string]schedule.ShiftKind{"day": {Name: "day", Days: [7]bool{true, true, true, true, true, true, true}, Every: time.Hour, Grain: time.Hour,
			Start: calendar.Span{From: calendar.Clock(9, 0), To: calendar.Clock(13, 0)}, Length: schedule.Range{Min: 5 * time.Hour, Max: 6 * time.Hour}}},
		Contracts: map[string]schedule.Contract{"full": {Name: "full", ShiftKinds: []string{"day"}, Pay: schedule.Pay{Wage: decimal.NewFromInt(15), Sunday: decimal.NewFromFloat(0.3)},
			Rules: schedule.Rules{WeekHoursMin: 20 * time.Hour, WeekHoursMax: 30 * time.Hour, WeekDaysMax: 5, DailyRest: 11 * time.Hour}}},
	}
	for i := range 8 {
		c := skills.Voice
		if i >= 4 {
			c = skills.Social
		}
		a := schedule.Agent{ID: fmt.Sprintf("a%d", i), Contract: "full", Available: calendar.Always(), Abilities: []skills.Ability{{Channel: c, Level: 1, Pace: 0.85 + 0.1*float64(i%4)}}, Group: []string{"north", "south"}[i%2]}
		if i == 6 {
			a.Available = calendar.Daily(calendar.Span{From: calendar.Clock(9, 0), To: calendar.Clock(14, 0)})
		}
		in.Team.Agents = append(in.Team.Agents, a)
	}
	in.Stated = in.Team.Agents
	return in
}

// volume is so many contacts an hour while the queue is open.
func volume(in plan.Input, queue string, perHour float64) forecast.Volume {
	v := forecast.Volume{Queue: queue, Grid: in.Period, Levels: forecast.Levels()}
	for i := range in.Period.N {
		x := 0.0
		if h := in.Period.At(i).Hour(); h >= 9 && h < 19 {
			x = perHour * (0.7 + 0.6*float64(h%5)/4)
		}
		v.Mean = append(v.Mean, x)
	}
	for range v.Levels {
		v.Quantiles = append(v.Quantiles, v.Mean)
	}
	return v
}

// planned is the plan of an input with so many calls and posts an hour.
func planned(t testing.TB, in plan.Input, calls, posts float64) plan.Plan {
	t.Helper()
	ctx := context.Background()
	p := plan.Plan{Input: in}
	var err error
	p.Profiles, err = in.Profile([]forecast.Volume{volume(in, "phone", calls), volume(in, "posts", posts)})
	require.NoError(t, err)
	var found []schedule.Finding
	p.Requirement, found, err = in.Require(ctx, p.Profiles)
	require.NoError(t, err)
	futures, err := in.Futures(ctx, p.Profiles)
	require.NoError(t, err)
	p.Roster, err = in.Roster(ctx, p.Requirement, nil)
	require.NoError(t, err)
	p.Check = in.Check(p.Requirement, p.Roster.Roster, futures)
	require.Zero(t, p.Check.Broken(), p.Check.Findings)
	p.Cost = cost.Of(in.Team, p.Roster.Roster.Shifts, in.Calendar, in.Currency)
	p.Findings = plan.Join(found, p.Roster.Findings, p.Check.Findings)
	p.Service, err = in.Simulate(ctx, p.Profiles, p.Roster.Roster, nil)
	require.NoError(t, err)
	return p
}

package repair_test

import (
	"context"
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"turno/forecast/calendar"
	"turno/plan/repair"
	"turno/schedule"
	"turno/schedule/roster"
	"turno/skills"
)

// standing is a made-up chat and social team of so many with a roster of one week.
func standing(t testing.TB, agents int) repair.Standing {
	t.Helper()
	start := calendar.Date{Year: 2026, Month: time.November, Day: 9}
	grid, err := calendar.NewGrid(start.In(time.UTC), start.Add(7).In(time.UTC), 30*time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	hours := calendar.Daily(calendar.Span{From: calendar.Clock(9, 0), To: calendar.Clock(21, 0)})
	s := repair.Standing{Calendar: calendar.Plain(time.UTC), Currency: "EUR", Seed: 1, Queues: []schedule.Queue{
		{Name: "chat", Channel: skills.Chat, Hours: hours, Priority: 1},
		{Name: "social", Channel: skills.Social, Hours: hours, Priority: 2},
	}}
	s.Requirement = demand(grid, hours.Share(grid, s.Calendar), float64(agents))
	s.Team = people(agents)
	r, err := roster.Build(context.Background(), roster.Input{Calendar: s.Calendar, Queues: s.Queues, Team: s.Team, Requirement: s.Requirement}, roster.Options{Seed: 1, Effort: 8})
	if err != nil {
		t.Fatal(err)
	}
	s.Roster = r.Roster
	return s
}

// demand asks for about half of the team at the peaks.
func demand(grid calendar.Grid, open []float64, agents float64) schedule.Requirement {
	live := schedule.LiveRequirement{Queue: "chat", Open: open, Curves: make([]schedule.Curve, grid.N)}
	social := schedule.DeferrableRequirement{Queue: "social", Open: open, Level: make([]float64, grid.N)}
	for i := range grid.N {
		clock := float64(calendar.ClockOf(grid.At(i))) / 60
		load := agents * (.1 + .2*math.Exp(-math.Pow(clock-11, 2)/6) + .18*math.Exp(-math.Pow(clock-18, 2)/6)) * open[i]
		c := schedule.Curve{Contacts: 3 * load, Load: load, Target: .8, Mark: int(math.Ceil(load + math.Sqrt(load)))}
		for n := range int(2*load) + 8 {
			c.Missed = append(c.Missed, c.Contacts*math.Exp(-float64(n)/(load*.6+.1)))
			c.Absorb = append(c.Absorb, math.Max(0, float64(n)-load-1))
		}
		live.Curves[i] = c
		work := .05 * agents * open[i]
		social.Level[i] = work
		if open[i] > 0 {
			social.Work = append(social.Work, schedule.Work{Arrive: i, Due: i + 4, Hours: work / 2, Contacts: work * 6})
		}
	}
	return schedule.Requirement{Grid: grid, Live: []schedule.LiveRequirement{live}, Deferrable: []schedule.DeferrableRequirement{social}}
}

func people(agents int) schedule.Team {
	meal := schedule.BreakRule{Name: "meal", Length: 30 * time.Minute, FromShift: 6 * time.Hour, Earliest: 150 * time.Minute, Latest: 5 * time.Hour}
	every := [7]bool{true, true, true, true, true, true, true}
	pay := schedule.Pay{Wage: decimal.NewFromFloat(14.5), Sunday: decimal.NewFromFloat(.3)}
	rules := schedule.Rules{WeekHoursMin: 30 * time.Hour, WeekHoursMax: 40 * time.Hour, WeekDaysMax: 5, DailyRest: 11 * time.Hour, WeeklyRest: 35 * time.Hour, ConsecutiveDaysMax: 6}
	part := rules
	part.WeekHoursMin, part.WeekHoursMax = 16*time.Hour, 25*time.Hour
	team := schedule.Team{
		ShiftKinds: map[string]schedule.ShiftKind{
			"day":  {Name: "day", Days: every, Start: calendar.Span{From: calendar.Clock(8, 30), To: calendar.Clock(13, 0)}, Every: 30 * time.Minute, Length: schedule.Range{Min: 6 * time.Hour, Max: 8*time.Hour + 30*time.Minute}, Grain: 30 * time.Minute, Breaks: []schedule.BreakRule{meal}},
			"part": {Name: "part", Days: every, Start: calendar.Span{From: calendar.Clock(9, 0), To: calendar.Clock(17, 0)}, Every: 30 * time.Minute, Length: schedule.Range{Min: 4 * time.Hour, Max: 5 * time.Hour}, Grain: 30 * time.Minute},
		},
		Contracts: map[string]schedule.Contract{
			"full": {Name: "full", ShiftKinds: []string{"day"}, Rules: rules, Pay: pay},
			"part": {Name: "part", ShiftKinds: []string{"part"}, Rules: part, Pay: pay},
		},
		Shrinkage: schedule.Shrinkage{Planned: .05},
	}
	for i := range agents {
		a := schedule.Agent{ID: fmt.Sprintf("a%02d", i), Contract: "full", Available: calendar.Always(), Abilities: []skills.Ability{{Channel: skills.Social, Pace: 1}}}
		if i%4 == 3 {
			a.Contract = "part"
		}
		if i%3 != 0 {
			a.Abilities = append(a.Abilities, skills.Ability{Channel: skills.Chat, Pace: 1, Slots: 3})
		}
		team.Agents = append(team.Agents, a)
	}
	return team
}

// absent lets an agent be away for a day of the week, Monday 0.
func absent(s repair.Standing, agent string, day int) repair.Standing {
	from := s.Requirement.Grid.Start.AddDate(0, 0, day)
	s.Team.Absences = append(s.Team.Absences[:len(s.Team.Absences):len(s.Team.Absences)], schedule.Absence{Agent: agent, From: from, To: from.AddDate(0, 0, 1), Kind: "sick", Paid: true})
	return s
}

// shiftOn is the agent's shift on a day of the week.
func shiftOn(s repair.Standing, agent string, day int) (schedule.Shift, bool) {
	from := s.Requirement.Grid.Start.AddDate(0, 0, day)
	for _, x := range s.Roster.Shifts {
		if x.Agent == agent && !x.Start.Before(from) && x.Start.Before(from.AddDate(0, 0, 1)) {
			return x, true
		}
	}
	return schedule.Shift{}, false
}

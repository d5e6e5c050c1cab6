package roster_test

import (
	"context"
	"fmt"
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/roster"
	"turno/skills"
)

// One person, one chat queue that is busiest around noon: the shift and its break are laid
// where they serve most.
func ExampleBuild() {
	day := calendar.Date{Year: 2026, Month: time.November, Day: 2}
	grid := calendar.Grid{Start: day.In(time.UTC), Step: time.Hour, N: 24}
	chat := schedule.LiveRequirement{Queue: "chat", Open: make([]float64, 24), Curves: make([]schedule.Curve, 24)}
	for hour := 9; hour < 17; hour++ {
		contacts := 4.0
		if hour == 12 || hour == 13 {
			contacts = 12
		}
		chat.Open[hour] = 1
		chat.Curves[hour] = schedule.Curve{Contacts: contacts, Mark: 1, Missed: []float64{contacts, 0}}
	}
	in := roster.Input{
		Calendar: calendar.Plain(time.UTC),
		Queues:   []schedule.Queue{{Name: "chat", Channel: skills.Chat}},
		Team: schedule.Team{
			Agents: []schedule.Agent{{
				ID: "anna", Contract: "full", Available: calendar.Always(),
				Abilities: []skills.Ability{{Channel: skills.Chat, Pace: 1}},
			}},
			Contracts: map[string]schedule.Contract{"full": {Rules: schedule.Rules{DayHoursMax: 8 * time.Hour}}},
			ShiftKinds: map[string]schedule.ShiftKind{"day": {
				Days:  [7]bool{time.Monday: true},
				Start: calendar.Span{From: calendar.Clock(7, 0), To: calendar.Clock(11, 0)}, Every: time.Hour,
				Length: schedule.Range{Min: 8 * time.Hour, Max: 8 * time.Hour},
				Breaks: []schedule.BreakRule{{Name: "meal", Length: time.Hour, Earliest: 3 * time.Hour, Latest: 5 * time.Hour}},
			}},
		},
		Requirement: schedule.Requirement{Grid: grid, Live: []schedule.LiveRequirement{chat}},
	}
	result, err := roster.Build(context.Background(), in, roster.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range result.Roster.Shifts {
		fmt.Println(s.Agent, s.Start.Format("15:04"), s.End.Format("15:04"), "meal", s.Breaks[0].Start.Format("15:04"))
	}
	for _, f := range result.Findings {
		fmt.Println(f.Code, f.Queue, f.From.Format("15:04"), f.To.Format("15:04"), f.Value, "of", f.Limit)
	}
	// Output:
	// anna 09:00 17:00 meal 14:00
	// uncovered chat 14:00 15:00 4 of 4
}

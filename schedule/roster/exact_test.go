package roster

import (
	"context"
	"math"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/check"
	"turno/skills"
)

// tiny draws a problem small enough to try every roster: one live queue, hourly intervals,
// a few days from a Friday on, shifts of 4 or 6 hours with a break in the longer ones.
func tiny(t *rapid.T, agents, days int) Input {
	start := calendar.Date{Year: 2026, Month: time.November, Day: 6}
	grid, err := calendar.NewGrid(start.In(time.UTC), start.Add(days).In(time.UTC), time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	pick := func(name string, values ...int) int { return rapid.SampledFrom(values).Draw(t, name) }
	live := schedule.LiveRequirement{Queue: "chat", Open: make([]float64, grid.N), Curves: make([]schedule.Curve, grid.N)}
	for i := range live.Curves {
		x := rapid.Float64Range(0, 3).Draw(t, "contacts")
		live.Open[i] = 1
		live.Curves[i] = schedule.Curve{Contacts: x, Mark: 1, Missed: []float64{x, x * .2, x * .1}}
	}
	in := Input{
		Calendar:    calendar.Plain(time.UTC),
		Queues:      []schedule.Queue{{Name: "chat", Channel: skills.Chat, Hours: calendar.Always()}},
		Requirement: schedule.Requirement{Grid: grid, Live: []schedule.LiveRequirement{live}},
	}
	every := [7]bool{true, true, true, true, true, true, true}
	in.Team = schedule.Team{
		ShiftKinds: map[string]schedule.ShiftKind{
			"day": {
				Days: every, Start: calendar.Span{From: calendar.Clock(6, 0), To: calendar.Clock(22, 0)}, Every: 8 * time.Hour,
				Length: schedule.Range{Min: 4 * time.Hour, Max: 6 * time.Hour}, Grain: 2 * time.Hour,
				Breaks: []schedule.BreakRule{{Length: time.Hour, FromShift: 5 * time.Hour, Earliest: 2 * time.Hour, Latest: 3 * time.Hour}},
			},
		},
		Contracts: map[string]schedule.Contract{"c": {
			Rules: schedule.Rules{
				WeekHoursMax: time.Duration(pick("week max", 0, 9, 14)) * time.Hour, WeekDaysMax: pick("week days", 0, 2),
				DailyRest: time.Duration(pick("rest", 0, 11, 20)) * time.Hour, ConsecutiveDaysMax: pick("in a row", 0, 2),
				ConsecutiveNights: pick("nights", 0, 1), WeekendsFree: pick("weekends", 0, 1, 4),
			},
			Pay: schedule.Pay{
				Wage: decimal.NewFromInt(10), Sunday: decimal.NewFromFloat(.5), Night: decimal.NewFromFloat(.25),
				Overtime: decimal.NewFromFloat(.5), OvertimeAfter: 8 * time.Hour,
			},
		}},
	}
	for a := range agents {
		id := string(rune('a' + a))
		in.Team.Agents = append(in.Team.Agents, schedule.Agent{
			ID: id, Contract: "c", Available: calendar.Always(), Abilities: []skills.Ability{{Channel: skills.Chat, Pace: 1}},
		})
		for back := range 3 { // a known habit, and a run of days up to the period
			at := grid.Start.AddDate(0, 0, -1-back*pick("back", 1, 3)).Add(6 * time.Hour)
			in.Team.Published = append(in.Team.Published, schedule.Shift{Agent: id, Start: at, End: at.Add(4 * time.Hour)})
		}
		from := grid.Start.Add(time.Duration(rapid.IntRange(0, 24*days).Draw(t, "wish")) * time.Hour)
		if told := rapid.IntRange(-1, days-1).Draw(t, "told"); told >= 0 { // all days were announced, work on one of them
			in.Base.Grid = grid
			at := grid.Start.Add(time.Duration(24*told+pick("at", 6, 8, 14)) * time.Hour)
			in.Base.Shifts = append(in.Base.Shifts, schedule.Shift{Agent: id, Start: at, End: at.Add(4 * time.Hour), Duties: []schedule.Duty{
				{Start: at, End: at.Add(4 * time.Hour), Queues: []string{"chat"}},
			}})
		}
		in.Team.Requests = append(in.Team.Requests, schedule.Request{Agent: id, Kind: schedule.RequestOff, From: from, To: from.Add(6 * time.Hour), Weight: 1})
	}
	return in
}

// everything visits every legal roster of a tiny problem with its objective.
func everything(in Input, visit func(total float64)) {
	p, tr := translate(in)
	b := newBoard(p)
	var each func(a, d int, pl Plan)
	each = func(a, d int, pl Plan) {
		switch {
		case a == len(p.Agents):
			report := check.Run(check.Input{
				Calendar: in.Calendar, Queues: in.Queues, Team: in.Team, Requirement: in.Requirement, Roster: tr.roster(b.plans),
			})
			if report.Broken() == 0 {
				visit(b.total())
			}
			return
		case d == len(p.Days):
			b.put(a, pl)
			each(a+1, 0, nil)
			b.take(a)
			return
		}
		each(a, d+1, pl)
		for _, start := range []int{6, 14, 22} {
			for _, s := range fillings(d, d*1440+start*60) {
				s.Night = p.isNight(s.At, s.End)
				each(a, d+1, append(pl[:len(pl):len(pl)], s))
			}
		}
	}
	each(0, 0, nil)
}

// fillings are the three shifts that can begin at a minute: 4 hours, and 6 hours with the
// break after 2 or 3.
func fillings(d, at int) []Placed {
	out := []Placed{{Day: d, Kind: "day", At: at, End: at + 240, Paid: 240, Lock: -1, Parts: []Part{{From: at, To: at + 240, Duty: 0, Paid: true}}}}
	for _, rest := range []int{120, 180} {
		out = append(out, Placed{Day: d, Kind: "day", At: at, End: at + 360, Paid: 300, Lock: -1, Parts: []Part{
			{From: at, To: at + rest, Paid: true}, {From: at + rest, To: at + rest + 60, Duty: -1}, {From: at + rest + 60, To: at + 360, Paid: true},
		}})
	}
	return out
}

func bestOf(in Input) float64 {
	best := math.Inf(1)
	everything(in, func(total float64) { best = min(best, total) })
	return best
}

// found is the objective of the search's roster.
func found(in Input, opt Options) float64 {
	p, _ := translate(in)
	l, _ := search(context.Background(), p, opt)
	return l.bestTotal
}

func TestOneAgentIsPlannedToOptimality(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := tiny(t, 1, 3)
		if got, want := found(in, Options{Effort: 1}), bestOf(in); math.Abs(got-want) > 1e-6 {
			t.Fatalf("objective %v, best possible %v", got, want)
		}
	})
}

func TestTwoAgentsReachTheOptimum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := tiny(t, 2, 1)
		if got, want := found(in, Options{}), bestOf(in); math.Abs(got-want) > 1e-6 {
			t.Fatalf("objective %v, best possible %v", got, want)
		}
	})
}

package html_test

import (
	"fmt"
	"math"
	"time"

	"github.com/shopspring/decimal"

	"turno/forecast/calendar"
	"turno/internal/report/text"
	"turno/plan"
	"turno/plan/cost"
	"turno/plan/repair"
	"turno/schedule"
	"turno/schedule/simulate"
	"turno/skills"
)

var rome = must(time.LoadLocation("Europe/Rome"))

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func words() text.Catalogue { return text.English(rome, 2026) }

// world is a plan of so many agents and weeks from 26 October 2026 in intervals of a
// quarter of an hour: everybody works five days a week, with a lunch and two queues.
func world(agents, weeks int, name func(int) string) plan.Plan {
	start := time.Date(2026, 10, 26, 0, 0, 0, 0, rome)
	grid := calendar.Grid{Start: start, Step: 15 * time.Minute, N: weeks * 7 * 96}
	in := plan.Input{
		Name: name(0), Calendar: calendar.Plain(rome), Period: grid, Now: start, Seed: 7, Currency: "EUR",
		Queues: []schedule.Queue{
			{Name: "chat " + name(1), Channel: skills.Chat, Targets: []schedule.Target{{Share: .8, Within: time.Minute}}, Slots: 3},
			{Name: "social " + name(2), Channel: skills.Social, Targets: []schedule.Target{{Share: .8, Within: time.Hour}}, Promise: &schedule.Target{Share: .9, Within: 4 * time.Hour}},
		},
		Team: schedule.Team{
			Contracts: map[string]schedule.Contract{"full": {Rules: schedule.Rules{WeekHoursMin: 36 * time.Hour, WeekHoursMax: 40 * time.Hour}, Pay: schedule.Pay{Wage: decimal.NewFromInt(14), Sunday: decimal.RequireFromString("0.3")}}},
		},
	}
	p := plan.Plan{Input: in}
	p.Roster.Roster.Grid = grid
	for k := range agents {
		id := fmt.Sprintf("a%03d", k)
		p.Input.Team.Agents = append(p.Input.Team.Agents, schedule.Agent{
			ID: id, Name: name(k), Contract: "full", Group: "team " + name(k%5), Available: calendar.Always(),
			Abilities: []skills.Ability{{Channel: skills.Chat, Pace: 1, Slots: 3}, {Channel: skills.Social, Pace: 1}},
		})
		for d := range 7 * weeks {
			if (d+k)%7 < 5 {
				p.Roster.Roster.Shifts = append(p.Roster.Roster.Shifts, shift(id, in.Queues, calendar.DateOf(start).Add(d).At(calendar.Clock(7+k%13, 15*(k%4)), rome), k))
			}
		}
	}
	p.Input.Team.Requests = []schedule.Request{
		{Agent: "a000", Kind: schedule.RequestOff, From: start, To: start.AddDate(0, 0, 1), Weight: 1},
		{Agent: "a000", Kind: schedule.RequestOff, Weekly: [7]bool{0: true, 1: true}, Weight: 1},
	}
	p.Requirement = requirement(grid, in.Queues, float64(agents)/5)
	p.Check = p.Input.Check(p.Requirement, p.Roster.Roster, nil)
	p.Findings = p.Check.Findings
	p.Cost = cost.Of(p.Input.Team, p.Roster.Roster.Shifts, in.Calendar, "EUR")
	p.Service = served(grid.N, in.Queues)
	if k := firstUncovered(p.Findings); k >= 0 {
		p.Troubles = []repair.Trouble{{Finding: p.Findings[k], At: p.Findings[k].From, Able: 3, Heads: 2,
			Reasons: []repair.Reason{{Cause: repair.CauseAbsent, Agents: []string{"a001"}, Name: name(3)}},
			Repairs: []repair.Repair{{Change: repair.Change{Kind: repair.ChangeExtend, Agents: []string{"a001"}, Date: calendar.DateOf(start), Hours: 1}}}}}
	}
	return p
}

func firstUncovered(fs []schedule.Finding) int {
	for i, f := range fs {
		if f.Code == schedule.CodeUncovered && f.Severity == schedule.Missed {
			return i
		}
	}
	return -1
}

func shift(agent string, queues []schedule.Queue, at time.Time, k int) schedule.Shift {
	lunch, end := at.Add(4*time.Hour), at.Add(8*time.Hour+30*time.Minute)
	first, second := queues[k%2].Name, queues[(k+1)%2].Name
	return schedule.Shift{Agent: agent, Kind: "day", Start: at, End: end,
		Breaks: []schedule.Break{{Start: lunch, End: lunch.Add(30 * time.Minute)}, {Start: at.Add(6 * time.Hour), End: at.Add(6*time.Hour + 15*time.Minute), Paid: true}},
		Duties: []schedule.Duty{{Start: at, End: lunch, Queues: []string{first, second}}, {Start: lunch.Add(30 * time.Minute), End: at.Add(6 * time.Hour), Queues: []string{second}},
			{Start: at.Add(6*time.Hour + 15*time.Minute), End: end, Queues: []string{first}}},
	}
}

// requirement asks for so many agents at noon, fewer towards the night.
func requirement(g calendar.Grid, queues []schedule.Queue, most float64) schedule.Requirement {
	r := schedule.Requirement{Grid: g}
	live := schedule.LiveRequirement{Queue: queues[0].Name, Open: make([]float64, g.N), Curves: make([]schedule.Curve, g.N)}
	later := schedule.DeferrableRequirement{Queue: queues[1].Name, Open: make([]float64, g.N), Level: make([]float64, g.N)}
	for i := range g.N {
		h := g.At(i).Hour()
		live.Open[i], later.Open[i] = 1, 1
		n := most * math.Max(0, math.Sin(math.Pi*float64(h-6)/17))
		c := schedule.Curve{Contacts: 3 * n, Target: .8, Mark: int(n)}
		for k := range int(n) + 8 {
			c.Missed = append(c.Missed, 3*n*math.Exp(-float64(k)/math.Max(1, n/2)))
			c.Absorb = append(c.Absorb, 0)
		}
		live.Curves[i] = c
		if n > 0 {
			later.Work = append(later.Work, schedule.Work{Arrive: i, Due: min(i+3, g.N-1), Hours: n / 10, Contacts: n})
			later.Level[i] = n / 2
		}
	}
	r.Live, r.Deferrable = []schedule.LiveRequirement{live}, []schedule.DeferrableRequirement{later}
	return r
}

func served(n int, queues []schedule.Queue) simulate.Result {
	r := simulate.Result{Replications: 10}
	for k, q := range queues {
		s := simulate.Service{Queue: q.Name, Targets: []simulate.Estimate{{Mean: .7 + .2*float64(k), Low: .68 + .2*float64(k), High: .72 + .2*float64(k)}}}
		if q.Promise != nil {
			s.Promise = &simulate.Estimate{Mean: .9, Low: .85, High: .95}
		}
		for i := range n {
			within := .5 + .5*math.Abs(math.Sin(float64(i)))
			if i%96 < 20 {
				within = math.NaN()
			}
			s.Within, s.Arrivals = append(s.Within, within), append(s.Arrivals, 2)
		}
		r.Queues = append(r.Queues, s)
	}
	return r
}

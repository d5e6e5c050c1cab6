package roster_test

import (
	"fmt"
	"math"
	"time"

	"github.com/shopspring/decimal"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/roster"
	"turno/skills"
)

// world describes a made-up centre: a chat queue and two deferrable ones, day and part
// shifts or, around the clock, early, late and night ones.
type world struct {
	agents, weeks int
	step          time.Duration
	around        bool // open day and night
	load          float64
}

func (w world) input() roster.Input {
	zone, err := time.LoadLocation("Europe/Rome")
	if err != nil {
		panic(err)
	}
	start := calendar.Date{Year: 2026, Month: time.November, Day: 2}
	grid, err := calendar.NewGrid(start.In(zone), start.Add(7*w.weeks).In(zone), w.step)
	if err != nil {
		panic(err)
	}
	cal, err := calendar.New(zone, "IT", nil)
	if err != nil {
		panic(err)
	}
	hours := calendar.Daily(calendar.Span{From: calendar.Clock(9, 0), To: calendar.Clock(21, 0)})
	if w.around {
		hours = calendar.Always()
	}
	in := roster.Input{Calendar: cal, Queues: []schedule.Queue{
		{Name: "chat", Channel: skills.Chat, Hours: hours, Priority: 1, MinStaff: 1},
		{Name: "social", Channel: skills.Social, Hours: hours, Priority: 1, MinStaff: 1},
		{Name: "messaging", Channel: skills.Messaging, Hours: hours, Priority: 2},
	}}
	in.Requirement = w.requirement(grid, hours, cal)
	in.Team = w.team()
	return in
}

func (w world) requirement(grid calendar.Grid, hours calendar.Hours, cal *calendar.Calendar) schedule.Requirement {
	open := hours.Share(grid, cal)
	live := schedule.LiveRequirement{Queue: "chat", Open: open, Minimum: 1, Curves: make([]schedule.Curve, grid.N)}
	social := schedule.DeferrableRequirement{Queue: "social", Open: open, Minimum: 1, Level: make([]float64, grid.N)}
	messaging := schedule.DeferrableRequirement{Queue: "messaging", Open: open, Level: make([]float64, grid.N)}
	hours1 := int(time.Hour / grid.Step)
	for i := range grid.N {
		clock := calendar.ClockOf(grid.At(i))
		shape := 0.4 + math.Exp(-math.Pow(float64(clock)/60-11, 2)/8) + 0.8*math.Exp(-math.Pow(float64(clock)/60-18, 2)/6)
		erlangs := w.load * float64(w.agents) * shape
		if open[i] > 0 {
			live.Curves[i] = curve(0.10*erlangs, grid.Hours())
		}
		for q, r := range []*schedule.DeferrableRequirement{&social, &messaging} {
			work := erlangs * []float64{0.05, 0.04}[q]
			due := i + []int{2, 8}[q]*hours1
			for due < grid.N && open[due] == 0 {
				due++
			}
			r.Work = append(r.Work, schedule.Work{Arrive: i, Due: due, Hours: work * grid.Hours(), Contacts: work * grid.Hours() * 10})
			r.Level[i] = work * open[i]
		}
	}
	return schedule.Requirement{Grid: grid, Live: []schedule.LiveRequirement{live}, Deferrable: []schedule.DeferrableRequirement{social, messaging}}
}

// curve is a plausible shape: exponentially fewer misses with agents above the load.
func curve(load, hours float64) schedule.Curve {
	c := schedule.Curve{Contacts: load * 6 * hours, Load: load, Target: 0.8}
	c.Mark = -1
	for n := range int(2*load) + 8 {
		missed := c.Contacts * math.Max(1-float64(n)/(load+0.2)*0.9, math.Exp(-1.2*float64(n)/math.Sqrt(load+0.2)-0.1*float64(n)))
		if n < 1 {
			missed = c.Contacts
		}
		c.Missed = append(c.Missed, missed)
		c.Absorb = append(c.Absorb, math.Max(0, float64(n)-load-1.5))
		if c.Mark < 0 && missed <= 0.2*c.Contacts {
			c.Mark = n
		}
	}
	return c
}

func (w world) team() schedule.Team {
	meal := schedule.BreakRule{Name: "meal", Length: 30 * time.Minute, FromShift: 6 * time.Hour, Earliest: 150 * time.Minute, Latest: 5 * time.Hour}
	pause := schedule.BreakRule{Name: "pause", Length: 15 * time.Minute, Paid: true, FromShift: 8 * time.Hour, Earliest: 5 * time.Hour, Latest: 7 * time.Hour}
	all := [7]bool{true, true, true, true, true, true, true}
	kind := func(name string, from, to calendar.TimeOfDay, least, most time.Duration) schedule.ShiftKind {
		return schedule.ShiftKind{
			Name: name, Days: all, Start: calendar.Span{From: from, To: to}, Every: 30 * time.Minute,
			Length: schedule.Range{Min: least, Max: most}, Grain: 30 * time.Minute, Breaks: []schedule.BreakRule{meal, pause},
		}
	}
	rules := schedule.Rules{
		WeekHoursMin: 32 * time.Hour, WeekHoursMax: 40 * time.Hour, WeekDaysMax: 5, DayHoursMax: 9 * time.Hour,
		DailyRest: 11 * time.Hour, WeeklyRest: 35 * time.Hour, ConsecutiveDaysMax: 6, ConsecutiveNights: 4, WeekendsFree: 1,
	}
	part := rules
	part.WeekHoursMin, part.WeekHoursMax = 16*time.Hour, 24*time.Hour
	pay := schedule.Pay{Wage: decimal.NewFromFloat(14.5), Night: decimal.NewFromFloat(.25), Sunday: decimal.NewFromFloat(.3)}
	team := schedule.Team{
		ShiftKinds: map[string]schedule.ShiftKind{
			"day":  kind("day", calendar.Clock(8, 30), calendar.Clock(12, 30), 6*time.Hour, 8*time.Hour+30*time.Minute),
			"part": kind("part", calendar.Clock(9, 0), calendar.Clock(17, 0), 4*time.Hour, 5*time.Hour),
		},
		Contracts: map[string]schedule.Contract{
			"full": {Name: "full", ShiftKinds: []string{"day"}, Rules: rules, Pay: pay},
			"part": {Name: "part", ShiftKinds: []string{"part"}, Rules: part, Pay: pay},
		},
		Shrinkage: schedule.Shrinkage{Planned: .06, Unplanned: .05},
	}
	if w.around {
		team.ShiftKinds["early"] = kind("early", calendar.Clock(5, 0), calendar.Clock(9, 0), 6*time.Hour, 8*time.Hour+30*time.Minute)
		team.ShiftKinds["late"] = kind("late", calendar.Clock(12, 0), calendar.Clock(16, 0), 6*time.Hour, 8*time.Hour+30*time.Minute)
		team.ShiftKinds["night"] = kind("night", calendar.Clock(21, 0), calendar.Clock(23, 0), 8*time.Hour, 8*time.Hour+30*time.Minute)
		c := team.Contracts["full"]
		c.ShiftKinds = []string{"day", "early", "late", "night"}
		team.Contracts["full"] = c
	}
	for i := range w.agents {
		a := schedule.Agent{ID: fmt.Sprintf("a%03d", i), Contract: "full", Available: calendar.Always()}
		if i%4 == 3 {
			a.Contract = "part"
		}
		a.Abilities = append(a.Abilities, skills.Ability{Channel: skills.Social, Pace: 1})
		if i%3 != 0 {
			a.Abilities = append(a.Abilities, skills.Ability{Channel: skills.Chat, Pace: 1})
		}
		if i%2 == 0 {
			a.Abilities = append(a.Abilities, skills.Ability{Channel: skills.Messaging, Pace: 0.9})
		}
		team.Agents = append(team.Agents, a)
	}
	return team
}

package check

import (
	"slices"
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

// lookBack is how far before the period published shifts are looked at.
const lookBack = 8 * 7 * 24 * time.Hour

// docket is the input made ready for the rules: people with their shifts in order, dates
// as numbers.
type docket struct {
	Input
	cal         *calendar.Calendar
	start, end  time.Time // the period
	queues      map[string]int
	people      []*person
	byID        map[string]*person
	admitted    []schedule.Finding // about shifts that could not be judged
	first, last int                // calendar weeks that the period touches
	midnights   map[int]time.Time  // asked before
	fates       []fate             // of deferrable replies by queue, once coverage is known
	team        *docket            // by the team's clock: this one, unless it is by a person's own
	clocks      map[string]*docket // by people's own clocks, by zone
}

// person is one agent with everything the rules ask about.
type person struct {
	agent    schedule.Agent
	rules    schedule.Rules
	kinds    []schedule.ShiftKind // that the contract allows, by name
	absences []schedule.Absence
	meetings []schedule.Meeting // within the period, the one whose window closes first first
	shifts   []shift            // by start: published ones that bear on the period, then the roster's
	pace     []float64          // by queue, the best of the eras; 0 is never
	eras     []era
	before   map[int]time.Duration // paid time published before the period, by calendar week, a year back
}

// shift is a shift of the roster, or a published one before the period.
type shift struct {
	schedule.Shift
	ours bool // of the judged roster
	day  int  // number of the local date it starts on
	paid time.Duration
}

func (s shift) week() int { return weekOf(s.day) }

// monday is day 0: day numbers count from it and weeks begin on their multiples of 7.
var monday = calendar.Date{Year: 2024, Month: time.January, Day: 1}

func weekOf(day int) int {
	if day < 0 {
		return (day - 6) / 7
	}
	return day / 7
}

func (c *docket) dayOf(t time.Time) int { return calendar.DateOf(t.In(c.cal.Zone)).Sub(monday) }

func date(day int) calendar.Date { return monday.Add(day) }

// midnight is the first instant of the day with the number.
func (c *docket) midnight(day int) time.Time {
	t, known := c.midnights[day]
	if !known {
		t = date(day).In(c.cal.Zone)
		c.midnights[day] = t
	}
	return t
}

// open makes the docket of an input.
func open(in Input) *docket {
	grid := in.Requirement.Grid
	if grid.N <= 0 || grid.Step <= 0 {
		grid = in.Roster.Grid
	}
	if grid.N <= 0 || grid.Step <= 0 {
		grid = calendar.Grid{Start: grid.Start, Step: time.Hour}
	}
	c := &docket{Input: in, cal: in.Calendar, start: grid.Start, end: grid.End(), queues: map[string]int{}, byID: map[string]*person{}, midnights: map[int]time.Time{}}
	if c.cal == nil || c.cal.Zone == nil {
		c.cal = calendar.Plain(grid.Zone())
	}
	c.team, c.clocks = c, map[string]*docket{}
	c.first, c.last = weekOf(c.dayOf(c.start)), weekOf(c.dayOf(c.end.Add(-1)))
	for i, q := range in.Queues {
		c.queues[q.Name] = i
	}
	c.enlist()
	c.admit()
	return c
}

// enlist makes the people of the team, without shifts.
func (c *docket) enlist() {
	for _, a := range c.Team.Agents {
		if c.byID[a.ID] != nil {
			continue
		}
		contract, known := c.Team.Contracts[a.Contract]
		p := &person{agent: a, rules: contract.Rules, pace: make([]float64, len(c.Queues)), eras: c.eras(a), before: map[int]time.Duration{}}
		if known {
			p.kinds = allowedKinds(contract, c.Team.ShiftKinds)
		}
		for _, e := range p.eras {
			for i, x := range e.pace {
				p.pace[i] = max(p.pace[i], x)
			}
		}
		c.byID[a.ID] = p
		c.people = append(c.people, p)
	}
	for _, a := range c.Team.Absences {
		if p := c.byID[a.Agent]; p != nil && a.From.Before(a.To) {
			p.absences = append(p.absences, a)
		}
	}
	for _, m := range c.Team.Meetings {
		if p := c.byID[m.Agent]; p != nil && m.From.Before(m.To) && m.Takes() <= m.To.Sub(m.From) && m.From.Before(c.end) && m.To.After(c.start) {
			p.meetings = append(p.meetings, m)
		}
	}
	for _, p := range c.people {
		slices.SortStableFunc(p.meetings, func(a, b schedule.Meeting) int { return a.To.Compare(b.To) })
		slices.SortStableFunc(p.absences, func(a, b schedule.Absence) int { return a.From.Compare(b.From) })
	}
}

// allowedKinds lists the shift kinds of a contract by name, so that their order is steady.
func allowedKinds(contract schedule.Contract, all map[string]schedule.ShiftKind) []schedule.ShiftKind {
	names := slices.Clone(contract.ShiftKinds)
	if len(names) == 0 {
		for name := range all {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	var kinds []schedule.ShiftKind
	for _, name := range slices.Compact(names) {
		if kind, ok := all[name]; ok {
			kind.Name = name
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

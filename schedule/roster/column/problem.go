package column

import "math"

// NoLimit is the value of a limit that binds nothing.
const NoLimit = math.MaxInt32

// Off is a day without work in a Roster.
const Off = -1

// Problem is a rigid rostering problem: one schedule per agent over the days, made of
// shifts that leave nothing open, under rules that look at days alone.
type Problem struct {
	Days    int
	Weekend []int // by day: number of the weekend the day belongs to, -1 for none
	Begin   []int // by day: slot at which the day begins
	Slots   int   // of the period; work may reach beyond them, where nothing is asked of it
	Lines   int   // of supply, such as queues
	Shifts  []Shift
	Agents  []Agent
	Cover   []Cover
	Terms   []Term
}

// Shift is one way to work on a day, breaks and duties included.
type Shift struct {
	ID       string
	Minutes  int    // that count for the limits of time
	Kind     int    // shifts of one kind make a run, see Soft
	Spans    []Span // work it supplies
	Excludes []int  // shifts that may not follow on the next day
}

// Span supplies a line in the slots [From, To), counted from the beginning of the day.
type Span struct{ Line, From, To int }

// Agent is one person: hard rules, and wishes about single days.
type Agent struct {
	ID     string
	Pace   []float64 // by line: supply while working on it; nil is 1 on every line
	Caps   []int     // by shift: most that may be worked; 0 is never, NoLimit is any number
	Free   []int     // days without work
	Rules  Rules
	Soft   Soft
	Before Before
	Wishes []Wish
}

// Rules bind the whole schedule of an agent. The days before the period count as free unless
// Before tells of them; a run that touches the last day, or without Before the first, is never
// too short.
type Rules struct {
	MinMinutes, MaxMinutes int
	MinRun, MaxRun         int // working days in a row
	MinOff                 int // free days in a row
	MaxWeekends            int // with work on any of their days
}

// Wish costs Worked if the shift is worked on the day, Missed if it is not, in the units of
// its term.
type Wish struct {
	Day, Shift, Term int
	Worked, Missed   float64
}

// Cover is a convex cost of the supply of a line in a slot: Cost[n] at supply n, in the
// units of its term, linear between whole supplies and, with the last slope, beyond.
type Cover struct {
	Line, Slot, Term int
	Cost             []float64
}

// Term is a named part of the objective. A unit of a term weighs Weight times the price of
// its tier; tier 1 comes first.
type Term struct {
	Name   string
	Tier   int
	Weight float64
}

// TierRatio is the price of a tier over that of the next: so far apart that a lower tier
// decides what the higher ones leave open, and yet exact in floating point.
const TierRatio = 1000

// Roster is the shift of each agent on each day, or Off. The row of an agent who has no
// legal schedule is nil.
type Roster [][]int

// Price is what one unit of each term weighs in the objective.
func (p *Problem) Price() []float64 {
	last := 1
	for _, t := range p.Terms {
		last = max(last, t.Tier)
	}
	out := make([]float64, len(p.Terms))
	for i, t := range p.Terms {
		out[i] = t.Weight * math.Pow(TierRatio, float64(last-t.Tier))
	}
	return out
}

// At reads a table of costs at whole supplies for a real supply.
func At(cost []float64, supply float64) float64 {
	n := len(cost)
	switch {
	case n == 0:
		return 0
	case supply <= 0 || n == 1:
		return cost[0]
	case supply >= float64(n-1):
		return cost[n-1] + (cost[n-1]-cost[n-2])*(supply-float64(n-1))
	}
	k := int(supply)
	return cost[k] + (cost[k+1]-cost[k])*(supply-float64(k))
}

// PaceOn is the agent's supply while working on the line.
func (a *Agent) PaceOn(line int) float64 {
	if a.Pace == nil {
		return 1
	}
	return a.Pace[line]
}

// Cells calls f for every line and slot that the shift supplies when worked on the day.
func (p *Problem) Cells(day, shift int, f func(line, slot int)) {
	for _, s := range p.Shifts[shift].Spans {
		for k := p.Begin[day] + s.From; k < p.Begin[day]+s.To && k < p.Slots; k++ {
			f(s.Line, k)
		}
	}
}

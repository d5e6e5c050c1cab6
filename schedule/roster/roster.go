// Package roster is the optimiser: requirement, people and rules in, the best legal roster
// it can find out. Hard rules are never broken; what cannot be covered is reported.
//
// translate turns the words of schedule into a problem: per agent the rules and the shifts
// that are legal, lines of supply with convex costs, the flow of deferrable work, and named
// terms of the objective. The solver knows only that. A board holds a roster with what it
// is worth; price tells what one agent's time is worth against everybody else's; a
// dayPlanner fills one shift with breaks and duties, a pathPlanner strings shifts into the
// agent's best legal schedule; search takes agents out and plans them anew until the
// effort is spent. Every rule is a file rule_*.go, every term of the objective term_*.go.
package roster

import (
	"slices"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule"
)

// Input is what a roster is made from.
type Input struct {
	Calendar    *calendar.Calendar
	Queues      []schedule.Queue
	Team        schedule.Team
	Requirement schedule.Requirement

	Base schedule.Roster              // what people were told, over its grid: they keep it where service and rules allow; an empty grid is none
	Open map[string][]calendar.Window // not nil: only these agents get new shifts, and only such as start within their windows; the others keep what is locked

	rolling bool // a window of a longer period, see buildWindows
}

// closed says whether the agent gets no new shift at all.
func (in Input) closed(agent string) bool { return in.Open != nil && len(in.Open[agent]) == 0 }

// opens says whether the agent may get a shift that starts at t.
func (in Input) opens(agent string, t time.Time) bool {
	return in.Open == nil || slices.ContainsFunc(in.Open[agent], func(w calendar.Window) bool { return !t.Before(w.From) && t.Before(w.To) })
}

// Options steer the search. The zero value is the default effort.
type Options struct {
	Seed     uint64
	Effort   int           // rounds of improvement; 0 means 3000 shared by the agents, at least 8 and at most 120, two in three of them for several weeks, and twice as many for teams of 100 and more
	Searches int           // that share the default effort, at least 8 rounds each; 0 means one
	Limit    time.Duration // ceiling; 0 means none; where it strikes the result depends on the machine
	Progress forecast.Progress
	Better   func(Better) // told of every better roster; nil tells nobody
}

// Result is the best legal roster found and what it could not do.
type Result struct {
	Roster   schedule.Roster
	Findings []schedule.Finding
	Terms    []Term  // the objective, gravest tier first
	Total    float64 // their weighted sum, in hours of the mean wage
	Stopped  bool    // cancelled or out of time before the effort was spent
	Done     float64 // share of the effort spent, 0 to 1
}

// Term is one named part of the objective.
type Term struct {
	Name  string
	Tier  int     // lower tiers go first
	Value float64 // in the term's own unit; lower is better
}

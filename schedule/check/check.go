// Package check looks at any roster, whoever made it, and says which rules it breaks and
// what it covers. It shares no code with the optimiser.
package check

import (
	"turno/forecast/calendar"
	"turno/schedule"
)

// Input is a roster with what it is judged against.
type Input struct {
	Calendar    *calendar.Calendar
	Queues      []schedule.Queue
	Team        schedule.Team
	Requirement schedule.Requirement
	Roster      schedule.Roster
}

// Report is what was found.
type Report struct {
	Findings []schedule.Finding // gravest first, then by time and agent
	Coverage schedule.Coverage
	Agents   []AgentHours // by agent, in the team's order
	Granted  int          // requests granted
	Requests int          // requests that concern the period
}

// AgentHours is what one agent works in the period.
type AgentHours struct {
	Agent    string
	Shifts   int
	Paid     float64 // hours
	Night    float64 // paid hours within 22:00 to 06:00
	Weekend  float64 // paid hours on Saturday and Sunday
	Granted  int
	Requests int
}

// Broken counts the findings that are broken hard rules.
func (r Report) Broken() int {
	n := 0
	for _, f := range r.Findings {
		if f.Severity == schedule.Broken {
			n++
		}
	}
	return n
}

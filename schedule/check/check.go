// Package check looks at any roster, whoever made it, and says which rules it breaks and
// what it covers. It shares no code with the optimiser: it is the independent judge.
//
// There is one file and one function per rule; rules.go lists them. A rule sees one person
// with all the shifts that bear on it (those of the roster and those published before the
// period) and returns findings. Coverage is worked out by supply.go (who is there), coverage.go
// (what the curves say), absorb.go (what live people can do beside) and deferrable.go (a
// fluid pass, earliest due first, through every future).
//
// Any roster is judged in bounded time, however absurd: shifts that start outside the
// period, do not end after they start or last longer than MaxShift are reported and then
// put aside.
package check

import (
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

// MaxShift is the longest a shift can last and still be judged as one.
const MaxShift = 48 * time.Hour

// Input is a roster with what it is judged against. The period is the requirement's grid
// or, when that is empty, the roster's. A nil Calendar is one without holidays in the
// period's zone.
type Input struct {
	Calendar    *calendar.Calendar
	Queues      []schedule.Queue
	Team        schedule.Team
	Requirement schedule.Requirement
	Roster      schedule.Roster
	Futures     []Future // equally likely; without any deferrable work comes as the requirement expects it
}

// Report is what was found.
type Report struct {
	Findings []schedule.Finding // gravest first, then by time and agent
	Coverage schedule.Coverage  // one entry per queue of the input, in its order
	Agents   []AgentHours       // by agent, in the team's order
	Granted  int                // requests granted
	Requests int                // requests that concern the period
}

// AgentHours is what one agent works in the period.
type AgentHours struct {
	Agent    string
	Shifts   int
	Paid     float64 // hours
	Night    float64 // paid hours within 22:00 to 06:00
	Weekend  float64 // paid hours on Saturday and Sunday
	Least    float64 // paid hours that the contract asks for in the period, absences taken off
	Most     float64 // paid hours that it allows; 0 is no limit
	Granted  int
	Requests int
}

// Below says whether the agent is paid for less than the contract asks for.
func (a AgentHours) Below() bool { return a.Paid < a.Least-1.0/3600 }

// Above says whether the agent is paid for more than it allows.
func (a AgentHours) Above() bool { return a.Most > 0 && a.Paid > a.Most+1.0/3600 }

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

// Run judges the roster. It never fails: whatever is wrong becomes a finding.
func Run(in Input) Report {
	c := open(in)
	findings := c.admitted
	for _, rule := range rosterRules {
		findings = append(findings, rule(c)...)
	}
	for _, p := range c.people {
		for _, rule := range personRules {
			findings = append(findings, rule(c.by(p.agent), p)...)
		}
	}
	var report Report
	var present [][]float64
	report.Coverage, present = c.coverage()
	findings = append(findings, c.shortfalls(report.Coverage, present)...)
	report.Agents = c.hours()
	findings = append(findings, c.wishes(&report)...)
	sortFindings(findings)
	report.Findings = findings
	return report
}

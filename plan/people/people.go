// Package people says what to do about who can do what: who suits a channel, where a queue
// lacks whom, whom to train in what first, whom to hire, whether a team is ready for new
// hours, and how evenly burdens and rewards lie. There is one file per question. Each takes
// a plan as it stands and answers with typed values; internal/report/text words them.
package people

import (
	"slices"
	"time"

	"turno/plan"
	"turno/schedule"
	"turno/skills"
)

// agent finds a member of the team.
func agent(team schedule.Team, id string) (schedule.Agent, bool) {
	i := slices.IndexFunc(team.Agents, func(a schedule.Agent) bool { return a.ID == id })
	if i < 0 {
		return schedule.Agent{}, false
	}
	return team.Agents[i], true
}

// has says whether the agent has an ability on the channel at some time of the period.
func has(a schedule.Agent, c skills.Channel) bool {
	return slices.ContainsFunc(a.Abilities, func(b skills.Ability) bool { return b.Channel == c && b.Pace > 0 })
}

// speaks says whether the agent speaks the language; every agent does where none is asked for.
func speaks(a schedule.Agent, l skills.Language) bool {
	return l == "" || slices.Contains(a.Languages, l)
}

// employed says whether the agent is employed on some day of the period.
func employed(a schedule.Agent, p plan.Plan) bool {
	first, last := p.Period()
	for d := first; !last.Before(d); d = d.Add(1) {
		if a.Employed(d) {
			return true
		}
	}
	return false
}

// weeks is the length of the period.
func weeks(p plan.Plan) float64 {
	return max(p.Input.Period.End().Sub(p.Input.Period.Start).Hours()/(7*24), 1e-9)
}

// hourOfWeek numbers the hours of a local week from Monday 0:00, 0 to 167.
func hourOfWeek(t time.Time) int { return (int(t.Weekday())+6)%7*24 + t.Hour() }

// keep is the share of rostered time left by shrinkage.
func keep(team schedule.Team) float64 { return max(1-team.Shrinkage.Share(), 0.01) }

// byPersona finds the fit of a person to a persona.
func byPersona(fits []skills.Fit, person, persona string) (skills.Fit, bool) {
	i := slices.IndexFunc(fits, func(f skills.Fit) bool { return f.Person == person && f.Persona == persona })
	if i < 0 {
		return skills.Fit{}, false
	}
	return fits[i], true
}

package plan

import (
	"turno/schedule"
	"turno/skills"
)

// Assess is the input with the agents' abilities as the assessments leave them in the period,
// and the fits that say why. It begins from the abilities as Stated, so that it may be asked
// again after a change.
func (in Input) Assess() (Input, []skills.Fit) {
	agents, fits := schedule.Assess(in.Stated, in.Others, in.Assessed, in.Skills, in.Calendar.Zone, in.Period.Start, in.Period.End())
	in.Team.Agents = agents
	return in, fits
}

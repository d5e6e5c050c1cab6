package workspace

import (
	"time"

	"turno/internal/workspace/settings"
	"turno/internal/workspace/table"
	"turno/plan"
	"turno/skills"
)

// The files about what people can do.
const (
	assessmentsFile = "assessments.csv"
	candidatesFile  = "candidates.csv"
)

// assessments reads what was found out about the people of the team and about candidates. A
// nil list of agents is not checked against.
func (l *loader) assessments(agents []string, now time.Time) ([]skills.Assessment, []skills.Person) {
	opt := table.PeopleOptions{Zone: l.zone, Agents: agents, Now: now}
	candidates := readTable(l, candidatesFile, "", table.ReadCandidates, opt)
	if opt.Agents != nil {
		for _, c := range candidates {
			opt.Agents = append(opt.Agents[:len(opt.Agents):len(opt.Agents)], c.ID)
		}
	}
	return readTable(l, assessmentsFile, "", table.ReadAssessments, opt), candidates
}

// assess reads the assessments and lets them say what the agents of the input can do.
func (l *loader) assess(in *plan.Input, set *settings.Settings) {
	agents := make([]string, len(in.Team.Agents))
	for i, a := range in.Team.Agents {
		agents[i] = a.ID
	}
	in.Skills, in.Worth, in.Stated = set.Skills, set.ContactWorth, in.Team.Agents
	in.Assessed, in.Others = l.assessments(agents, in.Now)
	*in, _ = in.Assess()
}

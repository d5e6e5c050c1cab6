package workspace

import (
	"io"
	"io/fs"
	"time"

	"turno/internal/workspace/settings"
	"turno/internal/workspace/table"
	"turno/plan"
	"turno/skills"
)

// The files about what people can do.
const (
	assessmentsFile = "assessments.csv"
	assessmentsBook = "assessments.xlsx"
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
	if _, err := fs.Stat(l.fsys, assessmentsBook); err == nil {
		if _, err := fs.Stat(l.fsys, assessmentsFile); err == nil {
			l.faults.Addf(assessmentsBook, 0, 0, "both %s and %s are there: expected one of them", assessmentsFile, assessmentsBook)
			return nil, candidates
		}
		return readTable(l, assessmentsBook, "", readBook, opt), candidates
	}
	return readTable(l, assessmentsFile, "", table.ReadAssessments, opt), candidates
}

// readBook is table.ReadAssessments for a workbook.
func readBook(name string, r io.Reader, opt table.PeopleOptions) ([]skills.Assessment, error) {
	rows, err := table.FromWorkbook(name, r, "assessments", "date", "expires")
	if err != nil {
		return nil, err
	}
	return table.ReadAssessments(name, rows, opt)
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

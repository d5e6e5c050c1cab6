package plan

import (
	"slices"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/skills"
)

// Assess is the input with the agents' abilities as the assessments leave them in the period,
// and the fits that say why. It begins from the abilities as Stated, so that it may be asked
// again after a change; all else of the agents stays as it is.
func (in Input) Assess() (Input, []skills.Fit) {
	assessed, fits := schedule.Assess(in.Stated, in.Others, in.Assessed, in.Skills, in.Calendar.Zone, in.Period.Start, in.Period.End())
	byID := map[string]schedule.Agent{}
	for _, a := range assessed {
		byID[a.ID] = a
	}
	in.Team.Agents = slices.Clone(in.Team.Agents)
	for i, a := range in.Team.Agents {
		if now, known := byID[a.ID]; known {
			in.Team.Agents[i].Abilities, in.Team.Agents[i].Barred = now.Abilities, now.Barred
		}
	}
	return in, fits
}

// Barred tells whom assessments keep off a channel of theirs, from the start of the period or
// from a day within it.
func (in Input) Barred() []schedule.Finding {
	var out []schedule.Finding
	for _, a := range in.Team.Agents {
		for _, b := range a.Barred {
			out = append(out, schedule.Finding{Code: schedule.CodeBarred, Severity: schedule.Info, Agent: a.ID,
				From: calendar.Later(in.Period.Start, b.From), To: in.Period.End(), Names: []string{string(b.Reason), b.Name, string(b.Channel)}})
		}
	}
	return out
}

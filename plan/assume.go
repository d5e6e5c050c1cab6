package plan

import (
	"slices"

	"turno/schedule"
)

// Assume completes a roster that says only when people are there: a shift without duties is
// taken to serve every queue its agent can, live queues first, then by priority. Time on call
// and shifts of people who are not in the team stay as they are.
func (in Input) Assume(r schedule.Roster) schedule.Roster {
	r.Shifts = slices.Clone(r.Shifts)
	for i, s := range r.Shifts {
		k := slices.IndexFunc(in.Team.Agents, func(a schedule.Agent) bool { return a.ID == s.Agent })
		if len(s.Duties) > 0 || k < 0 || s.OnCall != nil {
			continue
		}
		queues := in.Team.Agents[k].Serves(in.Queues)
		if len(queues) == 0 {
			continue
		}
		from := s.Start
		for _, b := range append(slices.Clone(s.Breaks), schedule.Break{Start: s.End, End: s.End}) {
			if from.Before(b.Start) {
				r.Shifts[i].Duties = append(r.Shifts[i].Duties, schedule.Duty{Start: from, End: b.Start, Queues: queues})
			}
			from = b.End
		}
	}
	return r
}

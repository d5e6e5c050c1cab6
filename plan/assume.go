package plan

import (
	"cmp"
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
		queues := in.served(in.Team.Agents[k])
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

// served lists the queues that the agent can serve in the order of attention.
func (in Input) served(a schedule.Agent) []string {
	queues := slices.DeleteFunc(slices.Clone(in.Queues), func(q schedule.Queue) bool {
		_, ok := a.Can(q)
		return !ok
	})
	rank := func(q schedule.Queue) int {
		if q.Channel.Live() {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(queues, func(a, b schedule.Queue) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Priority, b.Priority))
	})
	names := make([]string, len(queues))
	for i, q := range queues {
		names[i] = q.Name
	}
	return names
}

package roster

import (
	"slices"

	"turno/schedule"
)

// roster puts the plans into the words of schedule.
func (t *translator) roster(plans []plan) schedule.Roster {
	r := schedule.Roster{Grid: t.grid}
	for a, pl := range plans {
		for _, s := range pl {
			r.Shifts = append(r.Shifts, t.shift(&t.p.agents[a], s))
		}
	}
	for _, s := range t.in.Team.Locks { // of nobody in the team: kept as they are
		known := slices.ContainsFunc(t.p.agents, func(a agent) bool { return a.id == s.Agent })
		if !known && t.grid.Contains(s.Start) {
			s.Locked = true
			r.Shifts = append(r.Shifts, s)
		}
	}
	r.Sort()
	return r
}

func (t *translator) shift(a *agent, s placed) schedule.Shift {
	if s.lock >= 0 {
		out := t.in.Team.Locks[s.lock]
		out.Locked = true
		return out
	}
	out := schedule.Shift{Agent: a.id, Kind: s.kind, Start: t.time(s.at), End: t.time(s.end)}
	for _, part := range s.parts {
		if part.duty < 0 {
			out.Breaks = append(out.Breaks, schedule.Break{Start: t.time(part.from), End: t.time(part.to), Paid: part.paid})
			continue
		}
		out.Duties = append(out.Duties, schedule.Duty{
			Start: t.time(part.from), End: t.time(part.to), Queues: slices.Clone(a.duties[part.duty].queues),
		})
	}
	return out
}

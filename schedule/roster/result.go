package roster

import (
	"slices"

	"turno/schedule"
)

// roster puts the plans into the words of schedule.
func (t *translator) roster(plans []Plan) schedule.Roster {
	r := schedule.Roster{Grid: t.grid}
	for a, pl := range plans {
		for _, s := range pl {
			r.Shifts = append(r.Shifts, t.shift(&t.p.Agents[a], s))
		}
	}
	for _, s := range t.in.Team.Locks { // of nobody in the team: kept as they are
		known := slices.ContainsFunc(t.p.Agents, func(a Agent) bool { return a.ID == s.Agent })
		if !known && t.grid.Contains(s.Start) {
			s.Locked = true
			r.Shifts = append(r.Shifts, s)
		}
	}
	r.Sort()
	return r
}

func (t *translator) shift(a *Agent, s Placed) schedule.Shift {
	if s.Lock >= 0 {
		out := t.in.Team.Locks[s.Lock]
		out.Locked = true
		return out
	}
	out := schedule.Shift{Agent: a.ID, Kind: s.Kind, Start: t.time(s.At), End: t.time(s.End), OnCall: t.in.Team.ShiftKinds[s.Kind].OnCall}
	if out.OnCall != nil {
		return out
	}
	for _, part := range s.Parts {
		if part.Duty < 0 {
			out.Breaks = append(out.Breaks, schedule.Break{Start: t.time(part.From), End: t.time(part.To), Paid: part.Paid, Meeting: a.meetingKind(part.Meeting)})
			continue
		}
		out.Duties = append(out.Duties, schedule.Duty{
			Start: t.time(part.From), End: t.time(part.To), Queues: slices.Clone(a.Duties[part.Duty].Queues),
		})
	}
	return out
}

package roster

import (
	"slices"

	"turno/schedule"
)

// overhang is the work of the agent's published shifts that reaches from before the period
// into it: the night shift of the evening before serves the first morning.
func (t *translator) overhang(team schedule.Team, a schedule.Agent, duties []Duty) []Part {
	var out []Part
	for _, s := range team.Published {
		if s.Agent != a.ID || !s.Start.Before(t.grid.Start) || !s.End.After(t.grid.Start) || s.Start.Before(t.grid.Start.Add(-lookBack)) {
			continue
		}
		if k := standbyOf(duties, s.OnCall, 0); k >= 0 {
			out = append(out, Part{From: 0, To: min(t.end(), t.minuteUp(s.End)), Duty: k, Paid: true})
		}
		for _, d := range s.Duties {
			from, to := max(0, t.minute(d.Start)), min(t.end(), t.minute(d.End))
			if k := dutyOf(duties, d.Queues, from); k >= 0 && from < to {
				out = append(out, Part{From: from, To: to, Duty: k, Paid: true})
			}
		}
	}
	return out
}

// dutyOf is the duty that serves these queues, or at least has the same first one; -1
// where the agent can do neither. It is one that can be worked at the minute, where there is.
func dutyOf(duties []Duty, queues []string, at int) int {
	if len(queues) == 0 {
		return -1
	}
	best := -1
	for _, fits := range []func(d Duty) bool{
		func(d Duty) bool { return d.allows(at, at+1) && slices.Equal(d.Queues, queues) },
		func(d Duty) bool { return d.allows(at, at+1) && d.Queues[0] == queues[0] },
		func(d Duty) bool { return slices.Equal(d.Queues, queues) },
		func(d Duty) bool { return d.Queues[0] == queues[0] },
	} {
		if best < 0 {
			best = slices.IndexFunc(duties, func(d Duty) bool { return d.OnCall == nil && fits(d) })
		}
	}
	return best
}

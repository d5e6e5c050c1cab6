package track

import (
	"slices"
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

// staffed is who was to be there over a span, and who was.
type staffed struct {
	rostered, lost float64            // hours on duty planned, and of them those of people who were away
	planned, came  map[string]float64 // effective agent-hours by the queue that a duty has first
}

// staff adds up the duties within a span: at the agents' pace, after the shrinkage that was
// planned; what came is without the unplanned part where absences tell it instead.
func (in Input) staff(from, to time.Time) staffed {
	out := staffed{planned: map[string]float64{}, came: map[string]float64{}}
	team := in.Plan.Team
	keep := 1 - team.Shrinkage.Share()
	for _, s := range in.Roster.Shifts {
		k := slices.IndexFunc(team.Agents, func(a schedule.Agent) bool { return a.ID == s.Agent })
		if k < 0 || s.OnCall != nil {
			continue
		}
		for _, d := range s.Duties {
			queue, there := in.queue(d), calendar.Later(d.Start, from)
			pace := team.Agents[k].Pace(queue, there)
			hours := max(0, calendar.Earlier(d.End, to).Sub(there).Hours())
			out.rostered += hours
			out.planned[queue.Name] += hours * pace * keep
			for _, w := range present(there, calendar.Earlier(d.End, to), s.Agent, in.Absences) {
				hours -= w.To.Sub(w.From).Hours()
				out.came[queue.Name] += w.To.Sub(w.From).Hours() * pace * (1 - team.Shrinkage.Planned)
			}
			out.lost += hours
		}
	}
	if !in.Absent {
		out.came, out.lost = out.planned, 0
	}
	return out
}

// queue is the first of a duty; the zero queue where it is not one of the plan's.
func (in Input) queue(d schedule.Duty) schedule.Queue {
	k := slices.IndexFunc(in.Plan.Queues, func(q schedule.Queue) bool { return q.Name == d.Queues[0] })
	if k < 0 {
		return schedule.Queue{}
	}
	return in.Plan.Queues[k]
}

// present is what is left of a span of an agent's when absences are taken out.
func present(from, to time.Time, agent string, away []schedule.Absence) []calendar.Window {
	left := []calendar.Window{{From: from, To: to}}
	for _, a := range away {
		if a.Agent != agent {
			continue
		}
		var next []calendar.Window
		for _, w := range left {
			for _, part := range []calendar.Window{{From: w.From, To: calendar.Earlier(w.To, a.From)}, {From: calendar.Later(w.From, a.To), To: w.To}} {
				if part.From.Before(part.To) {
					next = append(next, part)
				}
			}
		}
		left = next
	}
	return slices.DeleteFunc(left, func(w calendar.Window) bool { return !w.From.Before(w.To) })
}

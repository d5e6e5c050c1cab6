package check

import (
	"turno/forecast/calendar"
	"turno/schedule"
)

// standby adds the people on call to those who count towards each queue's minimum.
func (c *docket) standby(present [][]float64) {
	grid := c.Requirement.Grid
	for _, p := range c.people {
		for _, s := range p.shifts {
			if s.OnCall == nil {
				continue
			}
			from, to := calendar.Later(s.Start, grid.Start), calendar.Earlier(s.End, grid.End())
			for q, queue := range c.Queues {
				if !from.Before(to) || !queue.OnCall {
					continue
				}
				for i := int(from.Sub(grid.Start) / grid.Step); i < grid.N && grid.At(i).Before(to); i++ {
					if s.OnCall.StandsBy(p.agent, queue, grid.At(i)) {
						part := shared(from, to, grid.At(i), grid.At(i).Add(grid.Step))
						present[q][i] += float64(part) / float64(grid.Step)
					}
				}
			}
		}
	}
}

// onCall finds time on call of people who can serve none of its queues.
func onCall(c *docket, p *person) []schedule.Finding {
	var found []schedule.Finding
	for _, s := range p.shifts {
		if !s.ours || s.OnCall == nil || len(s.OnCall.Queues) == 0 {
			continue
		}
		able := false
		for _, name := range s.OnCall.Queues {
			q, known := c.queues[name]
			if known {
				_, _, cannot := p.cannot(q, s.Start, s.End)
				able = able || !cannot
			}
		}
		if !able {
			f := p.broken(schedule.CodeSkill, s.Start, s.End, 0, 0)
			f.Queue = s.OnCall.Queues[0]
			found = append(found, f)
		}
	}
	return found
}

package check

import (
	"turno/forecast/calendar"
	"turno/schedule"
)

// skill finds duties on queues that the person cannot serve, one finding per shift and
// queue, over the stretch from the first such duty to the last.
func skill(c *docket, p *person) []schedule.Finding {
	var found []schedule.Finding
	for _, s := range p.shifts {
		if !s.ours {
			continue
		}
		at := map[string]int{} // queue to its finding
		for _, d := range s.Duties {
			for _, name := range d.Queues {
				q, known := c.queues[name]
				if !known || p.pace[q] > 0 {
					continue
				}
				if i, seen := at[name]; seen {
					found[i].To = calendar.Later(found[i].To, d.End)
					continue
				}
				at[name] = len(found)
				f := p.broken(schedule.CodeSkill, d.Start, d.End, 0, 0)
				f.Queue = name
				found = append(found, f)
			}
		}
	}
	return found
}

package check

import (
	"time"

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
				if !known {
					continue
				}
				from, to, cannot := p.cannot(q, d.Start, d.End)
				if !cannot {
					continue
				}
				if i, seen := at[name]; seen {
					found[i].To = calendar.Later(found[i].To, to)
					continue
				}
				at[name] = len(found)
				f := p.broken(schedule.CodeSkill, from, to, 0, 0)
				f.Queue, f.Names = name, p.barred(c.Queues[q], from)
				found = append(found, f)
			}
		}
	}
	return found
}

// barred says why the assessments keep the person off the queue at the time: the reason and
// the certificate or competence; nothing where they do not.
func (p *person) barred(q schedule.Queue, t time.Time) []string {
	for _, b := range p.agent.Barred {
		if b.Channel == q.Channel && !b.From.After(t) {
			return []string{string(b.Reason), b.Name}
		}
	}
	return nil
}

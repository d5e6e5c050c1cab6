package check

import "turno/schedule"

// unknownQueues finds duties on queues that do not exist, once per shift and name.
func unknownQueues(c *docket) []schedule.Finding {
	var found []schedule.Finding
	for _, p := range c.people {
		for _, s := range p.shifts {
			if !s.ours {
				continue
			}
			seen := map[string]bool{}
			for _, d := range s.Duties {
				for _, name := range d.Queues {
					if _, known := c.queues[name]; !known && !seen[name] {
						seen[name] = true
						found = append(found, p.broken(schedule.CodeUnknownQueue, d.Start, d.End, 0, 0, name))
					}
				}
			}
		}
	}
	return found
}

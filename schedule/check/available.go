package check

import "turno/schedule"

// available finds work outside the hours in which the person can work, and shifts that
// belong to a day on which the person is not employed.
func available(c *docket, p *person) []schedule.Finding {
	var found []schedule.Finding
	always := p.agent.Available.AlwaysOpen()
	for _, s := range p.shifts {
		if !s.ours {
			continue
		}
		outside := s.End.Sub(s.Start)
		switch {
		case !p.agent.Employed(date(s.day)):
		case always:
			outside = 0
		default:
			for _, w := range p.agent.Available.Windows(s.Start, s.End, c.cal) {
				outside -= w.To.Sub(w.From)
			}
		}
		if outside > 0 {
			found = append(found, p.broken(schedule.CodeUnavailable, s.Start, s.End, outside.Hours(), 0))
		}
	}
	return found
}

package check

import (
	"turno/forecast/calendar"
	"turno/schedule"
)

// absent finds work during an absence, one finding per shift and absence.
func absent(_ *docket, p *person) []schedule.Finding {
	var found []schedule.Finding
	for _, s := range p.shifts {
		if !s.ours {
			continue
		}
		for _, a := range p.absences {
			if !a.From.Before(s.End) {
				break
			}
			if d := shared(s.Start, s.End, a.From, a.To); d > 0 {
				found = append(found, p.broken(schedule.CodeAbsent, calendar.Later(s.Start, a.From), calendar.Earlier(s.End, a.To), d.Hours(), 0, a.Kind))
			}
		}
	}
	return found
}

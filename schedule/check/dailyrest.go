package check

import "turno/schedule"

// dailyRest finds shifts that begin too soon after the end of the one before, in elapsed
// time and across the start of the period. Shifts that overlap are another rule's.
func dailyRest(_ *docket, p *person) []schedule.Finding {
	var found []schedule.Finding
	var before shift // the one that ends last so far
	for i, s := range p.shifts {
		rest := s.Start.Sub(before.End)
		if i > 0 && s.ours && rest >= 0 && rest < p.rules.DailyRest {
			found = append(found, p.broken(schedule.CodeDailyRest, before.End, s.Start, rest.Hours(), p.rules.DailyRest.Hours()))
		}
		if s.End.After(before.End) {
			before = s
		}
	}
	return found
}

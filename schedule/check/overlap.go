package check

import (
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

// overlap finds shifts that begin before an earlier one of the same person has ended.
func overlap(_ *docket, p *person) []schedule.Finding {
	var found []schedule.Finding
	var before shift // the one that ends last so far
	for _, s := range p.shifts {
		if s.Start.Before(before.End) && s.ours {
			to := calendar.Earlier(s.End, before.End)
			found = append(found, p.broken(schedule.CodeOverlap, s.Start, to, to.Sub(s.Start).Hours(), 0))
		}
		if s.End.After(before.End) {
			before = s
		}
	}
	return found
}

// shared is how long two stretches of time overlap, at least 0.
func shared(from, to, start, end time.Time) time.Duration {
	return max(0, calendar.Earlier(to, end).Sub(calendar.Later(from, start)))
}

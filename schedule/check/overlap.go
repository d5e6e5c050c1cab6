package check

import (
	"time"

	"turno/schedule"
)

// overlap finds shifts that begin before an earlier one of the same person has ended.
func overlap(_ *docket, p *person) []schedule.Finding {
	var found []schedule.Finding
	var before shift // the one that ends last so far
	for _, s := range p.shifts {
		if s.Start.Before(before.End) && s.ours {
			to := earlier(s.End, before.End)
			found = append(found, p.broken(schedule.CodeOverlap, s.Start, to, to.Sub(s.Start).Hours(), 0))
		}
		if s.End.After(before.End) {
			before = s
		}
	}
	return found
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// shared is how long two stretches of time overlap, at least 0.
func shared(from, to, start, end time.Time) time.Duration {
	return max(0, earlier(to, end).Sub(later(from, start)))
}

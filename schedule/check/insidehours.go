package check

import (
	"slices"
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

// insideHours finds shifts at work that lie, in part or whole, where none of the queues
// that the person can serve is open.
func insideHours(c *docket, p *person) []schedule.Finding {
	if !p.rules.InsideHours {
		return nil
	}
	var found []schedule.Finding
	for _, s := range p.shifts {
		if !s.ours || s.OnCall != nil {
			continue
		}
		if out := s.End.Sub(s.Start) - c.openFor(p, s.Start, s.End); out > 0 {
			found = append(found, p.broken(schedule.CodeOutsideHours, s.Start, s.End, out.Hours(), 0))
		}
	}
	return found
}

// openFor is the time of [from, to) in which a queue that the person can serve is open, by
// the team's clock.
func (c *docket) openFor(p *person, from, to time.Time) time.Duration {
	var all []calendar.Window
	for i, q := range c.Queues {
		if p.pace[i] > 0 {
			all = append(all, q.Hours.Windows(from, to, c.team.cal)...)
		}
	}
	slices.SortFunc(all, func(a, b calendar.Window) int { return a.From.Compare(b.From) })
	var open time.Duration
	for _, w := range all {
		if w.From = calendar.Later(w.From, from); w.From.Before(w.To) {
			open += w.To.Sub(w.From)
			from = w.To
		}
	}
	return open
}

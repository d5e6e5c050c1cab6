package check

import (
	"slices"

	"turno/schedule"
)

// locks finds locked shifts of the period that the roster does not keep exactly: agent,
// start, end, breaks and duties.
func locks(c *docket) []schedule.Finding {
	var found []schedule.Finding
	for _, l := range c.Team.Locks {
		if l.Start.Before(c.start) || !l.Start.Before(c.end) {
			continue
		}
		p := c.byID[l.Agent]
		if p == nil || !slices.ContainsFunc(p.shifts, func(s shift) bool { return s.ours && same(s.Shift, l) }) {
			found = append(found, schedule.Finding{
				Code: schedule.CodeLockMoved, Severity: schedule.Broken, Agent: l.Agent, From: l.Start, To: l.End,
			})
		}
	}
	return found
}

func same(a, b schedule.Shift) bool {
	return a.Start.Equal(b.Start) && a.End.Equal(b.End) && a.OnCall.Same(b.OnCall) &&
		slices.EqualFunc(byStart(a.Breaks), byStart(b.Breaks), func(a, b schedule.Break) bool {
			return a.Start.Equal(b.Start) && a.End.Equal(b.End) && a.Paid == b.Paid
		}) &&
		slices.EqualFunc(byBegin(a.Duties), byBegin(b.Duties), func(a, b schedule.Duty) bool {
			return a.Start.Equal(b.Start) && a.End.Equal(b.End) && slices.Equal(a.Queues, b.Queues)
		})
}

func byBegin(duties []schedule.Duty) []schedule.Duty {
	sorted := slices.Clone(duties)
	slices.SortStableFunc(sorted, func(a, b schedule.Duty) int { return a.Start.Compare(b.Start) })
	return sorted
}

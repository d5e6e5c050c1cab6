package check

import (
	"slices"
	"time"

	"turno/schedule"
)

// admit gives the shifts to their people and reports those that nobody can judge: of an
// unknown agent, outside the period, without a sensible length.
func (c *docket) admit() {
	for _, s := range c.Roster.Shifts {
		if f, ok := c.refuse(s); ok {
			c.admitted = append(c.admitted, f)
			continue
		}
		c.byID[s.Agent].add(c, s, true)
	}
	for _, s := range c.Team.Published {
		near := s.Start.Before(c.start) && !s.Start.Before(c.start.Add(-lookBack))
		if p := c.byID[s.Agent]; p != nil && near && sensible(s) {
			p.add(c, s, false)
		}
		if p := c.byID[s.Agent]; p != nil && sensible(s) && s.Start.Before(c.start) && !s.Start.Before(c.start.Add(-meanBack)) {
			p.before[weekOf(c.by(p.agent).dayOf(s.Start))] += s.PaidHours()
		}
	}
	for _, p := range c.people {
		slices.SortStableFunc(p.shifts, func(a, b shift) int {
			if n := a.Start.Compare(b.Start); n != 0 {
				return n
			}
			return a.End.Compare(b.End)
		})
	}
}

// refuse is the finding for a shift of the roster that cannot be judged further.
func (c *docket) refuse(s schedule.Shift) (schedule.Finding, bool) {
	f := schedule.Finding{Severity: schedule.Broken, Agent: s.Agent, From: s.Start, To: s.End}
	switch {
	case c.byID[s.Agent] == nil:
		f.Code = schedule.CodeUnknownAgent
	case s.Start.Before(c.start) || !s.Start.Before(c.end):
		f.Code = schedule.CodeOutside
	case !sensible(s):
		f.Code, f.Names = schedule.CodeShiftKind, []string{s.Kind}
		f.Value, f.Limit = s.End.Sub(s.Start).Hours(), MaxShift.Hours()
	default:
		return f, false
	}
	return f, true
}

func sensible(s schedule.Shift) bool {
	return s.Start.Before(s.End) && s.End.Sub(s.Start) <= MaxShift
}

func (p *person) add(c *docket, s schedule.Shift, ours bool) {
	p.shifts = append(p.shifts, shift{Shift: s, ours: ours, day: c.by(p.agent).dayOf(s.Start), paid: s.PaidHours()})
}

// meanBack is how far before the period published hours are looked at.
const meanBack = 54 * 7 * 24 * time.Hour

package check

import (
	"time"

	"turno/schedule"
)

// by is the docket by the clock that the person lives by: with days, weeks, nights and
// starts of its own. What is owed for the period stays that of the team's dates.
func (c *docket) by(a schedule.Agent) *docket {
	if a.Zone == nil || a.Zone.String() == c.cal.Zone.String() {
		return c
	}
	own, known := c.clocks[a.Zone.String()]
	if !known {
		of := *c
		own = &of
		own.cal, own.midnights = c.cal.By(a.Zone), map[int]time.Time{}
		own.first, own.last = weekOf(own.dayOf(c.start)), weekOf(own.dayOf(c.end.Add(-1)))
		c.clocks[a.Zone.String()] = own
	}
	return own
}

// lastWhole is the last day that ends within the period: of one that goes on after it
// nobody knows yet that it stays free.
func (c *docket) lastWhole() int {
	_, last := c.days()
	if c.midnight(last + 1).After(c.end) {
		last--
	}
	return last
}

// opens is the first day on which the roster decides: not one that began before the period
// and has a published shift already.
func (c *docket) opens(p *person) int {
	first, _ := c.days()
	over := false
	for _, s := range p.shifts {
		if s.day == first {
			over = !s.ours
		}
	}
	if over {
		first++
	}
	return first
}

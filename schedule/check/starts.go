package check

import (
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

// clock is the local time of day at which the shift starts.
func (c *docket) clock(s shift) time.Duration {
	t := s.Start.In(c.cal.Zone)
	return time.Duration(calendar.ClockOf(t))*time.Minute + time.Duration(t.Second())*time.Second
}

// backward finds shifts that start much earlier on the clock than that of the day before.
func backward(c *docket, p *person) []schedule.Finding {
	if p.rules.BackwardMax <= 0 {
		return nil
	}
	var found []schedule.Finding
	for i := 1; i < len(p.shifts); i++ {
		a, b := p.shifts[i-1], p.shifts[i]
		if by := c.clock(a) - c.clock(b); b.ours && b.day == a.day+1 && by > p.rules.BackwardMax {
			found = append(found, p.broken(schedule.CodeForward, b.Start, b.End, by.Hours(), p.rules.BackwardMax.Hours()))
		}
	}
	return found
}

// startSpread finds calendar weeks whose shifts start at times too far apart.
func startSpread(c *docket, p *person) []schedule.Finding {
	if p.rules.StartSpread <= 0 {
		return nil
	}
	var found []schedule.Finding
	for i := 0; i < len(p.shifts); {
		week, ours := p.shifts[i].week(), false
		least, most := c.clock(p.shifts[i]), c.clock(p.shifts[i])
		for ; i < len(p.shifts) && p.shifts[i].week() == week; i++ {
			at := c.clock(p.shifts[i])
			least, most, ours = min(least, at), max(most, at), ours || p.shifts[i].ours
		}
		if ours && most-least > p.rules.StartSpread {
			from, to, _ := c.week(week)
			found = append(found, p.broken(schedule.CodeStartSpread, from, to, (most-least).Hours(), p.rules.StartSpread.Hours()))
		}
	}
	return found
}

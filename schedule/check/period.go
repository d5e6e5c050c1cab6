package check

import (
	"time"

	"turno/schedule"
)

// days of the period, from the first to the last.
func (c *docket) days() (first, last int) { return c.dayOf(c.start), c.dayOf(c.end.Add(-1)) }

// planned is the paid time and the working days of the roster itself.
func (p *person) planned() (paid time.Duration, days int) {
	last := -1 << 62
	for _, s := range p.shifts {
		if !s.ours {
			continue
		}
		paid += s.paid
		if s.day != last {
			days, last = days+1, s.day
		}
	}
	return paid, days
}

// periodHours finds too many or too few paid hours in the period.
func periodHours(c *docket, p *person) []schedule.Finding {
	limit := p.rules.PeriodHours
	if limit == (schedule.Range{}) {
		return nil
	}
	paid, _ := p.planned()
	if limit.Max > 0 && paid > limit.Max {
		return []schedule.Finding{p.broken(schedule.CodePeriodHoursMax, c.start, c.end, paid.Hours(), limit.Max.Hours())}
	}
	if least := c.leastPeriod(p); paid < least-time.Second {
		return []schedule.Finding{p.broken(schedule.CodePeriodHoursMin, c.start, c.end, paid.Hours(), least.Hours())}
	}
	return nil
}

// leastPeriod is the person's minimum in the period, less by the shares of days away.
func (c *docket) leastPeriod(p *person) time.Duration {
	first, last := c.team.days()
	workdays := p.workdays()
	share := p.rules.PeriodHours.Min * 7 / time.Duration(workdays*(last-first+1))
	least := p.rules.PeriodHours.Min
	whole := map[int]int{}
	for day := first; day <= last; day++ {
		if c.isLost(p, day) {
			if whole[weekOf(day)]++; whole[weekOf(day)] <= workdays {
				least -= share
			}
			continue
		}
		_, paid := away(p, c.midnight(day), c.midnight(day+1))
		least -= min(paid, share)
	}
	return max(0, least)
}

// periodDays finds too many or too few working days in the period.
func periodDays(c *docket, p *person) []schedule.Finding {
	limit := p.rules.PeriodDays
	if limit == (schedule.Days{}) {
		return nil
	}
	_, days := p.planned()
	if limit.Max > 0 && days > limit.Max {
		return []schedule.Finding{p.broken(schedule.CodePeriodDaysMax, c.start, c.end, float64(days), float64(limit.Max))}
	}
	least := limit.Min
	whole := map[int]int{}
	first, last := c.team.days()
	for day := first; day <= last; day++ {
		if c.isLost(p, day) {
			if whole[weekOf(day)]++; whole[weekOf(day)] <= p.workdays() {
				least--
			}
		}
	}
	if days < least {
		return []schedule.Finding{p.broken(schedule.CodePeriodDaysMin, c.start, c.end, float64(days), float64(least))}
	}
	return nil
}

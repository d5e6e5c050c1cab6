package check

import "time"

// reach is the least and the most paid time in the period that the person's contract leaves
// them: what its weeks and the period ask for, less for absences as those rules count them,
// and what they allow after the shifts published before. No limit is 0.
func (c *docket) reach(p *person) (least, most time.Duration) {
	published := map[int]time.Duration{}
	for _, s := range p.shifts {
		if !s.ours {
			published[s.week()] += s.paid
		}
	}
	for week := c.first; week <= c.last; week++ {
		if _, _, whole := c.week(week); whole && p.rules.WeekHoursMin > 0 {
			least += max(0, c.leastHours(p, week)-published[week])
		}
		if p.rules.WeekHoursMax > 0 {
			most += max(0, p.rules.WeekHoursMax-published[week])
		}
	}
	if p.rules.PeriodHours.Min > 0 {
		least = max(least, c.leastPeriod(p))
	}
	if limit := p.rules.PeriodHours.Max; limit > 0 && (p.rules.WeekHoursMax <= 0 || limit < most) {
		most = limit
	}
	return least, most
}

package check

import "turno/schedule"

// weekDaysMin finds calendar weeks, wholly inside the period, with too few working days. A
// day wholly absent or not employed takes one away from what is owed.
func weekDaysMin(c *docket, p *person) []schedule.Finding {
	if p.rules.WeekDaysMin <= 0 {
		return nil
	}
	days := map[int]int{}
	for _, t := range weeks(p) {
		days[t.week] = t.days
	}
	var found []schedule.Finding
	for week := c.first; week <= c.last; week++ {
		from, to, whole := c.week(week)
		if least := p.rules.WeekDaysMin - c.lost(p, week, 7); whole && days[week] < least {
			found = append(found, p.broken(schedule.CodeWeekDaysMin, from, to, float64(days[week]), float64(least)))
		}
	}
	return found
}

// lost counts the days of the week, at most most, on which the person is wholly absent or
// not employed.
func (c *docket) lost(p *person, week, most int) int {
	n := 0
	for day := 7 * week; day < 7*week+7; day++ {
		if c.isLost(p, day) {
			n++
		}
	}
	return min(n, most)
}

func (c *docket) isLost(p *person, day int) bool {
	from, to := c.midnight(day), c.midnight(day+1)
	absent, _ := away(p, from, to)
	return !p.agent.Employed(date(day)) || absent == to.Sub(from)
}

// workdays is the number of days of a week that the least hours are meant to be worked on.
func (p *person) workdays() int {
	if p.rules.WeekDaysMax > 0 {
		return min(p.rules.WeekDaysMax, 7)
	}
	return 5
}

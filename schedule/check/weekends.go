package check

import "turno/schedule"

// weekendsFree finds stretches of 4 calendar weeks with too few free weekends. A weekend
// is worked when a shift belongs to its Saturday or Sunday. Weeks before the period count
// by the published shifts, unknown ones as free. Only stretches in which the roster itself
// works a weekend are its fault; of stretches that touch in bad weeks the first is told.
func weekendsFree(c *docket, p *person) []schedule.Finding {
	if p.rules.WeekendsFree <= 0 {
		return nil
	}
	worked, ours := map[int]bool{}, map[int]bool{}
	for _, s := range p.shifts {
		if s.day-7*s.week() >= 5 {
			worked[s.week()] = true
			ours[s.week()] = ours[s.week()] || s.ours
		}
	}
	var found []schedule.Finding
	told := c.first - 1 // last week of the stretch told before
	for last := c.first; last <= c.last; last++ {
		free, fault := 0, false
		for w := last - 3; w <= last; w++ {
			if !worked[w] {
				free++
			}
			fault = fault || ours[w] && w > told
		}
		if free < p.rules.WeekendsFree && fault {
			from, to := c.midnight(7*(last-3)), c.midnight(7*last+7)
			found = append(found, p.broken(schedule.CodeWeekends, from, to, float64(free), float64(p.rules.WeekendsFree)))
			told = last
		}
	}
	return found
}

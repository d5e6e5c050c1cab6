package check

import (
	"time"

	"turno/schedule"
)

// meanHours finds too many paid hours a week on average, over stretches of calendar weeks
// of which the last ends with the period and each other where the next begins. Weeks before
// the person's first published shift are left out; days away take their share along. What
// is not paid, such as time on call, adds to none.
func meanHours(c *docket, p *person) []schedule.Finding {
	n := min(p.rules.MeanWeeks, 53)
	if p.rules.MeanWeekHours <= 0 || n <= 0 {
		return nil
	}
	paid, ours, known := map[int]time.Duration{}, map[int]bool{}, c.team.first
	for week, x := range p.before {
		paid[week], known = x, min(known, week)
	}
	for _, s := range p.shifts {
		if s.ours {
			paid[s.week()] += s.paid
			ours[s.week()] = ours[s.week()] || s.paid > 0
		}
	}
	var found []schedule.Finding
	for last := c.team.last; last >= c.team.first; last -= n {
		var sum, most time.Duration
		fault, first := false, max(last-n+1, known)
		for week := first; week <= last; week++ {
			sum, fault = sum+paid[week], fault || ours[week]
			most += p.rules.MeanWeekHours - p.rules.MeanWeekHours*time.Duration(c.lost(p, week, p.workdays()))/time.Duration(p.workdays())
		}
		if fault && sum > most {
			found = append(found, p.broken(schedule.CodeMeanHours, c.midnight(7*first), c.midnight(7*last+7), sum.Hours(), most.Hours()))
		}
	}
	return found
}

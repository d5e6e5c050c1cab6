package check

import "turno/schedule"

// weekDaysMax finds calendar weeks with too many working days, the published ones of the
// week counted.
func weekDaysMax(c *docket, p *person) []schedule.Finding {
	if p.rules.WeekDaysMax <= 0 {
		return nil
	}
	var found []schedule.Finding
	for _, t := range weeks(p) {
		if t.ours && t.days > p.rules.WeekDaysMax {
			from, to, _ := c.week(t.week)
			found = append(found, p.broken(schedule.CodeWeekDays, from, to, float64(t.days), float64(p.rules.WeekDaysMax)))
		}
	}
	return found
}

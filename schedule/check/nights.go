package check

import "turno/schedule"

// nightRest finds shifts that begin too soon after the last of a run of nights. A night
// that follows a night of the day before goes on with the run.
func nightRest(c *docket, p *person) []schedule.Finding {
	if p.rules.NightRest <= 0 {
		return nil
	}
	var found []schedule.Finding
	for i := 1; i < len(p.shifts); i++ {
		a, b := p.shifts[i-1], p.shifts[i]
		if !b.ours || a.day == b.day || !c.isNight(a) || b.day == a.day+1 && c.isNight(b) {
			continue
		}
		if rest := b.Start.Sub(a.End); rest < p.rules.NightRest {
			found = append(found, p.broken(schedule.CodeNightRest, b.Start, b.End, rest.Hours(), p.rules.NightRest.Hours()))
		}
	}
	return found
}

// weekNights finds calendar weeks with too many night shifts.
func weekNights(c *docket, p *person) []schedule.Finding {
	if p.rules.WeekNights <= 0 {
		return nil
	}
	nights, ours := map[int]int{}, map[int]bool{}
	for _, s := range p.shifts {
		if c.isNight(s) {
			nights[s.week()]++
			ours[s.week()] = ours[s.week()] || s.ours
		}
	}
	var found []schedule.Finding
	for week := c.first; week <= c.last; week++ {
		if n := nights[week]; ours[week] && n > p.rules.WeekNights {
			from, to, _ := c.week(week)
			found = append(found, p.broken(schedule.CodeWeekNights, from, to, float64(n), float64(p.rules.WeekNights)))
		}
	}
	return found
}

// periodNights finds too many night shifts in the period.
func periodNights(c *docket, p *person) []schedule.Finding {
	n := 0
	for _, s := range p.shifts {
		if s.ours && p.rules.PeriodNights > 0 && c.isNight(s) {
			n++
		}
	}
	if n <= p.rules.PeriodNights {
		return nil
	}
	return []schedule.Finding{p.broken(schedule.CodePeriodNights, c.start, c.end, float64(n), float64(p.rules.PeriodNights))}
}

// nightHoursMax finds night shifts with too much paid time.
func nightHoursMax(c *docket, p *person) []schedule.Finding {
	if p.rules.NightHoursMax <= 0 {
		return nil
	}
	var found []schedule.Finding
	for _, s := range p.shifts {
		if s.ours && s.paid > p.rules.NightHoursMax && c.isNight(s) {
			found = append(found, p.broken(schedule.CodeNightHours, s.Start, s.End, s.paid.Hours(), p.rules.NightHoursMax.Hours()))
		}
	}
	return found
}

package check

import "turno/schedule"

// weekends are the weeks whose weekend is worked, and those in which the roster works it.
func (p *person) weekends() (worked, ours map[int]bool) {
	worked, ours = map[int]bool{}, map[int]bool{}
	for _, s := range p.shifts {
		if s.day-7*s.week() >= 5 {
			worked[s.week()] = true
			ours[s.week()] = ours[s.week()] || s.ours
		}
	}
	return worked, ours
}

// weekendsMax finds too many worked weekends in the calendar weeks of the days on which the
// roster decides: by the person's clock a Sunday that began before the period, with a
// published shift, ends a week of the period before.
func weekendsMax(c *docket, p *person) []schedule.Finding {
	worked, ours := p.weekends()
	n, fault := 0, false
	for week := weekOf(c.opens(p)); week <= c.last; week++ {
		if worked[week] {
			n, fault = n+1, fault || ours[week]
		}
	}
	if p.rules.WeekendsMax <= 0 || !fault || n <= p.rules.WeekendsMax {
		return nil
	}
	return []schedule.Finding{p.broken(schedule.CodeWeekendsMax, c.start, c.end, float64(n), float64(p.rules.WeekendsMax))}
}

// weekendsRow finds too many worked weekends in a row.
func weekendsRow(c *docket, p *person) []schedule.Finding {
	if p.rules.WeekendsRow <= 0 {
		return nil
	}
	return c.crowded(p, schedule.CodeWeekendsRow, p.rules.WeekendsRow+1, p.rules.WeekendsRow)
}

// weekendCycle finds turns of weekends with too many worked.
func weekendCycle(c *docket, p *person) []schedule.Finding {
	if x := p.rules.WeekendCycle; x.On > 0 && x.Off > 0 {
		return c.crowded(p, schedule.CodeWeekendRotation, x.On+x.Off, x.On)
	}
	return nil
}

// crowded finds stretches of so many weeks, the last with a weekend that the roster works,
// in which more than most are worked.
func (c *docket) crowded(p *person, code schedule.Code, window, most int) []schedule.Finding {
	worked, ours := p.weekends()
	var found []schedule.Finding
	for last := c.first; last <= c.last; last++ {
		n := 0
		for week := last - window + 1; week <= last; week++ {
			if worked[week] {
				n++
			}
		}
		if ours[last] && n > most {
			found = append(found, p.broken(code, c.midnight(7*(last-window+1)), c.midnight(7*last+7), float64(n), float64(most)))
		}
	}
	return found
}

// wholeWeekends finds weekends of which one day is worked, where both are known.
func wholeWeekends(c *docket, p *person) []schedule.Finding {
	if !p.rules.WholeWeekends {
		return nil
	}
	worked := map[int]bool{}
	for _, s := range p.shifts {
		worked[s.day] = true
	}
	var found []schedule.Finding
	first, last := c.opens(p), c.lastWhole()
	for week := c.first; week <= c.last; week++ {
		saturday, sunday := 7*week+5, 7*week+6
		if sunday < first || sunday > last && !worked[sunday] || saturday < first && !p.known() {
			continue
		}
		if worked[saturday] != worked[sunday] {
			found = append(found, p.broken(schedule.CodeWholeWeekends, c.midnight(saturday), c.midnight(sunday+1), 1, 2))
		}
	}
	return found
}

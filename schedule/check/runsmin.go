package check

import "turno/schedule"

// dayRun is days in a row, from first to last, with a shift or without.
type dayRun struct{ first, last int }

// worked lists the person's runs of working days, in order, published ones included.
func (p *person) worked() []dayRun {
	var out []dayRun
	for _, s := range p.shifts {
		if n := len(out); n > 0 && s.day <= out[n-1].last+1 {
			out[n-1].last = s.day
		} else {
			out = append(out, dayRun{s.day, s.day})
		}
	}
	return out
}

// known says whether anything is published for the person: without it nobody knows what
// they did before the period.
func (p *person) known() bool {
	for _, s := range p.shifts {
		if !s.ours {
			return true
		}
	}
	return false
}

// consecutiveDaysMin finds runs of working days, ended within the period, that are too
// short.
func consecutiveDaysMin(c *docket, p *person) []schedule.Finding {
	if p.rules.ConsecutiveDaysMin <= 1 {
		return nil
	}
	var found []schedule.Finding
	first, last := c.opens(p), c.lastWhole()
	for _, run := range p.worked() {
		n := run.last - run.first + 1
		if run.last < first-1 || run.last >= last || run.first == first && !p.known() {
			continue
		}
		if n < p.rules.ConsecutiveDaysMin {
			found = append(found, p.broken(schedule.CodeDaysMin, c.midnight(run.first), c.midnight(run.last+1), float64(n), float64(p.rules.ConsecutiveDaysMin)))
		}
	}
	return found
}

// daysOffMin finds gaps between working days, ended within the period, that are too short.
func daysOffMin(c *docket, p *person) []schedule.Finding {
	if p.rules.DaysOffMin <= 1 {
		return nil
	}
	var found []schedule.Finding
	first := c.opens(p)
	runs := p.worked()
	for i := 1; i < len(runs); i++ {
		off := runs[i].first - runs[i-1].last - 1
		if runs[i].first >= first && off < p.rules.DaysOffMin {
			found = append(found, p.broken(schedule.CodeDaysOffMin, c.midnight(runs[i-1].last+1), c.midnight(runs[i].first), float64(off), float64(p.rules.DaysOffMin)))
		}
	}
	return found
}

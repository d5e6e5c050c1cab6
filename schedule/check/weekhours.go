package check

import (
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

// weekHoursMax finds calendar weeks with too many paid hours, the published ones of the
// week counted.
func weekHoursMax(c *docket, p *person) []schedule.Finding {
	if p.rules.WeekHoursMax <= 0 {
		return nil
	}
	var found []schedule.Finding
	for _, t := range weeks(p) {
		if t.ours && t.paid > p.rules.WeekHoursMax {
			from, to, _ := c.week(t.week)
			found = append(found, p.broken(schedule.CodeWeekHoursMax, from, to, t.paid.Hours(), p.rules.WeekHoursMax.Hours()))
		}
	}
	return found
}

// weekHoursMin finds calendar weeks, wholly inside the period, with too few paid hours.
func weekHoursMin(c *docket, p *person) []schedule.Finding {
	if p.rules.WeekHoursMin <= 0 {
		return nil
	}
	paid := map[int]time.Duration{}
	for _, t := range weeks(p) {
		paid[t.week] = t.paid
	}
	var found []schedule.Finding
	for week := c.first; week <= c.last; week++ {
		from, to, whole := c.week(week)
		if !whole {
			continue
		}
		if least := c.leastHours(p, week); paid[week] < least-time.Second {
			found = append(found, p.broken(schedule.CodeWeekHoursMin, from, to, paid[week].Hours(), least.Hours()))
		}
	}
	return found
}

// leastHours is the person's minimum in the week: less by a day's share for each day wholly
// absent or not employed, and by the paid absence of other days, a share each at most. The
// share is one in the days that may be worked, five where the contract does not say.
func (c *docket) leastHours(p *person, week int) time.Duration {
	workdays := 5
	if p.rules.WeekDaysMax > 0 {
		workdays = min(p.rules.WeekDaysMax, 7)
	}
	share := p.rules.WeekHoursMin / time.Duration(workdays)
	least := p.rules.WeekHoursMin
	whole := 0
	for day := 7 * week; day < 7*week+7; day++ {
		from, to := c.midnight(day), c.midnight(day+1)
		absent, paid := away(p, from, to)
		if !p.agent.Employed(date(day)) || absent == to.Sub(from) {
			whole++
			continue
		}
		least -= min(paid, share)
	}
	return max(0, least-p.rules.WeekHoursMin*time.Duration(whole)/time.Duration(workdays))
}

// away is the time of [from, to) in which the person is absent, and absent with pay.
// Absences that overlap count once.
func away(p *person, from, to time.Time) (absent, paid time.Duration) {
	end, endPaid := from, from
	for _, a := range p.absences {
		if !a.From.Before(to) {
			break
		}
		absent += shared(end, to, a.From, a.To)
		end = calendar.Later(end, a.To)
		if a.Paid {
			paid += shared(endPaid, to, a.From, a.To)
			endPaid = calendar.Later(endPaid, a.To)
		}
	}
	return absent, paid
}

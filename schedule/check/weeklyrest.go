package check

import (
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

// weeklyRest finds calendar weeks, wholly inside the period, whose longest stretch free of
// work is too short. The stretch lies within the week, from Monday 00:00 to the next; a
// shift that reaches into the week from before, a published one too, is work. By a clock that is
// not the team's it has to lie before the end of the period as well.
func weeklyRest(c *docket, p *person) []schedule.Finding {
	if p.rules.WeeklyRest <= 0 {
		return nil
	}
	var found []schedule.Finding
	next := 0
	for week := c.first; week <= c.last; week++ {
		from, to, whole := c.week(week)
		if !whole {
			continue
		}
		for next < len(p.shifts) && p.shifts[next].Start.Before(from.Add(-MaxShift)) {
			next++
		}
		if free := longestFree(p.shifts[next:], from, calendar.Earlier(to, c.end)); free < p.rules.WeeklyRest {
			found = append(found, p.broken(schedule.CodeWeeklyRest, from, to, free.Hours(), p.rules.WeeklyRest.Hours()))
		}
	}
	return found
}

// week is the span of a calendar week and whether the team's week of the same dates lies
// wholly inside the period.
func (c *docket) week(week int) (from, to time.Time, whole bool) {
	begin, end := c.team.midnight(7*week), c.team.midnight(7*week+7)
	return c.midnight(7 * week), c.midnight(7*week + 7), !begin.Before(c.start) && !end.After(c.end)
}

// longestFree is the longest stretch of [from, to) without a shift.
func longestFree(shifts []shift, from, to time.Time) time.Duration {
	var longest time.Duration
	free := from
	for _, s := range shifts {
		if !s.Start.Before(to) {
			break
		}
		longest = max(longest, s.Start.Sub(free))
		free = calendar.Later(free, s.End)
	}
	return max(longest, to.Sub(free))
}

package roster

import (
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

// maxMean is the most weeks of an average.
const maxMean = 53

// meanHours asks that the paid time of a stretch of weeks stays within what the average
// allows.
func (a *Agent) meanHours(w int, l *label, o *option) bool {
	return a.need&needMean == 0 || a.Means[w].Max <= 0 || int(l.mean)+o.paid <= a.Means[w].Max
}

// average limits the paid time of stretches of weeks, the last of which ends with the
// period. A single one that holds all of it is a limit of the period.
func (t *translator) average(team schedule.Team, a schedule.Agent, rules schedule.Rules, out *Agent) {
	n := min(rules.MeanWeeks, maxMean)
	if rules.MeanWeekHours <= 0 || n <= 0 {
		return
	}
	first, last := monday(t.dates[0]), len(t.p.Weeks)-1
	before := t.publishedPaid(team, a)
	means := make([]MeanLimit, len(t.p.Weeks))
	for ; last >= 0; last -= n {
		var most time.Duration
		for w := last - n + 1; w <= last; w++ {
			paid, known := before[first.Add(7*w)]
			if w < 0 && !known && !earlier(before, first.Add(7*w)) {
				continue
			}
			most += t.meanShare(team, a, rules, first.Add(7*w)) - paid
		}
		means[last].Last = true
		for w := max(0, last-n+1); w <= last; w++ {
			means[w].Max = max(1, int(most/time.Minute))
			if most < 0 {
				means[w].Max = 1
			}
		}
	}
	if len(means) <= n {
		out.Limits.PaidMax = tighter(out.Limits.PaidMax, means[0].Max)
		return
	}
	out.Means = means
}

// tighter is the lower of two limits, of which 0 is none.
func tighter(a, b int) int {
	if a <= 0 {
		return b
	}
	return min(a, b)
}

// meanShare is the paid time that a week, which begins on the date, brings to an average:
// less a share for each day on which the agent is wholly absent or not employed.
func (t *translator) meanShare(team schedule.Team, a schedule.Agent, rules schedule.Rules, from calendar.Date) time.Duration {
	away := time.Duration(0)
	for k := range 7 {
		if all, _ := t.away(team, a, from.Add(k)); all || !a.Employed(from.Add(k)) {
			away++
		}
	}
	return rules.MeanWeekHours - rules.MeanWeekHours*min(away, workdays(rules))/workdays(rules)
}

// publishedPaid is the paid time published before the period, by the Monday of its week.
func (t *translator) publishedPaid(team schedule.Team, a schedule.Agent) map[calendar.Date]time.Duration {
	out := map[calendar.Date]time.Duration{}
	for _, s := range team.Published {
		if s.Agent == a.ID && s.Start.Before(t.grid.Start) && !s.Start.Before(t.grid.Start.Add(-(maxMean+1)*7*24*time.Hour)) && s.Start.Before(s.End) && s.End.Sub(s.Start) <= maxShift {
			for _, w := range s.PaidTime() {
				out[monday(calendar.DateOf(s.Start.In(t.cal.Zone)))] += w.To.Sub(w.From)
			}
		}
	}
	return out
}

// earlier says whether a week before the date is known.
func earlier(known map[calendar.Date]time.Duration, d calendar.Date) bool {
	for k := range known {
		if k.Before(d) {
			return true
		}
	}
	return false
}

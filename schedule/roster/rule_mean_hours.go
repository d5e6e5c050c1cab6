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
	return a.need&needMean == 0 || a.Means[w].Max == 0 || int(l.mean)+o.paid <= max(0, a.Means[w].Max)
}

// average limits the paid time of stretches of weeks, the last of which ends with the
// period. A single one that holds all of it is a limit of the period. A window of a longer
// period keeps the average of the weeks up to any of its own, wherever stretches will end.
func (t *translator) average(team schedule.Team, a schedule.Agent, rules schedule.Rules, out *Agent) {
	n := min(rules.MeanWeeks, maxMean)
	if rules.MeanWeekHours <= 0 || n <= 0 {
		return
	}
	before, step := t.publishedPaid(team, a), n
	if t.in.rolling {
		step = 1
	}
	means, free := make([]MeanLimit, len(t.p.Weeks)), 0
	first, end := max(0, t.weekIndex(t.due[0])), t.weekIndex(t.due[len(t.due)-1])
	for last := end; last >= first; last -= step {
		most := t.stretch(team, a, rules, before, last-n+1, last)
		free = max(0, last-step+1)
		for w := free; w <= last; w++ {
			if means[w].Max = int(most / time.Minute); means[w].Max <= 0 {
				means[w].Max = -1
			}
		}
		means[last].Last = !t.in.rolling
	}
	for w := range first { // before the team's first week, by another clock
		if w < free || !t.counts(before, w) {
			means[w] = MeanLimit{Last: true}
		}
	}
	switch {
	case !t.in.rolling && len(means) <= n && end == len(means)-1 && means[0].Max > 0:
		out.Limits.PaidMax = tighter(out.Limits.PaidMax, means[0].Max)
	case !t.in.rolling || !out.implied(means):
		out.Means = means
	}
}

// weekIndex is the week of the date, as an index of those that the period touches.
func (t *translator) weekIndex(d calendar.Date) int { return d.Monday().Sub(t.dates[0].Monday()) / 7 }

// stretch is the paid time that the average leaves to the weeks from first to last, counted
// from the first week of the period, beside what is published.
func (t *translator) stretch(team schedule.Team, a schedule.Agent, rules schedule.Rules, before map[calendar.Date]time.Duration, first, last int) time.Duration {
	most := time.Duration(0)
	for w := first; w <= last; w++ {
		from := t.dates[0].Monday().Add(7 * w)
		if t.counts(before, w) {
			most += t.meanShare(team, a, rules, from) - before[from]
		}
	}
	return most
}

// counts says whether the week is one of the period's, or known from what is published.
func (t *translator) counts(before map[calendar.Date]time.Duration, w int) bool {
	from := t.dates[0].Monday().Add(7 * w)
	_, known := before[from]
	return known || w >= t.weekIndex(t.due[0]) || earlier(before, from)
}

// implied says whether the limits of the weeks keep those of the stretches.
func (a *Agent) implied(means []MeanLimit) bool {
	sum := 0
	for w, limit := range a.Weeks {
		if sum += limit.Max; limit.Max <= 0 || sum > means[w].Max {
			return false
		}
	}
	return true
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
			out[calendar.DateOf(s.Start.In(t.cal.Zone)).Monday()] += s.PaidHours()
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

package roster

import (
	"slices"
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

// span is the minutes [from, to).
type span struct{ from, to int }

// absent lists the agent's absences: no shift may overlap one.
func (t *translator) absent(team schedule.Team, a schedule.Agent) []span {
	var out []span
	for _, x := range team.Absences {
		if x.Agent == a.ID && x.From.Before(x.To) {
			out = append(out, span{t.minute(x.From), t.minuteUp(x.To)})
		}
	}
	return out
}

// away is the time of the date in which the agent is absent, and absent with pay, in
// minutes; absences that overlap count once.
func (t *translator) away(team schedule.Team, a schedule.Agent, d calendar.Date) (whole bool, paid time.Duration) {
	from, to := d.In(t.cal.Zone), d.Add(1).In(t.cal.Zone)
	var all, withPay []calendar.Window
	for _, x := range team.Absences {
		if x.Agent != a.ID || !x.From.Before(to) || !x.To.After(from) || !x.From.Before(x.To) {
			continue
		}
		all = append(all, calendar.Window{From: x.From, To: x.To})
		if x.Paid {
			withPay = append(withPay, calendar.Window{From: x.From, To: x.To})
		}
	}
	return union(all, from, to) == to.Sub(from), union(withPay, from, to)
}

// union is the time of [from, to) that the windows cover.
func union(windows []calendar.Window, from, to time.Time) time.Duration {
	slices.SortFunc(windows, func(a, b calendar.Window) int { return a.From.Compare(b.From) })
	var sum time.Duration
	for _, w := range windows {
		if w.From.Before(from) {
			w.From = from
		}
		if w.To.After(to) {
			w.To = to
		}
		if w.From.Before(w.To) {
			sum += w.To.Sub(w.From)
			from = w.To
		}
	}
	return sum
}

// weekLimits are the agent's paid time per week: the minimum, for weeks that lie wholly in
// the period, is less a day's share for each day wholly absent or not employed, and less
// the paid absence of other days, at most a share each; the least days are less one for
// each of those days.
func (t *translator) weekLimits(team schedule.Team, a schedule.Agent, rules schedule.Rules) []WeekLimit {
	out := make([]WeekLimit, len(t.p.Weeks))
	for w := range out {
		out[w].Max = int(rules.WeekHoursMax / time.Minute)
		if rules.WeekHoursMax > 0 && out[w].Max == 0 {
			out[w].Max = 1
		}
		if !t.p.Weeks[w].Whole || rules.WeekHoursMin <= 0 && rules.WeekDaysMin <= 0 {
			continue
		}
		workdays := workdays(rules)
		whole, least := 0, max(0, rules.WeekHoursMin)
		for d := range t.p.Days {
			if t.p.Days[d].Week != w {
				continue
			}
			all, paid := t.away(team, a, t.dates[d])
			if all || !a.Employed(t.dates[d]) {
				whole++
			} else {
				least -= min(paid, max(0, rules.WeekHoursMin)/workdays)
			}
		}
		out[w].Days = max(0, rules.WeekDaysMin-whole)
		out[w].Min = minutesUp(max(0, least-rules.WeekHoursMin*time.Duration(whole)/workdays))
	}
	return out
}

// workdays is the number of days that the week's minimum is meant to be worked on: whoever
// is away on all of them owes nothing on the rest.
func workdays(rules schedule.Rules) time.Duration {
	if rules.WeekDaysMax <= 0 {
		return 5
	}
	return time.Duration(min(rules.WeekDaysMax, 7))
}

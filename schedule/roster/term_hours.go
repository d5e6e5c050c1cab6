package roster

import (
	"slices"
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

// paid is the paid hours of a plan.
func (pl Plan) paid() float64 {
	sum := 0
	for _, s := range pl {
		sum += s.Paid
	}
	return float64(sum) / 60
}

// balance is the hours by which the agent is paid above what was agreed before anything is
// planned: of published weeks with a shift what was worked, less the contract's week, and
// of the period its paid absences less its share of weeks. The contract's week lies midway
// between its least and most hours.
func (t *translator) balance(team schedule.Team, a schedule.Agent, rules schedule.Rules) float64 {
	agreed := rules.AgreedWeek()
	team.Absences = slices.DeleteFunc(slices.Clone(team.Absences), func(x schedule.Absence) bool { return x.Agent != a.ID })
	first := t.due[0].Monday()
	weeks := map[int]bool{}
	var sum time.Duration
	for _, s := range team.Published {
		date := calendar.DateOf(s.Start.In(t.cal.Zone))
		if s.Agent == a.ID && !s.Start.Before(t.grid.Start.Add(-lookBack)) && s.Start.Before(s.End) && date.Before(first) {
			sum += s.PaidHours()
			weeks[first.Sub(date.Monday())/7] = true
		}
	}
	for back := range weeks {
		sum += t.credit(team, a, first.Add(-7*back), agreed, rules) - agreed
	}
	for d := first; !t.due[len(t.due)-1].Before(d); d = d.Add(7) {
		sum += t.credit(team, a, d, agreed, rules)
	}
	for _, d := range t.due {
		if a.Employed(d) {
			sum -= agreed / 7
		}
	}
	return sum.Hours()
}

// credit is the paid absence of the week from a Monday on: of each day at most its share of
// the agreed hours, and of the week no more than these.
func (t *translator) credit(team schedule.Team, a schedule.Agent, first calendar.Date, agreed time.Duration, rules schedule.Rules) time.Duration {
	var sum time.Duration
	for day := range 7 {
		_, paid := t.away(team, a, first.Add(day))
		sum += min(paid, agreed/workdays(rules))
	}
	return min(sum, agreed)
}

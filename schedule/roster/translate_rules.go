package roster

import (
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

// limits are the hard rules of a contract for one agent.
func (t *translator) limits(team schedule.Team, a schedule.Agent, rules schedule.Rules) Limits {
	l := Limits{
		Rest: minutesUp(max(0, rules.DailyRest)), WeekRest: minutesUp(rules.WeeklyRest), Run: rules.ConsecutiveDaysMax,
		Nights: rules.ConsecutiveNights, WeekDays: rules.WeekDaysMax, WeekendsFree: rules.WeekendsFree,
		RunMin: rules.ConsecutiveDaysMin, OffMin: rules.DaysOffMin, Weekends: rules.WeekendsMax, WeekendsRow: rules.WeekendsRow, Whole: rules.WholeWeekends,
		DaysMax: rules.PeriodDays.Max, NightRest: minutesUp(rules.NightRest), WeekNights: rules.WeekNights, PeriodNights: rules.PeriodNights,
		NightPaid: atLeastOne(rules.NightHoursMax), PaidMax: atLeastOne(rules.PeriodHours.Max),
		Backward: below(rules.BackwardMax), Spread: below(rules.StartSpread),
	}
	if x := rules.WeekendCycle; x.On > 0 && x.Off > 0 {
		l.WeekendCycle, l.WeekendsOn = x.On+x.Off, x.On
	}
	if rules.PeriodHours.Min > 0 || rules.PeriodDays.Min > 0 {
		l.PaidMin, l.DaysMin = t.leastPeriod(team, a, rules)
	}
	return l
}

// atLeastOne is the whole minutes of a limit; one that is there stays a limit.
func atLeastOne(d time.Duration) int {
	if d <= 0 {
		return 0
	}
	return max(1, int(d/time.Minute))
}

// below is the minutes that a limit stays below; none is 0.
func below(d time.Duration) int {
	if d <= 0 {
		return 0
	}
	return min(int(d/time.Minute), 1<<13) + 1
}

// leastPeriod is what the agent owes the period: paid minutes, less by a share for each day
// away, and days.
func (t *translator) leastPeriod(team schedule.Team, a schedule.Agent, rules schedule.Rules) (paid, days int) {
	workdays := workdays(rules)
	share := rules.PeriodHours.Min * 7 / (workdays * time.Duration(len(t.due)))
	least, away := rules.PeriodHours.Min, map[calendar.Date]time.Duration{}
	days = rules.PeriodDays.Min
	for _, date := range t.due {
		all, withPay := t.away(team, a, date)
		if all || !a.Employed(date) {
			if away[date.Monday()]++; away[date.Monday()] <= workdays {
				least, days = least-share, days-1
			}
			continue
		}
		least -= min(withPay, share)
	}
	return minutesUp(max(0, least)), max(0, days)
}

// soft are the limits that the contract only wants, as validate has passed them.
func (t *translator) soft(wanted []schedule.Wanted) SoftLimits {
	var s SoftLimits
	for _, w := range wanted {
		if !(w.Weight > 0) {
			continue
		}
		set := func(to *Soft, limit int) {
			if limit > 0 {
				*to = Soft{limit, w.Weight}
			}
		}
		r := w.Rules
		set(&s.Rest, minutesUp(r.DailyRest))
		set(&s.Run, r.ConsecutiveDaysMax)
		set(&s.RunMin, r.ConsecutiveDaysMin)
		set(&s.OffMin, r.DaysOffMin)
		set(&s.Weekends, r.WeekendsMax)
		if r.BackwardMax > 0 {
			s.Backward = Soft{int(r.BackwardMax / time.Minute), w.Weight}
		}
		if r.WholeWeekends {
			s.Whole = w.Weight
		}
		hard := Limits{WeekendsFree: r.WeekendsFree, WeekendsRow: r.WeekendsRow}
		if x := r.WeekendCycle; x.On > 0 && x.Off > 0 {
			hard.WeekendCycle, hard.WeekendsOn = x.On+x.Off, x.On
		}
		for _, window := range (&Agent{Limits: hard}).weekendWindows() {
			window.Weight = w.Weight
			s.Windows = append(s.Windows, window)
		}
	}
	return s
}

// countsWhole says whether a rule in use adds up over the whole period, which then cannot be
// planned in parts. Averages over more weeks than a part has are kept in each.
func countsWhole(team schedule.Team) bool {
	for _, name := range contractNames(team) {
		r := team.Contracts[name].Rules
		if r.PeriodHours != (schedule.Range{}) || r.PeriodDays != (schedule.Days{}) || r.MeanWeekHours > 0 && r.MeanWeeks < longestWeeks || r.WeekendsMax > 0 || r.PeriodNights > 0 || len(r.KindsMax) > 0 {
			return true
		}
	}
	return false
}

// longestWeeks is more calendar weeks than a window touches.
const longestWeeks = 8

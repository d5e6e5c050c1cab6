package schedule

// limits are the rules that may be wanted instead of hard: the code of their findings,
// whether the rules set the limit, and how a hard limit takes it on.
var limits = []struct {
	code Code
	set  func(Rules) bool
	take func(hard *Rules, wanted Rules)
}{
	{CodeDailyRest, func(r Rules) bool { return r.DailyRest > 0 }, func(h *Rules, w Rules) { h.DailyRest = max(h.DailyRest, w.DailyRest) }},
	{CodeConsecutiveDays, func(r Rules) bool { return r.ConsecutiveDaysMax > 0 }, func(h *Rules, w Rules) { h.ConsecutiveDaysMax = tighter(h.ConsecutiveDaysMax, w.ConsecutiveDaysMax) }},
	{CodeDaysMin, func(r Rules) bool { return r.ConsecutiveDaysMin > 0 }, func(h *Rules, w Rules) { h.ConsecutiveDaysMin = max(h.ConsecutiveDaysMin, w.ConsecutiveDaysMin) }},
	{CodeDaysOffMin, func(r Rules) bool { return r.DaysOffMin > 0 }, func(h *Rules, w Rules) { h.DaysOffMin = max(h.DaysOffMin, w.DaysOffMin) }},
	{CodeWeekends, func(r Rules) bool { return r.WeekendsFree > 0 }, func(h *Rules, w Rules) { h.WeekendsFree = max(h.WeekendsFree, w.WeekendsFree) }},
	{CodeWeekendsMax, func(r Rules) bool { return r.WeekendsMax > 0 }, func(h *Rules, w Rules) { h.WeekendsMax = tighter(h.WeekendsMax, w.WeekendsMax) }},
	{CodeWeekendsRow, func(r Rules) bool { return r.WeekendsRow > 0 }, func(h *Rules, w Rules) { h.WeekendsRow = tighter(h.WeekendsRow, w.WeekendsRow) }},
	{CodeWeekendRotation, func(r Rules) bool { return r.WeekendCycle.On > 0 && r.WeekendCycle.Off > 0 }, func(h *Rules, w Rules) { h.WeekendCycle = w.WeekendCycle }},
	{CodeWholeWeekends, func(r Rules) bool { return r.WholeWeekends }, func(h *Rules, _ Rules) { h.WholeWeekends = true }},
	{CodeForward, func(r Rules) bool { return r.BackwardMax > 0 }, func(h *Rules, w Rules) { h.BackwardMax = tighter(h.BackwardMax, w.BackwardMax) }},
	{CodeOutsideHours, func(r Rules) bool { return r.InsideHours }, func(h *Rules, _ Rules) { h.InsideHours = true }},
}

// Code is the code of the findings about the limit, "" where none is set.
func (w Wanted) Code() Code {
	for _, l := range limits {
		if l.set(w.Rules) {
			return l.code
		}
	}
	return ""
}

// Honouring is the rules with the wanted limit of the code as a hard one, and whether there
// is such a limit.
func (r Rules) Honouring(code Code) (Rules, bool) {
	for _, w := range r.Wanted {
		if w.Weight <= 0 {
			continue
		}
		for _, l := range limits {
			if l.code == code && w.Code() == code {
				l.take(&r, w.Rules)
				return r, true
			}
		}
	}
	return r, false
}

// tighter is the lower of two limits, of which 0 is none.
func tighter[T int | ~int64](a, b T) T {
	if a <= 0 {
		return b
	}
	return min(a, b)
}

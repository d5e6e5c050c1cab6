package schedule

// Code is the code of the findings about the limit, "" where none is set.
func (w Wanted) Code() Code {
	r := w.Rules
	for code, set := range map[Code]bool{
		CodeDailyRest: r.DailyRest > 0, CodeConsecutiveDays: r.ConsecutiveDaysMax > 0, CodeDaysMin: r.ConsecutiveDaysMin > 0,
		CodeDaysOffMin: r.DaysOffMin > 0, CodeWeekends: r.WeekendsFree > 0, CodeWeekendsMax: r.WeekendsMax > 0, CodeWeekendsRow: r.WeekendsRow > 0,
		CodeWeekendRotation: r.WeekendCycle.On > 0 && r.WeekendCycle.Off > 0, CodeWholeWeekends: r.WholeWeekends, CodeForward: r.BackwardMax > 0,
		CodeOutsideHours: r.InsideHours,
	} {
		if set {
			return code
		}
	}
	return ""
}

// Honouring is the rules with the wanted limit of the code as a hard one, and whether there
// is such a limit.
func (r Rules) Honouring(code Code) (Rules, bool) {
	for _, w := range r.Wanted {
		if w.Weight <= 0 || w.Code() != code {
			continue
		}
		x := w.Rules
		switch code {
		case CodeDailyRest:
			r.DailyRest = max(r.DailyRest, x.DailyRest)
		case CodeConsecutiveDays:
			r.ConsecutiveDaysMax = tighter(r.ConsecutiveDaysMax, x.ConsecutiveDaysMax)
		case CodeDaysMin:
			r.ConsecutiveDaysMin = max(r.ConsecutiveDaysMin, x.ConsecutiveDaysMin)
		case CodeDaysOffMin:
			r.DaysOffMin = max(r.DaysOffMin, x.DaysOffMin)
		case CodeWeekends:
			r.WeekendsFree = max(r.WeekendsFree, x.WeekendsFree)
		case CodeWeekendsMax:
			r.WeekendsMax = tighter(r.WeekendsMax, x.WeekendsMax)
		case CodeWeekendsRow:
			r.WeekendsRow = tighter(r.WeekendsRow, x.WeekendsRow)
		case CodeWeekendRotation:
			r.WeekendCycle = x.WeekendCycle
		case CodeWholeWeekends:
			r.WholeWeekends = true
		case CodeForward:
			r.BackwardMax = tighter(r.BackwardMax, x.BackwardMax)
		case CodeOutsideHours:
			r.InsideHours = true
		}
		return r, true
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

package roster

// weekDaysMax asks that a calendar week, its published shifts included, has few enough
// working days.
func (a *Agent) weekDaysMax(l *label) bool {
	return a.Limits.WeekDays <= 0 || int(l.days)+1 <= a.Limits.WeekDays
}

// weekDaysMin asks, when a week closes, that it has had enough working days.
func (a *Agent) weekDaysMin(w int, l *label) bool { return int(l.days) >= a.Weeks[w].Days }

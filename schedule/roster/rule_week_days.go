package roster

// weekDaysMax asks that a calendar week, its published shifts included, has few enough
// working days.
func (a *agent) weekDaysMax(l *label) bool {
	return a.limits.weekDays <= 0 || int(l.days)+1 <= a.limits.weekDays
}

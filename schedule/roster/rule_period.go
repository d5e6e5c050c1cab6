package roster

// periodHoursMax asks that the paid time of the period stays within the limit.
func (a *Agent) periodHoursMax(l *label, o *option) bool {
	return a.Limits.PaidMax <= 0 || int(l.total)+o.paid <= a.Limits.PaidMax
}

// periodHoursMin asks, when the period closes, that its paid time has come to the minimum.
func (a *Agent) periodHoursMin(l *label) bool { return int(l.total) >= a.Limits.PaidMin }

// periodDaysMax asks that the period has few enough working days.
func (a *Agent) periodDaysMax(l *label) bool {
	return a.Limits.DaysMax <= 0 || int(l.worked)+1 <= a.Limits.DaysMax
}

// periodDaysMin asks, when the period closes, that it has had enough working days.
func (a *Agent) periodDaysMin(l *label) bool { return int(l.worked) >= a.Limits.DaysMin }

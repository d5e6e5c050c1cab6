package roster

// nightRest asks for rest after the last of a run of nights. A night on the day after a
// night goes on with the run.
func (a *Agent) nightRest(l *label, o *option) bool {
	return l.marks&tired == 0 || l.nights > 0 && o.night || o.at >= int(l.end)+a.Limits.NightRest
}

// nightsMax asks that the calendar week and the period have few enough night shifts.
func (a *Agent) nightsMax(l *label, o *option) bool {
	return !o.night || !a.weekNights.full(l.count) && !a.counters.nights.full(l.count)
}

// nightHoursMax asks that the paid time of a night shift stays within the limit.
func (a *Agent) nightHoursMax(o *option) bool {
	return a.Limits.NightPaid <= 0 || !o.night || o.paid <= a.Limits.NightPaid
}

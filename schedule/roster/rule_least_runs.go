package roster

// daysMin asks, before a day off, that the run of working days is long enough. A run that
// goes on from before the period where nothing is known is.
func (a *Agent) daysMin(l *label) bool {
	return l.run == 0 || int(l.run) >= a.Limits.RunMin || l.marks&open != 0
}

// daysOffMin asks, before a working day, that there were days off enough.
func (a *Agent) daysOffMin(l *label) bool {
	return a.offMin <= 1 || l.run > 0 || int(l.off) >= a.Limits.OffMin
}

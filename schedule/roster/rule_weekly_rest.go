package roster

// hasRest says whether the calendar week has, before minute t, held its stretch free of
// work since the last shift.
func (a *agent) hasRest(w week, l *label, t int) bool {
	return l.rested || min(t, w.to)-max(int(l.end), w.from) >= a.limits.weekRest
}

// weeklyRest asks, when a week that lies wholly in the period closes, for one stretch free
// of shifts of the given length within it.
func (a *agent) weeklyRest(w week, l *label) bool {
	return a.limits.weekRest <= 0 || !w.whole || a.hasRest(w, l, w.to)
}

package roster

// hasRest says whether the calendar week has, before minute t, held its stretch free of
// work since the last shift.
func (a *Agent) hasRest(w Week, l *label, t int) bool {
	return l.marks&rested != 0 || min(t, w.To)-max(int(l.end), w.From) >= a.Limits.WeekRest
}

// weeklyRest asks, when a week that lies wholly in the period closes, for one stretch free
// of shifts of the given length within it.
func (a *Agent) weeklyRest(w Week, l *label) bool {
	return a.Limits.WeekRest <= 0 || !w.Whole || a.hasRest(w, l, w.To)
}

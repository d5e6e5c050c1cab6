package roster

// mayWork says whether the rules that do not depend on the shift let the agent work on the
// day.
func (a *Agent) mayWork(d *Day, l *label) bool {
	return a.consecutiveDays(l) && a.weekDaysMax(l) && a.weekendsFree(d, l)
}

// allows says whether the rules that depend on the shift let the agent work it.
func (a *Agent) allows(d *Day, l *label, o *option) bool {
	return a.dailyRest(l, o) && a.consecutiveNights(l, o) && a.weekHoursMax(d.Week, l, o)
}

// weekCloses says whether the week may end as it is.
func (a *Agent) weekCloses(p *Problem, w int, l *label) bool {
	return a.weekHoursMin(w, l) && a.weeklyRest(p.Weeks[w], l)
}

// work is the label after a working day, as far as it does not depend on the shift.
func (a *Agent) work(d *Day, l *label) label {
	out := *l
	out.days++
	out.run = min(l.run+1, 99)
	if d.Weekend {
		out.weekends |= 1
	}
	return out
}

// workOption adds to next what depends on the shift worked after l, but for its value.
func (a *Agent) workOption(p *Problem, d *Day, l *label, o *option, next *label) {
	next.rested = a.hasRest(p.Weeks[d.Week], l, o.at)
	next.end = max(l.end, int32(o.end))
	next.paid += int32(o.paid)
	next.nights = 0
	if o.night {
		next.nights = min(l.nights+1, 99)
	}
}

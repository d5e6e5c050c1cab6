package roster

// mayWork says whether the rules that do not depend on the shift let the agent work on the
// day.
func (a *agent) mayWork(d *day, l *label) bool {
	return a.consecutiveDays(l) && a.weekDaysMax(l) && a.weekendsFree(d, l)
}

// allows says whether the rules that depend on the shift let the agent work it.
func (a *agent) allows(d *day, l *label, o *option) bool {
	return a.dailyRest(l, o) && a.consecutiveNights(l, o) && a.weekHoursMax(d.week, l, o)
}

// weekCloses says whether the week may end as it is.
func (a *agent) weekCloses(p *problem, w int, l *label) bool {
	return a.weekHoursMin(w, l) && a.weeklyRest(p.weeks[w], l)
}

// work is the label after a working day, as far as it does not depend on the shift.
func (a *agent) work(d *day, l *label) label {
	out := *l
	out.days++
	out.run = min(l.run+1, 99)
	if d.weekend {
		out.weekends |= 1
	}
	return out
}

// workOption adds to next what depends on the shift worked after l, but for its value.
func (a *agent) workOption(p *problem, d *day, l *label, o *option, next *label) {
	next.rested = a.hasRest(p.weeks[d.week], l, o.at)
	next.end = max(l.end, int32(o.end))
	next.paid += int32(o.paid)
	next.nights = 0
	if o.night {
		next.nights = min(l.nights+1, 99)
	}
}

package roster

// eve is the shift of the day before, as far as rules ask about it.
type eve struct {
	clock int // of its start; none for none
	form  int // -1 for none
}

const none = -1 << 20

// mayRest says whether the rules let the agent have the day off.
func (a *Agent) mayRest(d *Day, l *label) bool {
	return a.need&needsOff == 0 || d.Cut || a.daysMin(l) && a.wholeWeekendOff(d, l)
}

// mayWork says whether the rules that do not depend on the shift let the agent work on the
// day.
func (a *Agent) mayWork(d *Day, l *label) bool {
	return a.consecutiveDays(l) && a.weekDaysMax(l) && a.weekendsInWindows(d, l) &&
		(a.need&needsDay == 0 || a.daysOffMin(l) && a.wholeWeekendOn(d, l) && a.periodDaysMax(l) && a.weekendsMax(d, l))
}

// allows says whether the rules that depend on the shift let the agent work it.
func (a *Agent) allows(p *Problem, d *Day, l *label, e *eve, o *option) bool {
	return a.dailyRest(l, o) && a.consecutiveNights(l, o) && a.weekHoursMax(d.Week, l, o) &&
		(a.need&needsShift == 0 || a.periodHoursMax(l, o) && a.meanHours(d.Week, l, o) && a.nightRest(l, o) &&
			a.nightsMax(l, o) && a.backward(e, o) && a.startSpread(l, o) && a.kindsMax(l, o) && a.notAfter(p, e, o))
}

// weekCloses says whether the week may end as it is.
func (a *Agent) weekCloses(p *Problem, w int, l *label) bool {
	return a.weekHoursMin(w, l) && a.weekDaysMin(w, l) && a.weeklyRest(p.Weeks[w], l)
}

// periodCloses says whether the period may end as it is.
func (a *Agent) periodCloses(l *label) bool { return a.periodHoursMin(l) && a.periodDaysMin(l) }

// outset is the label before the first day.
func (a *Agent) outset() label {
	l := label{parent: -1, choice: -1, end: int32(a.Past.End), first: 1 << 14, last: -1}
	past := &a.Past
	if a.need&needWeek != 0 {
		l.paid, l.days = int32(past.Paid), int8(past.Days)
	}
	if a.need&(needRun|needLeast) != 0 {
		l.run = int8(min(past.Run, 99))
	}
	if a.need&needLeast != 0 {
		l.off = int8(min(past.Off, 99))
		if past.Run == 0 && past.Off == 0 {
			l.off, l.marks = 99, open
		}
	}
	if a.need&needNights != 0 {
		l.nights = int8(min(past.Nights, 99))
	}
	if past.Night && a.need&needTired != 0 {
		l.marks |= tired
	}
	if past.Days > 0 && a.need&needSpread != 0 {
		l.first, l.last = int16(past.First), int16(past.Last)
	}
	l.weekends = past.Weekends & a.weekends
	if l.weekends&1 != 0 {
		l.count = a.counters.weekends.more(l.count)
	}
	l.count += uint64(past.WeekNights) & a.weekNights.mask << a.weekNights.shift
	return l
}

// rest is the label after a day off.
func (a *Agent) rest(l *label) label {
	out := *l
	out.choice, out.run, out.nights = -1, 0, 0
	if a.need&needLeast != 0 {
		out.off = min(l.off+1, 99)
		out.marks &^= open
	}
	return out
}

// work is the label after a working day, as far as it does not depend on the shift.
func (a *Agent) work(d *Day, l *label) label {
	out := *l
	if a.need&needWeek != 0 {
		out.days++
	}
	if a.need&(needRun|needLeast) != 0 {
		out.run, out.off = min(l.run+1, 99), 0
	}
	if d.Weekend && a.weekends != 0 {
		if l.weekends&1 == 0 {
			out.count = a.counters.weekends.more(l.count)
		}
		out.weekends |= 1
	}
	if a.need&needWorked != 0 {
		out.worked++
	}
	return out
}

// workOption adds to next what depends on the shift worked after l, but for its value.
func (a *Agent) workOption(p *Problem, d *Day, l *label, o *option, next *label) {
	next.end = max(l.end, int32(o.end))
	if a.need&needRested != 0 && a.hasRest(p.Weeks[d.Week], l, o.at) {
		next.marks |= rested
	}
	if a.need&needWeek != 0 {
		next.paid += int32(o.paid)
	}
	next.nights = 0
	if o.night && a.need&needNights != 0 {
		next.nights = min(l.nights+1, 99)
	}
	if a.need&needsShift != 0 {
		a.workBeside(o, next)
	}
}

// workBeside adds what the rarer rules ask about.
func (a *Agent) workBeside(o *option, next *label) {
	if a.need&needTotal != 0 {
		next.total += int32(o.paid)
	}
	if a.need&needMean != 0 {
		next.mean += int32(o.paid)
	}
	if a.need&needSpread != 0 {
		next.first, next.last = min(next.first, int16(o.clock)), max(next.last, int16(o.clock))
	}
	next.marks &^= tired
	if o.night {
		if a.need&needTired != 0 {
			next.marks |= tired
		}
		next.count = a.counters.nights.more(next.count)
		next.count = a.weekNights.more(next.count)
	}
	next.count = a.counters.form(o.form).more(next.count)
}

// nextWeek is what a week that closes leaves to the next.
func (a *Agent) nextWeek(w int, l *label) {
	l.paid, l.days = 0, 0
	l.marks &^= rested
	l.weekends = l.weekends << 1 & a.weekends
	l.first, l.last = 1<<14, -1
	l.count &^= a.weekNights.mask << a.weekNights.shift
	if a.need&needMean != 0 && a.Means[w].Last {
		l.mean = 0
	}
}

// dominates says whether a can do whatever b can, at no less value; both have the same
// hours and days in the week.
func (a *Agent) dominates(x, y *label) bool {
	return x.value >= y.value && x.end <= y.end && (x.run <= y.run || a.need&needRun == 0) && x.nights <= y.nights &&
		y.marks&rested&^x.marks == 0 && x.weekends&^y.weekends == 0 &&
		(a.need&needsBeside == 0 || a.dominatesBeside(x, y))
}

// dominatesBeside looks at what the rarer rules ask about, but for the shift of the last
// day.
func (a *Agent) dominatesBeside(x, y *label) bool {
	return (a.need&needLeast == 0 || a.owesNoMore(x, y)) &&
		(a.need&needWhole == 0 || x.weekends&1 == y.weekends&1) &&
		(a.need&needTired == 0 || x.marks&tired == 0 || y.marks&tired != 0 && (x.nights > 0) == (y.nights > 0)) &&
		noWorse(int(x.total), int(y.total), a.Limits.PaidMin, a.Limits.PaidMax) &&
		noWorse(int(x.worked), int(y.worked), a.Limits.DaysMin, a.Limits.DaysMax) &&
		x.mean <= y.mean && (x.last < 0 || x.first >= y.first && x.last <= y.last) &&
		(a.need&needCount == 0 || a.counters.within(x.count, y.count))
}

// noWorse says whether x serves a least and a most of a sum no worse than y.
func noWorse(x, y, least, most int) bool {
	return min(x, least) >= min(y, least) && (most <= 0 || x <= y)
}

// owesNoMore says whether the run of x, working or off, leaves at least as much open as that
// of y.
func (a *Agent) owesNoMore(x, y *label) bool {
	if x.run > 0 != (y.run > 0) {
		return x.run == 0 && int(x.off) >= a.offMin && a.runMin <= 1
	}
	if x.run == 0 {
		return min(int(x.off), a.offMin) >= min(int(y.off), a.offMin)
	}
	return a.done(x) >= a.done(y)
}

// done is how far a run of working days has come to the least.
func (a *Agent) done(l *label) int {
	if l.marks&open != 0 {
		return a.runMin
	}
	return min(int(l.run), a.runMin)
}

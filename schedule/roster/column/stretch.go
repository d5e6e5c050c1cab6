package column

// stretch is the days on which a path is looked for: those that the mask leaves open, and
// the fixed ones after them until nothing tells any more how they were worked. What lies
// before and after is known.
type stretch struct {
	lo, hi      int
	from, after place
	outside     float64 // gain of the days before lo and from hi on
	paid        float64 // what the rules cost on these days
	used        []int   // by position: shifts on these days
}

// place is a state of the path. Of what lies after the stretch, units and weekends are
// those still to come.
type place struct{ row, units, weekends int }

// settle finds the stretch of the mask. What lies outside gains nothing yet: see close.
func (f *finder) settle() {
	days, w := f.m.p.Days, f.w
	f.used = resize(f.used, len(w.shifts))
	clear(f.used)
	f.stretch = stretch{hi: days, from: place{row: w.start}, used: f.used}
	first, last := days, 0
	for d, s := range f.mask {
		if s == anyShift {
			first, last = min(first, d), d
		}
	}
	if first == days || !f.before(first) {
		return
	}
	for d := last + 2; d < days; d++ {
		if f.mask[d] < 0 != (f.mask[d-1] < 0) {
			f.beyond(d + 1)
			return
		}
	}
}

// before moves the beginning of the stretch to day first; false where the way there is not
// one that the rules allow.
func (f *finder) before(first int) bool {
	at, paid := f.from, 0.0
	for d := range first {
		m, units, weekend := f.step(d, at.row)
		if m.next < 0 {
			return false
		}
		at, paid = place{m.next, at.units + units, at.weekends + weekend}, paid+m.cost
	}
	f.lo, f.from, f.paid = first, at, paid
	for _, s := range f.mask[:first] {
		if s >= 0 {
			f.used[s]++
		}
	}
	return true
}

// step follows the mask from a row on a day; the move's next is -1 where the rules forbid it.
func (f *finder) step(d, row int) (m move, units, weekend int) {
	if s := f.mask[d]; s >= 0 {
		g := f.w.groupOf[s]
		return f.w.on(f.m.p, d, row, g), f.w.groups[g].units, f.w.weekend(f.m.p, d, row)
	}
	return f.w.off(f.m.p, d, row), 0, 0
}

// beyond ends the stretch before day hi, the day before which the mask changed between
// work and rest: the row is then known.
func (f *finder) beyond(hi int) {
	row := 0
	if s := f.mask[hi-1]; s >= 0 { // the first of a run, as after a day off
		row = f.w.works[f.w.groupOf[s]][f.w.minOff-1].next
	}
	end, paid := place{row: row}, 0.0
	for d, r := hi, row; d < f.m.p.Days; d++ {
		m, units, weekend := f.step(d, r)
		if m.next < 0 {
			return // no way that the rules allow: leave the stretch as it is
		}
		r, end.units, end.weekends, paid = m.next, end.units+units, end.weekends+weekend, paid+m.cost
	}
	f.hi, f.after, f.paid = hi, end, f.paid+paid
	for _, s := range f.mask[hi:] {
		if s >= 0 {
			f.used[s]++
		}
	}
}

// close adds up the gains outside the stretch once they are known.
func (f *finder) close() {
	f.outside = -f.paid
	for d, s := range f.mask {
		if d < f.lo || d >= f.hi {
			f.outside += f.gainOf(d, s)
		}
	}
}

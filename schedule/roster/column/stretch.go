package column

// stretch is the days on which a path is looked for: those that the mask leaves open, and
// the fixed ones after them until nothing tells any more how they were worked. What lies
// before and after is known.
type stretch struct {
	lo, hi      int
	from, after place
	outside     float64 // gain of the days before lo and from hi on
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
	f.stretch = stretch{hi: days, from: place{row: w.minOff - 1}, used: f.used}
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
	at := f.from
	for d := range first {
		next, units, weekend := f.step(d, at.row)
		if next < 0 {
			return false
		}
		at = place{next, at.units + units, at.weekends + weekend}
	}
	f.lo, f.from = first, at
	for _, s := range f.mask[:first] {
		if s >= 0 {
			f.used[s]++
		}
	}
	return true
}

// step follows the mask from a row on a day; next is -1 where the rules forbid it.
func (f *finder) step(d, row int) (next, units, weekend int) {
	if s := f.mask[d]; s >= 0 {
		g := &f.w.groups[f.w.groupOf[s]]
		return f.w.work(row, g), g.units, f.w.weekend(f.m.p, d, row)
	}
	return f.w.off(d, row), 0, 0
}

// beyond ends the stretch before day hi, the day before which the mask changed between
// work and rest: the row is then known.
func (f *finder) beyond(hi int) {
	row := 0
	if s := f.mask[hi-1]; s >= 0 {
		row = f.w.minOff + f.w.groups[f.w.groupOf[s]].kind*f.w.maxRun
	}
	end := place{row: row}
	for d, r := hi, row; d < f.m.p.Days; d++ {
		next, units, weekend := f.step(d, r)
		if next < 0 {
			return // no way that the rules allow: leave the stretch as it is
		}
		r, end.units, end.weekends = next, end.units+units, end.weekends+weekend
	}
	f.hi, f.after = hi, end
	for _, s := range f.mask[hi:] {
		if s >= 0 {
			f.used[s]++
		}
	}
}

// close adds up the gains outside the stretch once they are known.
func (f *finder) close() {
	f.outside = 0
	for d, s := range f.mask {
		if d < f.lo || d >= f.hi {
			f.outside += f.gainOf(d, s)
		}
	}
}

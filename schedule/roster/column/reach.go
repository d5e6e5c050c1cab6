package column

// span is the states of a row on a day that can be reached and can reach the end.
type span struct {
	at           int // in value
	units, nu    int // first, number
	weekends, nw int
	more, less   int // units that can still be worked, most and least
	rest         int // weekends that must still be worked, at least
}

const far = 1 << 29

// reach finds the span of every row on every day, what can be reached from the first day,
// can still end within the limits, and is at most width days ahead of or behind an even
// course; it returns the number of states.
func (f *finder) reach(width int) int {
	days, rows := f.m.p.Days, f.w.rows
	f.span = resize(f.span, (f.hi-f.lo+1)*rows)
	for i := range f.span {
		f.span[i] = span{units: far, weekends: far, more: -far, less: far, rest: far}
	}
	for r, last := 0, f.spans(f.hi); r < rows; r++ {
		if f.hi == days || r == f.after.row {
			last[r].more, last[r].less, last[r].rest = f.after.units, f.after.units, f.after.weekends
		}
	}
	for d := f.hi - 1; d >= f.lo; d-- {
		now, after := f.spans(d), f.spans(d+1)
		for r := range rows {
			s := &now[r]
			f.steps(d, r, func(_ int, m move, units, weekend int) {
				t := &after[m.next]
				if t.more >= 0 {
					s.more, s.less, s.rest = max(s.more, units+t.more), min(s.less, units+t.less), min(s.rest, weekend+t.rest)
				}
			})
		}
	}
	from := &f.span[f.from.row]
	from.units, from.nu, from.weekends, from.nw = f.from.units, 1, f.from.weekends, 1
	size := 0
	for d := f.lo; d <= f.hi; d++ {
		now := f.spans(d)
		for r := range rows {
			s := &now[r]
			if width < days {
				f.narrow(s, d, width)
			}
			size = f.trim(s, size)
			if s.nu == 0 || d == f.hi {
				continue
			}
			after := f.spans(d + 1)
			f.steps(d, r, func(_ int, m move, units, weekend int) {
				after[m.next].join(s.units+units, s.units+s.nu+units, s.weekends+weekend, s.weekends+s.nw+weekend)
			})
		}
	}
	return size
}

// spans is the rows of day d.
func (f *finder) spans(d int) []span { return f.span[(d-f.lo)*f.w.rows : (d-f.lo+1)*f.w.rows] }

// narrow cuts the span to what is at most width days off the even course.
func (f *finder) narrow(s *span, d, width int) {
	days := f.m.p.Days
	if s.nu == 0 {
		return
	}
	longest := 0
	for _, g := range f.w.groups {
		longest = max(longest, g.units)
	}
	middle, off := (f.w.least+f.w.most)/2*d/days, width*longest
	from, to := max(s.units, middle-off), min(s.units+s.nu, middle+off+1)
	s.units, s.nu = from, max(0, to-from)
	middle, off = f.w.weekends*d/days, width/2+1
	first, end := max(s.weekends, middle-off), min(s.weekends+s.nw, middle+off+1)
	s.weekends, s.nw = first, max(0, end-first)
	if s.nu == 0 || s.nw == 0 {
		s.nu, s.nw = 0, 0
	}
}

// join widens the span to hold units in [u, v) and weekends in [w, x).
func (s *span) join(u, v, w, x int) {
	if s.nu > 0 {
		u, v, w, x = min(u, s.units), max(v, s.units+s.nu), min(w, s.weekends), max(x, s.weekends+s.nw)
	}
	s.units, s.nu, s.weekends, s.nw = u, v-u, w, x-w
}

// trim cuts the span to what can still end within the limits and gives it its place.
func (f *finder) trim(s *span, size int) int {
	if s.nu == 0 || s.more < 0 {
		s.nu, s.nw = 0, 0
		return size
	}
	from, to := max(s.units, f.w.least-s.more), min(s.units+s.nu, f.w.most-s.less+1)
	end := min(s.weekends+s.nw, f.w.weekends-s.rest+1)
	s.units, s.nu, s.nw, s.at = from, max(0, to-from), max(0, end-s.weekends), size
	if s.nu == 0 || s.nw == 0 {
		s.nu, s.nw = 0, 0
	}
	return size + s.nu*s.nw
}

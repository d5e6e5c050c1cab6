package column

import (
	"math"
	"slices"
)

var never = math.Inf(-1)

// anyShift is the day of a mask that leaves the shift open.
const anyShift = -2

// finder finds the best legal path of an agent: a dynamic program backward over days and
// states, which leaves out the caps per shift, then a walk forward along its values. Where
// that breaks a cap, a best-first search does, for which the values are exact bounds.
type finder struct {
	m      *model
	w      *walker
	gain   []float64 // by day*(shifts of the walker)+position
	idle   []float64 // by day
	mask   []int     // by day: position that is worked, Off, or anyShift
	best   []float64 // by day*groups+group: gain of its best member
	pick   []int     // its position in the walker's shifts
	span   []span    // by (day, row)
	value  []float64
	seek   seeker
	effort effort
	agent  int
	room   int         // states to rate at most
	memory [][]float64 // by agent: the tolls that were last best; nil for none
	toll   []float64   // by position: what the gains are lowered by where a cap binds
	stretch
}

// find returns the best path under the mask, its gain, and the greatest gain that any path
// could have. The path is nil where there is none or the search for one was given up.
func (f *finder) find() (path []int, gain, bound float64) {
	f.close()
	f.toll = resize(f.toll, len(f.w.shifts))
	clear(f.toll)
	if f.memory[f.agent] != nil {
		f.lower(f.memory[f.agent])
	}
	f.choose()
	narrowed := f.fit()
	f.rate()
	bound = f.top() + f.tolled()
	if bound > never {
		path = f.walk()
		if gain = f.worth(path); f.w.capped && (gain < bound-1e-9 || !f.keeps(path)) {
			path, gain, bound = f.within(bound)
		}
	} else {
		gain = never
	}
	if narrowed {
		bound = math.Inf(1) // better paths may lie outside
	}
	return path, gain, bound
}

// maxStates is how many states of an agent are rated at most, 8 bytes each.
const maxStates = 6_000_000

// fit finds the spans. Where they hold too many states, it keeps those near an even course
// of time and weekends over the days, and says so.
func (f *finder) fit() (narrowed bool) {
	days := f.m.p.Days
	for width := days; ; width /= 2 {
		size := f.reach(width)
		if size > f.room && width == 0 {
			clear(f.span) // nothing fits: no path is found
			size = 0
		}
		if size <= f.room {
			f.value = resize(f.value, size)
			return width < days
		}
	}
}

// choose picks the best member of every group on every day.
func (f *finder) choose() {
	n, g := len(f.w.shifts), len(f.w.groups)
	f.best, f.pick = resize(f.best, f.m.p.Days*g), resize(f.pick, f.m.p.Days*g)
	for d := f.lo; d < f.hi; d++ {
		for i := range f.w.groups {
			at := d*g + i
			f.best[at] = never
			if f.w.free[d] {
				continue
			}
			for _, s := range f.w.groups[i].members {
				if v := f.gain[d*n+s]; v > f.best[at] && (f.mask[d] == anyShift || f.mask[d] == s) {
					f.best[at], f.pick[at] = v, s
				}
			}
		}
	}
}

// mayRest says whether day d may be off.
func (f *finder) mayRest(d int) bool { return f.mask[d] < 0 }

// steps calls do for every way to go on from a row on a day.
func (f *finder) steps(d, row int, do func(group int, m move, units, weekend int)) {
	if f.mayRest(d) {
		if m := f.w.off(f.m.p, d, row); m.next >= 0 {
			do(-1, m, 0, 0)
		}
	}
	weekend := f.w.weekend(f.m.p, d, row)
	for g := range f.w.groups {
		if f.best[d*len(f.w.groups)+g] == never {
			continue
		}
		if m := f.w.on(f.m.p, d, row, g); m.next >= 0 {
			do(g, m, f.w.groups[g].units, weekend)
		}
	}
}

// rate fills value: the best gain from a state of a day to the end.
func (f *finder) rate() {
	groups := len(f.w.groups)
	for i := range f.value {
		f.value[i] = never
	}
	for _, s := range f.spans(f.hi) {
		for i := range s.nu * s.nw {
			f.value[s.at+i] = -f.w.end(s.units+i%s.nu+f.after.units, s.weekends+i/s.nu+f.after.weekends)
		}
	}
	for d := f.hi - 1; d >= f.lo; d-- {
		now, after := f.spans(d), f.spans(d+1)
		for r := range now {
			s := &now[r]
			if s.nu == 0 {
				continue
			}
			f.steps(d, r, func(g int, m move, units, weekend int) {
				gain := f.idle[d]
				if g >= 0 {
					gain = f.best[d*groups+g]
				}
				f.relax(s, &after[m.next], gain-m.cost, units, weekend)
			})
		}
	}
}

// top is the best gain of any path, tolls not given back.
func (f *finder) top() float64 {
	return f.at(f.lo, f.from.row, f.from.weekends, f.from.units) + f.outside
}

// relax raises the values of s by going to t.
func (f *finder) relax(s, t *span, gain float64, units, weekend int) {
	lo, hi := max(s.units, t.units-units), min(s.units+s.nu, t.units+t.nu-units)
	if lo >= hi {
		return
	}
	for w := max(s.weekends, t.weekends-weekend); w < min(s.weekends+s.nw, t.weekends+t.nw-weekend); w++ {
		to := f.value[s.at+(w-s.weekends)*s.nu+lo-s.units:][:hi-lo]
		from := f.value[t.at+(w+weekend-t.weekends)*t.nu+lo+units-t.units:][:hi-lo]
		for i, v := range from {
			if v += gain; v > to[i] {
				to[i] = v
			}
		}
	}
}

// at is the value of a state, never outside the spans.
func (f *finder) at(d, row, weekends, units int) float64 {
	s := &f.span[(d-f.lo)*f.w.rows+row]
	u, w := units-s.units, weekends-s.weekends
	if u < 0 || u >= s.nu || w < 0 || w >= s.nw {
		return never
	}
	return f.value[s.at+w*s.nu+u]
}

// walk follows the values from the first day to the last.
func (f *finder) walk() []int {
	path := slices.Clone(f.mask)
	row, weekends, units := f.from.row, f.from.weekends, f.from.units
	for d := f.lo; d < f.hi; d++ {
		most, pick, r, w, u := never, -1, 0, 0, 0
		f.steps(d, row, func(g int, m move, du, dw int) {
			v, s := f.idle[d], -1
			if g >= 0 {
				v, s = f.best[d*len(f.w.groups)+g], f.pick[d*len(f.w.groups)+g]
			}
			if all := v - m.cost + f.at(d+1, m.next, weekends+dw, units+du); all > most {
				most, pick, r, w, u = all, s, m.next, weekends+dw, units+du
			}
		})
		path[d] = pick
		row, weekends, units = r, w, u
	}
	return path
}

// gainOf is the gain of a position on a day.
func (f *finder) gainOf(d, s int) float64 {
	if s < 0 {
		return f.idle[d]
	}
	return f.gain[d*len(f.w.shifts)+s]
}

func resize[T float64 | int | span](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// take sets the finder to an agent under a mask, with gains that are only its own costs.
func (f *finder) take(a int, mask []int) {
	f.agent, f.w, f.mask = a, f.m.walkers[a], mask
	n, width := len(f.w.shifts), len(f.m.p.Shifts)+1
	f.gain, f.idle = resize(f.gain, f.m.p.Days*n), resize(f.idle, f.m.p.Days)
	for d := range f.m.p.Days {
		f.idle[d] = -f.m.own[a][d*width]
		for i, s := range f.w.shifts {
			f.gain[d*n+i] = -f.m.own[a][d*width+s+1]
		}
	}
	f.settle()
}

// shifts turns positions of the walker into shifts of the problem.
func (f *finder) shifts(path []int) []int {
	out := make([]int, len(path))
	for d, i := range path {
		out[d] = i
		if i >= 0 {
			out[d] = f.w.shifts[i]
		}
	}
	return out
}

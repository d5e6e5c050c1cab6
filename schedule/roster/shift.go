package roster

import (
	"math"
	"math/bits"
	"slices"
)

var never = math.Inf(-1)

// dayPlanner finds the best way to fill a shift of a given start, for every length of a
// class at once: a dynamic program forward over the interval boundaries. A state is the
// breaks taken, the boundary and the duty; every state is free to break, end or change
// duty, because a stretch of work enters the program only once its least length is done.
type dayPlanner struct {
	p     *Problem
	value []float64 // by state
	from  []int32   // by state: the state before, -1 for the start of the shift
	best  []float64 // by length of the form: gain of the best filling, never where there is none
	final []int32   // by length: its last state

	layers []layer         // where work without a break has a limit; else a layer is its mask
	layer  map[layer]int32 // index of each

	// of the shift at hand
	ag         *Agent
	paid       float64 // share of the pay that is paid
	pr         *prices
	class      *Class
	at, origin int // minute of the start; first boundary at or after it
	width      int // boundaries
	half       int // states; where some duty has a least time of its own, as many more of those free to change
	settled    bool
	least      []int // by duty: its least time in minutes, where settled
	slack      int   // minutes by which blocks are rounded up to boundaries
	duties     int
	barred     []bool    // by duty: not in this form; nil where all are
	enter      []float64 // by duty: value with which a stretch begins
	leave      []int32   // by duty: the state it begins from
}

// fill computes best for the lengths of class c of form f, no longer than room.
func (w *dayPlanner) fill(ag *Agent, pr *prices, f *Form, c int, at, room int) {
	w.fillWith(ag, pr, f, c, &f.Classes[c], at, 0, room)
}

// fillWith is fill for lengths of least or more, with the breaks of another class.
func (w *dayPlanner) fillWith(ag *Agent, pr *prices, f *Form, c int, class *Class, at, least, room int) {
	w.ag, w.pr, w.class, w.at, w.paid = ag, pr, class, at, 1-f.Unpaid
	w.best, w.final = w.best[:0], w.final[:0]
	longest := 0
	for _, l := range f.Lengths {
		w.best, w.final = append(w.best, never), append(w.final, -1)
		if l.Class == c && l.Minutes >= least && l.Minutes <= room {
			longest = max(longest, l.Minutes)
		}
	}
	step := w.p.Step
	w.origin = (at + step - 1) / step
	w.width = (at+longest)/step - w.origin + 1
	w.duties = len(ag.Duties)
	if longest == 0 || w.width <= 0 || w.duties == 0 {
		return
	}
	w.bar(f, at, at+longest)
	full := 1<<len(w.class.Breaks) - 1
	if w.slack = 0; class.Strict {
		w.slack = step - 1
	}
	layers := w.lay(full)
	w.settle()
	w.half = layers * w.width * w.duties
	if w.settled {
		w.reset(2 * w.half)
	} else {
		w.reset(w.half)
	}
	w.outset()
	w.stretch(0, at, class.Block)
	for layer := range layers {
		w.work(layer)
		for i := range w.class.Breaks {
			if w.mask(layer)&(1<<i) == 0 {
				w.rest(layer, i)
			}
		}
	}
	for l := range f.Lengths {
		if f.Lengths[l].Class == c && f.Lengths[l].Minutes >= least && f.Lengths[l].Minutes <= room {
			w.end(full, l, at+f.Lengths[l].Minutes)
		}
	}
}

// bar finds the duties that the form leaves out, or that cannot be worked in all of [from, to).
func (w *dayPlanner) bar(f *Form, from, to int) {
	w.barred = w.barred[:0]
	for d := range w.ag.Duties {
		forms := w.ag.Duties[d].Forms
		if !w.ag.Duties[d].allows(from, to) || forms != nil && !slices.ContainsFunc(forms, func(k int) bool { return f == &w.p.Forms[k] }) {
			if len(w.barred) == 0 {
				w.barred = append(w.barred, make([]bool, w.duties)...)
			}
			w.barred[d] = true
		}
	}
}

func (w *dayPlanner) reset(n int) {
	if cap(w.value) < n {
		w.value, w.from = make([]float64, n), make([]int32, n)
	}
	w.value, w.from = w.value[:n], w.from[:n]
	for i := range w.value {
		w.value[i] = never
	}
}

func (w *dayPlanner) state(mask, r, d int) int { return (mask*w.width+r)*w.duties + d }

// top is the best state at a boundary, or -1.
func (w *dayPlanner) top(mask, r int) int {
	base, best, most := w.state(mask, r, 0), -1, never
	for d, v := range w.value[base : base+w.duties] {
		if v > most {
			best, most = base+d, v
		}
	}
	return best
}

// outset lets the shift begin in any duty.
func (w *dayPlanner) outset() {
	w.enter, w.leave = slices.Grow(w.enter[:0], w.duties)[:w.duties], slices.Grow(w.leave[:0], w.duties)[:w.duties]
	for d := range w.duties {
		w.enter[d], w.leave[d] = 0, -1
	}
}

// pause ends work at a boundary, or so much of an interval later, to go on after a break:
// in the same duty, or in another at a price. It is false where nothing leads here.
func (w *dayPlanner) pause(mask, r int, share float64) bool {
	base, best, most := w.state(mask, r, 0), -1, never
	for d, v := range w.value[base : base+w.duties] {
		if share > 0 {
			v += share * w.pr.duty[(w.origin+r)*w.duties+d]
		}
		w.enter[d], w.leave[d] = v, int32(base+d)
		if v > most {
			best, most = base+d, v
		}
	}
	if best < 0 {
		return false
	}
	most -= w.pr.change
	for d, v := range w.enter {
		if most > v {
			w.enter[d], w.leave[d] = most, int32(best)
		}
	}
	return true
}

// stretch begins work at minute t in any duty, for a block.
func (w *dayPlanner) stretch(mask, t, block int) {
	step := w.p.Step
	k := (t + step - 1) / step
	end := max(k, (t+block+w.slack)/step)
	if end-w.origin >= w.width {
		return
	}
	share := float64(k*step-t) / float64(step)
	base, start, stop := w.state(mask, end-w.origin, 0), w.pr.upTo[k*w.duties:], w.pr.upTo[end*w.duties:]
	for d := range w.duties {
		if len(w.barred) > 0 && w.barred[d] {
			continue
		}
		gain := w.enter[d] + stop[d] - start[d]
		if share > 0 {
			gain += share * w.pr.duty[(k-1)*w.duties+d]
		}
		if gain > w.value[base+d] {
			w.value[base+d], w.from[base+d] = gain, w.leave[d]
		}
	}
	if w.settled {
		w.stay(mask, t)
	}
}

// work carries the states of a mask on from boundary to boundary: for one interval in the
// same duty, or for a block in another.
func (w *dayPlanner) work(mask int) {
	n := w.duties
	block := max(1, (w.class.Block+w.p.Step-1)/w.p.Step)
	for r := range w.width - 1 {
		top := w.top(mask, r)
		if top < 0 {
			continue
		}
		base := w.state(mask, r, 0)
		gain := w.pr.duty[(w.origin+r)*n:]
		for d, v := range w.value[base : base+n] {
			if v += gain[d]; v > w.value[base+n+d] {
				w.value[base+n+d], w.from[base+n+d] = v, int32(base+d)
			}
		}
		if w.settled {
			w.change(mask, r)
			continue
		}
		if r+block >= w.width || n == 1 {
			continue
		}
		most := w.value[top] - w.pr.change
		next := base + block*n
		start, stop := w.pr.upTo[(w.origin+r)*n:], w.pr.upTo[(w.origin+r+block)*n:]
		for d := range n {
			if v := most + stop[d] - start[d]; base+d != top && v > w.value[next+d] && (len(w.barred) == 0 || !w.barred[d]) {
				w.value[next+d], w.from[next+d] = v, int32(top)
			}
		}
	}
}

// rest takes break i in every way its window allows.
func (w *dayPlanner) rest(mask, i int) {
	b := &w.class.Breaks[i]
	first, last := w.window(b)
	block := w.class.Block
	if b.meeting > 0 {
		block = 0 // a break may follow a meeting at once
	}
	for k := max(first/w.p.Step, w.origin); k <= last/w.p.Step && k-w.origin < w.width; k++ {
		begin := max(first, k*w.p.Step)
		next := w.after(mask, i, begin)
		if next < 0 || !w.pause(mask, k-w.origin, float64(begin-k*w.p.Step)/float64(w.p.Step)) {
			continue
		}
		if !b.Paid {
			unpaid := w.pr.weight[TermCost] * w.paid * w.ag.Pay.between(begin, begin+b.Length)
			for d := range w.enter {
				w.enter[d] += unpaid
			}
		}
		w.stretch(next, begin+b.Length, block)
	}
}

// window is the first and the last minute at which a break begins: at boundaries, or at
// its earliest where the window holds none.
func (w *dayPlanner) window(b *BreakRule) (first, last int) {
	step := w.p.Step
	first, last = w.at+b.Earliest, w.at+b.Latest
	if aligned := (first + step - 1) / step * step; aligned <= last {
		return aligned, last
	}
	return first, min(first, last)
}

// end closes the shift of length l at minute end.
func (w *dayPlanner) end(full, l, end int) {
	r := end/w.p.Step - w.origin
	if r < 0 || r >= w.width {
		return
	}
	s := w.last(full, r, end)
	if s < 0 {
		return
	}
	value := w.value[s] - w.pr.weight[TermCost]*w.paid*w.ag.Pay.between(w.at, end)
	if part := end % w.p.Step; part > 0 {
		value += float64(part) / float64(w.p.Step) * w.pr.duty[(w.origin+r)*w.duties+s%w.duties]
	}
	w.best[l], w.final[l] = value, int32(s)
}

// parts is the filling that best found for a length: fill must have run for its class.
func (w *dayPlanner) parts(f *Form, l int) []Part {
	var out []Part
	end := w.at + f.Lengths[l].Minutes
	for at := int(w.final[l]); at >= 0; at = int(w.from[at]) {
		s, before := at%w.half, int(w.from[at])
		duty, begin, pause := s%w.duties, w.at, Part{Duty: -1}
		if before >= 0 {
			before %= w.half
			begin = (w.origin + before/w.duties%w.width) * w.p.Step
			if taken := w.mask(s/w.duties/w.width) ^ w.mask(before/w.duties/w.width); taken != 0 {
				b := &w.class.Breaks[bits.TrailingZeros(uint(taken))]
				first, _ := w.window(b)
				pause.From, pause.Paid, pause.Meeting = max(first, begin), b.Paid, b.meeting
				pause.To = pause.From + b.Length
				begin = pause.To
			}
		}
		if begin < end {
			if n := len(out); n > 0 && out[n-1].Duty == duty && out[n-1].From == end {
				out[n-1].From = begin
			} else {
				out = append(out, Part{From: begin, To: end, Duty: duty, Paid: true})
			}
			end = begin
		}
		if pause.To > 0 {
			out = append(out, pause)
			end = pause.From
		}
	}
	slices.Reverse(out)
	return out
}

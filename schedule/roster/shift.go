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
	p     *problem
	value []float64 // by state
	from  []int32   // by state: the state before, -1 for the start of the shift
	best  []float64 // by length of the form: gain of the best filling, never where there is none
	final []int32   // by length: its last state

	// of the shift at hand
	ag         *agent
	pr         *prices
	class      *class
	at, origin int // minute of the start; first boundary at or after it
	width      int // boundaries
	duties     int
}

// fill computes best for the lengths of class c of form f, no longer than room.
func (w *dayPlanner) fill(ag *agent, pr *prices, f *form, c int, at, room int) {
	w.ag, w.pr, w.class, w.at = ag, pr, &f.classes[c], at
	w.best, w.final = w.best[:0], w.final[:0]
	longest := 0
	for _, l := range f.lengths {
		w.best, w.final = append(w.best, never), append(w.final, -1)
		if l.class == c && l.minutes <= room {
			longest = max(longest, l.minutes)
		}
	}
	step := w.p.step
	w.origin = (at + step - 1) / step
	w.width = (at+longest)/step - w.origin + 1
	w.duties = len(ag.duties)
	if longest == 0 || w.width <= 0 || w.duties == 0 {
		return
	}
	full := 1<<len(w.class.breaks) - 1
	w.reset((full + 1) * w.width * w.duties)
	w.stretch(-1, 0, at, 0)
	for r := range w.width {
		for mask := 0; mask <= full; mask++ {
			d := w.top(mask, r)
			if d < 0 {
				continue
			}
			w.work(mask, r, d)
			w.rest(mask, r, d)
			if mask == full {
				w.end(f, c, r, d, room)
			}
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

// top is the duty of the best state at a boundary, or -1.
func (w *dayPlanner) top(mask, r int) int {
	base, best := w.state(mask, r, 0), -1
	for d := range w.duties {
		if v := w.value[base+d]; v > never && (best < 0 || v > w.value[base+best]) {
			best = d
		}
	}
	return best
}

func (w *dayPlanner) offer(state int, value float64, from int) {
	if value > w.value[state] {
		w.value[state], w.from[state] = value, int32(from)
	}
}

// stretch begins work at minute t after state from, in any duty, for the class's block.
func (w *dayPlanner) stretch(from, mask, t int, value float64) {
	step := w.p.step
	k := (t + step - 1) / step
	end := max(k, (t+w.class.block)/step)
	if end-w.origin >= w.width {
		return
	}
	share := float64(k*step-t) / float64(step)
	for d := range w.duties {
		gain := w.pr.upTo[d][end] - w.pr.upTo[d][k]
		if share > 0 {
			gain += share * w.pr.duty[d][k-1]
		}
		w.offer(w.state(mask, end-w.origin, d), value+gain, from)
	}
}

// work goes on for one interval in the same duty, or changes to another for a block.
func (w *dayPlanner) work(mask, r, top int) {
	k := w.origin + r
	if r+1 < w.width {
		for d := range w.duties {
			s := w.state(mask, r, d)
			if w.value[s] > never {
				w.offer(s+w.duties, w.value[s]+w.pr.duty[d][k], s)
			}
		}
	}
	end := r + max(1, (w.class.block+w.p.step-1)/w.p.step)
	if end >= w.width {
		return
	}
	s := w.state(mask, r, top)
	for d := range w.duties {
		if d != top {
			w.offer(w.state(mask, end, d), w.value[s]+w.pr.upTo[d][w.origin+end]-w.pr.upTo[d][k], s)
		}
	}
}

// rest begins a break at the boundary, or within the interval after it where its window
// holds no boundary.
func (w *dayPlanner) rest(mask, r, top int) {
	s := w.state(mask, r, top)
	for i := range w.class.breaks {
		if mask&(1<<i) != 0 {
			continue
		}
		b := &w.class.breaks[i]
		begin, ok := w.begin(b, w.origin+r)
		if !ok {
			continue
		}
		value := w.value[s] + float64(begin-(w.origin+r)*w.p.step)/float64(w.p.step)*w.pr.duty[top][w.origin+r]
		if !b.paid {
			value += w.pr.weight[termCost] * w.ag.pay.between(begin, begin+b.length)
		}
		w.stretch(s, mask|1<<i, begin+b.length, value)
	}
}

// begin is the minute at which a break may begin in interval k.
func (w *dayPlanner) begin(b *breakRule, k int) (int, bool) {
	step := w.p.step
	first, last := w.at+b.earliest, w.at+b.latest
	aligned := (first + step - 1) / step * step
	if aligned > last {
		return first, first/step == k
	}
	return k * step, k*step >= first && k*step <= last
}

// end closes the shift for every length that ends at the boundary or before the next.
func (w *dayPlanner) end(f *form, c, r, top, room int) {
	s := w.state(1<<len(w.class.breaks)-1, r, top)
	for l := range f.lengths {
		end := w.at + f.lengths[l].minutes
		if f.lengths[l].class != c || f.lengths[l].minutes > room || end/w.p.step-w.origin != r {
			continue
		}
		share := float64(end%w.p.step) / float64(w.p.step)
		value := w.value[s] - w.pr.weight[termCost]*w.ag.pay.between(w.at, end)
		if share > 0 {
			value += share * w.pr.duty[top][w.origin+r]
		}
		w.best[l], w.final[l] = value, int32(s)
	}
}

// parts is the filling that best found for a length: fill must have run for its class.
func (w *dayPlanner) parts(f *form, l int) []part {
	var out []part
	end := w.at + f.lengths[l].minutes
	for s := int(w.final[l]); s >= 0; s = int(w.from[s]) {
		duty := s % w.duties
		begin, pause := w.at, part{duty: -1}
		if before := int(w.from[s]); before >= 0 {
			begin = (w.origin + before/w.duties%w.width) * w.p.step
			if taken := s/w.duties/w.width ^ before/w.duties/w.width; taken != 0 {
				b := w.taken(taken)
				pause.from, _ = w.begin(b, begin/w.p.step)
				pause.to, pause.paid = pause.from+b.length, b.paid
				begin = pause.to
			}
		}
		if begin < end {
			if n := len(out); n > 0 && out[n-1].duty == duty && out[n-1].from == end {
				out[n-1].from = begin
			} else {
				out = append(out, part{from: begin, to: end, duty: duty, paid: true})
			}
			end = begin
		}
		if pause.to > 0 {
			out = append(out, pause)
			end = pause.from
		}
	}
	slices.Reverse(out)
	return out
}

// taken is the break of a mask with one bit.
func (w *dayPlanner) taken(mask int) *breakRule {
	return &w.class.breaks[bits.TrailingZeros(uint(mask))]
}

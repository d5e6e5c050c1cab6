package roster

import "slices"

// label is a partial schedule: what the rules need to know about the days so far. What no
// rule of the agent asks about stays 0.
type label struct {
	value, bound     float64
	count            uint64 // counters
	parent           int32  // label of the day before
	choice           int32  // option of the last day, -1 for a day off
	end              int32  // of the last shift
	paid             int32  // in the current week
	total            int32  // paid in the period
	mean             int32  // paid in the current stretch of weeks
	worked           int16  // days in the period
	first, last      int16  // earliest and latest start on the clock in the week; last is -1 for none
	days             int8   // in the current week
	run, off, nights int8   // in a row, up to the last day
	weekends         uint8  // worked, bit 0 the current week's
	marks            uint8
}

// the marks of a label.
const (
	rested uint8 = 1 << iota // the current week has had its rest
	open                     // the run of working days goes on from before the period, where nothing is known
	tired                    // the last shift was a night
)

// push keeps the label if it is among the best limit of its day.
func (w *pathPlanner) push(l label) {
	if len(w.next) < w.limit {
		w.next = append(w.next, l)
		for i := len(w.next) - 1; i > 0 && w.next[i].bound < w.next[(i-1)/2].bound; i = (i - 1) / 2 {
			w.next[i], w.next[(i-1)/2] = w.next[(i-1)/2], w.next[i]
		}
		return
	}
	if l.bound <= w.next[0].bound {
		return
	}
	i := 0
	for {
		child := 2*i + 1
		if child+1 < len(w.next) && w.next[child+1].bound < w.next[child].bound {
			child++
		}
		if child >= len(w.next) || w.next[child].bound >= l.bound {
			break
		}
		w.next[i], i = w.next[child], child
	}
	w.next[i] = l
}

// prune moves to out the best of next, all of day d, at most width, without those that
// another dominates.
func (w *pathPlanner) prune(ag *Agent, d int, out []label, width int) []label {
	w.order = w.order[:0]
	for i := range w.next {
		l := &w.next[i]
		w.order = append(w.order, rank{l.bound, l.parent, l.choice, int32(i)})
	}
	slices.SortFunc(w.order, rank.compare)
	clear(w.index)
	least := int32(ag.Limits.PaidMin)
	for _, r := range w.order {
		l := &w.next[r.at]
		key := [2]int32{l.paid, int32(l.days) + min(l.total, least)<<4}
		same := w.index[key]
		if slices.ContainsFunc(same, func(k int32) bool {
			return ag.dominates(&out[k], l) && (ag.need&(needForm|needClock) == 0 || w.lenient(ag, d, &out[k], l))
		}) {
			continue
		}
		w.index[key] = append(same, int32(len(out)))
		out = append(out, *l)
		if len(out) == width {
			break
		}
	}
	return out
}

// lenient says whether the shift of the last day, d, forbids x no more than y.
func (w *pathPlanner) lenient(ag *Agent, d int, x, y *label) bool {
	a, b := w.eve(ag, d+1, x), w.eve(ag, d+1, y)
	return (ag.need&needClock == 0 || a.clock <= b.clock) && (ag.need&needForm == 0 || w.p.lenient(a.form, b.form))
}

// rank is the place of a label among those of its day: the highest bound first.
type rank struct {
	bound          float64
	parent, choice int32
	at             int32
}

func (a rank) compare(b rank) int {
	switch {
	case a.bound > b.bound:
		return -1
	case a.bound < b.bound:
		return 1
	case a.parent != b.parent:
		return int(a.parent - b.parent)
	}
	return int(a.choice - b.choice)
}

package roster

import "slices"

// layer is a set of breaks taken and the minute at which the last of them ended, which is
// the start of the shift where none was: what a dayPlanner's states have to know where
// work without a break has a limit.
type layer struct{ mask, rested int }

// maxLayers bounds the layers of one shift; windows that give more are cut short.
const maxLayers = 20000

// lay counts the layers of the class at hand, and lists them where they are more than sets
// of breaks: those of a set come after those of every smaller one.
func (w *dayPlanner) lay(full int) int {
	if w.layers = w.layers[:0]; w.class.Longest <= 0 {
		return full + 1
	}
	byMask := make([][]int, full+1)
	byMask[0] = []int{w.at}
	if w.layer == nil {
		w.layer = map[layer]int32{}
	}
	clear(w.layer)
	for mask := range full + 1 {
		slices.Sort(byMask[mask])
		for _, rested := range slices.Compact(byMask[mask]) {
			if len(w.layers) == maxLayers {
				return maxLayers
			}
			w.layer[layer{mask, rested}] = int32(len(w.layers))
			w.layers = append(w.layers, layer{mask, rested})
			for i := range w.class.Breaks {
				if mask&(1<<i) == 0 {
					byMask[mask|1<<i] = w.reach(byMask[mask|1<<i], layer{mask, rested}, i)
				}
			}
		}
	}
	return len(w.layers)
}

// reach appends the ends of break i taken after the layer; a meeting is no rest.
func (w *dayPlanner) reach(out []int, l layer, i int) []int {
	b := &w.class.Breaks[i]
	if b.meeting > 0 {
		return append(out, l.rested)
	}
	first, last := w.window(b)
	for k := max(first/w.p.Step, w.origin); k <= last/w.p.Step && k-w.origin < w.width; k++ {
		if begin := max(first, k*w.p.Step); begin >= l.rested && begin-l.rested <= w.class.Longest {
			out = append(out, begin+b.Length)
		}
	}
	return out
}

func (w *dayPlanner) mask(at int) int {
	if len(w.layers) == 0 {
		return at
	}
	return w.layers[at].mask
}

// after is the layer once break i has begun at the minute, or -1 where there was too much
// work before it.
func (w *dayPlanner) after(at, i, begin int) int {
	if len(w.layers) == 0 {
		return at | 1<<i
	}
	l := w.layers[at]
	if w.class.Breaks[i].meeting == 0 {
		if begin-l.rested > w.class.Longest {
			return -1
		}
		l.rested = begin + w.class.Breaks[i].Length
	}
	l.mask |= 1 << i
	if next, known := w.layer[l]; known {
		return int(next)
	}
	return -1
}

// last is the best state at a boundary from which the shift may end at the minute, or -1.
func (w *dayPlanner) last(full, r, end int) int {
	if len(w.layers) == 0 {
		return w.top(full, r)
	}
	best := -1
	for at, l := range w.layers {
		if l.mask != full || end-l.rested > w.class.Longest {
			continue
		}
		if s := w.top(at, r); s >= 0 && (best < 0 || w.value[s] > w.value[best]) {
			best = s
		}
	}
	return best
}

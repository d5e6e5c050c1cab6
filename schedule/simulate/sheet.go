package simulate

// sheet is a queue's time sheet: seconds of agents by interval of the period.
type sheet struct {
	idle  course // of agents whose first queue it is, at work with nothing in hand
	busy  course // of the same, with something in hand
	spent course // of anybody on the queue's contacts
}

// course is seconds by interval.
type course []float64

// add books the stretch [from, to) at so many seconds a second, as far as it lies within
// the period.
func (c course) add(w *world, from, to, rate float64) {
	from = max(from, 0)
	for i := int(from / w.step); from < to && i < len(c); i++ {
		until := min(to, float64(i+1)*w.step)
		c[i] += rate * (until - from)
		from = until
	}
}

func (c course) total() float64 {
	sum := 0.0
	for _, x := range c {
		sum += x
	}
	return sum
}

// newSheets makes an empty sheet for every queue.
func newSheets(w *world) []sheet {
	out := make([]sheet, len(w.queues))
	for i := range out {
		out[i] = sheet{make(course, w.grid.N), make(course, w.grid.N), make(course, w.grid.N)}
	}
	return out
}

func (s *sheet) clear() {
	clear(s.idle)
	clear(s.busy)
	clear(s.spent)
}

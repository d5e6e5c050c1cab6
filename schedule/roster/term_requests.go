package roster

// wish is a request: off wants no shift to touch [from, to), otherwise a shift is wanted
// within it on each of its days.
type wish struct {
	from, to int
	off      bool
	weight   float64
	days     int // of the period that it touches
}

// refused is the weight of what a plan does not grant: of wishes for time off once for
// each shift that touches them, of wishes to work in the share of their days without.
func (a *agent) refused(pl plan) float64 {
	sum := 0.0
	for i := range a.wishes {
		w := &a.wishes[i]
		if !w.off {
			sum += w.weight
		}
		for _, s := range pl {
			sum += w.price(s.at, s.end)
		}
	}
	return sum
}

// price is what a shift adds to the weight refused.
func (w *wish) price(at, end int) float64 {
	switch {
	case w.off && at < w.to && end > w.from:
		return w.weight
	case !w.off && at >= w.from && end <= w.to:
		return -w.weight / float64(max(1, w.days))
	}
	return 0
}

package roster

// Wish is a request: off wants no shift to touch [from, to), otherwise a shift is wanted
// within it on each of its days.
type Wish struct {
	From, To int
	Off      bool
	Kind     string // only shifts of this kind count; empty is all
	Weight   float64
	Days     int // of the period that it touches
}

// refused is the weight of what a plan does not grant: of wishes for time off once for
// each shift that touches them, of wishes to work in the share of their days without.
func (a *Agent) refused(pl Plan) float64 {
	sum := 0.0
	for i := range a.Wishes {
		w := &a.Wishes[i]
		if !w.Off {
			sum += w.Weight
		}
		for _, s := range pl {
			sum += w.price(s.At, s.End, s.Kind)
		}
	}
	return sum
}

// price is what a shift adds to the weight refused.
func (w *Wish) price(at, end int, kind string) float64 {
	switch {
	case w.Kind != "" && w.Kind != kind:
		return 0
	case w.Off && at < w.To && end > w.From:
		return w.Weight
	case !w.Off && at >= w.From && end <= w.To:
		return -w.Weight / float64(max(1, w.Days))
	}
	return 0
}

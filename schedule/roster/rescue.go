package roster

import (
	"cmp"
	"context"
	"slices"
)

// rescue looks for any legal schedule, whatever it is worth: without values far more
// labels dominate each other.
func (w *pathPlanner) rescue(ctx context.Context, ag *Agent) bool {
	w.thin(ag)
	w.toll = 0
	// Whoever puts work off may find no time for it; whoever is eager may use up the days.
	for _, worth := range []float64{1, 0} {
		if worth > 0 && !ag.owes() {
			continue
		}
		for d := range w.p.Days {
			for o := range w.options[d] {
				w.options[d][o].value = worth * float64(w.options[d][o].paid)
			}
			slices.SortStableFunc(w.options[d], func(a, b option) int { return cmp.Compare(b.value, a.value) })
		}
		w.bind(ag)
		if _, ok := w.search(ctx, ag, widest, never); ok {
			return true
		}
	}
	return false
}

// owes says whether the period or a week has a least paid time.
func (a *Agent) owes() bool {
	return a.Limits.PaidMin > 0 || slices.ContainsFunc(a.Weeks, func(w WeekLimit) bool { return w.Min > 0 })
}

// thin leaves one of the options that no rule of the agent tells apart.
func (w *pathPlanner) thin(ag *Agent) {
	type sort struct {
		begin, class, paid, form, clock int
		night                           bool
	}
	for d := range w.p.Days {
		seen := map[sort]bool{}
		w.options[d] = slices.DeleteFunc(w.options[d], func(o option) bool {
			s := sort{begin: w.bound.class(d, o.at), class: o.class, paid: o.paid, night: o.night}
			if ag.need&(needForm|needCount) != 0 {
				s.form = o.form
			}
			if ag.need&(needClock|needSpread) != 0 {
				s.clock = o.clock
			}
			defer func() { seen[s] = true }()
			return seen[s]
		})
	}
}

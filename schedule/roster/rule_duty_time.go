package roster

import "slices"

// settle sees to duties with a least time of their own, above that of the class, and to work
// after a meeting, which a break may end at once: a stretch of work in one may still be cut by a break or the end of the shift, but not by a change
// to another, so that the planner keeps a second value for every state: that of those who
// have been in the duty for long enough to change.
func (w *dayPlanner) settle() {
	w.settled = w.duties > 1 && (slices.ContainsFunc(w.ag.Duties, func(d Duty) bool { return d.Least > w.class.Block }) ||
		slices.ContainsFunc(w.class.Breaks, func(b BreakRule) bool { return b.meeting > 0 }))
	if !w.settled {
		return
	}
	w.least = w.least[:0]
	for d := range w.ag.Duties {
		w.least = append(w.least, max(w.ag.Duties[d].Least, w.class.Block))
	}
}

// stay begins work at minute t in any duty, for its least time.
func (w *dayPlanner) stay(mask, t int) {
	step := w.p.Step
	k := (t + step - 1) / step
	share := float64(k*step-t) / float64(step)
	for d := range w.duties {
		end := (t + w.least[d] + step - 1) / step
		if end-w.origin >= w.width || len(w.barred) > 0 && w.barred[d] {
			continue
		}
		gain := w.enter[d] + w.pr.upTo[end*w.duties+d] - w.pr.upTo[k*w.duties+d]
		if share > 0 {
			gain += share * w.pr.duty[(k-1)*w.duties+d]
		}
		w.raise(w.half+w.state(mask, end-w.origin, d), gain, w.leave[d])
	}
}

// change carries those free to change on for one interval, and lets the best of them begin
// other duties for their least times.
func (w *dayPlanner) change(mask, r int) {
	n, base := w.duties, w.half+w.state(mask, r, 0)
	top, most := -1, never
	gain := w.pr.duty[(w.origin+r)*n:]
	for d, v := range w.value[base : base+n] {
		if v > most {
			top, most = d, v
		}
		w.raise(base+n+d, v+gain[d], int32(base+d))
	}
	if top < 0 {
		return
	}
	most -= w.pr.change
	for d := range n {
		end := r + max(1, (w.least[d]+w.p.Step-1)/w.p.Step)
		if d == top || end >= w.width || len(w.barred) > 0 && w.barred[d] {
			continue
		}
		v := most + w.pr.upTo[(w.origin+end)*n+d] - w.pr.upTo[(w.origin+r)*n+d]
		s := w.state(mask, end, d)
		w.raise(s, v, int32(base+top))
		w.raise(w.half+s, v, int32(base+top))
	}
}

// raise gives a state a better value.
func (w *dayPlanner) raise(s int, value float64, from int32) {
	if value > w.value[s] {
		w.value[s], w.from[s] = value, from
	}
}

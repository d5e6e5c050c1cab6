package staffing

import "turno/schedule"

// A curve reaches a good way beyond its mark, so that what more agents bring is known.
func curveEnd(mark int) int { return mark + max(2, (2*mark+4)/5) }

// convex makes a table of contacts missed at n = 0, 1, ... into one that never rises and is
// convex: the lower convex hull. Far below the mark an answer in time is so rare that the
// true curve bends the other way there; where the mark itself lies in that bend, the hull
// would promise too much at the very point that is staffed for, so the curve then runs
// straight from no agents to the mark, and on until it meets the hull.
func convex(missed []float64, mark int) []float64 {
	hull := lowerHull(missed)
	if mark <= 0 || mark >= len(missed) || hull[mark] >= missed[mark] {
		return hull
	}
	slope := (missed[mark] - missed[0]) / float64(mark)
	for n := range hull {
		hull[n] = max(hull[n], missed[0]+slope*float64(n))
	}
	return hull
}

// lowerHull is the greatest convex and non-increasing table below the given one.
func lowerHull(y []float64) []float64 {
	var knots []int
	for n := range y {
		for len(knots) >= 2 {
			a, b := knots[len(knots)-2], knots[len(knots)-1]
			if (y[b]-y[a])*float64(n-a) < (y[n]-y[a])*float64(b-a) {
				break
			}
			knots = knots[:len(knots)-1]
		}
		knots = append(knots, n)
	}
	out := make([]float64, len(y))
	for k, a := range knots {
		out[a] = y[a]
		if k+1 < len(knots) {
			b := knots[k+1]
			for n := a + 1; n < b; n++ {
				out[n] = y[a] + (y[b]-y[a])*float64(n-a)/float64(b-a)
			}
		}
	}
	for n := 1; n < len(out); n++ {
		out[n] = max(0, min(out[n], out[n-1]))
	}
	return out
}

// idle is the curve where nothing is offered: all agents may do other work.
func idle(share float64) schedule.Curve {
	return schedule.Curve{Target: share, Missed: []float64{0}, Absorb: []float64{0, 1}}
}

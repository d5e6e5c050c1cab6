package check

import (
	"cmp"
	"slices"
	"strings"

	"turno/schedule"
)

// group is the people of one blend in one interval as live queues see them: their supply
// on the first queue and on each further live one.
type group struct {
	blend  int
	supply []float64 // on blend.lives
}

// lend lets a live queue's spare people count on the further live queues of their duties,
// in the order listed: what its supply exceeds its mark by, as far as the others lack of
// theirs. People lent no longer count on the first. Splitting them so is one way to work;
// the agents in fact serve whoever waits, the first queue before the others, and do better.
func (c *docket) lend(force *workforce, keep float64, out []schedule.QueueCoverage) {
	marks := make([][]schedule.Curve, len(c.Queues))
	for _, live := range c.Requirement.Live {
		if q, ok := c.queues[live.Queue]; ok {
			marks[q] = live.Curves
		}
	}
	spare := func(q, i int) float64 {
		if i >= len(marks[q]) {
			return out[q].Supplied[i]
		}
		return out[q].Supplied[i] - float64(marks[q][i].Mark)
	}
	for i := range force.stints {
		for _, g := range force.groups(i, keep) {
			lives := force.blends[g.blend].lives
			can := min(spare(lives[0], i), g.supply[0])
			for k := 1; k < len(lives) && can > 0; k++ {
				pace := g.supply[k] / g.supply[0]
				lent := min(can*pace, -spare(lives[k], i))
				if lent > 0 {
					out[lives[k]].Supplied[i] += lent
					out[lives[0]].Supplied[i] -= lent / pace
					can -= lent / pace
				}
			}
		}
	}
}

// groups adds up the stints of interval i whose duties list several live queues, a live one
// first, by blend: those with fewer live queues to choose from lend first.
func (w *workforce) groups(i int, keep float64) []group {
	var out []group
	for _, s := range w.stints[i] {
		lives := w.blends[s.blend].lives
		if len(lives) < 2 {
			continue
		}
		k := slices.IndexFunc(out, func(g group) bool { return g.blend == s.blend })
		if k < 0 {
			k = len(out)
			out = append(out, group{s.blend, make([]float64, len(lives))})
		}
		for n, q := range lives {
			out[k].supply[n] += s.share * keep * s.person.pace[q]
		}
	}
	slices.SortFunc(out, func(a, b group) int {
		x, y := w.blends[a.blend], w.blends[b.blend]
		return cmp.Or(cmp.Compare(len(x.lives), len(y.lives)), strings.Compare(x.key, y.key))
	})
	return out
}

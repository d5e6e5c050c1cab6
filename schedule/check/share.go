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

// shareOut spreads people whose duties list several live queues over these: each queue gets
// what the others leave it short of its mark, the first what is left; where there are too
// few for that, all get the same part of what they lack. For such agents serve whoever
// waits: they cannot be kept for the first queue while people hang on in the second. Nobody
// counts twice.
func (c *docket) shareOut(force *workforce, keep float64, out []schedule.QueueCoverage) {
	curves := make([][]schedule.Curve, len(c.Queues))
	for _, live := range c.Requirement.Live {
		if q, ok := c.queues[live.Queue]; ok {
			curves[q] = live.Curves
		}
	}
	for i := range force.stints {
		for _, g := range force.groups(i, keep) {
			lives := force.blends[g.blend].lives
			out[lives[0]].Supplied[i] -= g.supply[0]
			parts := make([]float64, len(lives)) // of the group's time
			sum := 0.0
			for k, q := range lives {
				if i < len(curves[q]) && g.supply[k] > 0 {
					parts[k] = max(0, float64(curves[q][i].Mark)-out[q].Supplied[i]) / g.supply[k]
				}
				sum += parts[k]
			}
			if sum < 1 {
				parts[0], sum = parts[0]+1-sum, 1
			}
			for k, q := range lives {
				out[q].Supplied[i] += parts[k] / sum * g.supply[k]
			}
		}
	}
}

// groups adds up the stints of interval i whose duties list several live queues, a live one
// first, by blend: those with fewer live queues to choose from come first.
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
			out[k].supply[n] += s.share * keep * s.pace[q]
		}
	}
	slices.SortFunc(out, func(a, b group) int {
		x, y := w.blends[a.blend], w.blends[b.blend]
		return cmp.Or(cmp.Compare(len(x.lives), len(y.lives)), strings.Compare(x.key, y.key))
	})
	return out
}

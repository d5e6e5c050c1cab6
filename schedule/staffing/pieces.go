package staffing

import (
	"cmp"
	"slices"

	"turno/schedule"
)

// work is the class's pieces that can be done within the grid, as expected. What came before
// and is not done by then under the levelled plan is handed over at the first opening.
func (c *class) work(plan levelPlan) []schedule.Work {
	lead, n := c.axis.lead, c.axis.grid.N
	opening := c.hours.next[lead]
	slices.SortStableFunc(c.pieces, func(a, b schedule.Work) int { return a.Due - b.Due })
	left := -plan.done[lead] // of the work before the grid, that not yet done
	var out []schedule.Work
	for _, p := range c.pieces {
		if p.Arrive < lead {
			left += p.Hours
			part := min(1, left/p.Hours)
			if part <= 1e-9 {
				continue
			}
			p.Hours *= part
			p.Contacts *= part
			p.Arrive = opening
		}
		if p.Arrive < lead+n {
			out = append(out, schedule.Work{Arrive: p.Arrive - lead, Due: max(p.Due, p.Arrive) - lead, Hours: p.Hours, Contacts: p.Contacts})
		}
	}
	return out
}

// merge sorts work by arrival, then due, and joins pieces that agree in both.
func merge(work []schedule.Work) []schedule.Work {
	slices.SortStableFunc(work, func(a, b schedule.Work) int {
		return cmp.Or(a.Arrive-b.Arrive, a.Due-b.Due, cmp.Compare(a.Share, b.Share))
	})
	out := work[:0]
	for _, w := range work {
		if n := len(out); n > 0 && out[n-1].Arrive == w.Arrive && out[n-1].Due == w.Due && out[n-1].Share == w.Share {
			out[n-1].Hours += w.Hours
			out[n-1].Contacts += w.Contacts
			continue
		}
		out = append(out, w)
	}
	return out
}

package staffing

import (
	"cmp"
	"slices"

	"turno/schedule"
)

// work is the class's pieces that can be done within the grid. What came before and is not
// done by then under the levelled plan is handed over at the first opening. Each piece
// is split into the layers of its stretch, those most likely to come first: so that what is
// enough for the expected work alone does not look like what keeps the target.
func (c *class) work(plan levelPlan) [3][]schedule.Work {
	lead, n := c.axis.lead, c.axis.grid.N
	opening := c.hours.next[lead]
	slices.SortStableFunc(c.pieces, func(a, b schedule.Work) int { return a.Due - b.Due })
	left := -plan.done[lead] // of the work before the grid, that not yet done
	var before float64
	var out [3][]schedule.Work
	for _, p := range c.pieces {
		layers := plan.layersAt(before + p.Hours/2)
		before += p.Hours
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
		if p.Arrive >= lead+n {
			continue
		}
		for k, l := range layers {
			if l.hours > 0 {
				out[k] = append(out[k], schedule.Work{Arrive: p.Arrive - lead, Due: max(p.Due, p.Arrive) - lead, Hours: p.Hours * l.hours, Contacts: p.Contacts * l.contacts})
			}
		}
	}
	return out
}

// merge joins pieces of one layer that agree in arrival and due time, and sorts all by
// arrival, then due, then layer.
func merge(layers [3][]schedule.Work) []schedule.Work {
	byTime := func(a, b schedule.Work) int { return cmp.Or(a.Arrive-b.Arrive, a.Due-b.Due) }
	var all []schedule.Work
	for _, work := range layers {
		slices.SortStableFunc(work, byTime)
		from := len(all)
		for _, w := range work {
			if n := len(all); n > from && byTime(all[n-1], w) == 0 {
				all[n-1].Hours += w.Hours
				all[n-1].Contacts += w.Contacts
				continue
			}
			all = append(all, w)
		}
	}
	slices.SortStableFunc(all, byTime)
	return all
}

// layer is a part of uncertain work: so much over what is expected to come is planned for,
// and brings so much of the contacts.
type layer struct{ hours, contacts float64 }

// layersOf splits the work of a stretch, normal with the deviation sd in hours and planned
// for with so many agents, into what nearly always comes, what comes more often than not,
// and the reserve: the further up, the more seldom it is needed and the fewer contacts an
// hour of it saves.
func layersOf(s stretch, agents, sd float64) [3]layer {
	expected := s.agents * s.hours
	if expected < 1e-9 || sd <= 0 {
		return [3]layer{{1, 1}}
	}
	sd /= expected
	beyond := func(x float64) float64 { // what comes beyond x times the expected work
		u := (x - 1) / sd
		return sd * (phi(u) - u*bigPhi(-u))
	}
	var out [3]layer
	var from, sum float64
	for k, to := range [3]float64{max(0, 1-sd), 1, max(1, agents/s.agents)} {
		out[k] = layer{to - from, max(0, beyond(from)-beyond(to))}
		sum += out[k].contacts
		from = to
	}
	for k := range out {
		out[k].contacts /= sum
	}
	return out
}

// layersAt are the layers of the stretch that does the hour of work after so many others.
func (p levelPlan) layersAt(hours float64) [3]layer {
	k, _ := slices.BinarySearchFunc(p.stretches, hours, func(s staffed, x float64) int { return cmp.Compare(s.upTo, x) })
	if k == len(p.stretches) {
		return [3]layer{{1, 1}}
	}
	return p.stretches[k].layers
}

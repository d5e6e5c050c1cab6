package capacity

import (
	"maps"
	"slices"

	"turno/schedule"
)

// group is people of a month who serve the same queues.
type group struct {
	works float64   // full-time people there
	pace  []float64 // by queue, the mean of its people; 0 where not served
}

func (g group) serves() int {
	n := 0
	for _, p := range g.pace {
		if p > 0 {
			n++
		}
	}
	return n
}

// staff is the people of a month.
type staff struct {
	groups      []group   // as they are
	renewed     []group   // with their certificates renewed
	grown       []group   // besides, as productive as they will be once they have learned
	heads, paid float64   // employed; full-time people of them
	away        float64   // of the paid, known to be absent
	learning    float64   // of the paid, what they lack in pace while they learn
	leaving     float64   // heads
	starting    int       // heads
	shared      []float64 // by live queue, the share of the agents who serve it who do work that may wait too
	usual       float64   // share of the paid who are not on the leave that is known, as far as it is expected
	pay         map[string]payroll
}

// copy can be added to without changing the original.
func (s staff) copy() staff {
	deep := func(groups []group) []group {
		out := slices.Clone(groups)
		for g := range out {
			out[g].pace = slices.Clone(out[g].pace)
		}
		return out
	}
	s.groups, s.renewed, s.grown, s.pay = deep(s.groups), deep(s.renewed), deep(s.grown), maps.Clone(s.pay)
	return s
}

// place adds people to the group of those who serve the same queues; nobody serves none.
func place(groups []group, works float64, pace []float64) []group {
	if works <= 0 || slices.Max(pace) <= 0 {
		return groups
	}
	for g := range groups {
		if same(groups[g].pace, pace) {
			all := groups[g].works + works
			for q := range pace {
				if all > 0 {
					groups[g].pace[q] = (groups[g].pace[q]*groups[g].works + pace[q]*works) / all
				}
			}
			groups[g].works = all
			return groups
		}
	}
	own := make([]float64, len(pace))
	copy(own, pace)
	return append(groups, group{works, own})
}

func same(a, b []float64) bool {
	for q := range a {
		if (a[q] > 0) != (b[q] > 0) {
			return false
		}
	}
	return true
}

// both is the share of those who can serve a live queue who can do work that may wait too.
func (s staff) both(queues []schedule.Queue, live int) float64 {
	able, both := 0.0, 0.0
	for _, g := range s.renewed {
		if g.pace[live] <= 0 {
			continue
		}
		able += g.works
		for q, queue := range queues {
			if !queue.Channel.Live() && g.pace[q] > 0 {
				both += g.works
				break
			}
		}
	}
	if able == 0 {
		return 0
	}
	return both / able
}

package roster

import (
	"cmp"
	"slices"

	"turno/schedule"
)

// duties lists the ways in which the agent can work: first on a live queue, taking in the
// deferrable ones beside it, or first on a deferrable one with the others to follow.
// Queues that nothing is required of are left out.
func (t *translator) duties(a schedule.Agent) []duty {
	var live, deferrable []int
	for i, q := range t.in.Queues {
		if ability, ok := a.Can(q); ok && finite(ability.Pace) > 0 {
			switch {
			case t.liveLine(q.Name) >= 0:
				live = append(live, i)
			case t.backlog(q.Name) >= 0:
				deferrable = append(deferrable, i)
			}
		}
	}
	slices.SortStableFunc(deferrable, func(x, y int) int {
		return cmp.Compare(t.in.Queues[x].Priority, t.in.Queues[y].Priority)
	})
	var out []duty
	for _, l := range live {
		out = append(out, t.duty(a, append([]int{l}, deferrable...)))
	}
	for k, d := range deferrable {
		list := append([]int{d}, deferrable[:k]...)
		out = append(out, t.duty(a, append(list, deferrable[k+1:]...)))
	}
	return out
}

// duty is the way to work on the queues in that order.
func (t *translator) duty(a schedule.Agent, queues []int) duty {
	keep := min(max(1-t.in.Team.Shrinkage.Share(), 0), 1)
	first := t.in.Queues[queues[0]]
	ability, _ := a.Can(first)
	d := duty{blend: -1, live: -1, pace: finite(ability.Pace) * keep}
	var defers []int
	for _, i := range queues {
		name := t.in.Queues[i].Name
		d.queues = append(d.queues, name)
		if q := t.backlog(name); q >= 0 {
			defers = append(defers, q)
		}
		if l := t.headLine(name); l >= 0 && (i == queues[0] || t.backlog(name) >= 0) {
			d.adds = append(d.adds, add{l, 1})
		}
	}
	if l := t.liveLine(first.Name); l >= 0 {
		d.adds = append(d.adds, add{l, d.pace})
		d.live = slices.IndexFunc(t.p.flow.live, func(x absorber) bool { return x.line == l })
	}
	if len(defers) > 0 {
		d.blend = t.blend(defers, d.live)
	}
	return d
}

// blend finds or adds the blend.
func (t *translator) blend(queues []int, live int) int {
	for i, b := range t.p.flow.blends {
		if b.live == live && slices.Equal(b.queues, queues) {
			return i
		}
	}
	t.p.flow.blends = append(t.p.flow.blends, blend{queues, live})
	return len(t.p.flow.blends) - 1
}

package roster

import (
	"cmp"
	"slices"

	"turno/schedule"
)

// duties lists the ways in which the agent can work: first on a live queue, taking in the
// deferrable ones beside it, or first on a deferrable one with the others to follow.
// Queues that nothing is required of are left out.
func (t *translator) duties(a schedule.Agent) []Duty {
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
	var out []Duty
	for _, l := range live {
		out = append(out, t.duty(a, append([]int{l}, deferrable...)))
	}
	for k, d := range deferrable {
		list := append([]int{d}, deferrable[:k]...)
		out = append(out, t.duty(a, append(list, deferrable[k+1:]...)))
	}
	return t.onCall(a, out)
}

// duty is the way to work on the queues in that order.
func (t *translator) duty(a schedule.Agent, queues []int) Duty {
	keep := min(max(1-t.in.Team.Shrinkage.Share(), 0), 1)
	first := t.in.Queues[queues[0]]
	ability, _ := a.Can(first)
	d := Duty{Blend: -1, Live: -1, Pace: finite(ability.Pace) * keep, Least: minutesUp(max(0, first.DutyMin))}
	var defers []int
	for _, i := range queues {
		name := t.in.Queues[i].Name
		d.Queues = append(d.Queues, name)
		if q := t.backlog(name); q >= 0 {
			defers = append(defers, q)
		}
		if l := t.headLine(name); l >= 0 && (i == queues[0] || t.backlog(name) >= 0) {
			d.Adds = append(d.Adds, Add{l, 1})
		}
	}
	if l := t.liveLine(first.Name); l >= 0 {
		d.Adds = append(d.Adds, Add{l, d.Pace})
		d.Live = slices.IndexFunc(t.p.Flow.Live, func(x Absorber) bool { return x.Line == l })
	}
	if len(defers) > 0 {
		d.Blend = t.blend(defers, d.Live)
	}
	return d
}

// blend finds or adds the blend.
func (t *translator) blend(queues []int, live int) int {
	for i, b := range t.p.Flow.Blends {
		if b.Live == live && slices.Equal(b.Queues, queues) {
			return i
		}
	}
	t.p.Flow.Blends = append(t.p.Flow.Blends, Blend{queues, live})
	return len(t.p.Flow.Blends) - 1
}

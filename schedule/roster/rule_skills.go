package roster

import (
	"cmp"
	"slices"
	"time"

	"turno/schedule"
)

// duties lists the ways in which the agent can work: first on a live queue, taking in the
// deferrable ones beside it, or first on a deferrable one with the others to follow.
// Queues that nothing is required of are left out.
func (t *translator) duties(a schedule.Agent) []Duty {
	changes := a.Changes(t.grid.Start, t.time(t.end()))
	if len(changes) == 0 {
		return t.waysOf(a, t.grid.Start)
	}
	var out []Duty
	from, end := -overnight, t.end()+overnight
	for i := range len(changes) + 1 {
		at, to := t.grid.Start, end
		if i > 0 {
			at = changes[i-1]
		}
		if i < len(changes) {
			to = t.minute(changes[i])
		}
		for _, d := range t.waysOf(a, at) {
			d.span = span{from, to}
			out = append(out, d)
		}
		from = to
	}
	return out
}

// overnight is longer before and after the period than any shift reaches.
const overnight = 4 * 24 * 60

// allows says whether the duty can be worked in all of [from, to).
func (d *Duty) allows(from, to int) bool {
	return d.span == (span{}) || from >= d.span.from && to <= d.span.to
}

// waysOf is the duties of an agent with the abilities of a time.
func (t *translator) waysOf(a schedule.Agent, at time.Time) []Duty {
	var live, deferrable []int
	for i, q := range t.in.Queues {
		if finite(a.Pace(q, at)) > 0 {
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
		out = append(out, t.duty(a, at, append([]int{l}, deferrable...)))
	}
	for k, d := range deferrable {
		list := append([]int{d}, deferrable[:k]...)
		out = append(out, t.duty(a, at, append(list, deferrable[k+1:]...)))
	}
	return t.onCall(a, at, out)
}

// duty is the way to work on the queues in that order.
func (t *translator) duty(a schedule.Agent, at time.Time, queues []int) Duty {
	keep := min(max(1-t.in.Team.Shrinkage.Share(), 0), 1)
	first := t.in.Queues[queues[0]]
	d := Duty{Blend: -1, Live: -1, Pace: finite(a.Pace(first, at)) * keep, Least: minutesUp(max(0, first.DutyMin))}
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

package roster

import (
	"slices"

	"turno/schedule"
)

// demand makes the lines of supply with their cover terms, and the flow.
func (t *translator) demand() {
	t.p.flow.hours = t.grid.Hours()
	for _, q := range t.in.Queues {
		if r, ok := t.in.Requirement.LiveQueue(q.Name); ok && t.liveLine(q.Name) < 0 {
			t.live(r)
			t.minimum(q.Name, r.Minimum, r.Open)
		} else if r, ok := t.in.Requirement.DeferrableQueue(q.Name); ok && t.backlog(q.Name) < 0 {
			t.deferrable(r)
			t.minimum(q.Name, r.Minimum, r.Open)
		}
	}
	for l := range t.p.lines {
		t.p.lines[l].sum(t.p)
	}
}

// live is the line of a live queue: contacts missing the target beyond what it allows,
// those within it, and surplus.
func (t *translator) live(r schedule.LiveRequirement) {
	n := t.p.n
	lost, beyond, surplus := make([][]float64, n), make([][]float64, n), make([][]float64, n)
	absorb := make([][]float64, n)
	for i := range n {
		var c schedule.Curve
		if i < len(r.Curves) {
			c = r.Curves[i]
		}
		lost[i], beyond[i] = serviceLost(c)
		surplus[i] = surplusOf(c, t.grid.Hours())
		if len(c.Absorb) > 0 || c.Contacts > 0 {
			absorb[i] = clean(c.Absorb)
		}
	}
	t.p.flow.live = append(t.p.flow.live, absorber{line: len(t.p.lines), absorb: absorb})
	t.p.lines = append(t.p.lines, line{queue: r.Queue, cover: []cover{
		{termService, lost}, {termBeyond, beyond}, {termSurplus, surplus},
	}})
}

// serviceLost splits the contacts that miss the target into those beyond what the mark
// leaves and the rest. The last value is doubled because it holds beyond.
func serviceLost(c schedule.Curve) (lost, beyond []float64) {
	missed := clean(c.Missed)
	if len(missed) == 0 {
		return nil, nil
	}
	missed = append(missed, missed[len(missed)-1])
	allowed := missed[min(max(c.Mark, 0), len(missed)-1)]
	for _, m := range missed {
		lost = append(lost, max(0, m-allowed))
		beyond = append(beyond, min(m, allowed))
	}
	return lost, beyond
}

func clean(values []float64) []float64 {
	out := slices.Clone(values)
	for i := range out {
		out[i] = finite(out[i])
	}
	return out
}

// sum adds the weighted covers into one cost table per interval.
func (l *line) sum(p *problem) {
	l.cost = make([][]float64, p.n)
	for i := range l.cost {
		longest := 0
		for _, c := range l.cover {
			longest = max(longest, len(c.table[i]))
		}
		table := make([]float64, longest)
		for _, c := range l.cover {
			for x := range table {
				table[x] += p.terms[c.term].weight * at(c.table[i], float64(x))
			}
		}
		l.cost[i] = table
	}
}

// liveLine is the line of the live queue, or -1.
func (t *translator) liveLine(queue string) int {
	return slices.IndexFunc(t.p.lines, func(l line) bool { return l.queue == queue && !l.heads })
}

// backlog is the flow's index of the deferrable queue, or -1.
func (t *translator) backlog(queue string) int {
	return slices.IndexFunc(t.p.flow.queues, func(b backlog) bool { return b.queue == queue })
}

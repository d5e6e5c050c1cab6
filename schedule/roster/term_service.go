package roster

import (
	"slices"

	"turno/schedule"
)

// demand makes the lines of supply with their cover terms, and the flow.
func (t *translator) demand() {
	t.p.Flow.Hours = t.grid.Hours()
	for _, q := range t.in.Queues {
		if r, ok := t.in.Requirement.LiveQueue(q.Name); ok && t.liveLine(q.Name) < 0 {
			t.live(r)
			t.minimum(q.Name, r.Minimum, r.Open)
		} else if r, ok := t.in.Requirement.DeferrableQueue(q.Name); ok && t.backlog(q.Name) < 0 {
			t.deferrable(r)
			t.minimum(q.Name, r.Minimum, r.Open)
		}
	}
}

// live is the line of a live queue: contacts missing the target beyond what it allows,
// those within it, and surplus.
func (t *translator) live(r schedule.LiveRequirement) {
	n := t.p.N
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
	t.p.Flow.Live = append(t.p.Flow.Live, Absorber{Line: len(t.p.Lines), Absorb: absorb})
	t.p.Lines = append(t.p.Lines, Line{Queue: r.Queue, Cover: []Cover{
		{TermService, lost}, {TermBeyond, beyond}, {TermSurplus, surplus},
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
func (l *Line) sum(p *Problem) {
	l.cost = make([][]float64, p.N)
	for i := range l.cost {
		longest := 0
		for _, c := range l.Cover {
			longest = max(longest, len(c.Table[i]))
		}
		table := make([]float64, longest)
		for _, c := range l.Cover {
			for x := range table {
				table[x] += p.Terms[c.Term].Weight * at(c.Table[i], float64(x))
			}
		}
		l.cost[i] = table
	}
}

// liveLine is the line of the live queue, or -1.
func (t *translator) liveLine(queue string) int {
	return slices.IndexFunc(t.p.Lines, func(l Line) bool { return l.Queue == queue && !l.Heads })
}

// backlog is the flow's index of the deferrable queue, or -1.
func (t *translator) backlog(queue string) int {
	return slices.IndexFunc(t.p.Flow.Queues, func(b Backlog) bool { return b.Queue == queue })
}

package roster

import (
	"cmp"
	"slices"

	"turno/schedule"
)

// deferrable makes the backlog of a queue: lots by due interval, arrivals by interval.
func (t *translator) deferrable(r schedule.DeferrableRequirement) {
	n := t.p.n
	b := backlog{
		queue: r.Queue, open: make([]float64, n), cum: make([]float64, n+1), level: make([]float64, n),
		first: make([]int32, n+1), lots: make([]lot, n+1),
	}
	for i := range n {
		b.open[i] = min(value(r.Open, i), 1)
		b.cum[i+1] = b.cum[i] + b.open[i]
		b.level[i] = value(r.Level, i)
	}
	works := slices.Clone(r.Work)
	slices.SortStableFunc(works, func(x, y schedule.Work) int { return cmp.Compare(x.Arrive, y.Arrive) })
	hours, contacts, arrive := make([]float64, n+1), make([]float64, n+1), make([]float64, n+1)
	for _, w := range works {
		from, h := max(0, w.Arrive), finite(w.Hours)
		if from >= n || h <= 0 {
			continue
		}
		due := min(max(w.Due, from), n)
		b.first[from+1]++
		b.items = append(b.items, arrival{int32(due), h})
		hours[due] += h
		contacts[due] += finite(w.Contacts)
		arrive[due] += h * float64(from)
	}
	for i := range n {
		b.first[i+1] += b.first[i]
	}
	for due := range b.lots {
		if hours[due] > 0 {
			b.lots[due] = lot{perHour: contacts[due] / hours[due], from: int(arrive[due] / hours[due])}
		}
	}
	t.p.flow.queues = append(t.p.flow.queues, b)
}

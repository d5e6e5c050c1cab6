package roster

import (
	"cmp"
	"slices"

	"turno/schedule"
)

// deferrable makes the backlog of a queue: lots by due interval, arrivals by interval.
func (t *translator) deferrable(r schedule.DeferrableRequirement) {
	n := t.p.N
	b := Backlog{
		Queue: r.Queue, Open: make([]float64, n), cum: make([]float64, n+1), Level: make([]float64, n),
		First: make([]int32, n+1), Lots: make([]Lot, n+1),
	}
	for i := range n {
		b.Open[i] = min(value(r.Open, i), 1)
		b.cum[i+1] = b.cum[i] + b.Open[i]
		b.Level[i] = value(r.Level, i)
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
		b.First[from+1]++
		b.Items = append(b.Items, Arrival{int32(due), h})
		hours[due] += h
		contacts[due] += finite(w.Contacts)
		arrive[due] += h * float64(from)
	}
	for i := range n {
		b.First[i+1] += b.First[i]
	}
	for due := range b.Lots {
		if hours[due] > 0 {
			b.Lots[due] = Lot{PerHour: contacts[due] / hours[due], From: int(arrive[due] / hours[due])}
		}
	}
	t.p.Flow.Queues = append(t.p.Flow.Queues, b)
}

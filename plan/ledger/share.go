package ledger

import (
	"maps"
	"slices"
	"time"
)

// rounds of sharing out; each brings the queues' coverage closer together.
const rounds = 24

// share shares the people of an interval out among the queues of their duties such that
// what each queue requires is covered as evenly as the duties allow (the least covered as
// well as can be, then the next). Where none of a duty's queues requires anybody the first
// one has all of it. Because only the ratios of coverage count, the shares are the same at
// any shrinkage.
func (b *builder) share(i int, crews []crew) {
	hours, pace := map[int]float64{}, map[int][]float64{} // by blend
	for _, c := range crews {
		hours[c.blend] += c.hours
		if pace[c.blend] == nil {
			pace[c.blend] = make([]float64, len(c.pace))
		}
		for k, p := range c.pace {
			pace[c.blend][k] += c.hours * p
		}
	}
	order := slices.Sorted(maps.Keys(hours))
	supply := make([]float64, len(b.Queues)) // hours at standard pace
	given := map[int][]float64{}             // by blend, the hours of each queue
	for _, n := range order {
		for k := range pace[n] {
			pace[n][k] /= hours[n]
		}
		given[n] = make([]float64, len(pace[n]))
	}
	for range rounds {
		for _, n := range order {
			for k, q := range b.lists[n] {
				supply[q] -= given[n][k] * pace[n][k]
			}
			b.pour(i, n, hours[n], pace[n], supply, given[n])
			for k, q := range b.lists[n] {
				supply[q] += given[n][k] * pace[n][k]
			}
		}
	}
	for _, c := range crews {
		for k, q := range b.lists[c.blend] {
			x := c.hours * given[c.blend][k] / hours[c.blend] * c.pace[k]
			b.Rows[c.row].Queues[q] += x
			b.Rostered[q][i] += x * float64(time.Hour) / float64(b.Grid.Step)
		}
	}
}

// pour splits the hours of blend n over its queues, the least covered first, like water
// into vessels as wide as what each requires.
func (b *builder) pour(i, n int, hours float64, pace, supply, given []float64) {
	type vessel struct {
		k            int
		level, width float64
	}
	var list []vessel
	clear(given)
	for k, q := range b.lists[n] {
		if need := b.Net[q][i]; need > 0 && pace[k] > 0 {
			list = append(list, vessel{k, supply[q] / need, need / pace[k]})
		}
	}
	if len(list) == 0 {
		given[0] = hours
		return
	}
	slices.SortStableFunc(list, func(x, y vessel) int {
		switch {
		case x.level < y.level:
			return -1
		case x.level > y.level:
			return 1
		}
		return 0
	})
	var width, held float64
	level := list[0].level
	for j, v := range list {
		if j > 0 && (v.level*width-held) >= hours {
			break
		}
		width, held = width+v.width, held+v.level*v.width
		level = (hours + held) / width
	}
	for _, v := range list {
		given[v.k] = max(0, (level-v.level)*v.width)
	}
}

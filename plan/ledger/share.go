package ledger

import (
	"cmp"
	"maps"
	"slices"
	"time"
)

// rounds of sharing out; each brings the queues' coverage closer together.
const rounds = 16

// side is one interval being shared out: for each blend its hours and mean pace, for each
// queue what has been given to it.
type side struct {
	interval int
	order    []int             // blends
	hours    map[int]float64   // by blend
	pace     map[int][]float64 // by blend and queue of its list
	given    map[int][]float64 // by blend and queue of its list, hours
	supply   []float64         // by queue, hours at standard pace
}

// share shares the people of an interval out among the queues of their duties, in the order
// of service: live queues first, up to what they require, then the deferrable ones, each
// time such that what is required is covered as evenly as the duties allow. A duty that
// begins with deferrable work does only that. Who has one sort of queues alone gives them
// all; where no queue requires anybody the first one has it.
func (b *builder) share(i int, crews []crew) {
	s := side{interval: i, hours: map[int]float64{}, pace: map[int][]float64{}, given: map[int][]float64{}, supply: make([]float64, len(b.Queues))}
	for _, c := range crews {
		s.hours[c.blend] += c.hours
		if s.pace[c.blend] == nil {
			s.pace[c.blend] = make([]float64, len(c.pace))
		}
		for k, p := range c.pace {
			s.pace[c.blend][k] += c.hours * p
		}
	}
	s.order = slices.Sorted(maps.Keys(s.hours))
	for _, n := range s.order {
		for k := range s.pace[n] {
			s.pace[n][k] /= s.hours[n]
		}
		s.given[n] = make([]float64, len(s.pace[n]))
	}
	for _, live := range []bool{true, false} {
		for range rounds {
			for _, n := range s.order {
				b.pour(&s, n, live)
			}
		}
	}
	b.leave(&s)
	for _, c := range crews {
		for k, q := range b.lists[c.blend] {
			x := c.hours * s.given[c.blend][k] / s.hours[c.blend] * c.pace[k]
			b.Rows[c.row].Queues[q] += x
			b.Rostered[q][i] += x * float64(time.Hour) / float64(b.Grid.Step)
		}
	}
}

// vessel is a queue to be filled: how far it is, in what it requires, and the hours that
// fill it by one.
type vessel struct {
	k            int
	level, width float64
}

// pour splits the hours of a blend that its live queues left over its live or its
// deferrable queues, the least covered first, like water into vessels as wide as what each
// requires. Live queues are filled to what they require where deferrable ones come after.
func (b *builder) pour(s *side, n int, live bool) {
	list, given, left, both := b.lists[n], s.given[n], s.hours[n], b.both(n)
	if b.live[list[0]] != live && !both {
		return
	}
	var vessels []vessel
	for k, q := range list {
		switch {
		case b.live[q] != live:
			left -= given[k]
			continue
		case given[k] > 0:
			s.supply[q] -= given[k] * s.pace[n][k]
			given[k] = 0
		}
		if need := b.Net[q][s.interval] * b.Grid.Hours(); need > 0 && s.pace[n][k] > 0 {
			vessels = append(vessels, vessel{k, s.supply[q] / need, need / s.pace[n][k]})
		}
	}
	level := 0.0
	if len(vessels) > 0 {
		level = fill(vessels, left)
	}
	if live && both {
		level = min(level, b.full)
	}
	for _, v := range vessels {
		given[v.k] = max(0, (level-v.level)*v.width)
		s.supply[list[v.k]] += given[v.k] * s.pace[n][v.k]
	}
}

// both says whether a blend serves live queues first and deferrable ones beside.
func (b *builder) both(n int) bool {
	list := b.lists[n]
	return b.live[list[0]] && slices.ContainsFunc(list, func(q int) bool { return !b.live[q] })
}

// leave gives what nobody requires to the first deferrable queue of a duty, or to its first.
func (b *builder) leave(s *side) {
	for _, n := range s.order {
		left := s.hours[n]
		for _, x := range s.given[n] {
			left -= x
		}
		if left > 1e-12 {
			k := max(0, slices.IndexFunc(b.lists[n], func(q int) bool { return !b.live[q] }))
			s.given[n][k] += left
		}
	}
}

// fill is the level to which the hours fill the vessels.
func fill(list []vessel, hours float64) float64 {
	slices.SortStableFunc(list, func(x, y vessel) int { return cmp.Compare(x.level, y.level) })
	var width, held, level float64
	for j, v := range list {
		if j > 0 && v.level*width-held >= hours {
			break
		}
		width, held = width+v.width, held+v.level*v.width
		level = (hours + held) / width
	}
	return level
}

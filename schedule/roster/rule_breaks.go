package roster

import (
	"slices"
	"time"

	"turno/schedule"
)

// workBetween is the work that good practice keeps before, between and after breaks and
// in one duty, in minutes.
const workBetween = 60

// breakClass is the set of breaks that a kind asks of shifts of the length; ok is false
// where no placement fits the windows. The hour between breaks gives way to the windows.
func breakClass(p *problem, length time.Duration, k schedule.ShiftKind) (c class, ok bool) {
	for _, b := range k.Breaks {
		if length >= b.FromShift && b.Length > 0 {
			c.breaks = append(c.breaks, breakRule{
				name: b.Name, length: minutesUp(b.Length), paid: b.Paid,
				earliest: max(0, minutesUp(b.Earliest)), latest: int(b.Latest / time.Minute),
			})
		}
	}
	for _, block := range []int{workBetween, p.step, 0} {
		c.block = block
		if c.fits(p, int(length/time.Minute), int(k.Start.From)%p.step) {
			return c, true
		}
	}
	return c, false
}

// fits says whether a shift of the length, starting so far into an interval, can hold the
// breaks.
func (c class) fits(p *problem, minutes, offset int) bool {
	n := (offset+minutes+c.longest())/p.step + 3
	zero := func(n int) []float64 { return make([]float64, n) }
	pr := &prices{duty: zero(n), upTo: zero(n + 1)}
	ag := &agent{duties: make([]duty, 1), pay: payScale{upTo: zero((n + 1) * p.step)}}
	f := form{lengths: []length{{minutes: minutes}}, classes: []class{c}}
	w := dayPlanner{p: p}
	w.fill(ag, pr, &f, 0, offset, minutes)
	return w.best[0] > never
}

// longest is the length of the longest break.
func (c class) longest() int {
	n := 0
	for _, b := range c.breaks {
		n = max(n, b.length)
	}
	return n
}

func same(a, b class) bool { return a.block == b.block && slices.Equal(a.breaks, b.breaks) }

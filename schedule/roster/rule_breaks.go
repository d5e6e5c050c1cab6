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
				earliest: max(0, minutesUp(b.Earliest)), latest: int(min(b.Latest, length) / time.Minute),
			})
		}
	}
	minutes := int(length / time.Minute)
	if c.pause() >= minutes {
		return c, false // no work would be left
	}
	for _, c.block = range []int{workBetween, p.step, 0} {
		if c.fitsAll(p, minutes, k) {
			return c, true
		}
	}
	return c, true
}

// pause is the time of all breaks.
func (c class) pause() int {
	sum := 0
	for _, b := range c.breaks {
		sum += b.length
	}
	return sum
}

// fitsAll says whether the breaks fit wherever in an interval a shift of the kind starts.
func (c class) fitsAll(p *problem, minutes int, k schedule.ShiftKind) bool {
	offset := int(k.Start.From) % p.step
	for range p.step {
		if !c.fits(p, minutes, offset) {
			return false
		}
		if offset = (offset + int(k.Every/time.Minute)) % p.step; offset == int(k.Start.From)%p.step {
			break
		}
	}
	return true
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

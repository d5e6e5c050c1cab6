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
// where no placement fits the windows. The hour between breaks gives way to the windows,
// what the kind itself asks for does not.
func breakClass(p *Problem, length time.Duration, k schedule.ShiftKind) (c Class, ok bool) {
	for _, b := range k.Breaks {
		if length < b.FromShift || b.Length <= 0 {
			continue
		}
		earliest, latest := b.Window(length)
		if latest < earliest && (b.BeforeEnd != schedule.Range{} || k.Split != nil) {
			return c, false
		}
		c.Breaks = append(c.Breaks, BreakRule{
			Name: b.Name, Length: minutesUp(b.Length), Paid: b.Paid,
			Earliest: max(0, minutesUp(earliest)), Latest: int(min(latest, length) / time.Minute),
		})
	}
	minutes := int(length / time.Minute)
	if c.pause() >= minutes {
		return c, false // no work would be left
	}
	c.Longest = int(k.Work.Max / time.Minute)
	if len(c.Breaks) == 0 && c.Longest >= minutes {
		c.Longest = 0
	}
	blocks := []int{workBetween, p.Step, 0}
	if k.Work.Min > 0 {
		blocks, c.Strict = []int{minutesUp(k.Work.Min)}, true
	}
	for _, c.Block = range blocks {
		if c.fitsAll(p, minutes, k) {
			return c, true
		}
	}
	return c, true
}

// breakAfter asks for a break in shifts that last longer than the limit.
func breakAfter(rules schedule.Rules, length time.Duration, c Class) bool {
	return rules.BreakAfter <= 0 || length <= rules.BreakAfter || len(c.Breaks) > 0
}

// pause is the time of all breaks.
func (c Class) pause() int {
	sum := 0
	for _, b := range c.Breaks {
		sum += b.Length
	}
	return sum
}

// fitsAll says whether the breaks fit wherever in an interval a shift of the kind starts.
func (c Class) fitsAll(p *Problem, minutes int, k schedule.ShiftKind) bool {
	offset := int(k.Start.From) % p.Step
	for range p.Step {
		if !c.fits(p, minutes, offset) {
			return false
		}
		if offset = (offset + int(k.Every/time.Minute)) % p.Step; offset == int(k.Start.From)%p.Step {
			break
		}
	}
	return true
}

// fits says whether a shift of the length, starting so far into an interval, can hold the
// breaks.
func (c Class) fits(p *Problem, minutes, offset int) bool {
	n := (offset+minutes+c.longest())/p.Step + 3
	zero := func(n int) []float64 { return make([]float64, n) }
	pr := &prices{duty: zero(n), upTo: zero(n + 1)}
	ag := &Agent{Duties: make([]Duty, 1), Pay: PayScale{UpTo: zero((n + 1) * p.Step)}}
	f := Form{Lengths: []Length{{Minutes: minutes}}, Classes: []Class{c}}
	w := dayPlanner{p: p}
	w.fill(ag, pr, &f, 0, offset, minutes)
	return w.best[0] > never
}

// longest is the length of the longest break.
func (c Class) longest() int {
	n := 0
	for _, b := range c.Breaks {
		n = max(n, b.Length)
	}
	return n
}

func same(a, b Class) bool {
	return a.Block == b.Block && a.Longest == b.Longest && a.Strict == b.Strict && slices.Equal(a.Breaks, b.Breaks)
}

package staffing

import (
	"sort"
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

// axis is the planning grid with a week before and after it, so that work crosses the
// grid's edges as it does in life. Index 0 is the first interval of the week before.
type axis struct {
	grid  calendar.Grid // the planned period
	wide  calendar.Grid // with the weeks around it
	lead  int           // intervals before the grid
	cycle int           // intervals after which the copied pattern repeats
	like  []int32       // by interval of the wide grid, see source
}

func newAxis(grid calendar.Grid) axis {
	const week = 7 * 24 * time.Hour
	lead := int((week + grid.Step - 1) / grid.Step)
	a := axis{grid: grid, lead: lead, cycle: grid.N}
	for _, span := range []time.Duration{24 * time.Hour, week} {
		if n := int(span / grid.Step); span%grid.Step == 0 && n <= grid.N {
			a.cycle = n
		}
	}
	a.wide = calendar.Grid{Start: grid.At(-lead), Step: grid.Step, N: grid.N + 2*lead}
	a.like = make([]int32, a.wide.N)
	for i := range a.like {
		a.like[i] = int32(a.copied(i))
	}
	return a
}

// source is the interval of the grid whose pattern interval i of the wide grid has.
func (a axis) source(i int) int { return int(a.like[i]) }

func (a axis) copied(i int) int {
	i -= a.lead
	switch {
	case i < 0:
		i += (-i + a.cycle - 1) / a.cycle * a.cycle
	case i >= a.grid.N:
		i -= (i - a.grid.N + a.cycle) / a.cycle * a.cycle
	}
	return i
}

// hours is when a queue works, on the wide grid.
type hours struct {
	share []float64 // open part of each interval
	next  []int     // first interval at or after it that is open; the length when none is
	open  []float64 // open time before each interval, in intervals; one longer
}

func (a axis) hours(h calendar.Hours, cal *calendar.Calendar) hours {
	n := a.wide.N
	out := hours{share: h.Share(a.wide, cal), next: make([]int, n+1), open: make([]float64, n+1)}
	out.next[n] = n
	for i := n - 1; i >= 0; i-- {
		out.next[i] = out.next[i+1]
		if out.share[i] > 0 {
			out.next[i] = i
		}
	}
	for i, s := range out.share {
		out.open[i+1] = out.open[i] + s
	}
	return out
}

// window is a part of the work with the time it may take.
type window struct {
	part  float64 // of the contacts
	steps float64 // time allowed, in intervals
	clock schedule.Clock
}

// due is the last interval by whose end contacts that arrive in interval i, and that may
// first be worked on in interval start, should be done; late says that the clock runs out
// before the queue opens. Such work gets its window anew from the opening: it is late
// already, and to be done soon rather than at once. The length of the axis means beyond it.
//
// The window runs from the interval's end, so that a fluid of arrivals is served exactly
// in time (the demand bound of EDF); a window that ends within an interval must be met by
// its beginning.
func (h hours) due(i, start int, w window) (due int, late bool) {
	const rounding = 1e-9
	n := len(h.share)
	if w.clock == schedule.Elapsed {
		if due = i + int(min(w.steps+rounding, float64(n))); due >= start {
			return min(due, n), false
		}
	}
	from := h.open[start] // what came while closed waits at the opening
	if start == i {
		from = h.open[i+1]
	}
	until := from + w.steps + rounding
	if until >= h.open[n] {
		return n, w.clock == schedule.Elapsed
	}
	last := sort.Search(n+1, func(k int) bool { return h.open[k] > until }) - 1
	first := sort.Search(n+1, func(k int) bool { return h.open[k] >= h.open[last]-rounding }) // not the closed hours after it
	return max(first-1, start), w.clock == schedule.Elapsed
}

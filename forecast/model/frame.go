package model

import (
	"fmt"
	"math"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
)

// frame is a history laid out for the methods that need a regular series: one cell for each
// time of day on each day, in local time, leaving out the times and the weekdays at which the
// queue never works. A day so has the same number of cells whatever the clocks do, and a week
// the same number of days. Wild values are clipped and missing ones filled.
type frame struct {
	queue    string
	slots    slots
	scale    scale
	closed   []bool // by slot of the week
	rank     []int  // by time of day: place among the open times, -1 when never open
	days     [7]int // by weekday: place among the open days, -1 when never open
	day      int    // cells of a day
	week     int    // cells of a week
	first    int    // number of the cell that x begins with
	x        []float64
	known    []bool  // by cell: recorded, not filled
	wild     []bool  // by cell: clipped
	cellSlot []int   // by cell of the week: its slot
	lever    float64 // share of an observation in its own fit, 0 to below 1: set by methods
}

// tooShort is the error of a history too short for a method.
func (f *frame) tooShort(method string, cells int) error {
	return fmt.Errorf("queue %s: %d open intervals of history: %s needs at least %d", f.queue, len(f.x), method, cells)
}

// newFrame lays out the last two years of a history on a scale.
func newFrame(h forecast.Series, cal *calendar.Calendar, by scaling) (*frame, error) {
	h = latest(h)
	s, err := newSlots(h.Grid.Step, zoneOf(h, cal))
	if err != nil {
		return nil, fmt.Errorf("queue %s: %w", h.Queue, err)
	}
	if len(h.Volume) != h.Grid.N {
		return nil, fmt.Errorf("queue %s: %d values on a grid of %d intervals", h.Queue, len(h.Volume), h.Grid.N)
	}
	f := &frame{queue: h.Queue, slots: s}
	slotOf, dayOf := make([]int, h.Grid.N), make([]int, h.Grid.N)
	walk := s.walk(h.Grid.Start)
	for i := range h.Volume {
		slotOf[i], dayOf[i] = walk.next()
	}
	f.closed = closedSlots(h, s, slotOf)
	f.rankOpen()
	if f.day == 0 {
		return nil, fmt.Errorf("queue %s: no recorded volume to learn from", h.Queue)
	}
	count := f.gather(h, slotOf, dayOf)
	if count == 0 {
		return nil, fmt.Errorf("queue %s: no recorded volume to learn from", h.Queue)
	}
	f.scale = by(f.x)
	for i, v := range f.x {
		f.x[i] = f.scale.to(v)
	}
	f.clip()
	f.fill()
	return f, nil
}

// rankOpen numbers the times of day and the weekdays that are open at all.
func (f *frame) rankOpen() {
	per := f.slots.perDay
	f.rank = make([]int, per)
	for within := range per {
		f.rank[within] = -1
		for d := range 7 {
			if !f.closed[d*per+within] {
				f.rank[within] = f.day
				f.day++
				break
			}
		}
	}
	open := 0
	for d := range 7 {
		f.days[d] = -1
		for within := range per {
			if !f.closed[d*per+within] {
				f.days[d] = open
				open++
				break
			}
		}
	}
	f.week = open * f.day
	for d := range 7 {
		for within := range per {
			if f.days[d] >= 0 && f.rank[within] >= 0 {
				f.cellSlot = append(f.cellSlot, d*per+within)
			}
		}
	}
}

// cell is the place of a slot on a local day, counted from the day number 0, and whether it
// has one.
func (f *frame) cell(slot, dayNumber int) (int, bool) {
	d, within := slot/f.slots.perDay, slot%f.slots.perDay
	if f.days[d] < 0 || f.rank[within] < 0 {
		return 0, false
	}
	sunday := dayNumber - d + 3 // a multiple of seven: day number 0 was a Thursday
	return floorDiv(sunday, 7)*f.week + f.days[d]*f.day + f.rank[within], true
}

// gather fills x with the recorded volumes, two of one cell averaged, and counts them.
func (f *frame) gather(h forecast.Series, slotOf, dayOf []int) int {
	last := -1
	f.first = math.MaxInt
	for i := range slotOf {
		if c, ok := f.cell(slotOf[i], dayOf[i]); ok {
			f.first, last = min(f.first, c), max(last, c)
		}
	}
	if last < f.first {
		return 0
	}
	n := last - f.first + 1
	f.x, f.known, f.wild = missing(n), make([]bool, n), make([]bool, n)
	count := 0
	for i, v := range h.Volume {
		c, ok := f.cell(slotOf[i], dayOf[i])
		if !ok || f.closed[slotOf[i]] || !finite(v) || v < 0 {
			continue
		}
		count++
		c -= f.first
		if f.known[c] {
			v = (v + f.x[c]) / 2
		}
		f.x[c], f.known[c] = min(v, wildest), true
	}
	return count
}

// wildest bounds a single volume, so that squares stay finite.
const wildest = 1e15

// clipped and loose bound how far a value may lie from the same cell of other weeks: in
// robust standard deviations, and in those of a Poisson count.
const (
	clipped = 3.0
	loose   = 1.5
)

// clip draws values far from the same cell of the weeks around it (days too where there are
// too few weeks) towards it. The median takes in the value itself, so that one wild value
// does not make its neighbours look wild.
func (f *frame) clip() {
	reference := missing(len(f.x))
	rest := make([]weighted, 0, len(f.x))
	var near []float64
	for i, v := range f.x {
		if !f.known[i] {
			continue
		}
		near = f.around(append(near[:0], v), i, f.week, 2)
		if len(near) < 3 {
			near = f.around(near, i, f.day, 2)
		}
		if len(near) < 3 {
			continue
		}
		reference[i] = median(near)
		rest = append(rest, weighted{v - reference[i], 1})
	}
	sortWeighted(rest)
	sigma := spread(rest)
	for i, r := range reference {
		if math.IsNaN(r) {
			continue
		}
		limit := max(clipped*sigma, loose*f.scale.noise(r))
		if x := min(max(f.x[i], r-limit), r+limit); x != f.x[i] {
			f.x[i], f.wild[i] = x, true
		}
	}
}

// around gathers the recorded values up to reach seasons before and after a cell.
func (f *frame) around(into []float64, i, season, reach int) []float64 {
	for k := 1; k <= reach; k++ {
		for _, j := range [2]int{i - k*season, i + k*season} {
			if j >= 0 && j < len(f.x) && f.known[j] {
				into = append(into, f.x[j])
			}
		}
	}
	return into
}

// fill gives missing cells the mean of the nearest weeks, else of the nearest days, else
// the median of all.
func (f *frame) fill() {
	var all, around []float64
	for i, v := range f.x {
		if f.known[i] {
			all = append(all, v)
		}
	}
	middle := median(all)
	for i := range f.x {
		if f.known[i] {
			continue
		}
		around = around[:0]
		for reach := 1; reach <= 4 && len(around) < 2; reach++ {
			around = f.around(around[:0], i, f.week, reach)
		}
		if len(around) == 0 {
			around = f.around(around, i, f.day, 3)
		}
		f.x[i] = middle
		if len(around) > 0 {
			var sum float64
			for _, x := range around {
				sum += x
			}
			f.x[i] = sum / float64(len(around))
		}
	}
}

// ahead is, for every interval of a future grid, how many cells after the history it lies
// (0 is the next one), or -1 where the queue is closed.
func (f *frame) ahead(future calendar.Grid) (cells []int, horizon int) {
	cells = make([]int, future.N)
	walk := f.slots.walk(future.Start)
	for i := range cells {
		cells[i] = -1
		slot, dayNumber := walk.next()
		if c, ok := f.cell(slot, dayNumber); ok && !f.closed[slot] {
			cells[i] = max(0, c-f.first-len(f.x))
			horizon = max(horizon, cells[i]+1)
		}
	}
	return cells, horizon
}

// slotWalk steps through the intervals from a start, faster than asking for each alone.
type slotWalk struct {
	slots slots
	t     time.Time
}

func (s slots) walk(start time.Time) slotWalk { return slotWalk{s, start.In(s.zone)} }

func (w *slotWalk) next() (slot, dayNumber int) {
	slot, dayNumber = w.slots.at(w.t)
	w.t = w.t.Add(w.slots.step)
	return slot, dayNumber
}

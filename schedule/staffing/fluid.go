package staffing

import (
	"math"
	"slices"
)

// Fluid is how one day's work, first come first served by a constant staff while open,
// gets done from an empty start. Times are in hours; Wall counts them by the clock, Open
// only while open. Shares are of the work.
type Fluid struct {
	BacklogMax         float64 // hours of work waiting at the end of an hour
	Clear              float64 // hours after midnight at which the last is done
	MeanWall, MeanOpen float64
	MaxWall, MaxOpen   float64

	day    Day
	pieces []fluidPiece
	total  float64
}

// fluidPiece is work that arrives from a0 to a1 and is done from d0 to d1, each evenly.
type fluidPiece struct{ work, a0, a1, d0, d1 float64 }

// FluidFIFO serves one day with a constant capacity of agents. It is the zero Fluid when
// there is no work, and has an infinite Clear when there is no capacity or opening, or so
// little that the day's work would take a hundred years.
func FluidFIFO(d Day, capacity float64) Fluid {
	f := Fluid{day: d}
	for h := range 24 {
		f.total += d.work(h)
	}
	if f.total <= 0 {
		return f
	}
	const century = 36_500 // days
	if d.Close <= d.Open || !(capacity*float64(d.Close-d.Open)*century > f.total) {
		f.Clear = math.Inf(1)
		return f
	}
	f.serve(capacity, math.Inf(1))
	for _, p := range f.pieces {
		f.Clear = max(f.Clear, p.d1)
		f.MeanWall += p.work / f.total * (p.d0 + p.d1 - p.a0 - p.a1) / 2
		f.MaxWall = max(f.MaxWall, p.d0-p.a0, p.d1-p.a1)
		o0, o1 := f.open(p)
		f.MeanOpen += p.work / f.total * (o0 + o1) / 2
		f.MaxOpen = max(f.MaxOpen, o0, o1)
	}
	return f
}

// serve cuts the day's work into pieces that neither arrive nor leave across an edge of
// an hour, and tells the greatest backlog. What is not done by the horizon is left out.
func (f *Fluid) serve(capacity, horizon float64) {
	var arrived, left float64 // work until the current hour
	arrivals, departures := []knot{{}}, []knot{{}}
	for h := 0; left < f.total*(1-1e-13) && float64(h) < horizon; h++ {
		t := float64(h)
		var rate float64
		if h < 24 {
			rate = f.day.work(h)
		}
		open := h%24 >= f.day.Open && h%24 < f.day.Close
		served := 0.0
		switch backlog := arrived - left; {
		case !open:
		case backlog+rate >= capacity: // busy to the end
			served = capacity
		case rate >= capacity || backlog <= 0:
			served = min(rate+backlog, capacity)
		default: // it runs empty on the way
			empty := backlog / (capacity - rate)
			departures = append(departures, knot{x: t + empty, y: left + capacity*empty})
			served = backlog + rate
		}
		arrived, left = arrived+rate, min(left+served, f.total)
		if h < 24 {
			arrivals = append(arrivals, knot{x: t + 1, y: arrived})
		}
		departures = append(departures, knot{x: t + 1, y: left})
		f.BacklogMax = max(f.BacklogMax, arrived-left)
	}
	f.cut(arrivals, departures)
}

// cut pairs arrivals and departures, both cumulative over time, by amounts of work.
func (f *Fluid) cut(arrivals, departures []knot) {
	var levels []float64
	for _, k := range slices.Concat(arrivals, departures) {
		levels = append(levels, min(k.y, f.total))
	}
	slices.Sort(levels)
	for k := 1; k < len(levels); k++ {
		y0, y1 := levels[k-1], levels[k]
		if y1-y0 <= 1e-13*f.total || (y0+y1)/2 > departures[len(departures)-1].y {
			continue
		}
		p := fluidPiece{work: y1 - y0}
		p.a0, p.a1 = reached(arrivals, y0, y1)
		p.d0, p.d1 = reached(departures, y0, y1)
		f.pieces = append(f.pieces, p)
	}
}

// reached is the times at which a cumulative curve passes from y0 to y1, between two of
// its knots.
func reached(curve []knot, y0, y1 float64) (from, to float64) {
	mid := (y0 + y1) / 2
	k, _ := slices.BinarySearchFunc(curve, mid, func(p knot, y float64) int {
		if p.y < y {
			return -1
		}
		return 1
	})
	k = min(max(k, 1), len(curve)-1)
	a, b := curve[k-1], curve[k]
	at := func(y float64) float64 { return a.x + (b.x-a.x)*clamp((y-a.y)/(b.y-a.y)) }
	return at(y0), at(y1)
}

// open is the open time that the first and the last of a piece wait. Pieces do not cross
// an opening, but may end at one.
func (f *Fluid) open(p fluidPiece) (first, last float64) {
	return f.day.openHours(p.d0) - f.day.openHours(p.a0), f.day.openHours(p.d1) - f.day.openHours(p.a1)
}

// WithinWall is the share of the work done within so many hours by the clock.
func (f Fluid) WithinWall(hours float64) float64 {
	return f.within(hours, func(p fluidPiece) (float64, float64) { return p.d0 - p.a0, p.d1 - p.a1 })
}

// WithinOpen is the share of the work done within so many open hours.
func (f Fluid) WithinOpen(hours float64) float64 { return f.within(hours, f.open) }

func (f Fluid) within(hours float64, wait func(fluidPiece) (first, last float64)) float64 {
	const rounding = 1e-12
	if f.total <= 0 {
		return 1
	}
	var sum float64
	for _, p := range f.pieces {
		w0, w1 := wait(p)
		low, high := min(w0, w1), max(w0, w1)
		switch {
		case high <= hours+rounding:
			sum += p.work
		case low < hours:
			sum += p.work * (hours - low) / (high - low)
		}
	}
	return sum / f.total
}

// FIFOCapacity is the least constant capacity with which the share of a day's work is done
// within so many hours by the clock; infinite when no capacity does it.
func FIFOCapacity(d Day, within, share float64) float64 {
	var total float64
	for h := range 24 {
		total += d.work(h)
	}
	if total <= 0 || share <= 0 {
		return 0
	}
	enough := func(capacity float64) bool {
		f := Fluid{day: d, total: total}
		f.serve(capacity, 25+within)
		return f.WithinWall(within) >= share
	}
	low, high := 0.0, 1.0
	for !enough(high) {
		low, high = high, 2*high
		if high > 1e12 {
			return math.Inf(1)
		}
	}
	for range 100 {
		mid := (low + high) / 2
		if mid <= low || mid >= high {
			break
		}
		if enough(mid) {
			high = mid
		} else {
			low = mid
		}
	}
	return high
}

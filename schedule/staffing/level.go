package staffing

// knot is a point of a levelled plan: by the time x the work y is done.
type knot struct {
	x, y float64
	at   int // index of the point
}

// bound says how much work must be done (low) and can be done (high) by the time x.
type bound struct{ x, low, high float64 }

// tautString is the shortest path from (0, 0) that stays within the bounds, whose x
// ascends and low <= high, and ends at the last low: of all ways to do the work between
// its arrival and its due time the one with the smallest peak, and the least of every
// other convex cost. For windows that end in the order in which they begin it is the
// schedule of critical intervals of Yao, Demers & Shenker (1995), found in linear time by
// the funnel of Lee & Preparata (1984). The knots returned begin with (0, 0).
func tautString(bounds []bound) []knot {
	f := funnel{path: []knot{{at: -1}}}
	f.above, f.below = f.path[:1:1], f.path[:1:1]
	for k, b := range bounds {
		low, high := min(b.low, b.high), b.high
		if k == len(bounds)-1 {
			high = low
		}
		f.above, f.below = f.narrow(f.above, f.below, knot{b.x, high, k}, 1)
		f.below, f.above = f.narrow(f.below, f.above, knot{b.x, low, k}, -1)
	}
	return append(f.path, f.above[1:]...)
}

// funnel holds the shortest paths from the last fixed knot to the newest upper and lower
// bound: both start with that knot.
type funnel struct{ path, above, below []knot }

// narrow adds a point to the near chain; where the far chain is in its way, the string
// bends around that one, whose knots become fixed. Side is 1 for the upper chain.
func (f *funnel) narrow(near, far []knot, p knot, side float64) (newNear, newFar []knot) {
	for len(near) >= 2 && side*turn(near[len(near)-2], near[len(near)-1], p) <= 0 {
		near = near[:len(near)-1]
	}
	if len(near) == 1 {
		for len(far) >= 2 && side*turn(near[0], far[1], p) < 0 {
			f.path = append(f.path, far[1])
			far = far[1:]
			near = []knot{far[0]}
		}
	}
	return append(near, p), far
}

// turn is positive when the way from a over b to c bends upwards.
func turn(a, b, c knot) float64 { return (b.x-a.x)*(c.y-b.y) - (c.x-b.x)*(b.y-a.y) }

// stretch is a run of intervals over which levelled work is done at one pace.
type stretch struct {
	from, to int     // intervals [from, to)
	agents   float64 // while open
	hours    float64 // open hours
}

// level spreads work evenly over the time it may take: arrive and due hold hours of work
// by the interval in which it may begin and by whose end it must be done (the last one
// stands for later still); step is an interval's length in hours. Work must be due in the
// order in which it arrives. It also tells the hours done before each interval.
func level(open, arrive, due []float64, step float64) (stretches []stretch, done []float64) {
	bounds, last := openBounds(open, arrive, due, step)
	done = make([]float64, len(open)+1)
	knots := tautString(bounds)
	var from int
	for k := 1; k < len(knots); k++ {
		a, b := knots[k-1], knots[k]
		s := stretch{from: from, to: last[b.at] + 1, hours: b.x - a.x}
		s.agents = max(0, (b.y-a.y)/s.hours)
		for i := s.from; i < s.to; i++ {
			done[i+1] = done[i] + s.agents*open[i]*step
		}
		stretches = append(stretches, s)
		from = s.to
	}
	for i := from; i < len(open); i++ {
		done[i+1] = done[from]
	}
	return stretches, done
}

// openBounds gathers the work at the ends of the open intervals, whose indices it returns.
func openBounds(open, arrive, due []float64, step float64) (bounds []bound, last []int) {
	var x, low, high float64
	for i, o := range open {
		low += due[i]
		high += arrive[i]
		if n := len(bounds); o <= 0 && n > 0 {
			bounds[n-1].low = low // due while closed: to be done before
		}
		if o > 0 {
			x += o * step
			bounds = append(bounds, bound{x, low, high})
			last = append(last, i)
		}
	}
	return bounds, last
}

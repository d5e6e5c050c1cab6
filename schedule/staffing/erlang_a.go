package staffing

// ErlangA is the queue M/M/n+M: perHour contacts an hour of aht seconds each, n agents,
// and customers who leave after an exponential patience of the given mean in seconds (Palm
// 1957; Mandelbaum & Zeltyn 2007); a patience of 0 is endless (Erlang C). It is exact for
// any load.
func ErlangA(perHour, aht, patience float64, n int) Steady {
	rate := perHour / hour
	load := rate * aht
	if !(load > 0) {
		return Steady{Agents: n}
	}
	var theta float64
	if patience > 0 {
		theta = 1 / patience
	}
	d := newDelay(rate, float64(max(n, 0))/aht, theta)
	s := steady(n, below(load, n), d)
	switch {
	case n <= 0:
		s.Occupancy = 1
	case theta <= 0:
		s.Occupancy = min(1, load/float64(n))
	default:
		s.Occupancy = clamp(load * (1 - s.Abandon) / float64(n))
	}
	return s
}

package staffing

// Blended is a live queue beside an endless supply of deferrable work in the long run.
type Blended struct {
	Steady
	Deferred float64 // erlangs of deferrable work done
}

// Blend is a live queue whose agents also take deferrable jobs, one at a time and not
// interrupted, whenever more than reserve of the n agents are idle (Bhulai & Koole 2003;
// Gans & Zhou 2003). Jobs last as long on average as live contacts. It shows what the
// usual rule "fill up to 95 % occupancy" hides: replies under way keep callers waiting.
func Blend(perHour, aht, patience float64, n, reserve int) Blended {
	rate := perHour / hour
	load := rate * aht
	n = max(n, 0)
	reserve = min(max(reserve, 0), n)
	if !(load > 0) {
		return Blended{Steady: Steady{Agents: n, Occupancy: 1}, Deferred: float64(n - reserve)}
	}
	var theta float64
	if patience > 0 {
		theta = 1 / patience
	}
	d := newDelay(rate, float64(n)/aht, theta)
	weight, busy := reserved(load, n, reserve)
	s := steady(n, weight, d)
	carried := s.Wait*float64(n) + (1-s.Wait)*busy
	s.Occupancy = 1
	if n > 0 {
		s.Occupancy = clamp(carried / float64(n))
	}
	live := min(load*(1-s.Abandon), carried)
	return Blended{Steady: s, Deferred: carried - live}
}

// reserved is the weight of the states with 1..reserve idle agents against the full one,
// and the mean number busy in them.
func reserved(load float64, n, reserve int) (weight, busy float64) {
	term := 1.0
	for j := 1; j <= reserve; j++ {
		term *= float64(n-j+1) / load
		weight += term
		busy += term * float64(n-j)
		if weight > 1e280 { // the live work is next to nothing against so many agents
			return weight, float64(n - reserve)
		}
	}
	if weight > 0 {
		busy /= weight
	}
	return weight, busy
}

// BlendReserve is the least reserve with which the live queue meets the goal while its
// other agents take deferrable work, and what is then done of it. It is false when the
// live work alone does not meet the goal.
func BlendReserve(perHour, aht, patience float64, n int, goal Goal) (int, Blended, bool) {
	for r := range n + 1 {
		if b := Blend(perHour, aht, patience, n, r); goal.Met(b.Steady) {
			return r, b, true
		}
	}
	return 0, Blended{}, false
}

// FillToCap is the deferrable erlangs that the usual rule allows beside a live load: n
// agents filled to an occupancy of most. It ignores what that does to the live queue.
func FillToCap(n int, load, most float64) float64 { return max(0, most*float64(n)-load) }

package staffing

import "sort"

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
	r := reserved(load, n, reserve)
	s := steady(n, r.weight, d)
	carried := s.Wait*float64(n) + (1-s.Wait)*r.busy
	s.Occupancy = 1
	if n > 0 {
		s.Occupancy = clamp(carried / float64(n))
	}
	return Blended{Steady: s, Deferred: r.jobs(s.Wait, d.weight)}
}

// idleStates are the states with 1..reserve idle agents of n.
type idleStates struct {
	n, reserve int
	weight     float64 // against the full state
	busy       float64 // mean number busy in them
	last       float64 // part of the weight with all of the reserve idle
}

func reserved(load float64, n, reserve int) idleStates {
	out := idleStates{n: n, reserve: reserve}
	term, busy := 1.0, 0.0
	for j := 1; j <= reserve; j++ {
		term *= float64(n-j+1) / load
		out.weight += term
		busy += term * float64(n-j)
		if out.weight > 1e280 { // the live work is next to nothing against so many agents
			return idleStates{n: n, reserve: reserve, weight: out.weight, busy: float64(n - reserve), last: 1}
		}
	}
	if out.weight > 0 {
		out.busy, out.last = busy/out.weight, term/out.weight
	}
	return out
}

// jobs is the erlangs of deferrable work: a job begins whenever one of the n-reserve agents
// that are busy at least finishes, and no more than those are busy, in the share of time
// given by the wait and the weight of the states in which all are.
func (i idleStates) jobs(wait, full float64) float64 {
	share := (1 - wait) * i.last
	if i.reserve == 0 {
		share = wait / full // all busy and nobody waiting
	}
	return float64(i.n-i.reserve) * share
}

// BlendReserve is the least reserve with which the live queue meets the goal while its
// other agents take deferrable work, and what is then done of it. It is false when the
// live work alone does not meet the goal.
func BlendReserve(perHour, aht, patience float64, n int, goal Goal) (int, Blended, bool) {
	n = max(n, 0)
	r := sort.Search(n+1, func(r int) bool { return goal.Met(Blend(perHour, aht, patience, n, r).Steady) })
	if r > n {
		return 0, Blended{}, false
	}
	return r, Blend(perHour, aht, patience, n, r), true
}

// FillToCap is the deferrable erlangs that the usual rule allows beside a live load: n
// agents filled to an occupancy of most. It ignores what that does to the live queue.
func FillToCap(n int, load, most float64) float64 { return max(0, most*float64(n)-load) }

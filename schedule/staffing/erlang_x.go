package staffing

// Redialled is a live queue some of whose lost customers try again at once.
type Redialled struct {
	Steady          // what one attempt meets
	Total   float64 // attempts an hour
	Lost    float64 // share of customers lost for good
	Settled bool    // false when the attempts grow without end
}

// ErlangX is ErlangA with redials: a share redial of those who leave calls again, so that
// the attempts are perHour + redial x attempts x the share of them that leaves (Koole, Call
// Center Optimization, 2013). The attempts are found by halving: those that do not come
// back for more grow with all attempts.
func ErlangX(perHour, aht, patience float64, n int, redial float64) Redialled {
	redial = min(max(redial, 0), 1)
	fresh := func(total float64) float64 { // customers that bring so many attempts
		return total * (1 - redial*ErlangA(total, aht, patience, n).Abandon)
	}
	low, high := perHour, perHour
	for k := 0; fresh(high) < perHour*(1-1e-15); k++ {
		if k == 60 {
			return Redialled{Steady: ErlangA(high, aht, patience, n), Total: high}
		}
		low, high = high, 2*high
	}
	for range 200 {
		mid := low + (high-low)/2
		if mid <= low || mid >= high {
			break
		}
		if fresh(mid) < perHour {
			low = mid
		} else {
			high = mid
		}
	}
	out := Redialled{Steady: ErlangA(high, aht, patience, n), Total: high, Settled: true}
	if perHour > 0 {
		out.Lost = high * out.Abandon * (1 - redial) / perHour
	}
	return out
}

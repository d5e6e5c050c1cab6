package staffing

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// negligible ends sums of positive terms: what follows cannot change the result.
const negligible = 1e-18

// below is the weight of the states with fewer than n busy agents against the state in
// which exactly n are busy, in a loss or delay system of n agents: the sum over j = 1..n
// of n(n-1)...(n-j+1)/load^j. It is infinite where the load is next to nothing.
//
// Summing from the full state down adds only positive numbers, needs no factorials, and
// ends after (n-load)+9 sqrt(load) terms.
func below(load float64, n int) float64 {
	var sum float64
	term := 1.0
	for k := n; k >= 1; k-- {
		term *= float64(k) / load
		sum += term
		if term < negligible*sum && float64(k) < load || math.IsInf(sum, 1) {
			break
		}
	}
	return sum
}

// ErlangB is the probability that a call to n trunks offered load erlangs finds all of
// them busy and is lost (Erlang 1917). It is 1 for n <= 0 and 0 for a load of 0.
func ErlangB(load float64, n int) float64 {
	switch {
	case n <= 0:
		return 1
	case load <= 0:
		return 0
	}
	return 1 / (1 + below(load, n))
}

// ErlangBReal is Erlang's loss probability continued to a real number of trunks x >= 0,
// load^x e^-load / Gamma(x+1, load) (Jagerman 1974).
func ErlangBReal(load, x float64) float64 {
	switch {
	case x < 0 || math.IsNaN(x) || math.IsNaN(load):
		return math.NaN()
	case load <= 0:
		return 0
	}
	sum, term := 0.0, 1.0 // 1/B(x) = 1 + (x/a) + (x/a)((x-1)/a) + ..., down to 1/B of the fraction
	for ; x >= 1; x-- {
		sum += term
		term *= x / load
		if term < negligible*sum && x < load {
			return 1 / sum
		}
	}
	return 1 / (sum + term*inverseLoss(x, load))
}

// inverseLoss is 1/B for a fraction x of a trunk: Gamma(x+1, load) e^load load^-x, by
// Legendre's continued fraction where the load is not small.
func inverseLoss(x, load float64) float64 {
	if load < 2 {
		upper := mathext.GammaIncRegComp(x+1, load) * math.Gamma(x+1)
		return upper * math.Exp(load-x*math.Log(load))
	}
	const tiny, most = 1e-300, 10_000
	b := load - x // load + 1 - s, with s = x+1
	c, d := 1/tiny, 1/b
	f := d
	for k := 1.0; k < most; k++ {
		a := -k * (k - x - 1)
		b += 2
		d = 1 / (a*d + b)
		c = b + a/c
		f *= c * d
		if math.Abs(c*d-1) < 1e-16 {
			break
		}
	}
	return load * f
}

// ErlangBAgents is the least number of trunks that lose at most the target share of load.
// The target must lie above 0 and below 1 and the load be finite; else it is 0.
func ErlangBAgents(load, target float64) int {
	if !(load > 0 && target > 0 && target < 1) || math.IsInf(load, 1) {
		return 0
	}
	low, high := 0, 1 // low loses too much
	for ErlangB(load, high) > target {
		low, high = high, 2*high
	}
	for high-low > 1 {
		if mid := low + (high-low)/2; ErlangB(load, mid) > target {
			low = mid
		} else {
			high = mid
		}
	}
	return high
}

// ErlangBLoad is the greatest load of which n trunks lose at most the target share.
func ErlangBLoad(n int, target float64) float64 {
	if n <= 0 || !(target > 0 && target < 1) {
		return 0
	}
	low, high := 0.0, float64(n)/(1-target) // beyond it even full trunks carry too little
	for range 200 {
		mid := (low + high) / 2
		if ErlangB(mid, n) <= target {
			low = mid
		} else {
			high = mid
		}
	}
	return low
}

package staffing

import "math"

// phi and bigPhi are the normal law's density and distribution.
func phi(x float64) float64    { return math.Exp(-x*x/2) / math.Sqrt(2*math.Pi) }
func bigPhi(x float64) float64 { return math.Erfc(-x/math.Sqrt2) / 2 }

// hazard is phi(x)/(1-Phi(x)); far out by Laplace's continued fraction.
func hazard(x float64) float64 {
	if x < 5 {
		return phi(x) / bigPhi(-x)
	}
	tail := x
	for k := 60; k >= 1; k-- {
		tail = x + float64(k)/tail
	}
	return tail
}

// HalfinWhitt is the share of contacts that wait when load + beta sqrt(load) agents serve
// customers who never leave, for large loads: 1/(1 + beta Phi(beta)/phi(beta)); all wait
// when beta <= 0 (Halfin & Whitt 1981).
func HalfinWhitt(beta float64) float64 {
	if beta <= 0 {
		return 1
	}
	return phi(beta) / (phi(beta) + beta*bigPhi(beta))
}

// HalfinWhittBeta is the beta at which a share wait of contacts has to wait, for the
// square-root rule load + beta sqrt(load); 0 for all of them, infinite for none.
func HalfinWhittBeta(wait float64) float64 {
	switch {
	case wait >= 1:
		return 0
	case !(wait > 0):
		return math.Inf(1)
	}
	low, high := 0.0, 40.0
	for range 100 {
		if mid := (low + high) / 2; HalfinWhitt(mid) > wait {
			low = mid
		} else {
			high = mid
		}
	}
	return (low + high) / 2
}

// Garnett is the same with customers who leave, at ratio times the rate at which agents
// finish contacts: 1/(1 + sqrt(ratio) h(beta/sqrt(ratio))/h(-beta)), h the normal hazard
// (Garnett, Mandelbaum & Reiman 2002). Beta may be negative. A ratio of 0 is HalfinWhitt.
func Garnett(beta, ratio float64) float64 {
	if ratio <= 0 {
		return HalfinWhitt(beta)
	}
	root := math.Sqrt(ratio)
	wait := hazard(-beta)
	return wait / (wait + root*hazard(beta/root))
}

// SquareRoot is the agents that the square-root rule gives a load: load + beta sqrt(load),
// rounded up.
func SquareRoot(load, beta float64) int {
	const rounding = 1e-9
	return int(math.Ceil(load + beta*math.Sqrt(load) - rounding))
}

package staffing

import "math"

// The exponential of a birth-death generator is taken by the best rational approximation
// of order 14 to e^z on the negative real axis, where all its roots lie: one step of any
// length costs seven tridiagonal systems and is wrong by about 1e-13 (Carpenter, Ruttan &
// Varga 1984; the poles and residues are those of Pusa 2010).
var (
	poles = [7]complex128{
		complex(-8.8977731864688888199e0, 1.6630982619902085304e1),
		complex(-3.7032750494234480603e0, 1.3656371871483268171e1),
		complex(-0.2087586382501301251e0, 1.0991260561901260913e1),
		complex(3.9933697105785685194e0, 6.0048316422350373178e0),
		complex(5.0893450605806245066e0, 3.5888240290270065102e0),
		complex(5.6231425727459771248e0, 1.1940690463439669766e0),
		complex(2.2697838292311127097e0, 8.4617379730402214019e0),
	}
	residues = [7]complex128{
		complex(-7.1542880635890672853e-5, 1.4361043349541300111e-4),
		complex(9.4390253107361688779e-3, -1.7184791958483017511e-2),
		complex(-3.7636003878226968717e-1, 3.3518347029450104214e-1),
		complex(-2.3498232091082701191e1, -5.8083591297142074004e0),
		complex(4.6933274488831293047e1, 4.5643649768827760791e1),
		complex(-2.7875161940145646468e1, -1.0214733999056451434e2),
		complex(4.8071120988325088907e0, -1.3209793837428723881e0),
	}
)

// birthDeathChain is a chain on 0..len(death)-1 with a constant birth rate (none from the last
// state) and a death rate by state, per hour.
type birthDeathChain struct {
	birth float64
	death []float64
}

// step moves the law p on by some hours, and gives its mean over them.
func (c birthDeathChain) step(p []float64, hours float64) (after, mean []float64) {
	n := len(p)
	after, mean = make([]float64, n), make([]float64, n)
	y, pivot := make([]complex128, n), make([]complex128, n)
	for i, pole := range poles {
		c.solve(p, hours, pole, y, pivot)
		a, b := 2*residues[i], 2*residues[i]/pole
		for k, x := range y {
			after[k] += real(a * x)
			mean[k] += real(b * x)
		}
	}
	proper(after)
	proper(mean)
	return after, mean
}

// solve finds y with (Q'h - pole) y = p, Q the generator.
func (c birthDeathChain) solve(p []float64, h float64, pole complex128, y, pivot []complex128) {
	n := len(p)
	lower := complex(c.birth*h, 0)
	for k := range n {
		out := c.death[k] * h
		if k < n-1 {
			out += c.birth * h
		}
		d, x := complex(-out, 0)-pole, complex(p[k], 0)
		if k > 0 {
			f := lower * pivot[k-1]
			d -= f * complex(c.death[k]*h, 0)
			x -= f * y[k-1]
		}
		pivot[k], y[k] = 1/d, x
	}
	for k := n - 1; k >= 0; k-- {
		if k < n-1 {
			y[k] -= complex(c.death[k+1]*h, 0) * y[k+1]
		}
		y[k] *= pivot[k]
	}
}

// proper makes a law out of one that rounding has touched.
func proper(p []float64) {
	var sum float64
	for k, x := range p {
		if x < 0 || math.IsNaN(x) {
			p[k] = 0
			continue
		}
		sum += x
	}
	if sum > 0 {
		for k := range p {
			p[k] /= sum
		}
	}
}

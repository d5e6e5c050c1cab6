package staffing

import "math"

// spells is the number of moments of an interval at which its load is read where it moves.
const spells = 3

// carryOver is what each interval of the grid must be staffed for, over its own load in a
// queue long settled, at the moments of it: below 1 while contacts begin to come, as after
// an opening, above 1 after a peak, whose contacts are still under work. It is the modified
// offered load (Jennings, Mandelbaum, Massey & Whitt 1996). Where it hardly moves within
// the interval all moments have the mean.
func (k *desk) carryOver() [][spells]float64 {
	a := k.axis
	out := make([][spells]float64, a.grid.N)
	step := a.grid.Hours() * hour
	var load float64
	for i := range a.lead + a.grid.N {
		at := i - a.lead
		if at >= 0 {
			out[at] = [spells]float64{1, 1, 1}
		}
		aht := k.handleTime(a.source(i))
		if aht <= 0 {
			continue
		}
		own := (k.flow.own[i] + k.flow.extra[i]) * k.flow.hours.share[i] / step * aht // settled
		turns := step / aht
		if at >= 0 && own > 0 {
			for m := range spells {
				passed := (float64(m) + 0.5) / spells * turns
				out[at][m] = roundedCarry(1 + (load/own-1)*math.Exp(-passed))
			}
			if first, last := out[at][0], out[at][spells-1]; math.Abs(first-last) < 0.06 {
				mean := roundedCarry(1 + (load/own-1)*-math.Expm1(-turns)/turns)
				out[at] = [spells]float64{mean, mean, mean}
			}
		}
		load = own + (load-own)*math.Exp(-turns)
	}
	return out
}

// roundedCarry keeps few different values, so that equal hours of different days stay
// equal.
func roundedCarry(x float64) float64 {
	const steps = 100
	return max(1, math.Ceil(x*steps-1e-9)) / steps
}

// unevenness is by how much waits are longer than with exponential handle times: (1+cs2)/2
// of Allen and Cunneen, with the variation within every kind and between kinds. Handle times
// less uneven than exponential ones are taken as such: it is their mean that is uncertain.
func (k *desk) unevenness() float64 {
	var sum, first, second float64
	for i := range k.axis.grid.N {
		at := i + k.axis.lead
		for s, stream := range k.Profile.Streams {
			w, x := k.flow.care[s][at], stream.AHT.At(i)
			sum += w
			first += w * x
			second += w * x * x * (1 + stream.AHT.CV*stream.AHT.CV)
		}
	}
	if !(first > 0) {
		return 1
	}
	return max(1, second*sum/(first*first)/2)
}

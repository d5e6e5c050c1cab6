package staffing

import "math"

// Wave is a rate that swings about its mean: Mean (1 + Swing sin(2 pi t/Period)) contacts an
// hour at t hours.
type Wave struct {
	Mean   float64 // contacts an hour
	Swing  float64 // amplitude over mean, 0 to 1
	Period float64 // hours
}

func (w Wave) omega() float64 { return 2 * math.Pi / w.Period }

// At is the rate at t.
func (w Wave) At(t float64) float64 { return w.Mean * (1 + w.Swing*math.Sin(w.omega()*t)) }

// Echo is the load that such a wave makes: a wave as well, later and flatter.
type Echo struct {
	Average   float64 // erlangs
	Amplitude float64 // erlangs
	Lag       float64 // hours behind the rate

	omega float64
}

// At is the load at t in erlangs.
func (e Echo) At(t float64) float64 { return e.Average + e.Amplitude*math.Sin(e.omega*(t-e.Lag)) }

// OfferedLoad is the mean number of contacts in service were there agents for all of them,
// M_t/M/inf, which reaches its peak after the rate does: the modified offered load (Eick,
// Massey & Whitt 1993). Mu is the contacts an agent finishes an hour.
func (w Wave) OfferedLoad(mu float64) Echo {
	turn := w.omega() / mu
	load := w.Mean / mu
	return Echo{Average: load, Amplitude: load * w.Swing / math.Hypot(1, turn), Lag: math.Atan(turn) / w.omega(), omega: w.omega()}
}

// settle solves y' = inflow - decay y for hourly inflows that repeat for ever: y at the end
// of every hour and its mean over it. Decay is per hour and above 0.
func settle(inflow []float64, decay float64) (end, mean []float64) {
	keep, gain := math.Exp(-decay), -math.Expm1(-decay)/decay
	var y float64
	for _, x := range inflow {
		y = y*keep + x*gain
	}
	y /= -math.Expm1(-decay * float64(len(inflow)))
	for _, x := range inflow {
		mean = append(mean, y*gain+x*ramp(decay))
		y = y*keep + x*gain
		end = append(end, y)
	}
	return end, mean
}

// ramp is (1 - (1-e^{-r})/r)/r, the mean over an hour of what an inflow of 1 has left.
func ramp(r float64) float64 {
	if r > 0.1 {
		return (1 + math.Expm1(-r)/r) / r
	}
	sum, term := 0.0, 0.5
	for k := 3.0; math.Abs(term) > 1e-18; k++ {
		sum += term
		term *= -r / k
	}
	return sum
}

// OfferedLoads is the modified offered load in erlangs for hourly rates that repeat for
// ever: at the end of every hour and its mean over it (Eick, Massey & Whitt 1993; Jennings,
// Mandelbaum, Massey & Whitt 1996).
func OfferedLoads(perHour []float64, aht float64) (end, mean []float64) {
	return settle(perHour, hour/aht)
}

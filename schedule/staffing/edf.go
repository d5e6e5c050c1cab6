package staffing

import "math"

// Day is hourly rates of contacts, repeated every day, of which each takes AHT seconds of
// work that can be done while the clock hour lies in [Open, Close).
type Day struct {
	Rates       [24]float64
	AHT         float64
	Open, Close int // hours 0..24
}

// work is the agent-hours that arrive in clock hour h.
func (d Day) work(h int) float64 { return d.Rates[((h%24)+24)%24] * d.AHT / hour }

// openHours is the open time between midnight of day 0 and t hours after it.
func (d Day) openHours(t float64) float64 {
	whole := math.Floor(t / 24)
	return whole*float64(d.Close-d.Open) + min(max(t-24*whole-float64(d.Open), 0), float64(d.Close-d.Open))
}

// EDFCapacity is the least constant staff, while open, with which all work is done within
// so many hours of its arrival by the wall clock, the day repeated for ever: the greatest
// demand of any stretch, what arrives in [s, t) over the open time in [s, t+within) (the
// demand bound of earliest due date; Baruah et al. 1990). It is infinite where work falls
// due before it can be done.
func EDFCapacity(d Day, within float64) float64 {
	var day float64
	for h := range 24 {
		day += d.work(h)
	}
	if day <= 0 {
		return 0
	}
	if d.Close <= d.Open || !(within > 0) {
		return math.Inf(1)
	}
	most := day / float64(d.Close-d.Open) // of endless stretches
	const days = 15                       // longer ones come down to the mean
	for s := range 24 {
		var arrived float64
		for t := s; t < s+24*days; t++ {
			for _, end := range d.ends(float64(t), within) {
				part := arrived + d.work(t)*(end-float64(t))
				most = max(most, ratio(part, d.openHours(end+within)-d.openHours(float64(s))))
			}
			arrived += d.work(t)
		}
	}
	return most
}

// ends are the moments of hour [t, t+1] at which a stretch may be worst: its end, and when
// the window from it reaches an opening or a closing. Between them the demand is monotone.
func (d Day) ends(t, within float64) []float64 {
	out := []float64{t + 1}
	for _, edge := range []int{d.Open, d.Close} {
		past := math.Mod(float64(edge)-within-t, 24)
		if past < 0 {
			past += 24
		}
		if past > 0 && past < 1 {
			out = append(out, t+past)
		}
	}
	return out
}

func ratio(work, time float64) float64 {
	const nothing = 1e-12
	switch {
	case work <= nothing:
		return 0
	case time <= nothing:
		return math.Inf(1)
	}
	return work / time
}

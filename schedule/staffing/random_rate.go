package staffing

// RatePoint is one possible rate with its probability.
type RatePoint struct {
	PerHour     float64
	Probability float64
}

// RandomRate is the mean over a random rate, weighted by contacts: busy hours bring more
// customers, so that what customers meet is worse than the mean hour (Jongbloed & Koole
// 2001; Whitt 2006). Measure is a share of the contacts at a rate, such as
// ErlangA(...).Served(20).
func RandomRate(points []RatePoint, measure func(perHour float64) float64) float64 {
	var sum, weight float64
	for _, p := range points {
		if w := p.PerHour * p.Probability; w > 0 {
			sum += w * measure(p.PerHour)
			weight += w
		}
	}
	if weight == 0 {
		return 0
	}
	return sum / weight
}

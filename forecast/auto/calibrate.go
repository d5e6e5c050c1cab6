package auto

import (
	"math"
	"slices"
	"time"

	"turno/forecast"
)

// Classes of forecast intervals whose errors are alike: three distances, day and night.
const (
	classes   = 6
	dayBegins = 8  // o'clock
	dayEnds   = 22 // o'clock
)

// class of an interval that starts at t, forecast from the end of a history.
func class(t, end time.Time, zone *time.Location) int {
	distance := 2
	switch ahead := t.Sub(end); {
	case ahead < 24*time.Hour:
		distance = 0
	case ahead < 72*time.Hour:
		distance = 1
	}
	if h := t.In(zone).Hour(); h >= dayBegins && h < dayEnds {
		return 2*distance + 1
	}
	return 2 * distance
}

// correct scales the mean of a forecast and the distances of its quantiles from the median.
func (c Choice) correct(v forecast.Volume, end time.Time, zone *time.Location) {
	median := len(v.Levels) / 2
	for i := range v.Mean {
		if c.Mean > 0 {
			v.Mean[i] *= c.Mean
		}
		c.stretch(v, i, median, end, zone)
		v.Mean[i] = max(v.Mean[i], v.Quantiles[0][i])
	}
}

// stretch scales the distances of the quantiles of interval i from their median.
func (c Choice) stretch(v forecast.Volume, i, median int, end time.Time, zone *time.Location) {
	if len(c.Low) == classes && len(c.High) == classes {
		k, centre := class(v.Grid.At(i), end, zone), v.Quantiles[median][i]
		for l := range v.Levels {
			by := c.Low[k]
			if l > median {
				by = c.High[k]
			}
			if l != median {
				v.Quantiles[l][i] = max(0, centre+by*(v.Quantiles[l][i]-centre))
			}
		}
	}
}

// Bounds of the corrections and what they are worth before anything was seen, in days.
const (
	leastSpread, mostSpread = 0.6, 2.0
	leastMean, mostMean     = 0.85, 1.15
	poolDays                = 500.0  // of doubt about all classes together
	classDays               = 1000.0 // of doubt about a class by itself
)

// calibration gathers how the values that came lie within the forecast distributions:
// split conformal prediction (Papadopoulos et al. 2002) with the distance between median and
// quantile as the scale of the scores, so that what is learnt holds for counts of any size.
type calibration struct {
	low, high  [classes][]float64 // distances from the median in terms of the forecast's
	came, mean float64
	days       float64
}

// add compares a forecast with what came.
func (c *calibration) add(v forecast.Volume, came []float64, end time.Time, zone *time.Location) {
	low, median, high := v.Quantiles[0], v.Quantiles[len(v.Levels)/2], v.Quantiles[len(v.Levels)-1]
	for i, y := range came {
		if math.IsNaN(y) {
			continue
		}
		above, below := high[i]-median[i], median[i]-low[i]
		c.came += min(y, median[i]+3*above)
		c.mean += v.Mean[i]
		k := class(v.Grid.At(i), end, zone)
		if above > 1e-9 {
			c.high[k] = append(c.high[k], (y-median[i])/above)
		}
		if below > 1e-9 {
			c.low[k] = append(c.low[k], (median[i]-y)/below)
		}
	}
}

// into writes the corrections into a choice.
func (c *calibration) into(choice *Choice, level float64) {
	choice.Low, choice.High = c.factors(c.low, level), c.factors(c.high, level)
	choice.Mean = 1
	if c.came > 0 && c.mean > 0 {
		ratio := math.Log(c.came/c.mean) * c.days / (c.days + poolDays)
		choice.Mean = min(max(math.Exp(ratio), leastMean), mostMean)
	}
}

// factors are, by class, the quantile of the scores, shrunk towards that of all classes and
// with it towards 1.
func (c *calibration) factors(scores [classes][]float64, level float64) []float64 {
	var all []float64
	for _, s := range scores {
		all = append(all, s...)
	}
	pooled := math.Log(conformal(all, level)) * c.days / (c.days + poolDays)
	factors := make([]float64, classes)
	for k, s := range scores {
		own := pooled
		if len(s) >= 20 {
			days := c.days * float64(classes*len(s)) / float64(len(all)) / 2
			own += (math.Log(conformal(s, level)) - pooled) * days / (days + classDays)
		}
		factors[k] = min(max(math.Exp(own), leastSpread), mostSpread)
	}
	return factors
}

// conformal is the quantile of scores that holds a new one with the probability level,
// kept within the bounds; 1 without scores.
func conformal(scores []float64, level float64) float64 {
	n := len(scores)
	if n == 0 {
		return 1
	}
	sorted := slices.Clone(scores)
	slices.Sort(sorted)
	k := min(int(math.Ceil(level*float64(n+1))), n)
	return min(max(sorted[max(k-1, 0)], leastSpread), mostSpread)
}

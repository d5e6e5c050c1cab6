package forecast

import (
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"

	"turno/forecast/calendar"
)

// tailReach bounds the exponential tail above the highest quantile, in units of its mean:
// enough for one draw in four thousand of a 90 % quantile.
const tailReach = 6.0

// Quantile is the forecast quantile p of interval i. Between levels it is interpolated in
// the normal score of p on the square-root scale, which suits counts; below the lowest it
// is extended with the nearest slope, never below 0. Above the highest level follows an
// exponential tail, as long as it takes for the expectation to equal Mean.
func (v Volume) Quantile(i int, p float64) float64 {
	p = min(max(p, 1e-9), 1-1e-9)
	return v.newShape().at(i, distuv.UnitNormal.Quantile(p))
}

// Reader is Quantile for many intervals at the same probabilities: what it returns appends
// the quantiles of an interval, in the order of p, to out.
func (v Volume) Reader(p ...float64) func(i int, out []float64) []float64 {
	shape, scores := v.newShape(), make([]float64, len(p))
	for k, x := range p {
		scores[k] = distuv.UnitNormal.Quantile(min(max(x, 1e-9), 1-1e-9))
	}
	return func(i int, out []float64) []float64 {
		for _, z := range scores {
			out = append(out, shape.at(i, z))
		}
		return out
	}
}

// Path draws one possible future: a whole count per interval whose distribution in each
// interval follows the quantiles and has the expectation Mean (unless Mean is below what
// the quantiles allow). The normal scores of the intervals hang together as memory says (a
// Gaussian copula): good and bad weeks come as often as they do, not only good and bad
// hours. Above the highest level rushes come in between, which are over in hours. The tail is bounded, so that one draw cannot swamp a simulation.
func (v Volume) Path(rng *rand.Rand) []float64 { return v.path(rng, nil) }

// Paths draws one possible future of several queues together, by queue: each as Path draws
// it, with slow parts of which the share Common is the same for all. Only volumes on the
// grid of the first have anything in common with it.
func Paths(volumes []Volume, rng *rand.Rand) [][]float64 {
	paths := make([][]float64, len(volumes))
	if len(volumes) == 0 {
		return paths
	}
	first := volumes[0].Grid
	common := wander(first, rng)
	for k, v := range volumes {
		with := common
		if !v.Grid.Start.Equal(first.Start) || v.Grid.Step != first.Step || v.Grid.N != first.N {
			with = nil
		}
		paths[k] = v.path(rng, with)
	}
	return paths
}

// path is Path with the slow scores that all queues have in common; nil for none.
func (v Volume) path(rng *rand.Rand, common []float64) []float64 {
	path := make([]float64, v.Grid.N)
	shape, m, slow := v.newShape(), v.memory(), v.slowScores(rng, common)
	leave := math.Sqrt(1 - m.keep*m.keep)
	fading := rng.NormFloat64()
	share := v.SlowAt(0)
	parts := m.normal(share)
	bursts := v.newRush(rng)
	for i := range path {
		if i > 0 {
			fading = m.keep*fading + leave*rng.NormFloat64()
		}
		if v.Slows != nil {
			share = v.SlowAt(i)
			parts = m.normal(share)
		}
		z := parts.slow*slow[i] + parts.fading*fading
		if m.single > 0 {
			z += parts.single * rng.NormFloat64()
		}
		x := shape.at(i, bursts.over(z, share, rng))
		whole := math.Floor(x)
		if rng.Float64() < x-whole { // randomised rounding keeps the mean of small counts
			whole++
		}
		path[i] = whole
	}
	return path
}

// slowScores draws the slow part of the scores, together with what is common to queues.
func (v Volume) slowScores(rng *rand.Rand, common []float64) []float64 {
	if v.Slow <= 0 && v.Slows == nil {
		return make([]float64, v.Grid.N)
	}
	scores := wander(v.Grid, rng)
	if common != nil {
		share := min(max(v.Common, 0), 1)
		own, together := math.Sqrt(1-share), math.Sqrt(share)
		for i := range scores {
			scores[i] = own*scores[i] + together*common[i]
		}
	}
	return scores
}

// wander draws standard normal values for the intervals of a grid that change as slowly as
// the level does.
func wander(g calendar.Grid, rng *rand.Rand) []float64 {
	values, keeper := make([]float64, g.N), slowKeeper(g)
	var keep, leave float64
	for i := range values {
		if i == 0 {
			values[i] = rng.NormFloat64()
			continue
		}
		if k := keeper(i); k != keep {
			keep, leave = k, math.Sqrt(1-k*k)
		}
		values[i] = keep*values[i-1] + leave*rng.NormFloat64()
	}
	return values
}

// shape is the distribution of the intervals of a volume, as a function of the normal score.
type shape struct {
	Volume
	scores []float64 // normal scores of the levels
	pieces []moments // of the score between neighbouring levels
	upper  float64   // probability above the highest level
}

// moments are the integrals of 1, z and z² over a stretch of the standard normal density.
type moments struct{ zero, one, two float64 }

func momentsBetween(a, b float64) moments {
	pa, pb := density(a), density(b)
	zero := cumulative(b) - cumulative(a)
	return moments{zero, pa - pb, zero + a*pa - b*pb}
}

func density(z float64) float64    { return math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) }
func cumulative(z float64) float64 { return math.Erfc(-z/math.Sqrt2) / 2 }

func (v Volume) newShape() shape {
	s := shape{Volume: v, scores: make([]float64, len(v.Levels))}
	for k, p := range v.Levels {
		s.scores[k] = distuv.UnitNormal.Quantile(p)
		s.upper = 1 - p
		if k > 0 {
			s.pieces = append(s.pieces, momentsBetween(s.scores[k-1], s.scores[k]))
		}
	}
	return s
}

// at is the count of interval i at score z.
func (s shape) at(i int, z float64) float64 {
	last := len(s.scores) - 1
	switch {
	case last < 0:
		return s.Mean[i]
	case last == 0:
		return s.Quantiles[0][i]
	case z > s.scores[last]:
		beyond := -math.Log(max(cumulative(-z)/s.upper, 1e-300))
		return s.Quantiles[last][i] + s.tail(i)*min(beyond, tailReach)
	}
	k, _ := slices.BinarySearch(s.scores, z)
	from, slope := s.line(i, max(k, 1))
	root := max(0, from+slope*z)
	return root * root
}

// line is the square root of the count between levels k-1 and k, as from + slope·z.
func (s shape) line(i, k int) (from, slope float64) {
	a, b := math.Sqrt(s.Quantiles[k-1][i]), math.Sqrt(s.Quantiles[k][i])
	slope = (b - a) / (s.scores[k] - s.scores[k-1])
	return a - slope*s.scores[k-1], slope
}

// tail is the scale of the exponential tail of interval i that gives the distribution the
// expectation Mean; 0 where Mean is too small for any tail.
func (s shape) tail(i int) float64 {
	last := len(s.scores) - 1
	expectation := s.upper * s.Quantiles[last][i]
	from, slope := s.line(i, 1)
	below := momentsBetween(s.lowest(from, slope), s.scores[0])
	expectation += squared(from, slope, below)
	for k, piece := range s.pieces {
		from, slope := s.line(i, k+1)
		expectation += squared(from, slope, piece)
	}
	return max(0, s.Mean[i]-expectation) / (s.upper * -math.Expm1(-tailReach))
}

// lowest is the score below which the lowest line has reached 0.
func (s shape) lowest(from, slope float64) float64 {
	if slope <= 0 {
		return -10
	}
	return min(max(-from/slope, -10), s.scores[0])
}

// squared is the expectation of (from + slope·z)² over a stretch of z.
func squared(from, slope float64, m moments) float64 {
	return from*from*m.zero + 2*from*slope*m.one + slope*slope*m.two
}

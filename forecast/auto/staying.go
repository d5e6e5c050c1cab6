package auto

import (
	"math"
	"time"

	"turno/forecast"
)

// What rushes are taken to be before anything is rehearsed, and by how much they scatter
// from queue to queue, from the training parts of public data sets and the samples.
const (
	usualBursts  = 0.5 // share
	burstScatter = 0.4
	usualLasts   = 2.0 // hours
	lastScatter  = 0.7 // log standard deviation
	repeated     = 3.0 // intervals above a level that tell as much as one, since they hang together
)

var usualRushes = forecast.Bursts{Share: usualBursts, HalfLife: usualLasts}

// The shares and half-lives between which the mean is taken.
var (
	burstShares = []float64{0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9}
	burstLasts  = []float64{0.5, 1, 2, 3, 5, 8}
	burstLags   = []time.Duration{time.Hour, 2 * time.Hour, 4 * time.Hour, 8 * time.Hour}
)

// staying counts the intervals above the highest level, and how many are so still when some
// time has passed.
type staying struct {
	above, all float64
	from, to   []float64 // by lag
	of         forecast.Volume
}

// add takes in one forecast. Where next to nothing is expected a single contact is beyond
// every level: such intervals tell nothing.
func (s *staying) add(v forecast.Volume, came []float64) {
	const least = 3.0
	if s.from == nil {
		s.from, s.to, s.of = make([]float64, len(burstLags)), make([]float64, len(burstLags)), v
	}
	high := v.Quantiles[len(v.Levels)-1]
	tells := func(i int) bool { return i < len(came) && !math.IsNaN(came[i]) && high[i] >= least }
	for i := range came {
		if !tells(i) {
			continue
		}
		s.all++
		if came[i] <= high[i] {
			continue
		}
		s.above++
		for k, lag := range burstLags {
			if j := i + int(lag/v.Grid.Step); j > i && tells(j) {
				s.from[k]++
				if came[j] > high[j] {
					s.to[k]++
				}
			}
		}
	}
}

// bursts are those under which what stayed above is likely: the means, weighed by that and
// by what is usual, so that they are the usual ones where little was seen.
func (s *staying) bursts(correlation, slow float64) forecast.Bursts {
	if s.above == 0 {
		return usualRushes
	}
	v := s.of
	v.Correlation, v.Slow = correlation, slow
	var share, last, all float64
	for _, b := range burstShares {
		for _, half := range burstLasts {
			v.Bursts = forecast.Bursts{Share: b, HalfLife: half}
			w := math.Exp(s.likelihood(v)/repeated - square((b-usualBursts)/burstScatter)/2 - square(math.Log(half/usualLasts)/lastScatter)/2)
			share, last, all = share+w*b, last+w*math.Log(half), all+w
		}
	}
	return forecast.Bursts{Share: share / all, HalfLife: math.Exp(last / all)}
}

// likelihood is the logarithm of that of what stayed above under a volume's memory.
func (s *staying) likelihood(v forecast.Volume) float64 {
	var sum float64
	for k, lag := range burstLags {
		if s.from[k] > 0 {
			p := min(max(v.Stays(min(s.above/s.all, 0.2), int(lag/v.Grid.Step)), 1e-3), 1-1e-3)
			sum += s.to[k]*math.Log(p) + (s.from[k]-s.to[k])*math.Log(1-p)
		}
	}
	return sum
}

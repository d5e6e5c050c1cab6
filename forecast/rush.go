package forecast

import (
	"fmt"
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/stat/distuv"
)

// Bursts are the rushes of a queue that nobody planned: they come out of nothing and are
// gone within hours. The zero value is none.
type Bursts struct {
	Share    float64 // of the counts above the highest quantile that are rushes, as far as the spread does not last; 0 to below 1
	HalfLife float64 // hours after which half of the intervals that a rush had lifted above a level are below it again
}

// any says whether there are rushes to reckon with.
func (b Bursts) any() bool { return b.Share > 0 && b.HalfLife > 0 }

// at is the share where slow is the share of the spread that lasts.
func (b Bursts) at(slow float64) float64 { return min(b.Share, 0.99) * (1 - slow) }

// Check reports values without sense.
func (b Bursts) Check() error {
	if !(b.Share >= 0 && b.Share <= 1) || !(b.HalfLife >= 0) || math.IsInf(b.HalfLife, 0) {
		return fmt.Errorf("bursts of share %v and half-life %v hours: expected a share of 0 to 1 and a time", b.Share, b.HalfLife)
	}
	return nil
}

// keep is how likely a rush that exceeds a level does so still after some hours.
func (b Bursts) keep(hours float64) float64 { return math.Exp2(-hours / b.HalfLife) }

// beyondTop is the part of a normal score's variance that lies above the usual highest
// quantile, which is that of 90 %.
var beyondTop = momentsBetween(edgeScore, 10).two

const edgeScore = 1.2815515655446004

// rush is the rushes of a queue in the making: a process of moving maxima (ARMAX, Davis &
// Resnick, Basic properties and prediction of max-ARMA processes, 1989) whose values have
// Fréchet's distribution exp(-1/x). Of what exceeds a high level the part keep does so in
// the next interval as well, however high the level: extremes hang together, which those of
// normal scores do not (Sibuya 1960).
type rush struct {
	Bursts
	edge      float64 // -log of the highest level: only what is above is a rush
	kept, now float64
}

// newRush begins in the middle of things.
func (v Volume) newRush(rng *rand.Rand) rush {
	last := len(v.Levels) - 1
	if !v.Bursts.any() || last < 1 {
		return rush{}
	}
	return rush{Bursts: v.Bursts, edge: -math.Log(v.Levels[last]), kept: v.Bursts.keep(v.Grid.Hours()), now: 1 / rng.ExpFloat64()}
}

// over is the normal score of the next interval where it is z but for rushes: the greater
// of the two, on a scale on which it is exactly as often above every level as z is.
func (r *rush) over(z, slow float64, rng *rand.Rand) float64 {
	if !r.any() {
		return z
	}
	r.now = max(r.kept*r.now, (1-r.kept)/rng.ExpFloat64())
	share := r.at(slow)
	rate := -math.Log1p(-cumulative(-z)) // -log of the probability of less
	if rate > (1-share)*r.edge {
		rate += share * r.edge
	} else {
		rate /= 1 - share
	}
	if own := 1 / (share * r.now); own < r.edge {
		rate = min(rate, own)
	}
	return -distuv.UnitNormal.Quantile(-math.Expm1(-rate))
}

// Stays is the probability that an interval so many intervals after one that is above its
// level is so as well, near the beginning of the grid, if both are with the probability
// above (at most that of being above the highest quantile).
func (v Volume) Stays(above float64, intervals int) float64 {
	m, lag := v.memory(), float64(intervals)
	n := m.normal(m.slow)
	correlation := n.fading*n.fading*math.Pow(m.keep, lag) + n.slow*n.slow*math.Pow(keepSlow(v.Grid, 1), lag)
	rate, share, kept := -math.Log1p(-above), 0.0, 0.0
	if v.Bursts.any() {
		share, kept = v.Bursts.at(m.slow), v.Bursts.keep(lag*v.Grid.Hours())
	}
	below := bothBelow(distuv.UnitNormal.Quantile(math.Exp(-(1-share)*rate)), correlation) * math.Exp(-share*rate*(2-kept))
	return (2*above - 1 + below) / above
}

// bothBelow is the probability that two normal scores with a correlation are below z
// (Sheppard 1899).
func bothBelow(z, correlation float64) float64 {
	const steps = 8
	p := distuv.UnitNormal.CDF(z)
	p *= p
	for k := range steps {
		r := correlation * (float64(k) + 0.5) / steps
		p += correlation / steps * math.Exp(-z*z/(1+r)) / (2 * math.Pi * math.Sqrt(1-r*r))
	}
	return p
}

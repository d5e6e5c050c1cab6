package auto

import (
	"fmt"
	"math"
	"time"

	"gonum.org/v1/gonum/stat/distuv"

	"turno/forecast"
)

// Memory of what a day that differs from its forecast tells about the hours ahead.
const (
	slowMemory  = 96 * time.Hour // after which the lasting part of a difference has faded to a third
	slowDefault = 0.25           // share of the variance that lasts, where the forecast does not say
	mostScore   = 2.5            // of one interval, so that a burst is not taken for a new level
)

// Update is the forecast after the first intervals of its grid have come: those that
// soFar holds are what came, the rest of the day and week moves as far as the differences so far
// tell, with damping, and is surer. It is a Kalman filter over the normal scores of what
// came, which are the sum of a part that lasts for days and one that fades from interval
// to interval (Kalman 1960; the shares are those of the forecast's Slow and Correlation).
// soFar must have the forecast's step and lie on its intervals; missing values are skipped.
func Update(v forecast.Volume, soFar forecast.Series) (forecast.Volume, error) {
	g := v.Grid
	offset := soFar.Grid.Start.Sub(g.Start)
	if soFar.Grid.Step != g.Step || offset%g.Step != 0 {
		return v, fmt.Errorf("queue %s: update of a forecast in intervals of %v with volume in intervals of %v: expected the same intervals", v.Queue, g.Step, soFar.Grid.Step)
	}
	last := -1
	came := make([]float64, g.N)
	for i := range came {
		came[i] = math.NaN()
		k := i - int(offset/g.Step)
		if !soFar.Missing(k) {
			if x := soFar.Volume[k]; x < 0 || math.IsInf(x, 0) || x > maxVolume {
				return v, fmt.Errorf("queue %s: volume %v at %s: expected 0 to %g", v.Queue, x, g.At(i).Format("2006-01-02 15:04"), maxVolume)
			}
			came[i], last = soFar.Volume[k], i
		}
	}
	if last < 0 || len(v.Levels) < 3 {
		return v, nil
	}
	return revise(v, came, last), nil
}

// revise filters up to interval last and moves what follows.
func revise(v forecast.Volume, came []float64, last int) forecast.Volume {
	f := newFilter(v)
	out := v
	out.Mean = append([]float64(nil), v.Mean...)
	out.Quantiles = make([][]float64, len(v.Quantiles))
	for k, q := range v.Quantiles {
		out.Quantiles[k] = append([]float64(nil), q...)
	}
	for i := range came {
		f.step()
		switch {
		case i <= last && !math.IsNaN(came[i]):
			if z, ok := score(v, i, came[i]); ok {
				f.observe(z)
			}
			out.Mean[i] = came[i]
			for k := range out.Quantiles {
				out.Quantiles[k][i] = came[i]
			}
		case i > last:
			mean, deviation := f.score()
			move(v, out, i, mean, deviation)
		}
	}
	return explainUpdate(v, out)
}

// score is the normal score of x among the forecasts of interval i, on the scale of
// log(1+count); not ok where the forecast leaves no room.
func score(v forecast.Volume, i int, x float64) (z float64, ok bool) {
	low, high := math.Log1p(v.Quantiles[0][i]), math.Log1p(v.Quantiles[len(v.Levels)-1][i])
	middle := math.Log1p(v.Quantiles[len(v.Levels)/2][i])
	if high-low < 1e-6 {
		return 0, false
	}
	away := math.Log1p(x) - middle
	side := (high - middle) / normalScore(v.Levels[len(v.Levels)-1])
	if away < 0 {
		side = (middle - low) / -normalScore(v.Levels[0])
	}
	side = max(side, (high-low)/8)
	return min(max(away/side, -mostScore), mostScore), true
}

// move sets interval i of out to what v says when its normal score has the given mean and
// deviation.
func move(v, out forecast.Volume, i int, mean, deviation float64) {
	for k, p := range v.Levels {
		out.Quantiles[k][i] = atScore(v, i, mean+deviation*normalScore(p))
	}
	var before, after float64
	for _, node := range hermite {
		before += node.weight * atScore(v, i, node.at)
		after += node.weight * atScore(v, i, mean+deviation*node.at)
	}
	if before > 0 {
		out.Mean[i] = v.Mean[i] * after / before
	}
}

// atScore is the count of interval i at a normal score: the forecast's quantile, above the
// highest level at least as steep as up to there.
func atScore(v forecast.Volume, i int, z float64) float64 {
	top, last := normalScore(v.Levels[len(v.Levels)-1]), len(v.Levels)-1
	x := v.Quantile(i, distuv.UnitNormal.CDF(z))
	if z <= top {
		return x
	}
	high, middle := math.Log1p(v.Quantiles[last][i]), math.Log1p(v.Quantiles[len(v.Levels)/2][i])
	return max(x, math.Expm1(high+(high-middle)*(z-top)/top))
}

// hermite are the nodes of Gauss-Hermite quadrature for the standard normal density.
var hermite = []struct{ at, weight float64 }{
	{-2.856970013872806, 0.011257411327721}, {-1.355626179974266, 0.222075922005613}, {0, 0.533333333333333},
	{1.355626179974266, 0.222075922005613}, {2.856970013872806, 0.011257411327721},
}

// filter is the state of the scores: a lasting and a fading part with their covariance.
type filter struct {
	slow, fast           float64
	slowSlow, slowFast   float64
	fastFast             float64
	share                float64 // of the lasting part in the variance
	keepSlow, keepFading float64 // from interval to interval
}

func newFilter(v forecast.Volume) *filter {
	f := &filter{share: v.Slow, keepSlow: math.Exp(-float64(v.Grid.Step) / float64(slowMemory)), keepFading: min(max(v.Correlation, 0), 0.98)}
	if f.share <= 0 {
		f.share = slowDefault
	}
	f.share = min(f.share, 0.9)
	f.slowSlow, f.fastFast = f.share, 1-f.share
	return f
}

// step goes on to the next interval.
func (f *filter) step() {
	a, b := f.keepSlow, f.keepFading
	f.slow, f.fast = a*f.slow, b*f.fast
	f.slowSlow = a*a*f.slowSlow + (1-a*a)*f.share
	f.fastFast = b*b*f.fastFast + (1-b*b)*(1-f.share)
	f.slowFast *= a * b
}

// observe takes in the score of an interval.
func (f *filter) observe(z float64) {
	const noise = 0.02
	variance := f.slowSlow + 2*f.slowFast + f.fastFast + noise
	miss := z - f.slow - f.fast
	slow, fast := (f.slowSlow+f.slowFast)/variance, (f.fastFast+f.slowFast)/variance
	f.slow, f.fast = f.slow+slow*miss, f.fast+fast*miss
	f.slowSlow -= slow * slow * variance
	f.fastFast -= fast * fast * variance
	f.slowFast -= slow * fast * variance
}

// score is the mean and deviation of the interval's score.
func (f *filter) score() (mean, deviation float64) {
	return f.slow + f.fast, math.Sqrt(min(max(f.slowSlow+2*f.slowFast+f.fastFast, 0.05), 1))
}

// explainUpdate keeps the product of the components Mean, by a component "update".
func explainUpdate(before, out forecast.Volume) forecast.Volume {
	if len(before.Components) == 0 {
		return out
	}
	factor := ones(out.Grid.N)
	components := make([]forecast.Component, len(before.Components))
	for k, c := range before.Components {
		components[k] = forecast.Component{Name: c.Name, Factor: append([]float64(nil), c.Factor...)}
	}
	for i := range factor {
		switch {
		case before.Mean[i] > 0:
			factor[i] = out.Mean[i] / before.Mean[i]
		case out.Mean[i] > 0: // nothing was expected
			factor[i] = out.Mean[i]
			for _, c := range components {
				c.Factor[i] = 1
			}
		}
	}
	out.Components = append(components, forecast.Component{Name: "update", Factor: factor})
	return out
}

func normalScore(p float64) float64 { return distuv.UnitNormal.Quantile(p) }

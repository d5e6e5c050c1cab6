package auto

import (
	"math"

	"turno/forecast"
)

// The courses that a past campaign is compared with, in hours. The grids are even enough
// on the log scale for the mean over them to be the estimate.
var (
	risesTried  = []float64{0.25, 1, 2, 4, 6, 9, 14, 24, 48}
	halvesTried = []float64{0.25, 0.7, 1.5, 2.5, 4, 6, 9, 14, 22, 36, 72, 120}

	// The steepness is found first, on a coarse grid of the others.
	steepTried = []float64{-0.5, 0, 0.5, 1, 1.5}
	fewRises   = []float64{0.25, 4, 14}
	fewHalves  = []float64{1.5, 6, 22}
)

const (
	huber      = 2.5 // standard deviations at which a value loses weight
	shapeDoubt = 1.0 // log standard deviation of rise and half-life around what was stated
	steepDoubt = 0.7 // standard deviation of the steepness around none
	usualRise  = 4.0 // hours, where none is stated
	usualHalf  = 6.0
	leastError = 0.08 // log standard deviation of the usual volume across a campaign
	bendError  = 0.5  // log standard deviation of times, because no course is exact
	placebos   = 80   // stretches without campaign that show how much the measure errs
)

// cell is an hour or more of a campaign: what came, what is usual, and when, in hours
// since the start.
type cell struct{ came, usual, from, to float64 }

// trial is one past campaign measured on one queue, against the usual volume of its time.
type trial struct {
	campaign int // of the input
	uplift   gauge
	rise     gauge
	half     gauge
	steep    gauge // itself, not its logarithm
}

// gauge is a measured logarithm with its variance; no variance at all is infinite.
type gauge struct{ log, variance float64 }

// measure finds the uplift, rise, half-life and steepness under which what came is most
// likely. noise holds what the same measure finds where no campaign was.
func measure(c forecast.Campaign, cells []cell, sigma float64, noise placebo) trial {
	steep := compare(c, cells, sigma, noise, fewRises, fewHalves, steepTried).steep
	t := compare(c, cells, sigma, noise, risesTried, halvesTried, []float64{steep.log})
	t.uplift.log -= noise.bias
	t.uplift.variance += square(noise.deviation)
	rise0, half0 := statedTimes(c)
	t.rise, t.half = t.rise.without(math.Log(rise0), shapeDoubt), t.half.without(math.Log(half0), shapeDoubt)
	t.rise.variance += square(bendError)
	t.half.variance += square(bendError)
	t.steep = steep.without(0, steepDoubt)
	return t
}

// statedTimes are the rise and the half-life, in hours, around which a campaign's are sought.
func statedTimes(c forecast.Campaign) (rise, half float64) {
	return orElse(c.Rise.Hours(), usualRise), orElse(c.HalfLife.Hours(), usualHalf)
}

// compare holds what came against all courses of a grid. The contacts of an hour vary
// around the expected count in proportion to it (quasi-Poisson, so that every contact
// weighs the same), with outliers given less weight (Huber 1964); the answer is the mean
// over the courses, weighted with their likelihood and a wide prior around the stated ones.
func compare(c forecast.Campaign, cells []cell, sigma float64, noise placebo, rises, halves, steeps []float64) trial {
	type found struct{ weight, uplift, variance, rise, half, steep float64 }
	var all []found
	rise0, half0 := statedTimes(c)
	best := math.Inf(1)
	course, vary := make([]float64, len(cells)), evenSpread(cells, sigma)
	for _, rise := range rises {
		for _, half := range halves {
			for _, steep := range steeps {
				p := pulseOf(c, rise, half).tilted(steep)
				for k, cell := range cells {
					course[k] = p.mean(cell.from, cell.to)
				}
				uplift, variance, loss := fitUplift(cells, course, vary)
				loss /= noise.inflation
				loss += square(math.Log(rise/rise0)/shapeDoubt)/2 + square(math.Log(half/half0)/shapeDoubt)/2 + square(steep/steepDoubt)/2
				best = min(best, loss)
				all = append(all, found{loss, math.Log(uplift), variance * noise.inflation, math.Log(rise), math.Log(half), steep})
			}
		}
	}
	var total float64
	var up, ri, ha, st moment
	for _, f := range all {
		w := math.Exp(best - f.weight)
		total += w
		up.add(f.uplift, w)
		up.square += w * f.variance
		ri.add(f.rise, w)
		ha.add(f.half, w)
		st.add(f.steep, w)
	}
	return trial{uplift: up.gauge(total), rise: ri.gauge(total), half: ha.gauge(total), steep: st.gauge(total)}
}

// fitUplift is the robust fit of came = usual (1 + (uplift-1) course), its variance on the
// log scale and the negative log likelihood.
func fitUplift(cells []cell, course []float64, vary spread) (uplift, variance, loss float64) {
	excess := 0.0
	weights := make([]float64, len(cells))
	for k := range weights {
		weights[k] = 1
	}
	const rounds = 4
	var information float64
	for round := range rounds {
		var top, bottom float64
		for k, c := range cells {
			expected := max(c.usual*(1+excess*course[k]), 0.02*c.usual)
			v := vary.dispersion*expected + square(vary.relative*expected) + 0.05
			x := c.usual * course[k]
			top += weights[k] * x * (c.came - c.usual) / v
			bottom += weights[k] * x * x / v
		}
		if bottom > 0 {
			excess = min(max(top/bottom, -0.98), 999)
		}
		for k, c := range cells {
			expected := max(c.usual*(1+excess*course[k]), 0.02*c.usual)
			v := vary.dispersion*expected + square(vary.relative*expected) + 0.05
			z := math.Abs(c.came-expected) / math.Sqrt(v)
			weights[k] = min(1, huber/max(z, 1e-9))
			if round < rounds-1 {
				continue
			}
			loss += math.Log(v)/2 + square(min(z, huber))/2 + huber*max(0, z-huber)
			information += weights[k] * square(c.usual*course[k]) / v
		}
	}
	uplift = 1 + excess
	return uplift, 1 / (max(information, 1e-6) * square(uplift)), loss
}

// spread is the variance of an hour around its expected count: in proportion to it, and
// to its square.
type spread struct{ dispersion, relative float64 }

// evenSpread lets every contact weigh the same: noise of deviation sigma on the logarithm,
// at the hour in which most contacts come.
func evenSpread(cells []cell, sigma float64) spread {
	var sum, squares float64
	for _, c := range cells {
		sum, squares = sum+c.usual, squares+square(c.usual)
	}
	return spread{dispersion: max(1, square(sigma)*squares/max(sum, 1e-9))}
}

// placebo is what measuring finds where nothing was: how far off, how scattered, and how
// much more so than independent hours would be.
type placebo struct {
	bias, deviation, inflation float64
}

// newPlacebo measures stretches as long as the campaign.
func newPlacebo(stretches [][]cell, sigma float64) placebo {
	var logs, expected []float64
	for _, s := range stretches {
		course := ones(len(s))
		uplift, variance, _ := fitUplift(s, course, evenSpread(s, sigma))
		logs = append(logs, math.Log(uplift))
		expected = append(expected, variance)
	}
	if len(logs) < 5 {
		return placebo{deviation: 0.15, inflation: 4}
	}
	p := placebo{bias: median(logs)}
	away := make([]float64, len(logs))
	for k, x := range logs {
		away[k] = math.Abs(x - p.bias)
	}
	spread := 1.4826 * median(away)
	chance := median(expected)
	p.inflation = min(max(square(spread)/max(chance, 1e-9), 1.5), 30)
	p.deviation = math.Sqrt(max(square(spread)-chance*p.inflation, 0) + square(leastError))
	return p
}

// moment gathers a weighted mean and variance.
type moment struct{ sum, square float64 }

func (m *moment) add(x, w float64) { m.sum, m.square = m.sum+w*x, m.square+w*x*x }

func (m moment) gauge(total float64) gauge {
	mean := m.sum / total
	return gauge{mean, max(m.square/total-mean*mean, 1e-4)}
}

// without takes a normal prior off again, so that only what was measured remains.
func (g gauge) without(mean, deviation float64) gauge {
	precision := 1/g.variance - 1/square(deviation)
	if precision < 0.1 {
		return gauge{mean, math.Inf(1)}
	}
	return gauge{(g.log/g.variance - mean/square(deviation)) / precision, 1 / precision}
}

func square(x float64) float64 { return x * x }

func orElse(x, other float64) float64 {
	if x > 0 {
		return x
	}
	return other
}

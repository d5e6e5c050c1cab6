package staffing

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"turno/forecast"
	"turno/schedule"
)

// levelPlan is how the work of one window is done: its stretches of one pace each, with
// what is added to them against chance.
type levelPlan struct {
	done      []float64 // expected hours done before each interval of the wide grid
	stretches []staffed
}

// staffed is a stretch with its reserve.
type staffed struct {
	stretch
	margin float64 // agents, reserve included
	late   float64 // agents from the interval rush on, for what comes late in the stretch
	rush   int
}

// pace is the agents wanted in an open interval of the stretch.
func (s staffed) pace(i int) float64 {
	if i >= s.rush {
		return max(s.margin, s.late)
	}
	return s.margin
}

// marginOf is the normal deviations of work to reckon with where the rate is taken as known,
// so that the greatest target share is kept: somewhat more, for what is late delays what
// comes after it too. An uncertain forecast is rehearsed instead (see leastMargin).
func marginOf(targets []schedule.Target) float64 {
	share := 0.5
	for _, t := range targets {
		share = max(share, t.Share)
	}
	const handedOn = 0.25 // part of the allowance that lateness handed on takes: kept by simulation, see bench/staffing
	return distuv.UnitNormal.Quantile(min(share+handedOn*(1-share), 0.99))
}

// level levels the class's work and reserves against chance: in every stretch of one pace
// the work is finished but for z deviations of what may come, by the chance of single
// contacts and by the forecast's uncertainty, and what that leaves is not left to the next.
func (c *class) level(v forecast.Volume, z float64) levelPlan {
	together := errs{min(max(v.Correlation, 0), 0.99), min(max(v.Slow, 0), 1)}
	plan := levelPlan{done: c.done}
	var left unfinished
	for _, s := range c.stretches {
		sd := math.Sqrt(c.chance(s.from, s.to, together) + left.variance)
		p := staffed{stretch: s, margin: s.agents + (left.mean+z*sd)/s.hours}
		p.late, p.rush = c.lateRush(s, c.done[s.to], z, together)
		left = leftOver(sd, z)
		plan.stretches = append(plan.stretches, p)
	}
	return plan
}

// addTo adds the agents wanted to a profile of the grid.
func (p levelPlan) addTo(profile []float64, a axis, h hours, cap float64) {
	if cap <= 0 {
		cap = 1
	}
	for _, s := range p.stretches {
		for i := max(s.from, a.lead); i < min(s.to, a.lead+len(profile)); i++ {
			if h.share[i] > 0 {
				profile[i-a.lead] += s.pace(i) / cap
			}
		}
	}
}

// chance is the variance of the hours that come in intervals [from, to).
func (c *class) chance(from, to int, e errs) float64 {
	var k chance
	for i := from; i < to; i++ {
		k.add(c, i)
	}
	return k.variance(e)
}

// chance sums the variance of work by the chance of single contacts and by the rate's.
type chance struct{ single, rate, n, sum float64 }

func (k *chance) add(c *class, i int) {
	k.single += c.variance[i]
	k.rate += c.spread[i] * c.spread[i]
	k.sum += c.spread[i]
	if c.spread[i] > 0 {
		k.n++
	}
}

// variance is the sum's: neighbours err together, and the slow part errs alike for days.
func (k chance) variance(e errs) float64 {
	return k.single + (1-e.slow)*k.rate*min(k.n, (1+e.rho)/(1-e.rho)) + e.slow*k.sum*k.sum
}

// errs is how a forecast's errors of different intervals go together.
type errs struct{ rho, slow float64 }

// lateRush is the pace that the end of a stretch needs, and from when, so that what comes
// late in it is done by its end with the margin of z deviations: agents who were idle
// before cannot have done it. Done is the hours of work that the stretch has done by then.
func (c *class) lateRush(s stretch, done, z float64, e errs) (pace float64, from int) {
	if c.came == nil {
		c.came = make([]float64, len(c.arrive)+1)
		for i, h := range c.arrive {
			c.came[i+1] = c.came[i] + h
		}
	}
	step := c.axis.wide.Hours()
	var hours float64
	var k chance
	from = s.to
	for t := s.to - 1; t > s.from; t-- {
		hours += c.hours.share[t] * step
		need := done - c.came[t]
		if need <= 0 || hours <= 0 {
			continue // it came before
		}
		k.add(c, t)
		if x := (need + z*math.Sqrt(k.variance(e))) / hours; x > pace {
			pace, from = x, t
		}
	}
	return pace, from
}

// unfinished is the work that one stretch hands on to the next one.
type unfinished struct{ mean, variance float64 }

// leftOver is what a normal amount of work with the deviation sd leaves above a capacity of
// its mean and z deviations: a busy stretch must not spoil the quiet one after it.
func leftOver(sd, z float64) unfinished {
	beyond := bigPhi(-z)
	mean := phi(z) - z*beyond
	return unfinished{mean: sd * mean, variance: sd * sd * max(0, (1+z*z)*beyond-z*phi(z)-mean*mean)}
}

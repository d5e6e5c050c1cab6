package staffing

import (
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"gonum.org/v1/gonum/stat/distuv"

	"turno/forecast"
)

// course is one possible future of a deferrable queue: the hours of work that have come and
// that are done before each interval of the wide grid.
type course struct {
	Demand
	axis       axis
	flow       flow
	came, done []float64
	replies    []float64 // first ones, by interval

	agents []float64 // of the grid
	jams   []Steady  // of the grid, see jamsOf
}

// futures draws courses of one queue, in the same memory where it can.
type futures struct {
	Demand
	axis         axis
	flow         flow
	wide         forecast.Volume
	rng          *rand.Rand
	drawn        flow
	first, later arrivals
}

func newFutures(a axis, f flow, d Demand, rng *rand.Rand) *futures {
	n := a.wide.N
	out := &futures{Demand: d, axis: a, flow: f, wide: a.volume(d.Profile.Volume), rng: rng, drawn: f, first: newArrivals(n), later: newArrivals(n)}
	out.drawn.own, out.drawn.care = make([]float64, n), nil
	for range d.Profile.Streams {
		out.drawn.care = append(out.drawn.care, make([]float64, n))
	}
	return out
}

// draw draws a future of the forecast on the wide grid. The work that posts make is as
// uncertain as single contacts are: their number is drawn already, that of pivots and of
// customers who write again is not.
func (f *futures) draw() *course {
	n, rng := f.axis.wide.N, f.rng
	c := &course{Demand: f.Demand, axis: f.axis, flow: f.flow, came: make([]float64, n+1), done: make([]float64, n+1)}
	f.count(possible(f.wide, rng))
	first, later := f.first, f.later
	c.replies = slices.Clone(first.replies)
	var debt float64 // chance below nothing, made up for by what comes next
	for i := range n {
		work := first.hours[i] + later.hours[i]
		if work > 0 {
			variance := first.variance[i] + later.variance[i] - f.counted(i)
			work += math.Sqrt(max(0, variance)) * rng.NormFloat64()
		}
		work += debt
		debt = min(0, work)
		c.came[i+1] = c.came[i] + max(0, work)
	}
	return c
}

// counted is the part of the variance of an interval's hours that is in the number of its
// posts.
func (f *futures) counted(i int) float64 {
	posts, care := f.drawn.posts[i], f.drawn.own[i]+f.drawn.extra[i]
	if posts <= 0 || care <= 0 {
		return 0
	}
	own := f.first.hours[i] * f.drawn.own[i] / care
	return own * own / posts
}

// count makes messages of the posts of one possible future.
func (f *futures) count(posts []float64) {
	f.drawn.posts = posts
	for i, x := range posts {
		f.drawn.own[i] = x * f.drawn.parts[f.axis.source(i)]
	}
	f.drawn.spread(f.axis, f.Profile)
	f.first.clear()
	f.later.clear()
	countMessages(f.axis, f.drawn, f.Profile, f.first, f.later)
}

// possible draws counts; where nothing but the mean is known they are Poisson.
func possible(v forecast.Volume, rng *rand.Rand) []float64 {
	if len(v.Levels) > 0 {
		return v.Path(rng)
	}
	out := make([]float64, len(v.Mean))
	for i, m := range v.Mean {
		if m > 0 {
			out[i] = distuv.Poisson{Lambda: m, Src: rng}.Rand()
		}
	}
	return out
}

// work does what has come, first come first served, with the hours that each interval can.
// A day before the period nothing waits: that a plan begins in the middle of a crisis is
// known then, and no chance. The same holds a day before the week after it where that is
// tried as a period of its own.
func (c *course) work(can []float64, twice bool) {
	day := int(24 * time.Hour / c.axis.wide.Step)
	first, second := c.axis.lead-day, len(can)
	if twice {
		second = c.axis.lead + c.axis.grid.N - day
	}
	var done float64
	for i, x := range can {
		if i == first || i == second {
			done = c.came[i]
			c.done[i] = done
		}
		if done += x; done > c.came[i+1] {
			done = c.came[i+1]
		}
		c.done[i+1] = done
	}
}

// inTime is the part of what comes in an interval that is done by a moment.
func (c *course) inTime(i int, by float64) float64 {
	k := min(int(by), len(c.done)-2)
	done := c.done[k] + (c.done[k+1]-c.done[k])*(by-float64(k))
	if work := c.came[i+1] - c.came[i]; work > 0 {
		return clamp((done - c.came[i]) / work)
	}
	if done >= c.came[i] {
		return 1
	}
	return 0
}

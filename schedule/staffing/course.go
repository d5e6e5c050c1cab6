package staffing

import (
	"math"
	"math/rand/v2"
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

// newCourse draws a future of the forecast on the wide grid. The work that posts make is as
// uncertain as single contacts are.
func newCourse(a axis, f flow, d Demand, wide forecast.Volume, rng *rand.Rand) *course {
	n := a.wide.N
	c := &course{Demand: d, axis: a, flow: f, came: make([]float64, n+1), done: make([]float64, n+1)}
	drawn := f.drawn(a, d, possible(wide, rng))
	first, later := messages(a, drawn, d.Profile)
	c.replies = first.replies
	var debt float64 // chance below nothing, made up for by what comes next
	for i := range n {
		work := first.hours[i] + later.hours[i]
		if variance := first.variance[i] + later.variance[i]; work > 0 {
			variance -= work * work / max(1, drawn.posts[i]) // the posts are counted already
			work += math.Sqrt(max(0, variance)) * rng.NormFloat64()
		}
		work += debt
		debt = min(0, work)
		c.came[i+1] = c.came[i] + max(0, work)
	}
	return c
}

// drawn is the flow of one possible future.
func (f flow) drawn(a axis, d Demand, posts []float64) flow {
	n := len(posts)
	out := flow{hours: f.hours, posts: posts, own: make([]float64, n), extra: f.extra, closing: f.closing, away: f.away}
	for i, x := range posts {
		out.own[i] = x * careShare(d.Profile, a.source(i))
	}
	for range d.Profile.Streams {
		out.care = append(out.care, make([]float64, n))
	}
	out.spread(a, d.Profile)
	return out
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
// A day before the period, and before the week after it, nothing waits: that a plan begins
// in the middle of a crisis is known then, and no chance.
func (c *course) work(can []float64) {
	day := int(24 * time.Hour / c.axis.wide.Step)
	first, second := c.axis.lead-day, c.axis.lead+c.axis.grid.N-day
	for i, x := range can {
		if i == first || i == second {
			c.done[i] = c.came[i]
		}
		c.done[i+1] = min(c.came[i+1], c.done[i]+x)
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

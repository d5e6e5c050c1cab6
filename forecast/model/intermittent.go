package model

import (
	"context"
	"math"

	"turno/forecast"
	"turno/forecast/calendar"
)

// Intermittent is for queues in which most intervals are empty: the chance that something
// comes and how much then are smoothed apart (Croston 1972). The chance is updated in every
// interval, so that it fades when a queue dies (Teunter, Syntetos & Babai 2011); with
// Croston it is updated only when something comes, with the correction of Syntetos & Boylan
// (2005). The course of the day is kept as far as the counts can tell it.
type Intermittent struct {
	Croston bool // the older method
}

// Name is tsb or croston.
func (m Intermittent) Name() string {
	if m.Croston {
		return "croston"
	}
	return "tsb"
}

const (
	chanceHalfLife = 3.0  // weeks, of the memory of the chance
	sizeRate       = 0.1  // of the smoothing of sizes
	dayShrink      = 10.0 // contacts that an even day is worth
)

// Fit needs a recorded day.
func (m Intermittent) Fit(ctx context.Context, history forecast.Series, cal *calendar.Calendar) (forecast.Fitted, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	f, err := newFrame(history, cal, unclipped)
	if err != nil {
		return nil, err
	}
	if len(f.x) < f.day {
		return nil, f.tooShort("the intermittent method", f.day)
	}
	c := &intermittent{croston: m.Croston, frame: f, count: make([]float64, len(f.x))}
	for i, x := range f.x {
		c.count[i] = max(0, f.scale.from(x))
	}
	c.shapeOfDay()
	c.rate = 1 - math.Exp2(-1/(chanceHalfLife*float64(f.week)))
	return f.finishExpectation(ctx, c, f.day)
}

// anyLogs are logs on which nothing counts as wild: a rare large count is what it is.
type anyLogs struct{ logScale }

func unclipped([]float64) scale { return anyLogs{} }

func (anyLogs) noise(float64) float64 { return 1e3 }

type intermittent struct {
	croston bool
	frame   *frame
	count   []float64
	shape   []float64 // by time of day: multiple of the mean
	rate    float64
}

// shapeOfDay is the share of each time of day, shrunk towards an even day.
func (c *intermittent) shapeOfDay() {
	c.shape = make([]float64, c.frame.day)
	var sum float64
	for i, v := range c.count {
		if c.frame.known[i] {
			c.shape[c.frame.timeOf(i)] += v
			sum += v
		}
	}
	even := (sum + dayShrink*float64(c.frame.day)) / float64(c.frame.day)
	for k := range c.shape {
		c.shape[k] = (c.shape[k] + dayShrink) / even
	}
}

// timeOf is the place of a cell within its day.
func (f *frame) timeOf(i int) int { return ((f.first+i)%f.day + f.day) % f.day }

// state after some cells: the chance of something and its size.
func (c *intermittent) state(n int) (chance, size float64) {
	some := 0.0
	seen, since := 0.0, 1.0
	gap := 1.0
	for i, v := range c.count[:n] {
		if !c.frame.known[i] {
			continue
		}
		seen++
		rate := max(c.rate, 1/seen) // a plain mean at first
		came := 0.0
		if v > 0 {
			came = 1
			some++
			size += max(sizeRate, 1/some) * (v - size)
			gap += max(sizeRate, 1/some) * (since - gap)
			since = 0
		}
		since++
		chance += rate * (came - chance)
	}
	if c.croston && some > 0 {
		chance = (1 - sizeRate/2) / gap
		if gap <= 1 {
			chance = 1
		}
	}
	return chance, size
}

func (c *intermittent) run(n int, out []float64) {
	chance, size := c.state(n)
	for h := range out {
		out[h] = math.Log1p(chance * size * c.shape[c.frame.timeOf(n+h)])
	}
}

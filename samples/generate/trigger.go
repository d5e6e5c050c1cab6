package main

import (
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"turno/forecast/calendar"
)

// trigger is something countable that makes people write later: an order, a flight that
// is cancelled, a salary paid.
type trigger struct {
	name    string
	weekly  float64   // in an ordinary week
	follows string    // the behaviour it happens with; empty is evenly through the day
	season  []knot    // its own season, on top of the world's
	days    []int     // only on these days of the month (moved to the Friday before a weekend)
	delay   float64   // mean hours until people write
	shape   int       // of the gamma distribution of the delay
	awake   string    // people write while this behaviour is active; empty is at once
	brings  []contact // contacts per occurrence
	sales   float64   // how strongly campaigns multiply it
}

type contact struct {
	queue string
	rate  float64
}

// happen draws how often the trigger happens in each step.
func (p place) happen(t trigger, activity map[string][]float64, lift []float64) []float64 {
	rng, season := p.source("trigger/"+t.name), p.curve(t.season)
	out := make([]float64, p.grid.N)
	for i := range out {
		at := p.grid.At(i)
		rate := t.weekly / 168
		if t.follows != "" {
			rate = t.weekly * activity[t.follows][i]
		}
		if len(t.days) > 0 {
			rate = 0
			if t.payday(calendar.DateOf(at)) && at.Hour() >= 8 && at.Hour() < 14 {
				rate = t.weekly / 6
			}
		}
		rate *= season[i] * (1 + t.sales*lift[i])
		out[i] = float64(poisson(rng, rate*stepHours))
	}
	return out
}

// payday says whether the salary that is due on one of the days comes on d: it comes on
// the last workday when its day is not one.
func (t trigger) payday(d calendar.Date) bool {
	weekend := func(d calendar.Date) bool { return d.Weekday() == time.Saturday || d.Weekday() == time.Sunday }
	if weekend(d) {
		return false
	}
	for due := d; ; due = due.Add(1) {
		if slices.Contains(t.days, due.Day) {
			return true
		}
		if !weekend(due.Add(1)) {
			return false
		}
	}
}

// bring turns what happened into the intensity of contacts, an hour, by step.
func (p place) bring(t trigger, happened []float64, activity map[string][]float64, queue string) []float64 {
	out := make([]float64, p.grid.N)
	i := slices.IndexFunc(t.brings, func(c contact) bool { return c.queue == queue })
	if i < 0 {
		return out
	}
	wave := newDelay(t.shape, t.delay)
	for k := range out {
		out[k] = wave.next(happened[k] * t.brings[i].rate)
		if t.awake != "" {
			out[k] *= activity[t.awake][k] * 168
		}
	}
	return out
}

// poisson draws a Poisson count by sequential search, in parts of at most 30 expected.
func poisson(rng *rand.Rand, mean float64) int {
	var n int
	for ; mean > 30; mean -= 30 {
		n += poisson(rng, 30)
	}
	if mean <= 0 {
		return n
	}
	p := math.Exp(-mean)
	for u, k := rng.Float64(), 0; ; k++ {
		if u < p || k > 200 {
			return n + k
		}
		u -= p
		p *= mean / float64(k+1)
	}
}

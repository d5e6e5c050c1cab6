package main

import (
	"math"
	"math/rand/v2"
	"time"

	"turno/forecast/calendar"
)

// behaviour is one way of living that brings people to their phones at certain times.
type behaviour struct {
	name  string
	peaks []peak
	// How much of it there is by kind of day, 1 on an ordinary workday.
	saturday, sunday, holiday float64
	friday                    float64 // 0 means 1
	wet                       float64 // added, as a share, while it rains
}

// peak is activity around a time of day.
type peak struct{ hour, width, height float64 }

// clock is how much of the behaviour there is through an ordinary workday, by step.
func (b behaviour) clock() (out [24 * time.Hour / step]float64) {
	for i := range out {
		for _, p := range b.peaks {
			d := math.Abs((float64(i)+0.5)*stepHours - p.hour)
			d = min(d, 24-d) / p.width
			out[i] += p.height * math.Exp(-d*d/2)
		}
	}
	return out
}

// day is the weight of the date. The eve of a holiday already empties the evening a
// little, and a day wedged between holiday and weekend is taken off by many.
func (b behaviour) day(d calendar.Date, cal *calendar.Calendar) float64 {
	off := func(d calendar.Date) bool {
		w := d.Weekday()
		return w == time.Saturday || w == time.Sunday || cal.Holiday(d) != ""
	}
	switch {
	case cal.Holiday(d) != "":
		return b.holiday
	case d.Weekday() == time.Saturday:
		return b.saturday
	case d.Weekday() == time.Sunday:
		return b.sunday
	case off(d.Add(-1)) && off(d.Add(1)): // a bridge day
		return (1 + 2*b.holiday) / 3
	case cal.Holiday(d.Add(1)) != "":
		return (2 + b.holiday) / 3
	case d.Weekday() == time.Friday && b.friday > 0:
		return b.friday
	}
	return 1
}

// activity gives every behaviour's presence by step, scaled so that an ordinary week
// without rain or holidays adds up to one.
func (p place) activity() map[string][]float64 {
	out := map[string][]float64{}
	wet := p.rain.weather(p.source("rain"), p.grid)
	monday, ordinary := date("2026-06-15"), calendar.Plain(p.cal.Zone)
	for _, b := range p.behaviours {
		clock := b.clock()
		var day, week float64
		for _, x := range clock {
			day += x * stepHours
		}
		for k := range 7 {
			week += day * b.day(monday.Add(k), ordinary)
		}
		values := make([]float64, p.grid.N)
		for _, d := range p.grid.Days() {
			weight := b.day(d.Date, p.cal) / week
			for i := d.First; i < d.First+d.N; i++ {
				slot := int(calendar.ClockOf(p.grid.At(i))) / int(step/time.Minute)
				values[i] = clock[slot] * weight * (1 + b.wet*wet[i])
			}
		}
		out[b.name] = values
	}
	return out
}

// rain is a Markov chain with two states.
type rain struct {
	dry, wet float64 // mean hours of a spell
}

// weather is 0 or 1 by step, smoothed over three hours as people take notice.
func (r rain) weather(rng *rand.Rand, g calendar.Grid) []float64 {
	out := make([]float64, g.N)
	if r.dry == 0 {
		return out
	}
	falling, felt := false, 0.0
	for i := range out {
		spell, now := r.dry, 0.0
		if falling {
			spell, now = r.wet, 1
		}
		felt += (now - felt) * stepHours / 3
		out[i] = felt
		if rng.Float64() < stepHours/spell {
			falling = !falling
		}
	}
	return out
}

// attention is the share that topics add to usual activity, by step: topics are born at
// random, catch on within an hour or two and are forgotten by the next day (shot noise
// with gamma-shaped response).
func attention(rng *rand.Rand, g calendar.Grid, mean float64) []float64 {
	const perDay, fade = 3.2, 5.0 // topics a day; hours
	out := make([]float64, g.N)
	wave := newDelay(2, fade)
	for i := range out {
		var born float64
		if rng.Float64() < perDay/24*stepHours {
			born = rng.ExpFloat64() * mean / (perDay / 24)
		}
		out[i] = wave.next(born)
	}
	return out
}

// delay spreads what enters over a gamma-distributed time: shape equal stages, each an
// exponential wait.
type delay struct {
	stages []float64
	move   float64 // share that leaves a stage in a step
}

func newDelay(shape int, mean float64) *delay {
	return &delay{stages: make([]float64, shape), move: -math.Expm1(-float64(shape) / mean * stepHours)}
}

// next takes what enters in a step and gives what leaves it, an hour.
func (d *delay) next(enters float64) float64 {
	for k := range d.stages {
		d.stages[k] += enters
		enters = d.stages[k] * d.move
		d.stages[k] -= enters
	}
	return enters / stepHours
}

package main

import (
	"slices"
	"time"
)

// campaign reaches people, some of whom respond after a while.
type campaign struct {
	name       string
	start, end string
	pulses     []pulse   // messages sent
	hourly     float64   // thousands reached an hour by advertising from start to end
	delay      float64   // mean hours until a response
	response   []contact // contacts per thousand reached
	sales      float64   // extra orders at the peak, as a multiple of the usual
}

// pulse is one message sent hours after the start to thousands of people.
type pulse struct{ after, thousands float64 }

// reached is thousands of people reached in each step.
func (c campaign) reached(p place) []float64 {
	out := make([]float64, p.grid.N)
	start, end := p.at(c.start), p.at(c.end)
	for i := range out {
		if at := p.grid.At(i); !at.Before(start) && at.Before(end) {
			out[i] = c.hourly * stepHours
		}
	}
	for _, m := range c.pulses {
		if i := p.grid.Index(start.Add(time.Duration(m.after * float64(time.Hour)))); i >= 0 && i < p.grid.N {
			out[i] += m.thousands
		}
	}
	return out
}

// responses is the intensity of contacts, an hour, that the campaign brings to the queue:
// gamma-delayed after the reach, while people are awake.
func (c campaign) responses(p place, awake []float64, queue string) []float64 {
	out := make([]float64, p.grid.N)
	i := slices.IndexFunc(c.response, func(r contact) bool { return r.queue == queue })
	if i < 0 {
		return out
	}
	wave := newDelay(2, c.delay)
	for k, thousands := range c.reached(p) {
		out[k] = wave.next(thousands*c.response[i].rate) * awake[k] * 168
	}
	return out
}

// lift is how far campaigns raise sales above the usual, by step.
func (p place) lift() []float64 {
	out := make([]float64, p.grid.N)
	for _, c := range p.campaigns {
		if c.sales == 0 {
			continue
		}
		wave := newDelay(2, c.delay)
		felt := make([]float64, p.grid.N)
		var top float64
		for k, thousands := range c.reached(p) {
			felt[k] = wave.next(thousands)
			top = max(top, felt[k])
		}
		for k := range out {
			if top > 0 {
				out[k] += c.sales * felt[k] / top
			}
		}
	}
	return out
}

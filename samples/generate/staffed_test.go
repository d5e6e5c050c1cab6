package main

import (
	"math"
	"time"
)

// need is the work of one queue in an ordinary week, in agent hours at standard pace.
type need struct {
	hours float64 // deferrable: work; live: agents that meet the target, summed over the week
	load  float64 // the work itself, without the agents who must stand by
	peak  float64 // live: most agents at once
}

// answering is how a queue is answered; it repeats turno.yaml.
type answering struct {
	aht, turns, triage float64 // seconds, replies, seconds
	slots              int
	inflation          float64
	within             float64 // seconds, of live work
}

// usualWeek is the mean of the last six weeks by hour of week, Monday first.
func usualWeek(rows []hour, end time.Time) (volume, care [168]float64) {
	var n [168]float64
	for _, h := range rows {
		if end.Sub(h.at) > 6*7*24*time.Hour {
			continue
		}
		k := (int(h.at.Weekday())+6)%7*24 + h.at.Hour()
		n[k]++
		volume[k] += float64(h.volume)
		care[k] += float64(h.volume - h.flushed)
	}
	for k := range n {
		if n[k] > 0 {
			volume[k], care[k] = volume[k]/n[k], care[k]/n[k]
		}
	}
	return volume, care
}

// week gives the need of a queue.
func (a answering) week(q queue, rows []hour, end time.Time) (out need) {
	volume, care := usualWeek(rows, end)
	for k := range volume {
		if !q.live {
			out.hours += (volume[k]*a.triage + care[k]*a.turns*a.aht) / 3600
			out.load = out.hours
			continue
		}
		if volume[k] == 0 {
			continue
		}
		out.load += volume[k] * a.aht / 3600
		n := a.agents(volume[k] / 3600)
		out.hours, out.peak = out.hours+n, max(out.peak, n)
	}
	return out
}

// agents is the least number that answers 80 % within the target: a birth-death chain with
// slots conversations per agent, whose handle time grows with the conversations held
// (Erlang C when slots is 1). rate is contacts a second.
func (a answering) agents(rate float64) float64 {
	for n := 1; ; n++ {
		if a.served(rate, n) >= 0.8 {
			return float64(n)
		}
	}
}

func (a answering) served(rate float64, n int) float64 {
	full := n * a.slots
	death := func(j int) float64 { // conversations finished a second while j are held
		each := float64(j) / float64(n)
		return float64(j) / (a.aht * (1 + a.inflation*max(0, each-1)))
	}
	if rate >= death(full) {
		return 0
	}
	weight, total, waiting := 1.0, 1.0, 0.0
	for j := 1; j < full; j++ {
		weight *= rate / death(j)
		total += weight
	}
	tail := weight * rate / death(full) / (1 - rate/death(full))
	waiting = tail / (total + tail)
	return 1 - waiting*math.Exp(-(death(full)-rate)*a.within)
}

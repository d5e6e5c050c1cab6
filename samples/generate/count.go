package main

import (
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"turno/forecast/calendar"
)

// kind is one kind of message: how often it comes, how often it needs no answer, and the
// seconds that one answer takes.
type kind struct {
	share, flush, aht float64
}

// mix is the kinds of a queue's contacts. The shares add up to one.
type mix []kind

// hour is one row of the history.
type hour struct {
	at      time.Time
	volume  int
	handled int
	flushed int
	aht     int // seconds; 0 is unknown
}

// record counts a queue's flow by the hour: kinds, answers and handle times, what was
// never recorded left out. missing lists the hours lost one by one.
func (p place) record(q queue, f flow) (rows []hour, missing []time.Time) {
	rng := p.source("record/" + q.name)
	gaps, outages := p.holes(p.gaps, q.name), p.holes(p.outages, q.name)
	per := int(time.Hour / step)
	for i := p.from; i+per <= p.grid.N; i += per {
		at := p.grid.At(i)
		h := hour{at: at}
		var seconds float64
		for k := i; k < i+per; k++ {
			for _, part := range []struct {
				n int
				m mix
			}{{f.own[k], q.kinds}, {f.bought[k], q.campaign}, {f.viral[k], q.viral}} {
				seconds += h.take(rng, part.n, part.m)
			}
		}
		switch {
		case q.live && !(q.hours.Open(at, p.cal) && q.hours.Open(at.Add(time.Hour-step), p.cal)):
			continue
		case within(gaps, at):
			continue
		case rng.Float64() < 0.0006:
			missing = append(missing, at)
			continue
		case within(outages, at):
			h, seconds = hour{at: at}, 0
		}
		h.settle(rng, q, seconds)
		rows = append(rows, h)
	}
	return rows, missing
}

// take adds n contacts and gives the seconds of work they bring.
func (h *hour) take(rng *rand.Rand, n int, m mix) (seconds float64) {
	for range n {
		h.volume++
		u := rng.Float64()
		for i, k := range m {
			if u -= k.share; u >= 0 && i < len(m)-1 {
				continue
			}
			if rng.Float64() < k.flush {
				h.flushed++
				break
			}
			// Handle times are skewed: a log-normal with a coefficient of variation of 0.75.
			seconds += k.aht * math.Exp(0.668*rng.NormFloat64()-0.223)
			break
		}
	}
	return seconds
}

// settle turns what came into what was answered: on live queues some leave unanswered,
// more of them in the busiest hours.
func (h *hour) settle(rng *rand.Rand, q queue, seconds float64) {
	care := h.volume - h.flushed
	if care == 0 {
		return
	}
	h.handled = care
	h.aht = int(math.Round(seconds / float64(care)))
	if q.live {
		crowd := float64(care) / (q.weekly / 168)
		for range care {
			if rng.Float64() < min(q.leave*crowd, 0.3) {
				h.handled--
			}
		}
		if h.handled == 0 {
			h.aht = 0
		}
	}
}

// holes gives the stretches of a fault that concern the queue.
func (p place) holes(all []hole, queue string) []calendar.Window {
	var out []calendar.Window
	for _, h := range all {
		if len(h.queues) == 0 || slices.Contains(h.queues, queue) {
			out = append(out, calendar.Window{From: p.at(h.from), To: p.at(h.to)})
		}
	}
	return out
}

func within(windows []calendar.Window, t time.Time) bool {
	return slices.ContainsFunc(windows, func(w calendar.Window) bool { return !t.Before(w.From) && t.Before(w.To) })
}

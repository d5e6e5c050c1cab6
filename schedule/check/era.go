package check

import (
	"time"

	"turno/schedule"
)

// era is a stretch of time, up to the next one, in which a person's abilities do not change.
type era struct {
	from time.Time
	pace []float64 // by queue, as an agent of standard pace would count; 0 is cannot
}

// eras are those of the agent that touch the period and the night after it.
func (c *docket) eras(a schedule.Agent) []era {
	var out []era
	for _, from := range append([]time.Time{c.start}, a.Changes(c.start, c.end.Add(MaxShift))...) {
		e := era{from, make([]float64, len(c.Queues))}
		for i, q := range c.Queues {
			e.pace[i] = a.Pace(q, from)
		}
		out = append(out, e)
	}
	return out
}

// at is the era of a time; before the first it is the first.
func (p *person) at(t time.Time) era {
	for i := len(p.eras) - 1; i > 0; i-- {
		if !t.Before(p.eras[i].from) {
			return p.eras[i]
		}
	}
	return p.eras[0]
}

// cannot finds the first part of [from, to) in which the person cannot serve the queue.
func (p *person) cannot(q int, from, to time.Time) (begin, end time.Time, found bool) {
	for i, e := range p.eras {
		begin, end = from, to
		if i > 0 && begin.Before(e.from) {
			begin = e.from
		}
		if i+1 < len(p.eras) && end.After(p.eras[i+1].from) {
			end = p.eras[i+1].from
		}
		if begin.Before(end) && !(e.pace[q] > 0) {
			return begin, end, true
		}
	}
	return from, to, false
}

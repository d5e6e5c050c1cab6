package messages

import (
	"math"

	"turno/forecast"
)

// part is one kind of message within a queue.
type part struct {
	Kind
	queue  *queueTally
	number uint32 // among all parts, from 0
	moved  map[*queueTally]*Moved
	cells  map[int32]*cell
	last   *cell // of the interval asked for last
	lastAt int32
}

// cell is one interval of a part's history. Handled is NaN where a report does not tell it.
type cell struct {
	volume, handled, flushed, replies, moved float64
	seconds, timed                           float64 // of handle times, and over how many
}

// add counts what another cell has counted; its handle times are longer by a factor.
func (c *cell) add(o *cell, longer float64) {
	c.volume, c.handled, c.flushed = c.volume+o.volume, c.handled+o.handled, c.flushed+o.flushed
	c.replies, c.moved = c.replies+o.replies, c.moved+o.moved
	c.seconds, c.timed = c.seconds+o.seconds*longer, c.timed+o.timed
}

// part is the part of a queue that a message of a kind counts in. The workspace may have
// another name for the kind than the export, or none.
func (t *tally) part(q *queueTally, as forecast.Kind) *part {
	if q.last != nil && q.lastKind == as {
		return q.last
	}
	p := q.byKind[as]
	if p == nil {
		p = t.named(q, as)
		q.byKind[as] = p
	}
	q.last, q.lastKind = p, as
	return p
}

func (t *tally) named(q *queueTally, as forecast.Kind) *part {
	kind := as
	if as != "" && t.opt.Kind != nil {
		if kind = t.opt.Kind(q.Queue, as); kind == "" {
			q.Untold = append(q.Untold, string(as))
		}
	}
	for _, p := range q.parts {
		if p.Kind.Kind == kind {
			return p
		}
	}
	p := &part{Kind: Kind{Kind: kind}, queue: q, number: uint32(len(t.parts)), cells: map[int32]*cell{}, lastAt: math.MinInt32}
	q.parts, t.parts = append(q.parts, p), append(t.parts, p)
	return p
}

func (p *part) cell(bin int32) *cell {
	if p.lastAt == bin {
		return p.last
	}
	c := p.cells[bin]
	if c == nil {
		c = &cell{}
		p.cells[bin] = c
	}
	p.last, p.lastAt = c, bin
	return c
}

// worked counts an agent's time on a reply.
func (t *tally) worked(p *part, at int64, seconds float64) {
	p.Handle.Add(int64(seconds + 0.5))
	c := p.cell(t.bin(at))
	c.seconds += seconds
	c.timed++
}

// went counts a customer who began a conversation of the part at an instant and turned up in
// another queue so much later.
func (t *tally) went(p *part, began int64, to *queueTally, lag int64) {
	m := p.moved[to]
	if m == nil {
		if p.moved == nil {
			p.moved = map[*queueTally]*Moved{}
		}
		m = &Moved{From: p.queue.Queue, To: to.Queue}
		p.moved[to] = m
	}
	m.Came++
	m.Lag.Add(lag)
	p.came++
	p.cell(t.bin(began)).moved++
}

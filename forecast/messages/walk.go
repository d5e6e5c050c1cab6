package messages

import (
	"context"
	"time"
)

// settle is how old a post must be at the end of the file for its silence to tell that it
// will not be answered; of a file shorter than three times that nothing is left out.
const settle = 24 * time.Hour

// walk goes through the conversations one by one and counts.
type walk struct {
	c       *Collector
	t       *tally
	th      *thread
	queues  map[uint32]*queueTally // by handle and side
	acts    []act
	left    []departure
	came    []arrival
	settled int64 // conversations begun until then count for the flush rate
}

// run walks all conversations.
func (w *walk) run(ctx context.Context) error {
	for k, b := range w.th.begun {
		if k&(chunkRows-1) == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		rows := w.th.order[w.th.first[k]:w.th.first[k+1]]
		if quiet := int64(w.c.opt.Quiet / time.Second); quiet > 0 && len(rows) > 1 && w.c.rows.is(b.row, threaded) {
			w.parts(rows, quiet)
			continue
		}
		w.talk(rows, b)
	}
	return nil
}

// parts cuts a thread where it was silent for long.
func (w *walk) parts(rows []int32, quiet int64) {
	from := 0
	for i := 1; i <= len(rows); i++ {
		if i == len(rows) || w.c.rows.at(rows[i])-w.c.rows.at(rows[i-1]) > quiet {
			w.talk(rows[from:i], begin{rows[from], -1})
			from = i
		}
	}
}

// queueOf is the queue of a handle on a side; nil is none.
func (w *walk) queueOf(handle uint16, side Side) *queueTally {
	key := uint32(handle)<<8 | uint32(side)
	q, ok := w.queues[key]
	if !ok {
		q = w.t.queue(w.c.opt.Queue(w.c.handles.list[handle], side), side)
		w.queues[key] = q
	}
	if q != nil && !q.handles[handle] {
		q.handles[handle] = true
	}
	return q
}

// author is the customer of a conversation.
func (w *walk) author(b begin, start int32) uint32 {
	if b.origin >= 0 {
		if a, ok := w.th.customer(b.origin); ok {
			return a
		}
	}
	c, i := w.c.rows.row(start)
	return c.author[i]
}

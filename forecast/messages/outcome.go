package messages

import (
	"math"
	"time"
)

// outcome is what became of one conversation, from messages or from a ticket.
type outcome struct {
	began, first                     int64
	replies, reach                   float64 // replies are NaN where they are not told
	answered, settled, ruled, public bool
}

// count enters an outcome into the measures and history of a part and its queue.
func (t *tally) count(p *part, o outcome) {
	q := p.queue
	h, c := &q.Hours[t.zone.hour(o.began)], p.cell(t.bin(o.began))
	p.Volume++
	p.Slots[t.zone.slot(o.began)]++
	h.Volume++
	c.volume++
	if o.reach >= 0 {
		q.Reaches++
		q.Reach += o.reach
	}
	if o.settled {
		p.settled++
	}
	wanted := !o.answered && !o.ruled && t.opt.Missed
	switch {
	case o.answered:
		p.Answered++
		h.Answered++
		c.handled++
		c.replies += o.replies
		if !math.IsNaN(o.replies) {
			p.talks++
			p.turns += o.replies
			p.turns2 += o.replies * o.replies
		}
	case wanted:
		p.Unanswered++
		q.reached(FirstReply, h, -1, -1)
	default:
		p.Flushed++
		h.Flushed++
		c.flushed++
		if o.ruled {
			q.Ruled++
		}
		if o.settled {
			p.idle++
		}
	}
	if o.public && (wanted || o.answered && q.late(o.began, o.first)) {
		q.Late++
		q.LateTo += max(0, o.reach)
	}
}

// late says whether a first reply missed the first limit about first replies.
func (q *queueTally) late(began, first int64) bool {
	for _, l := range q.Reached {
		if l.Phase != FirstReply {
			continue
		}
		took := first - began
		if l.Open && q.opening != nil {
			took = q.opening.between(began, first)
		}
		return time.Duration(took)*time.Second > l.Within
	}
	return false
}

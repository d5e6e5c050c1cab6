package messages

import (
	"context"
	"time"

	"turno/forecast"
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

// act is one message of a known agent.
type act struct {
	at, since uint32 // when; and since when what it answers waited, 0 where it answers nothing
	agent     uint16
	queue     uint16
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
		if q = w.t.queue(w.c.opt.Queue(w.c.handles.list[handle], side), side); q != nil && q.number == 0 {
			q.number = int64(len(w.t.queues))
		}
		w.queues[key] = q
	}
	if q != nil && !q.handles[handle] {
		q.handles[handle] = true
	}
	return q
}

// talk is what is known of a conversation while it is walked.
type talk struct {
	q                        *queueTally
	side                     Side
	start                    int32 // the row it begins with: the customer's first, where there is one
	began, since, first, end int64
	invited                  int64
	replies                  int64
	waiting                  bool
	handle, agent            uint16 // of the last reply
}

func (w *walk) talk(rows []int32, b begin) {
	s := &w.c.rows
	x := talk{side: s.side(b.row), start: b.row}
	c, i := s.row(b.row)
	addressed, answered := c.handle[i], uint16(0)
	if c.flags[i]&inbound == 0 || c.flags[i]&threaded != 0 { // an agent's, in answer to what went before; or any row of a ticket
		x.start = -1
	}
	for _, r := range rows {
		switch c, i := s.row(r); {
		case c.flags[i]&inbound == 0 && answered == 0:
			answered = c.handle[i]
		case c.flags[i]&inbound != 0 && x.start < 0:
			x.start = r
		}
	}
	handle := answered
	if handle == 0 || x.start < 0 {
		handle = addressed
	}
	if handle == 0 {
		handle = answered
	}
	if x.q = w.queueOf(handle, x.side); x.q == nil {
		if x.start >= 0 {
			w.t.counts.Unassigned++
		}
		return
	}
	if x.start < 0 {
		w.alone(rows, b.row, x.q)
		return
	}
	x.began = s.at(x.start)
	for _, r := range rows {
		w.message(&x, r)
	}
	if s.is(b.row, headless) {
		w.t.counts.Headless++
		return
	}
	w.finish(&x, addressed, answered, w.author(b, x.start))
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

// alone counts what the brand wrote without a customer.
func (w *walk) alone(rows []int32, start int32, q *queueTally) {
	for _, r := range rows {
		q.Messages++
		q.Hours[w.t.zone.hour(w.c.rows.at(r))].Messages++
		w.act(q, r, 0)
	}
	if w.c.rows.is(start, headless) {
		w.t.counts.Headless++
		q.Replies++
	} else {
		w.t.counts.Broadcasts++
	}
}

// message takes the next message of a conversation.
func (w *walk) message(x *talk, r int32) {
	s, q := &w.c.rows, x.q
	c, i := s.row(r)
	at := int64(c.at[i])
	q.Messages++
	q.Hours[w.t.zone.hour(at)].Messages++
	_, csat, handled := s.extra(r)
	if csat >= 0 {
		q.CSATs++
		q.satisfied += csat
	}
	if c.flags[i]&inbound != 0 {
		if !x.waiting {
			if x.end > 0 {
				q.Think.Add(at - x.end)
			}
			x.since, x.waiting = at, true
		}
		return
	}
	since := int64(0)
	if x.waiting {
		since = x.since
		w.reply(x, at)
		if x.handle != 0 && x.handle != c.handle[i] || x.agent != 0 && c.agent[i] != 0 && x.agent != c.agent[i] {
			q.Handovers++
		}
	}
	if handled >= 0 {
		q.Timed = true
		w.worked(q, at, handled)
	}
	if c.flags[i]&invites != 0 && x.invited == 0 {
		x.invited = at
	}
	x.end, x.handle, x.agent = at, c.handle[i], c.agent[i]
	w.act(q, r, since)
}

// reply ends a wait.
func (w *walk) reply(x *talk, at int64) {
	hour := w.t.zone.hour(x.since)
	x.q.wait(EachReply, hour, x.since, at)
	x.q.Replies++
	x.q.Hours[hour].Replies++
	x.replies++
	x.waiting = false
	if x.first == 0 {
		x.first = at
	}
}

// worked counts an agent's time on a reply.
func (w *walk) worked(q *queueTally, at int64, seconds float64) {
	q.Handle.Add(int64(seconds + 0.5))
	c := q.cell(w.t.bin(at))
	c.seconds += seconds
	c.timed++
}

// act keeps what a known agent did.
func (w *walk) act(q *queueTally, r int32, since int64) {
	c, i := w.c.rows.row(r)
	if c.agent[i] != 0 && c.flags[i]&inbound == 0 {
		w.acts = append(w.acts, act{at: c.at[i], since: uint32(since), agent: c.agent[i], queue: uint16(q.number)})
	}
}

// finish counts a conversation that a customer began.
func (w *walk) finish(x *talk, addressed, answered uint16, author uint32) {
	s, q := &w.c.rows, x.q
	c, i := s.row(x.start)
	n := &w.t.counts
	n.Conversations++
	if c.flags[i]&joined != 0 {
		n.Joined++
	}
	hour := w.t.zone.hour(x.began)
	if x.first > 0 {
		q.wait(FirstReply, hour, x.began, x.first)
		q.wait(EndToEnd, hour, x.began, x.end)
		if x.agent != 0 {
			q.Closed++
		}
	}
	reach, _, _ := s.extra(x.start)
	w.count(q, outcome{began: x.began, first: x.first, replies: float64(x.replies), answered: x.first > 0, settled: x.began <= w.settled,
		ruled: c.flags[i]&flushed != 0, kind: forecast.Kind(w.c.kinds.list[c.kind[i]]), reach: reach, public: x.side == Public, hour: hour})
	if addressed != 0 && answered != 0 && addressed != answered {
		w.t.crossed(addressed, answered, q, x.replies, w.c.handles.list)
	}
	switch {
	case !w.c.aside || author == 0:
	case x.side != Public:
		w.came = append(w.came, arrival{author: author, at: uint32(x.began), queue: uint16(q.number)})
	case x.first > 0:
		w.left = append(w.left, departure{author: author, began: uint32(x.began), first: uint32(x.first), last: uint32(x.end),
			invited: uint32(x.invited), queue: uint16(q.number)})
	}
}

func (t *tally) crossed(from, to uint16, q *queueTally, replies int64, handles []string) {
	c := t.cross[[2]uint16{from, to}]
	if c == nil {
		t.crossQueue[[2]uint16{from, to}] = q
		c = &Crossed{Addressed: handles[from], Answered: handles[to]}
		t.cross[[2]uint16{from, to}] = c
	}
	c.Conversations++
	c.Replies += replies
}

// outcome is what became of one conversation, from messages or from a ticket.
type outcome struct {
	began, first                     int64
	replies, reach                   float64
	answered, settled, ruled, public bool
	kind                             forecast.Kind
	hour                             int
}

// count enters an outcome into the queue's measures and history.
func (w *walk) count(q *queueTally, o outcome) { w.t.count(q, o) }

func (t *tally) count(q *queueTally, o outcome) {
	h, k, c := &q.Hours[o.hour], q.kind(o.kind), q.cell(t.bin(o.began))
	q.Volume++
	h.Volume++
	k.Volume++
	c.volume++
	if o.reach >= 0 {
		q.Reaches++
		q.Reach += o.reach
	}
	if o.settled {
		q.settled++
	}
	wanted := !o.answered && !o.ruled && t.opt.Missed
	switch {
	case o.answered:
		q.Answered++
		h.Answered++
		k.Answered++
		k.Replies += int64(o.replies)
		c.handled++
		c.replies += o.replies
		q.turns += o.replies
		q.turns2 += o.replies * o.replies
	case wanted:
		q.Unanswered++
		q.reached(FirstReply, h, -1, -1)
	default:
		q.Flushed++
		h.Flushed++
		k.Flushed++
		c.flushed++
		if o.ruled {
			q.Ruled++
		}
		if o.settled {
			q.idle++
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

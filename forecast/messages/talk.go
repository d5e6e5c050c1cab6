package messages

import "turno/forecast"

// talk is what is known of a conversation while it is walked.
type talk struct {
	p                        *part
	side                     Side
	start                    int32 // the row it begins with: the customer's first, where there is one
	began, since, first, end int64
	invited                  int64
	replies                  int64
	waiting                  bool
	handle, agent            uint16 // of the last reply
}

// talk walks the rows of a conversation. Its queue is that of the handle that answered first,
// else of the one addressed; its kind that of the customer's first message.
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
	q := w.queueOf(handle, x.side)
	if q == nil {
		if x.start >= 0 {
			w.t.counts.Unassigned++
		}
		return
	}
	if x.start < 0 {
		w.alone(rows, b.row, w.partOf(q, b.row))
		return
	}
	x.p = w.partOf(q, x.start)
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

// partOf is the part of a queue that a conversation counts in whose first message is row r.
func (w *walk) partOf(q *queueTally, r int32) *part {
	c, i := w.c.rows.row(r)
	return w.t.part(q, forecast.Kind(w.c.kinds.list[c.kind[i]]))
}

// alone counts what the brand wrote without a customer.
func (w *walk) alone(rows []int32, start int32, p *part) {
	for _, r := range rows {
		p.queue.Messages++
		p.queue.Hours[w.t.zone.hour(w.c.rows.at(r))].Messages++
		w.act(p, r, 0)
	}
	if !w.c.rows.is(start, headless) {
		w.t.counts.Broadcasts++
		return
	}
	p.Replies++
	if !w.c.rows.is(start, continued) { // else it counts with its customers
		w.t.counts.Headless++
	}
}

// message takes the next message of a conversation.
func (w *walk) message(x *talk, r int32) {
	s, q := &w.c.rows, x.p.queue
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
				x.p.Think.Add(at - x.end)
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
		w.t.worked(x.p, at, handled)
	}
	if c.flags[i]&invites != 0 && x.invited == 0 {
		x.invited = at
	}
	x.end, x.handle, x.agent = at, c.handle[i], c.agent[i]
	w.act(x.p, r, since)
}

// reply ends a wait.
func (w *walk) reply(x *talk, at int64) {
	q, hour := x.p.queue, w.t.zone.hour(x.since)
	q.wait(EachReply, hour, x.since, at)
	q.Hours[hour].Replies++
	x.p.Replies++
	x.replies++
	x.waiting = false
	if x.first == 0 {
		x.first = at
	}
}

// finish counts a conversation that a customer began.
func (w *walk) finish(x *talk, addressed, answered uint16, author uint32) {
	s, q := &w.c.rows, x.p.queue
	c, i := s.row(x.start)
	n := &w.t.counts
	n.Conversations++
	if c.flags[i]&joined != 0 {
		n.Joined++
	}
	if x.first > 0 {
		hour := w.t.zone.hour(x.began)
		q.wait(FirstReply, hour, x.began, x.first)
		q.wait(EndToEnd, hour, x.began, x.end)
		if x.agent != 0 {
			q.Closed++
		}
	}
	reach, _, _ := s.extra(x.start)
	w.t.count(x.p, outcome{began: x.began, first: x.first, replies: float64(x.replies), answered: x.first > 0, settled: x.began <= w.settled,
		ruled: c.flags[i]&flushed != 0, reach: reach, public: x.side == Public})
	if addressed != 0 && answered != 0 && addressed != answered {
		w.t.crossed(addressed, answered, q, x.replies, w.c.handles.list)
	}
	switch {
	case !w.c.aside || author == 0:
	case x.side != Public:
		w.came = append(w.came, arrival{author: author, at: uint32(x.began), queue: q.number})
	case x.first > 0:
		w.left = append(w.left, departure{author: author, began: uint32(x.began), first: uint32(x.first), last: uint32(x.end),
			invited: uint32(x.invited), part: x.p.number})
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

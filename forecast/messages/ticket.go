package messages

import "math"

// AddTicket takes a row that tells a whole conversation. It fails with ErrFull.
func (c *Collector) AddTicket(k Ticket) error {
	handle, ok := c.handles.number(k.Handle)
	if !ok || c.rows.n >= mostRows {
		return ErrFull
	}
	c.came(k.Opened)
	c.counts.Inbound++
	if k.ID != 0 {
		if first := c.ids.put(k.ID, int32(c.rows.n)); first >= 0 {
			c.counts.Duplicates++
			if c.rows.at(first) != k.Opened {
				c.counts.Conflicting++
			}
			return nil
		}
		p, i := c.rows.push() // only so that its id is known
		p.id[i], p.at[i] = k.ID, uint32(k.Opened)
	}
	t := c.tally
	q := t.queue(c.opt.Queue(k.Handle, k.Side), k.Side)
	if q == nil {
		t.counts.Unassigned++
		return nil
	}
	q.handles[handle] = true
	t.counts.Conversations++
	q.Messages++
	t.ticket(q, k)
	return nil
}

// ticket counts a ticket's times and outcome.
func (t *tally) ticket(q *queueTally, k Ticket) {
	hour := t.zone.hour(k.Opened)
	q.Hours[hour].Messages++
	o := outcome{began: k.Opened, first: k.FirstReply, replies: max(1, k.Replies), answered: k.FirstReply > 0 || k.Replies > 0,
		settled: true, ruled: k.Flush, kind: k.Kind, reach: k.Reach, public: k.Side == Public, hour: hour}
	if o.answered {
		if k.FirstReply > 0 {
			if k.FirstReply < k.Opened {
				t.counts.Early++
			}
			q.wait(FirstReply, hour, k.Opened, k.FirstReply)
		}
		if k.Closed > 0 {
			q.wait(EndToEnd, hour, k.Opened, max(k.Closed, k.FirstReply))
		}
		q.Replies += int64(o.replies)
		q.Hours[hour].Replies += int64(o.replies)
		if k.Agent != "" && k.Closed > 0 {
			q.Closed++
		}
	}
	if k.CSAT >= 0 {
		q.CSATs++
		q.satisfied += k.CSAT
	}
	if k.Handled >= 0 && o.answered {
		q.Timed = true
		each := k.Handled / o.replies
		for range int(o.replies) {
			q.Handle.Add(int64(each + 0.5))
		}
		c := q.cell(t.bin(k.Opened))
		c.seconds += k.Handled
		c.timed += o.replies
	}
	t.count(q, o)
}

// AddReport takes a row of an interval report. It must not be longer than the history's
// step, which Length says. Rows of the same interval add up, such as those of two media; one
// that says again what has come before is a duplicate. It fails with ErrFull.
func (c *Collector) AddReport(r Report) error {
	if len(c.tally.queues) > mostHandles || c.rows.n >= mostRows {
		return ErrFull
	}
	c.came(r.At)
	if c.again(r) {
		c.counts.Duplicates++
		return nil
	}
	t := c.tally
	q := t.queue(c.opt.Queue(r.Queue, Voice), Voice)
	if q == nil {
		t.counts.Unassigned++
		return nil
	}
	cell := q.cell(t.bin(r.At))
	cell.reported = true
	cell.volume += max(0, r.Offered)
	h := &q.Hours[t.zone.hour(r.At)]
	q.Volume += int64(r.Offered + 0.5)
	h.Volume += int64(r.Offered + 0.5)
	q.Offered += max(0, r.Offered)
	q.Abandoned += max(0, r.Abandoned)
	if r.Handled >= 0 {
		cell.handled += r.Handled
		q.Answered += int64(r.Handled + 0.5)
		h.Answered += int64(r.Handled + 0.5)
	}
	if r.AHT > 0 {
		weight := r.Handled
		if weight < 0 {
			weight = max(0, r.Offered)
		}
		cell.seconds += r.AHT * weight
		cell.timed += weight
		q.handled += weight
		q.handledSeconds += r.AHT * weight
	}
	return nil
}

// again says whether a report has come before, and keeps it.
func (c *Collector) again(r Report) bool {
	id := Join(Key(r.Queue), uint64(r.At), uint64(r.Length), math.Float64bits(r.Offered), math.Float64bits(r.Handled), math.Float64bits(r.Abandoned), math.Float64bits(r.AHT))
	if c.ids.put(id, int32(c.rows.n)) >= 0 {
		return true
	}
	p, i := c.rows.push() // only so that it is known
	p.id[i], p.at[i] = id, uint32(r.At)
	return false
}

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
	q.handles[handle], q.Whole = true, true
	t.counts.Conversations++
	q.Messages++
	t.ticket(t.part(q, k.Kind), k)
	return nil
}

// ticket counts a ticket's times and outcome.
func (t *tally) ticket(p *part, k Ticket) {
	q, hour := p.queue, t.zone.hour(k.Opened)
	q.Hours[hour].Messages++
	o := outcome{began: k.Opened, first: k.FirstReply, replies: max(1, k.Replies), answered: k.FirstReply > 0 || k.Replies > 0,
		settled: true, ruled: k.Flush, reach: k.Reach, public: k.Side == Public}
	if k.Replies < 0 && k.Handled < 0 { // of a ticket whose whole work is told, it is that of one reply
		o.replies = math.NaN()
	}
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
		p.Replies += int64(max(1, k.Replies))
		q.Hours[hour].Replies += int64(max(1, k.Replies))
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
		for range int(o.replies) {
			p.Handle.Add(int64(k.Handled/o.replies + 0.5))
		}
		p.whole.add(k.Handled, o.replies)
		c := p.cell(t.bin(k.Opened))
		c.seconds += k.Handled
		c.timed += o.replies
	}
	t.count(p, o)
}

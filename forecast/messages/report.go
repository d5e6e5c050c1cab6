package messages

import "math"

// AddReport takes a row of an interval report. It must not be longer than the history's
// step, which Length says. Rows of the same interval add up, such as those of two media that
// are one queue; one that says again what has come before is a duplicate. It fails with
// ErrFull.
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
	q := t.queue(c.opt.Queue(r.Queue, r.Side), r.Side)
	if q == nil {
		t.counts.Unassigned++
		return nil
	}
	q.reported, q.Whole = true, true
	p := t.part(q, "")
	cell, h := p.cell(t.bin(r.At)), &q.Hours[t.zone.hour(r.At)]
	cell.volume += max(0, r.Offered)
	p.Volume += int64(r.Offered + 0.5)
	h.Volume += int64(r.Offered + 0.5)
	q.Offered += max(0, r.Offered)
	q.Abandoned += max(0, r.Abandoned)
	if r.Handled < 0 {
		cell.handled = math.NaN() // not told, whatever the rows of other media tell
	} else {
		cell.handled += r.Handled
		p.Answered += int64(r.Handled + 0.5)
		h.Answered += int64(r.Handled + 0.5)
	}
	if r.AHT > 0 {
		weight := r.Handled
		if weight < 0 {
			weight = max(0, r.Offered)
		}
		cell.seconds += r.AHT * weight
		cell.timed += weight
		p.handled += weight
		p.handledSeconds += r.AHT * weight
	}
	return nil
}

// again says whether a report has come before, and keeps it.
func (c *Collector) again(r Report) bool {
	id := Join(Key(r.Queue), r.Medium, uint64(r.Side), uint64(r.At), uint64(r.Length),
		math.Float64bits(r.Offered), math.Float64bits(r.Handled), math.Float64bits(r.Abandoned), math.Float64bits(r.AHT))
	if c.ids.put(id, int32(c.rows.n)) >= 0 {
		return true
	}
	p, i := c.rows.push() // only so that it is known
	p.id[i], p.at[i] = id, uint32(r.At)
	return false
}

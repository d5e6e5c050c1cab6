package simulate

import (
	"math"
	"slices"

	"turno/schedule"
)

// tally is what one replication counts on one queue.
type tally struct {
	offered, flushed, answered, abandoned, waiting, outside, closed, again, posted int

	targets, promise    []share
	kinds               [][]share // by stream and target, where the queue is aimed by kind
	waits               float64   // seconds of the answered
	median, p90         float64   // NaN when nobody was answered
	busy, worked, spent float64   // seconds
	course              [][]Judged
}

// share counts hits among those that can be judged.
type share struct{ hit, of int }

func (s *share) judge(v verdict) {
	switch v {
	case hit:
		s.hit++
		s.of++
	case miss:
		s.of++
	}
}

// verdict is what a target says of a turn or a conversation.
type verdict int

const (
	open verdict = iota // neither, at the end of the period
	hit
	miss
)

// scratch is the memory of measuring.
type scratch struct {
	waits  [][]float64 // to the first reply, per queue
	opened []float64   // per contact, NaN for one that does not count
	closed []float64
	queue  []int16
	kind   []int16 // the stream

	verdicts [][][]share // of the replication, by queue, target and interval of arrival
}

func newScratch(w *world) scratch {
	s := scratch{waits: make([][]float64, len(w.queues)), verdicts: make([][][]share, len(w.queues))}
	for i := range w.queues {
		s.verdicts[i] = make([][]share, len(w.queues[i].targets))
		for k := range s.verdicts[i] {
			s.verdicts[i][k] = make([]share, w.grid.N)
		}
	}
	return s
}

// measure derives everything from the records of the last replication and the agents'
// time sheets.
func (e *engine) measure(sum *totals) []tally {
	out := make([]tally, len(e.w.queues))
	s := &e.scratch
	for i := range out {
		q := &e.w.queues[i]
		out[i].targets, out[i].promise, out[i].kinds = make([]share, len(q.targets)), make([]share, len(q.promise)), q.newKinds()
		sheet := &e.sheets[i]
		out[i].busy, out[i].worked, out[i].spent = sheet.busy.total(), sheet.idle.total()+sheet.busy.total(), sheet.spent.total()
		s.waits[i] = s.waits[i][:0]
		for _, v := range s.verdicts[i] {
			clear(v)
		}
	}
	n := int(e.contacts)
	s.opened, s.closed = slices.Grow(s.opened[:0], n)[:n], slices.Grow(s.closed[:0], n)[:n]
	s.queue, s.kind = slices.Grow(s.queue[:0], n)[:n], slices.Grow(s.kind[:0], n)[:n]
	for i := range n {
		s.opened[i] = math.NaN()
	}
	// Records come in the order of their ends; a conversation's first one opens it.
	for i := range e.records {
		e.count(&e.records[i], &out[e.records[i].queue], sum)
	}
	for i := range n {
		if !math.IsNaN(s.opened[i]) {
			e.countWhole(i, &out[s.queue[i]])
		}
	}
	e.fold(sum)
	for i := range out {
		out[i].waits, out[i].median, out[i].p90 = waits(s.waits[i])
	}
	return out
}

// count adds a record to the tally of its queue.
func (e *engine) count(r *record, t *tally, sum *totals) {
	cells := sum.cells[r.queue]
	e.countBacklog(r, cells)
	if r.outcome == posted {
		if r.arrival >= 0 && r.end < math.Inf(1) {
			t.posted++
		}
		return
	}
	q := &e.w.queues[r.queue]
	s := &e.scratch
	first := r.turn == 1
	if first && r.arrival < 0 {
		return // waited before the period
	}
	i := e.w.interval(r.arrival)
	if first {
		e.countContact(r, t, &cells[i])
	}
	if r.outcome == flushed || r.outcome == outside {
		return
	}
	if first {
		s.opened[r.contact], s.closed[r.contact], s.queue[r.contact], s.kind[r.contact] = r.arrival, math.Inf(1), r.queue, r.kind
	} else if math.IsNaN(s.opened[r.contact]) {
		return
	}
	if r.last {
		s.closed[r.contact] = r.end
		if r.outcome == abandoned {
			s.closed[r.contact] = math.Inf(-1)
		} else if r.end < math.Inf(1) {
			t.closed++
			cells[e.w.interval(r.end)].closed++
		}
	}
	e.against(t, r.queue, r.kind, i, func(of target) verdict { return e.judge(q, of, r) })
}

// countContact adds the first turn of a contact.
func (e *engine) countContact(r *record, t *tally, c *cell) {
	t.offered++
	c.arrivals++
	if r.again {
		t.again++
	}
	switch r.outcome {
	case flushed:
		t.flushed++
	case answered:
		t.answered++
		c.answered++
		c.waits += int64(math.Round(1000 * (r.answer - r.arrival)))
		e.scratch.waits[r.queue] = append(e.scratch.waits[r.queue], r.answer-r.arrival)
	case abandoned:
		t.abandoned++
		c.abandoned++
	case outside:
		t.outside++
	case waiting:
		t.waiting++
	}
}

// judge holds a record against a target on replies.
func (e *engine) judge(q *queue, t target, r *record) verdict {
	switch {
	case t.measure == schedule.EndToEnd, t.measure == schedule.FirstReply && r.turn > 1:
		return open
	case r.outcome == abandoned:
		return miss
	}
	return e.inTime(q, t, r.arrival, r.answer)
}

// inTime says whether b is soon enough after a; b is +Inf for what did not happen.
func (e *engine) inTime(q *queue, t target, a, b float64) verdict {
	if b < math.Inf(1) {
		if q.waited(t, a, b) <= t.within {
			return hit
		}
		return miss
	}
	if q.waited(t, a, e.w.end) > t.within {
		return miss
	}
	return open
}

// countWhole holds a conversation against the targets on its whole.
func (e *engine) countWhole(contact int, t *tally) {
	s := &e.scratch
	q := &e.w.queues[s.queue[contact]]
	judge := func(of target) verdict {
		switch {
		case of.measure != schedule.EndToEnd:
			return open
		case s.closed[contact] < 0:
			return miss
		}
		return e.inTime(q, of, s.opened[contact], s.closed[contact])
	}
	e.against(t, s.queue[contact], s.kind[contact], e.w.interval(s.opened[contact]), judge)
}

// countBacklog adds a turn to the differences of the number waiting at interval ends.
func (e *engine) countBacklog(r *record, cells []cell) {
	if r.outcome == flushed || r.outcome == outside || r.outcome == posted {
		return
	}
	until := min(r.start, r.end, e.w.end)
	cells[e.w.interval(max(r.arrival, 0))].backlog++
	cells[min(int(math.Max(until, 0)/e.w.step), e.w.grid.N)].backlog--
}

// waits are the sum, median and 90 % quantile (the least value that the share does not
// exceed); there are no quantiles of nothing.
func waits(w []float64) (sum, median, p90 float64) {
	n := len(w)
	if n == 0 {
		return 0, math.NaN(), math.NaN()
	}
	for _, x := range w {
		sum += x
	}
	slices.Sort(w)
	at := func(p float64) float64 { return w[max(0, int(math.Ceil(p*float64(n)))-1)] }
	return sum, at(0.5), at(0.9)
}

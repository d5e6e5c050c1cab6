package messages

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
)

// Result is what an export tells.
type Result struct {
	Counts  Counts
	Queues  []Measures // by name
	Moved   []Moved    // by the queue moved from
	Crossed []Crossed  // most first
	History []forecast.Series
	Spans   []calendar.Window // stretches of days that the history holds; what lies between is missing
	Strays  int64             // rows outside of them
}

// Result rebuilds and measures what has been added. The collector cannot be used again. It
// fails when the context ends.
func (c *Collector) Result(ctx context.Context) (Result, error) {
	w := &walk{c: c, t: c.tally, queues: map[uint32]*queueTally{}, settled: math.MaxInt64}
	if span := time.Duration(c.counts.Last-c.counts.First) * time.Second; span > 3*settle {
		w.settled = c.counts.Last - int64(settle/time.Second)
	}
	if len(c.tally.queues) == 0 { // tickets and reports are counted as they come
		var err error
		if w.th, err = rebuild(ctx, c); err != nil {
			return Result{}, err
		}
		w.acts = make([]act, 0, c.acts)
		if err := w.run(ctx); err != nil {
			return Result{}, err
		}
		w.sort()
		w.agents()
		w.pivots()
	}
	r := Result{Counts: c.sum(), Moved: c.tally.moved}
	r.Spans, r.Strays = c.tally.spans(c.counts)
	for _, q := range c.tally.queues {
		if q.Volume+q.Messages > 0 {
			r.Queues = append(r.Queues, q.measured(c.handles.list))
			r.History = append(r.History, c.tally.series(q, r.Spans)...)
		}
	}
	slices.SortFunc(r.Queues, func(a, b Measures) int { return cmp.Compare(a.Queue, b.Queue) })
	slices.SortFunc(r.History, func(a, b forecast.Series) int { return cmp.Compare(a.Queue, b.Queue) })
	for k, x := range c.tally.cross {
		x.Hours = float64(x.Replies) * c.tally.crossQueue[k].HandleTime().Value / 3600
		r.Crossed = append(r.Crossed, *x)
	}
	slices.SortFunc(r.Crossed, func(a, b Crossed) int {
		return cmp.Or(cmp.Compare(b.Conversations, a.Conversations), cmp.Compare(a.Addressed, b.Addressed), cmp.Compare(a.Answered, b.Answered))
	})
	return r, ctx.Err()
}

// sum joins what was counted while rows came with what their conversations told.
func (c *Collector) sum() Counts {
	n, t := c.counts, c.tally.counts
	n.Early += t.Early
	n.Conversations, n.Headless, n.Joined, n.Broadcasts, n.Unassigned = t.Conversations, t.Headless, t.Joined, t.Broadcasts, t.Unassigned
	return n
}

// measured closes the counting of a queue.
func (q *queueTally) measured(handles []string) Measures {
	m := q.Measures
	for h := range q.handles {
		if h != 0 {
			m.Handles = append(m.Handles, handles[h])
		}
	}
	slices.Sort(m.Handles)
	slices.SortFunc(m.kinds, func(a, b Kind) int { return cmp.Compare(a.Kind, b.Kind) })
	if m.Kinds = m.kinds; len(m.Kinds) == 1 && m.Kinds[0].Kind == "" {
		m.Kinds = nil
	}
	if m.CSATs > 0 {
		m.CSAT = m.satisfied / float64(m.CSATs)
	}
	return m
}

const (
	silentDays = 3    // after so many days without a row the file is taken to have a hole
	leastShare = 0.01 // of the rows that a stretch between holes must have
)

// spans are the stretches of days that the rows cover, and how many rows lie outside.
func (t *tally) spans(n Counts) (spans []calendar.Window, strays int64) {
	days := slices.Sorted(maps.Keys(t.days))
	for i := 0; i < len(days); {
		rows, j := t.days[days[i]], i+1
		for ; j < len(days) && days[j]-days[j-1] <= silentDays; j++ {
			rows += t.days[days[j]]
		}
		from, to := max(days[i]*86400, n.First), min((days[j-1]+1)*86400, n.Last+1)
		if float64(rows) < leastShare*float64(n.Rows) {
			strays += rows
		} else {
			first, last := t.bin(from), t.bin(to-1)
			spans = append(spans, calendar.Window{From: t.start(first), To: t.start(last + 1)})
		}
		i = j
	}
	return spans, strays
}

// start is the first instant of an interval.
func (t *tally) start(bin int32) time.Time {
	return time.Unix(t.base+int64(bin)*t.step, 0).In(t.opt.Calendar.Zone)
}

// goneFor is how long a queue must be silent at the end to be taken for closed.
const goneFor = 14 * 24 * time.Hour

// series is the history of a queue: from its first interval on, zero where nothing came
// within the spans, missing between them.
func (t *tally) series(q *queueTally, spans []calendar.Window) []forecast.Series {
	bins := slices.Sorted(maps.Keys(q.cells))
	bins = slices.DeleteFunc(bins, func(b int32) bool { return !within(spans, t.start(b)) })
	if len(bins) == 0 {
		return nil
	}
	first, last := bins[0], bins[len(bins)-1]
	reported := q.cells[first].reported
	if end := t.bin(spans[len(spans)-1].To.Unix()) - 1; !reported && t.start(end).Sub(t.start(last)) < goneFor {
		last = end
	}
	n := int(last-first) + 1
	s := forecast.Series{Queue: q.Queue, Grid: calendar.Grid{Start: t.start(first), Step: t.opt.Step, N: n}}
	column := func() []float64 { return make([]float64, n) }
	s.Volume, s.Handled, s.Flushed, s.AHT, s.Replies, s.Moved = column(), column(), column(), column(), column(), column()
	for i := range n {
		c := q.cells[first+int32(i)]
		switch {
		case c != nil:
		case reported || !within(spans, t.start(first+int32(i))):
			c = &cell{volume: math.NaN(), handled: math.NaN(), flushed: math.NaN(), replies: math.NaN(), moved: math.NaN()}
		default:
			c = &cell{}
		}
		s.Volume[i], s.Handled[i], s.Flushed[i], s.Replies[i], s.Moved[i] = c.volume, c.handled, c.flushed, c.replies, c.moved
		s.AHT[i] = c.seconds / c.timed // NaN where nothing was timed
		if q.cut > 0 {
			s.AHT[i] *= q.HandleTime().Value / q.Handle.Mean()
		}
	}
	return []forecast.Series{t.only(q, s, reported)}
}

// only leaves out columns that the export does not tell.
func (t *tally) only(q *queueTally, s forecast.Series, reported bool) forecast.Series {
	if q.Side == Voice || q.Side == Chat {
		s.Flushed, s.Replies, s.Moved = nil, nil, nil
	}
	if q.Answered == 0 && !reported { // the answers may be in another file
		s.Handled, s.Flushed, s.Replies = nil, nil, nil
	}
	if q.Handle.n == 0 && q.handled == 0 {
		s.AHT = nil
	}
	if q.came == 0 {
		s.Moved = nil
	}
	return s
}

func within(spans []calendar.Window, at time.Time) bool {
	return slices.ContainsFunc(spans, func(w calendar.Window) bool { return !at.Before(w.From) && at.Before(w.To) })
}

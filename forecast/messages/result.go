package messages

import (
	"cmp"
	"context"
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
	r := Result{Counts: c.sum()}
	r.Spans, r.Strays = c.tally.spans(c.counts)
	for _, q := range c.tally.queues {
		if q.close(c.handles.list); q.Volume+q.Messages > 0 {
			r.Queues = append(r.Queues, q.Measures)
			r.Moved = append(r.Moved, moves(q.parts)...)
			r.History = append(r.History, c.tally.series(q, r.Spans)...)
		}
	}
	slices.SortFunc(r.Moved, func(a, b Moved) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
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

// close adds the parts of a queue up to its measures.
func (q *queueTally) close(handles []string) {
	m := &q.Measures
	for h := range q.handles {
		if h != 0 {
			m.Handles = append(m.Handles, handles[h])
		}
	}
	slices.Sort(m.Handles)
	slices.Sort(m.Untold)
	for _, p := range q.parts {
		m.join(&p.Work)
	}
	m.replied = m.Answered > 0
	slices.SortFunc(q.parts, func(a, b *part) int { return cmp.Compare(a.Kind.Kind, b.Kind.Kind) })
	for _, p := range q.parts {
		if p.replied = m.replied; len(q.parts) > 1 || p.Kind.Kind != "" {
			p.Kind.Moved = moves([]*part{p})
			m.Kinds = append(m.Kinds, p.Kind)
		}
	}
	if m.CSATs > 0 {
		m.CSAT = m.satisfied / float64(m.CSATs)
	}
}

// moves are where customers of parts of a queue went on, by the queue they went to. Those who
// were asked to are shared out by where the others came.
func moves(parts []*part) []Moved {
	found := map[*queueTally]*Moved{}
	var invited, came int64
	for _, p := range parts {
		invited, came = invited+p.invited, came+p.came
		for to, m := range p.moved {
			if found[to] == nil {
				found[to] = &Moved{From: m.From, To: m.To}
			}
			found[to].Came += m.Came
			found[to].Lag.join(&m.Lag)
		}
	}
	var out []Moved
	for _, m := range found {
		m.Invited = (invited*m.Came + came/2) / max(came, 1)
		out = append(out, *m)
	}
	slices.SortFunc(out, func(a, b Moved) int { return cmp.Compare(a.To, b.To) })
	return out
}

package messages

import (
	"maps"
	"math"
	"slices"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
)

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

// series is the history of a queue, and of its kinds where they are told: from its first
// interval on, zero where nothing came within the spans, missing between them.
func (t *tally) series(q *queueTally, spans []calendar.Window) []forecast.Series {
	first, last := int32(math.MaxInt32), int32(math.MinInt32)
	for _, p := range q.parts {
		for bin := range p.cells {
			if within(spans, t.start(bin)) {
				first, last = min(first, bin), max(last, bin)
			}
		}
	}
	if first > last {
		return nil
	}
	if end := t.bin(spans[len(spans)-1].To.Unix()) - 1; !q.reported && t.start(end).Sub(t.start(last)) < goneFor {
		last = end
	}
	s := t.filled(q, q.parts, first, last, spans)
	if q.Kinds != nil {
		for _, p := range q.parts {
			k := t.filled(q, []*part{p}, first, last, spans)
			k.Kind = p.Kind.Kind
			s.Kinds = append(s.Kinds, k)
		}
	}
	t.leaveOut(q, &s)
	return []forecast.Series{s}
}

// filled is the history of some parts of a queue together, from interval first to last.
func (t *tally) filled(q *queueTally, parts []*part, first, last int32, spans []calendar.Window) forecast.Series {
	n := int(last-first) + 1
	s := forecast.Series{Queue: q.Queue, Grid: calendar.Grid{Start: t.start(first), Step: t.opt.Step, N: n}}
	columns := s.Columns()
	for _, c := range columns {
		*c = make([]float64, n)
	}
	for i := range n {
		bin := first + int32(i)
		var sum cell
		known := false
		for _, p := range q.parts {
			c := p.cells[bin]
			if known = known || c != nil; c != nil && slices.Contains(parts, p) {
				sum.add(c, p.uncut())
			}
		}
		row := []float64{sum.volume, sum.handled, sum.flushed, sum.seconds / sum.timed, sum.replies, sum.moved} // NaN where nothing was timed
		for k, c := range columns {
			if (*c)[i] = row[k]; !known && (q.reported || !within(spans, t.start(bin))) {
				(*c)[i] = math.NaN()
			}
		}
	}
	return s
}

// leaveOut takes away columns that the export does not tell.
func (t *tally) leaveOut(q *queueTally, s *forecast.Series) {
	if q.Side == Voice || q.Side == Chat || q.reported {
		s.Flushed, s.Replies, s.Moved = nil, nil, nil
	}
	if q.Answered == 0 && !q.reported { // the answers may be in another file
		s.Handled, s.Flushed, s.Replies = nil, nil, nil
	}
	if q.came == 0 {
		s.Moved = nil
	}
	for _, c := range s.Columns()[1:] {
		if !slices.ContainsFunc(*c, func(x float64) bool { return !math.IsNaN(x) }) {
			*c = nil
		}
	}
	whole := s.Columns()
	for i := range s.Kinds {
		for k, c := range s.Kinds[i].Columns() {
			if *whole[k] == nil {
				*c = nil
			}
		}
	}
}

func within(spans []calendar.Window, at time.Time) bool {
	return slices.ContainsFunc(spans, func(w calendar.Window) bool { return !at.Before(w.From) && at.Before(w.To) })
}

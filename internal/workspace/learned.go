package workspace

import (
	"slices"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/forecast/messages"
	"turno/internal/workspace/settings"
)

// Known splits a result into what belongs to queues of turno.yaml and the names of those
// that are not there. Without turno.yaml all are known.
func (in Intake) Known(r messages.Result) (messages.Result, []string) {
	if in.Settings == nil {
		return r, nil
	}
	known := in.Queues()
	var other []string
	for _, q := range r.Queues {
		if !slices.Contains(known, q.Queue) {
			other = append(other, q.Queue)
		}
	}
	r.Queues = slices.DeleteFunc(slices.Clone(r.Queues), func(q messages.Measures) bool { return !slices.Contains(known, q.Queue) })
	r.History = slices.DeleteFunc(slices.Clone(r.History), func(s forecast.Series) bool { return !slices.Contains(known, s.Queue) })
	return r, other
}

// Learned are the measured parameters of a workspace after an import: those of its queues
// replace what was measured of an earlier time.
func (in Intake) Learned(r messages.Result) settings.Measured {
	out := settings.Measured{}
	for name, q := range in.Measured {
		out[name] = q
	}
	first, last := in.days(r)
	for i := range r.Queues {
		q := &r.Queues[i]
		m := settings.MeasuredQueue{From: first, To: last, Side: q.Side, CSAT: -1}
		if old, ok := out[q.Queue]; ok && m.To.Before(old.To) {
			continue
		}
		if q.CSATs > 0 {
			m.CSAT = q.CSAT
		}
		m.Flush, m.Turns, m.Think, m.AHT = work(q.Side, &q.Work)
		m.Kinds = measuredKinds(q)
		var moves []messages.Moved
		for _, p := range r.Moved {
			if p.From == q.Queue {
				moves = append(moves, p)
			}
		}
		m.Pivots = pivots(&q.Work, moves)
		if m.Flush.N+m.Turns.N+m.Think.N+m.AHT.N+len(m.Pivots) > 0 || m.CSAT >= 0 {
			out[q.Queue] = m
		}
	}
	return out
}

// work is what is known of a queue's work, or of one kind's, as far as it has a meaning there.
func work(side messages.Side, w *messages.Work) (flush, turns, think, aht settings.Interval) {
	if side != messages.Voice && side != messages.Chat {
		flush, turns, think = told(w.Flush()), told(w.Turns()), told(w.ThinkTime())
	}
	return flush, turns, think, told(w.HandleTime())
}

func pivots(w *messages.Work, moves []messages.Moved) (out []forecast.Pivot) {
	for _, p := range moves {
		if w.Answered > 0 {
			out = append(out, forecast.Pivot{To: p.To, Share: p.Share(w).Value, Lag: time.Duration(p.Lag.Mean()) * time.Second, DropOff: p.DropOff().Value})
		}
	}
	return out
}

// measuredKinds is the mix of a queue's messages, and what is known of the kinds seen often
// enough.
func measuredKinds(q *messages.Measures) (out []settings.MeasuredKind) {
	for i := range q.Kinds {
		k := &q.Kinds[i]
		if k.Kind == "" || k.Volume < messages.Least {
			continue
		}
		m := settings.MeasuredKind{Kind: string(k.Kind), Share: told(q.Mix(k, -1)), Pivots: pivots(&k.Work, k.Moved)}
		m.Flush, m.Turns, m.Think, m.AHT = work(q.Side, &k.Work)
		out = append(out, m)
	}
	return out
}

// days are the first and last that an export covers; rows that stand alone, such as one of a
// wrong year, do not count.
func (in Intake) days(r messages.Result) (first, last calendar.Date) {
	from, to := time.Unix(r.Counts.First, 0), time.Unix(r.Counts.Last, 0)
	if n := len(r.Spans); n > 0 {
		from, to = r.Spans[0].From, r.Spans[n-1].To.Add(-time.Second)
	}
	return calendar.DateOf(from.In(in.Calendar.Zone)), calendar.DateOf(to.In(in.Calendar.Zone))
}

func told(p messages.Parameter) settings.Interval {
	if p.N < messages.Least {
		return settings.Interval{}
	}
	return settings.Interval{Value: p.Value, Low: p.Low, High: p.High, N: int(min(p.N, 1<<31-1))}
}

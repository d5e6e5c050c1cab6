package scenario

import (
	"fmt"
	"slices"
	"time"

	"turno/forecast"
	"turno/schedule"
)

// Scale changes how much comes.
type Scale struct {
	Queues   []string // empty is all
	Times    float64
	From, To time.Time // the zero times are the whole period
}

// Kind implements Change.
func (Scale) Kind() Kind { return KindVolume }

func (c Scale) apply(d *draft) error {
	if err := d.each(c.Queues, func(*schedule.Queue) {}); err != nil {
		return err
	}
	from, to := c.From, c.To
	if from.IsZero() {
		from = d.Period.Start.AddDate(0, 0, -7)
	}
	if to.IsZero() {
		to = d.Period.End().AddDate(0, 0, 7)
	}
	o := forecast.Override{From: from, To: to, Op: forecast.Times, Value: c.Times}
	if err := o.Check(); err != nil {
		return err
	}
	d.volumes = slices.Clone(d.volumes)
	for i, v := range d.volumes {
		if len(c.Queues) == 0 || slices.Contains(c.Queues, v.Queue) {
			d.volumes[i] = v.Override(o)
		}
	}
	return nil
}

// Field is a figure of the work that contacts bring.
type Field string

// The fields of SetWork; times are in seconds.
const (
	FieldAHT    Field = "aht"
	FieldFlush  Field = "flush"
	FieldTurns  Field = "turns"
	FieldTriage Field = "triage"
	FieldThink  Field = "think"
)

// SetWork changes what a contact brings: one field of every message kind of the queues.
// Values are kept where they have a meaning: a flush below 99 %, at least one turn.
type SetWork struct {
	Queues []string        // empty is all
	Kinds  []forecast.Kind // empty is all; of a merged queue those of each of its parts
	Field  Field
	Amount Amount

	From, To time.Time // of the contacts that come in it; the zero times are always
}

// Kind implements Change.
func (SetWork) Kind() Kind { return KindWork }

func (c SetWork) apply(d *draft) error {
	return d.streams(c.Queues, func(s *forecast.Stream) {
		if len(c.Kinds) > 0 && !slices.ContainsFunc(c.Kinds, func(k forecast.Kind) bool { return ofKind(s.Kind, k) }) {
			return
		}
		on := func(m *forecast.Measure, least, most float64) {
			if len(m.Mean) > 0 {
				*m = c.during(d, *m, c.Amount.on(*m, least, most))
			}
		}
		switch c.Field {
		case FieldAHT:
			on(&s.AHT, 1, 86400)
		case FieldFlush:
			on(&s.Flush, 0, 0.99)
		case FieldTurns:
			on(&s.Turns, 1, 50)
		case FieldTriage:
			on(&s.Triage, 0, 86400)
		case FieldThink:
			on(&s.Think, 1, 30*86400)
		}
	})
}

// during is the changed measure within the window, and as it was outside.
func (c SetWork) during(d *draft, was, now forecast.Measure) forecast.Measure {
	if c.From.IsZero() && c.To.IsZero() {
		return now
	}
	out := forecast.Measure{CV: was.CV, Mean: make([]float64, d.Period.N)}
	for i := range out.Mean {
		out.Mean[i] = was.At(i)
		if at := d.Period.At(i); !at.Before(c.From) && (c.To.IsZero() || at.Before(c.To)) {
			out.Mean[i] = now.At(i)
		}
	}
	return out
}

// SetPivot changes the share of conversations that move from a queue to another. Where none
// did, a new pivot needs Amount.Set; its lag is then 20 minutes and three in four never come.
type SetPivot struct {
	Queue, To string
	Amount    Amount
}

// Kind implements Change.
func (SetPivot) Kind() Kind { return KindPivot }

// How those moved by a new pivot behave: what a workspace that says nothing gets.
const (
	pivotLag     = 20 * time.Minute
	pivotDropOff = 0.76
)

func (c SetPivot) apply(d *draft) error {
	if d.find(c.To) < 0 || c.To == c.Queue {
		return fmt.Errorf("a pivot of %s to %q: expected another queue", c.Queue, c.To)
	}
	found := false
	err := d.streams([]string{c.Queue}, func(s *forecast.Stream) {
		s.Pivots = slices.Clone(s.Pivots)
		k := slices.IndexFunc(s.Pivots, func(p forecast.Pivot) bool { return p.To == c.To })
		if k < 0 && !c.Amount.Set {
			return
		}
		if k < 0 {
			k = len(s.Pivots)
			s.Pivots = append(s.Pivots, forecast.Pivot{To: c.To, Lag: pivotLag, DropOff: pivotDropOff})
		}
		found = true
		left := 1.0 // by no other pivot in any interval
		for i, p := range s.Pivots {
			if i != k {
				left -= p.Most()
			}
		}
		p := &s.Pivots[k]
		one := *p
		one.Share = 1
		p.Share = min(max(c.Amount.of(p.Share), 0), max(left, 0)/max(one.Most(), 1e-9))
	})
	if err == nil && !found {
		err = fmt.Errorf("nothing moves from %s to %s that could be multiplied: expected a share such as 6%%", c.Queue, c.To)
	}
	return err
}

// streams gives every stream of the queues to a change.
func (d *draft) streams(names []string, change func(*forecast.Stream)) error {
	return d.each(names, func(q *schedule.Queue) {
		streams := slices.Clone(d.Streams[q.Name])
		for i := range streams {
			change(&streams[i])
		}
		d.Streams[q.Name] = streams
	})
}

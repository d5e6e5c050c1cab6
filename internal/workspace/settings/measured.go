package settings

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/forecast/messages"
	"turno/internal/workspace/value"
	"turno/skills"
)

// Measured are the parameters that imports have measured, by queue. They are defaults:
// what turno.yaml says counts instead.
type Measured map[string]MeasuredQueue

// MeasuredQueue is what was measured of one queue. A value that is not known is negative.
type MeasuredQueue struct {
	From, To     calendar.Date // the days measured
	Side         messages.Side // where its contacts stand
	Flush, Turns Interval
	AHT, Think   Interval // seconds
	Patience     Interval // seconds; not measured by now
	Pivots       []forecast.Pivot
	CSAT         float64
	Kinds        []MeasuredKind // of messages, by name
}

// MeasuredKind is what was measured of one kind of message. Flush is negative and Turns 0
// where they are not known.
type MeasuredKind struct {
	Kind                string
	Share, Flush, Turns float64
	N                   int // conversations
}

// Interval is a value, the interval that holds the truth with 95 %, and from how many
// observations; none where N is 0.
type Interval struct {
	Value, Low, High float64
	N                int
}

// work is the default of a queue's work: what was measured of it, else the typical figures of
// its channel; and the keys that were measured.
func (m Measured) work(queue string, c skills.Channel) (work, []string) {
	w, q := defaultWork(c), m[queue]
	var keys []string
	take := func(key string, i Interval, set func(float64)) {
		if i.N > 0 {
			set(i.Value)
			keys = append(keys, key)
		}
	}
	seconds := func(to *time.Duration) func(float64) {
		return func(x float64) { *to = time.Duration(max(x, 1) * float64(time.Second)) }
	}
	if !c.Live() {
		take("flush", q.Flush, func(x float64) { w.Flush = min(x, 0.99) })
		take("turns", q.Turns, func(x float64) { w.Turns = max(x, 1) })
		take("think", q.Think, seconds(&w.Think))
	}
	take("aht", q.AHT, seconds(&w.AHT))
	return w, keys
}

// Told says which keys of a queue's work were measured.
func (m Measured) Told(queue string) map[string]bool {
	q := m[queue]
	return map[string]bool{"flush": q.Flush.N > 0, "turns": q.Turns.N > 0, "aht": q.AHT.N > 0, "think": q.Think.N > 0}
}

// pivots are the measured moves to queues that turno.yaml has.
func (m Measured) pivots(queue string, names []string) []forecast.Pivot {
	return slices.DeleteFunc(slices.Clone(m[queue].Pivots), func(p forecast.Pivot) bool { return p.To == queue || !slices.Contains(names, p.To) })
}

type measuredDraft struct {
	queues []entry[patch[measuredQueueDraft]]
}

type measuredQueueDraft struct {
	MeasuredQueue
	kinds  []entry[patch[MeasuredKind]]
	pivots []placed[patch[forecast.Pivot]]
}

// interval reads value, low, high and n; scale turns what is written into the value.
func interval[V any](as reading[V], scale func(V) float64) reading[Interval] {
	r := record[Interval]{
		bind("value", "What was measured", as, func(i *Interval, v V) { i.Value = scale(v) }).required(),
		bind("low", "The interval that holds the truth with 95 %", as, func(i *Interval, v V) { i.Low = scale(v) }),
		bind("high", "The interval that holds the truth with 95 %", as, func(i *Interval, v V) { i.High = scale(v) }),
		bind("n", "How many observations", whole(1, 1<<31-1), func(i *Interval, v int) { i.N = v }).required(),
	}
	p := patchOf("a measured value", r)
	return reading[Interval]{p.schema, func(d *decoder, n *node) (Interval, bool) {
		v, ok := p.read(d, n)
		return v.over(Interval{}), ok && v.good
	}}
}

func same(x float64) float64 { return x }

var date = textual(func(s string) (calendar.Date, error) {
	d, err := calendar.ParseDate(s)
	if err != nil {
		return d, &value.Error{Value: s, Expected: "expected a date such as 2026-11-27"}
	}
	return d, nil
}, schema{"type": "string"})

var measuredKindRecord = record[MeasuredKind]{
	bind("share", "Share of the queue's volume", share, func(k *MeasuredKind, v float64) { k.Share = v }).required(),
	bind("flush", "Share of its posts that needed no answer", share, func(k *MeasuredKind, v float64) { k.Flush = v }),
	bind("turns", "Mean agent replies in a conversation", number(1, 50), func(k *MeasuredKind, v float64) { k.Turns = v }),
	bind("n", "How many conversations", whole(1, 1<<31-1), func(k *MeasuredKind, v int) { k.N = v }).required(),
}

var measuredQueueRecord = record[measuredQueueDraft]{
	bind("from", "First day measured", date, func(m *measuredQueueDraft, v calendar.Date) { m.From = v }).required(),
	bind("to", "Last day measured", date, func(m *measuredQueueDraft, v calendar.Date) { m.To = v }).required(),
	bind("side", "The side its contacts stand on: public (default), private, email, chat or voice", sideName, func(m *measuredQueueDraft, v string) { m.Side = sideOf(v) }),
	bind("flush", "Share of posts that needed no answer", interval(share, same), func(m *measuredQueueDraft, v Interval) { m.Flush = v }),
	bind("turns", "Mean agent replies in a conversation", interval(number(1, 50), same), func(m *measuredQueueDraft, v Interval) { m.Turns = v }),
	bind("aht", "Mean time of an agent on a reply", interval(positive, time.Duration.Seconds), func(m *measuredQueueDraft, v Interval) { m.AHT = v }),
	bind("think", "Median time until the customer's next message", interval(positive, time.Duration.Seconds), func(m *measuredQueueDraft, v Interval) { m.Think = v }),
	bind("csat", "Mean satisfaction told", share, func(m *measuredQueueDraft, v float64) { m.CSAT = v }),
	bind("kinds", "Kinds of message and their mix", mapOf("message kind", patchOf("a kind", measuredKindRecord), 200), func(m *measuredQueueDraft, v []entry[patch[MeasuredKind]]) { m.kinds = v }),
	bind("pivots", "Shares of the conversations that moved", listOf(keep(patchOf("a pivot", pivotRecord)), maxPivots), func(m *measuredQueueDraft, v []placed[patch[forecast.Pivot]]) { m.pivots = v }),
}

var measuredRecord = record[measuredDraft]{
	bind("version", "Version of this format", version, func(*measuredDraft, int) {}),
	bind("queues", "What was measured, by queue", mapOf("queue", patchOf("a queue", measuredQueueRecord), 20_000), func(m *measuredDraft, v []entry[patch[measuredQueueDraft]]) { m.queues = v }),
}

// DecodeMeasured reads measured.yaml. The error is a *fault.Error with every fault.
func DecodeMeasured(name string, data []byte) (Measured, error) {
	root, err := parse(name, data)
	if err != nil {
		return nil, err
	}
	d := &decoder{file: name, zone: time.UTC}
	if root == nil || root.shape == null {
		return nil, nil
	}
	p, ok := patchOf("measured.yaml", measuredRecord).read(d, root)
	out := Measured{}
	if ok {
		for _, q := range p.over(measuredDraft{}).queues {
			draft := q.value.over(measuredQueueDraft{MeasuredQueue: MeasuredQueue{CSAT: -1}})
			for _, pivot := range draft.pivots {
				draft.Pivots = append(draft.Pivots, pivot.value.over(forecast.Pivot{Lag: defaultLag, DropOff: 0}))
			}
			for _, k := range draft.kinds {
				kind := k.value.over(MeasuredKind{Flush: -1})
				kind.Kind = k.name
				draft.Kinds = append(draft.Kinds, kind)
			}
			out[q.name] = draft.MeasuredQueue
		}
	}
	if err := d.faults.Err(); err != nil {
		return nil, inOrder(err)
	}
	return out, nil
}

// EncodeMeasured writes measured.yaml as DecodeMeasured reads it.
func EncodeMeasured(m Measured) []byte {
	var b bytes.Buffer
	b.WriteString("# What turno import has measured. Each value is a default of the queue's work: what turno.yaml\n# says counts instead, and the next import of a later time writes this file anew.\nversion: 1\nqueues:\n")
	for _, name := range slices.Sorted(maps.Keys(m)) {
		q := m[name]
		fmt.Fprintf(&b, "  %s:\n    from: %s\n    to: %s\n", quoted(name), q.From, q.To)
		if q.Side != messages.Public {
			fmt.Fprintf(&b, "    side: %s\n", q.Side)
		}
		percent := func(x float64) string { return strconv.FormatFloat(100*x, 'f', 3, 64) + "%" }
		seconds := func(x float64) string {
			return value.FormatDuration(max(time.Second, time.Duration(x+0.5)*time.Second))
		}
		line(&b, "flush", q.Flush, percent)
		line(&b, "turns", q.Turns, func(x float64) string { return strconv.FormatFloat(min(max(x, 1), 50), 'f', 4, 64) })
		line(&b, "aht", q.AHT, seconds)
		line(&b, "think", q.Think, seconds)
		if q.CSAT >= 0 {
			fmt.Fprintf(&b, "    csat: %s\n", percent(q.CSAT))
		}
		if len(q.Kinds) > 0 {
			b.WriteString("    kinds:\n")
		}
		for _, k := range q.Kinds {
			fmt.Fprintf(&b, "      %s: {share: %s, n: %d", quoted(k.Kind), percent(k.Share), k.N)
			if k.Flush >= 0 {
				fmt.Fprintf(&b, ", flush: %s", percent(k.Flush))
			}
			if k.Turns > 0 {
				fmt.Fprintf(&b, ", turns: %s", strconv.FormatFloat(min(max(k.Turns, 1), 50), 'f', 4, 64))
			}
			b.WriteString("}\n")
		}
		if len(q.Pivots) > 0 {
			b.WriteString("    pivots:\n")
		}
		for _, p := range q.Pivots {
			fmt.Fprintf(&b, "      - {to: %s, share: %s, lag: %s, drop_off: %s}\n", quoted(p.To), percent(p.Share), value.FormatDuration(p.Lag.Round(time.Second)), percent(p.DropOff))
		}
	}
	return b.Bytes()
}

func line(b *bytes.Buffer, key string, i Interval, show func(float64) string) {
	if i.N > 0 {
		fmt.Fprintf(b, "    %s: {value: %s, low: %s, high: %s, n: %d}\n", key, show(i.Value), show(i.Low), show(i.High), i.N)
	}
}

func quoted(s string) string { return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"` }

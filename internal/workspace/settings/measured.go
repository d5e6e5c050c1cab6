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

// MeasuredKind is what was measured of one kind of message.
type MeasuredKind struct {
	Kind         string
	Share        Interval // in the messages whose kind is told
	Flush, Turns Interval
	AHT, Think   Interval // seconds
	Pivots       []forecast.Pivot
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
	return w, w.take(c, q.Flush, q.Turns, q.AHT, q.Think)
}

// take sets the work to what was measured and has a meaning on the channel, and lists it.
func (w *work) take(c skills.Channel, flush, turns, aht, think Interval) (keys []string) {
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
		take("flush", flush, func(x float64) { w.Flush = min(x, 0.99) })
		take("turns", turns, func(x float64) { w.Turns = max(x, 1) })
		take("think", think, seconds(&w.Think))
	}
	take("aht", aht, seconds(&w.AHT))
	return keys
}

// Told says which keys of a queue's work were measured.
func (m Measured) Told(queue string) map[string]bool {
	q := m[queue]
	return map[string]bool{"flush": q.Flush.N > 0, "turns": q.Turns.N > 0, "aht": q.AHT.N > 0, "think": q.Think.N > 0}
}

// leading are the measured moves of a queue to others that turno.yaml has.
func leading(pivots []forecast.Pivot, queue string, names []string) []forecast.Pivot {
	return slices.DeleteFunc(slices.Clone(pivots), func(p forecast.Pivot) bool { return p.To == queue || !slices.Contains(names, p.To) })
}

type measuredDraft struct {
	queues []entry[patch[measuredQueueDraft]]
}

type measuredQueueDraft struct {
	MeasuredQueue
	kinds  []entry[patch[measuredKindDraft]]
	pivots []placed[patch[forecast.Pivot]]
}

type measuredKindDraft struct {
	MeasuredKind
	n      int // of a file that has no intervals of kinds
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

// bare reads an interval, or its value alone, as versions of turno wrote it that measured no
// interval of kinds of message.
func bare[V any](as reading[V], scale func(V) float64) reading[Interval] {
	whole := interval(as, scale)
	return reading[Interval]{schema{"anyOf": []schema{as.schema, whole.schema}}, func(d *decoder, n *node) (Interval, bool) {
		if n.shape == mapping {
			return whole.read(d, n)
		}
		v, ok := as.read(d, n)
		return Interval{Value: scale(v), Low: scale(v), High: scale(v)}, ok
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

var measuredKindRecord = record[measuredKindDraft]{
	bind("share", "Share of the messages whose kind is told", bare(share, same), func(k *measuredKindDraft, v Interval) { k.Share = v }).required(),
	bind("flush", "Share of its posts that needed no answer", bare(share, same), func(k *measuredKindDraft, v Interval) { k.Flush = v }),
	bind("turns", "Mean agent replies in a conversation", bare(number(1, 50), same), func(k *measuredKindDraft, v Interval) { k.Turns = v }),
	bind("aht", "Mean time of an agent on a reply", interval(positive, time.Duration.Seconds), func(k *measuredKindDraft, v Interval) { k.AHT = v }),
	bind("think", "Median time until the customer's next message", interval(positive, time.Duration.Seconds), func(k *measuredKindDraft, v Interval) { k.Think = v }),
	bind("pivots", "Shares of the conversations that moved", listOf(keep(patchOf("a pivot", pivotRecord)), maxPivots), func(k *measuredKindDraft, v []placed[patch[forecast.Pivot]]) { k.pivots = v }),
	bind("n", "How many conversations, where the values have no intervals", whole(1, 1<<31-1), func(k *measuredKindDraft, v int) { k.n = v }),
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
	bind("kinds", "Kinds of message and their mix", mapOf("message kind", patchOf("a kind", measuredKindRecord), 200), func(m *measuredQueueDraft, v []entry[patch[measuredKindDraft]]) { m.kinds = v }),
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
			draft.Pivots = measuredPivots(draft.pivots)
			for _, k := range draft.kinds {
				draft.Kinds = append(draft.Kinds, k.value.over(measuredKindDraft{}).kind(k))
			}
			out[q.name] = draft.MeasuredQueue
		}
	}
	if err := d.faults.Err(); err != nil {
		return nil, inOrder(err)
	}
	return out, nil
}

func measuredPivots(drafts []placed[patch[forecast.Pivot]]) (all []forecast.Pivot) {
	for _, p := range drafts {
		all = append(all, p.value.over(forecast.Pivot{Lag: defaultLag, DropOff: 0}))
	}
	return all
}

// kind completes a kind: values without an interval are from so many conversations as n says.
func (k measuredKindDraft) kind(e entry[patch[measuredKindDraft]]) MeasuredKind {
	k.Kind, k.Pivots = e.name, measuredPivots(k.pivots)
	for key, i := range map[string]*Interval{"share": &k.Share, "flush": &k.Flush, "turns": &k.Turns} {
		if e.value.has(key) && i.N == 0 {
			i.N = max(k.n, 1)
		}
	}
	return k.MeasuredKind
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
		line(&b, "    ", "flush", q.Flush, percent)
		line(&b, "    ", "turns", q.Turns, replies)
		line(&b, "    ", "aht", q.AHT, seconds)
		line(&b, "    ", "think", q.Think, seconds)
		if q.CSAT >= 0 {
			fmt.Fprintf(&b, "    csat: %s\n", percent(q.CSAT))
		}
		if len(q.Kinds) > 0 {
			b.WriteString("    kinds:\n")
		}
		for _, k := range q.Kinds {
			fmt.Fprintf(&b, "      %s:\n", quoted(k.Kind))
			line(&b, "        ", "share", k.Share, percent)
			line(&b, "        ", "flush", k.Flush, percent)
			line(&b, "        ", "turns", k.Turns, replies)
			line(&b, "        ", "aht", k.AHT, seconds)
			line(&b, "        ", "think", k.Think, seconds)
			writePivots(&b, "        ", k.Pivots)
		}
		writePivots(&b, "    ", q.Pivots)
	}
	return b.Bytes()
}

func percent(x float64) string { return strconv.FormatFloat(100*x, 'f', 3, 64) + "%" }

func replies(x float64) string { return strconv.FormatFloat(min(max(x, 1), 50), 'f', 4, 64) }

func seconds(x float64) string {
	return value.FormatDuration(max(time.Second, time.Duration(x+0.5)*time.Second))
}

func line(b *bytes.Buffer, indent, key string, i Interval, show func(float64) string) {
	if i.N > 0 {
		fmt.Fprintf(b, "%s%s: {value: %s, low: %s, high: %s, n: %d}\n", indent, key, show(i.Value), show(i.Low), show(i.High), i.N)
	}
}

func writePivots(b *bytes.Buffer, indent string, pivots []forecast.Pivot) {
	if len(pivots) > 0 {
		fmt.Fprintf(b, "%spivots:\n", indent)
	}
	for _, p := range pivots {
		fmt.Fprintf(b, "%s  - {to: %s, share: %s, lag: %s, drop_off: %s}\n", indent, quoted(p.To), percent(p.Share), value.FormatDuration(p.Lag.Round(time.Second)), percent(p.DropOff))
	}
}

func quoted(s string) string { return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"` }

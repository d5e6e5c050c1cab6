package settings

import (
	"slices"

	"turno/forecast"
	"turno/internal/workspace/fault"
)

// kindStreams makes a stream of each kind of message. What turno.yaml says of neither the kind
// nor the whole queue is what was measured of the kind, else that of the queue. The mix is
// that measured where no kind states its share and all were measured.
func (d *decoder) kindStreams(e entry[patch[queueDraft]], draft queueDraft, base work, names []string) []forecast.Stream {
	var streams []forecast.Stream
	var sum float64
	whole := true
	mix := d.mix(e.name, draft)
	for i, k := range draft.kinds {
		b, keys, pivots := d.kindBase(e.name, k.name, draft, base, names)
		b.Share = mix[i]
		w := k.value.over(b)
		d.workFits(k.value, draft.Channel)
		d.handleTime(k.key, draft, k.value, w)
		stated := d.pivots(w, e.name, names)
		if !k.value.has("pivots") && !draft.work.has("pivots") {
			stated = pivots
		}
		for _, key := range keys {
			d.used(e.name, []string{key}, draft.work, k.name, k.value)
		}
		d.open(e.name, draft, k.name, k.value)
		sum += w.Share
		streams = append(streams, w.stream(forecast.Kind(k.name), w.Share, stated))
		whole = whole && k.value.good && (k.value.has("share") || mix[i] >= 0)
	}
	if whole && (sum < 0.995 || sum > 1.005) {
		d.say(e.value.place("kinds"), "the shares of the kinds of %s make %.4g%%: expected 100%%", e.name, 100*sum)
	}
	for i := range streams {
		streams[i].Share = forecast.Constant(streams[i].Share.At(0)/max(sum, 1e-9), 0)
	}
	return streams
}

// mix are the shares of kinds that do not state theirs: those measured, or even ones where
// only the history may tell them; -1 where neither can be, since other kinds state theirs.
func (d *decoder) mix(queue string, draft queueDraft) []float64 {
	out := make([]float64, len(draft.kinds))
	var lacking []fault.Fault
	measured, sum := true, 0.0
	for i, k := range draft.kinds {
		if !k.value.has("share") {
			lacking = append(lacking, fault.Fault{File: d.file, Line: k.key.line, Column: k.key.column, Value: k.name, Expected: "the kind lacks its share of the volume, such as share: 30%"})
		}
		m, ok := d.measuredKind(queue, k.name)
		measured, out[i], sum = measured && ok, m.Share.Value, sum+m.Share.Value
	}
	if len(lacking) == 0 {
		return out
	}
	if len(lacking) < len(out) {
		for _, f := range lacking {
			d.faults.Add(f)
		}
		for i := range out {
			out[i] = -1
		}
		return out
	}
	d.opens(queue, "", "share")
	if measured && sum > 0 {
		d.uses(queue, "kinds")
		for i := range out {
			out[i] /= sum
		}
		return out
	}
	for i := range out {
		out[i] = 1 / float64(len(out))
		lacking[i].Expected += "; history.csv does not tell it either: it takes a column kind over two weeks at least"
	}
	if d.unmixed == nil {
		d.unmixed = map[string][]fault.Fault{}
	}
	d.unmixed[queue] = lacking
	return out
}

// kindBase is the work over which a kind is written, what of it was measured of the kind, and
// where its conversations move.
func (d *decoder) kindBase(queue, kind string, draft queueDraft, base work, names []string) (work, []string, []forecast.Pivot) {
	m, ok := d.measuredKind(queue, kind)
	if !ok {
		return base, nil, leading(d.measured[queue].Pivots, queue, names)
	}
	own := base
	keys := own.take(draft.Channel, m.Flush, m.Turns, m.AHT, m.Think)
	pivots := leading(m.Pivots, queue, names)
	if len(pivots) > 0 {
		keys = append(keys, "pivots")
	}
	return draft.work.over(own), keys, pivots
}

func (d *decoder) measuredKind(queue, kind string) (MeasuredKind, bool) {
	all := d.measured[queue].Kinds
	i := slices.IndexFunc(all, func(m MeasuredKind) bool { return m.Kind == kind })
	if i < 0 {
		return MeasuredKind{}, false
	}
	return all[i], true
}

package settings

import "slices"

// kindBases are the works over which the kinds of a queue are written: what turno.yaml says
// of the whole queue, else what was measured of the kind, else that of the queue. The mix is
// that measured where no kind states its share and all were measured; mixed says so, and
// used whether any value was measured.
func (d *decoder) kindBases(queue string, draft queueDraft, base work) (bases []work, mixed, used bool) {
	measured := make([]MeasuredKind, len(draft.kinds))
	var sum float64
	mixed = true
	for i, k := range draft.kinds {
		all := d.measured[queue].Kinds
		at := slices.IndexFunc(all, func(m MeasuredKind) bool { return m.Kind == k.name })
		mixed = mixed && at >= 0 && !k.value.has("share")
		measured[i].Flush = -1
		if at >= 0 {
			measured[i] = all[at]
			sum += all[at].Share
		}
	}
	mixed = mixed && sum > 0
	for i, k := range draft.kinds {
		w, m := base, measured[i]
		if mixed {
			w.Share = m.Share / sum
		}
		if !draft.Channel.Live() {
			if m.Flush >= 0 && !draft.work.has("flush") {
				w.Flush = min(m.Flush, 0.99)
				used = used || !k.value.has("flush")
			}
			if m.Turns >= 1 && !draft.work.has("turns") {
				w.Turns = m.Turns
				used = used || !k.value.has("turns")
			}
		}
		bases = append(bases, w)
	}
	return bases, mixed, used || mixed
}

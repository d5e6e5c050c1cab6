package table

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"turno/forecast"
	"turno/internal/workspace/value"
)

// part finds the row's kind of message within its queue, or is nil for a bad one. Without a
// column for it the queue is not parted.
func (h *history) part(q *queueRows) *queueRows {
	if q == nil || !h.table.Has(colKind) {
		return q
	}
	at := KindOf{q.name, forecast.Kind(h.table.Cell(colKind))}
	if p := h.parts[at]; p != nil {
		return p
	}
	if at.Kind != "" {
		name := h.table.Text(colKind)
		if _, err := value.ParseName(name); name != "" && err != nil {
			h.table.Reject(colKind, "expected a kind of message as turno.yaml names it, such as complaint, or nothing where it is not told", "")
			return nil
		}
		if at.Kind = forecast.Kind(strings.Clone(name)); name == "" {
			return nil // said
		}
	}
	if len(q.parts) == maxKinds {
		h.table.Reject(colKind, "more than "+strconv.Itoa(maxKinds)+" kinds of message in a queue: expected fewer; is this the column of the kind?", "")
		h.table.done = true
		return nil
	}
	p := &queueRows{name: q.name, kind: at.Kind}
	q.parts, h.parts[at] = append(q.parts, p), p
	if h.opt.Kinds != nil && p.kind != "" {
		h.opt.Kinds[at] = h.table.Line()
	}
	return p
}

// told are the parts that rows are read into: of all queues, or of their kinds.
func (h *history) told() (all []*queueRows) {
	for _, q := range h.queues {
		if q.parts == nil {
			all = append(all, q)
		}
		all = append(all, q.parts...)
	}
	return all
}

// addUp makes the rows of each queue from those of its kinds, and faults rows without a kind
// that hold the whole once more.
func (h *history) addUp() {
	for _, q := range h.queues {
		if q.parts == nil {
			continue
		}
		slices.SortFunc(q.parts, func(a, b *queueRows) int { return cmp.Compare(a.kind, b.kind) })
		from := make([]int, len(q.parts))
		whole := doubled{}
		for {
			at := int64(math.MaxInt64)
			for k, p := range q.parts {
				if from[k] < len(p.rows) {
					at = min(at, p.rows[from[k]].at)
				}
			}
			if at == math.MaxInt64 {
				break
			}
			sum := adder{row: int32(len(q.extra))}
			for k, p := range q.parts {
				if from[k] < len(p.rows) && p.rows[from[k]].at == at {
					sum.add(p, p.rows[from[k]])
					from[k]++
				}
			}
			if sum.volume > maxVolume {
				h.reject(sum.line, "queue %s: the kinds of this time add up to more than 1e12: expected less", q.name)
			}
			q.rows = append(q.rows, sum.entry(at))
			if h.extra {
				q.extra = append(q.extra, sum.extra())
			}
			whole.see(sum)
		}
		if whole.all() {
			h.table.addf(int(whole.line), 0, "queue %s: wherever it stands beside others, the row without a kind holds the sum of the kinds: expected the messages that are not told apart alone, since the rows of a time add up; take these rows out", q.name)
		}
	}
}

// adder adds up the rows of one time.
type adder struct {
	row, line, rest int32 // the first line, and that of the row without a kind
	volume, untold  float64
	counts          [extras]float64
	seconds, weight float64 // of handle times
	parts           int
}

func (a *adder) add(p *queueRows, e entry) {
	if a.parts++; a.line == 0 || e.line < a.line {
		a.line = e.line
	}
	a.volume += e.volume
	if p.kind == "" {
		a.untold, a.rest = e.volume, e.line
	}
	if len(p.extra) == 0 {
		return
	}
	x := p.extra[e.row]
	for k, v := range x {
		if colHandled+k != colAHT {
			a.counts[k] += v
		}
	}
	weight := e.volume
	for _, c := range []int{colHandled, colReplies} { // replies where they are known
		if v := x[c-colHandled]; !math.IsNaN(v) {
			weight = v
		}
	}
	if t := x[colAHT-colHandled]; !math.IsNaN(t) && weight > 0 {
		a.seconds, a.weight = a.seconds+t*weight, a.weight+weight
	}
}

func (a *adder) entry(at int64) entry {
	return entry{at: at, volume: a.volume, line: a.line, row: a.row}
}

func (a *adder) extra() [extras]float64 {
	a.counts[colAHT-colHandled] = a.seconds / a.weight // NaN where nothing was timed
	return a.counts
}

// leastDoubled is in how many times the row without a kind must be the sum of the others.
const leastDoubled = 5

// doubled finds files whose rows without a kind are totals.
type doubled struct {
	times, same, line int32
}

func (d *doubled) see(a adder) {
	if told := a.volume - a.untold; a.rest > 0 && a.parts > 1 && told > 0 {
		d.times++
		if math.Abs(told-a.untold) <= 1e-9*told {
			d.same++
			if d.line == 0 {
				d.line = a.rest
			}
		}
	}
}

func (d *doubled) all() bool { return d.times >= leastDoubled && d.same == d.times }

// String names the rows for a message.
func (p *queueRows) String() string {
	if p.kind == "" {
		return "queue " + p.name
	}
	return fmt.Sprintf("queue %s, kind %s", p.name, p.kind)
}

package messages

import (
	"slices"
	"time"

	"turno/forecast"
)

// tally is what has been counted, by queue, kind and interval.
type tally struct {
	opt    Options
	base   int64 // Unix seconds at which an interval begins
	step   int64
	queues []*queueTally
	byName map[string]*queueTally
	parts  []*part // of all queues
	counts Counts
	zone   zoneHours
	cross  map[[2]uint16]*Crossed

	crossQueue map[[2]uint16]*queueTally // that answered them
	days       map[int64]int64           // rows by day since 1970
}

// queueTally is one queue. What its messages asked of the team is counted by kind alone.
type queueTally struct {
	Measures
	number   uint16 // from 1
	reported bool   // by interval reports
	opening  *opening
	parts    []*part
	byKind   map[forecast.Kind]*part // as exports call the kinds
	last     *part                   // asked for last
	lastKind forecast.Kind
}

func newTally(opt Options) *tally {
	t := &tally{opt: opt, step: int64(opt.Step / time.Second), byName: map[string]*queueTally{}, cross: map[[2]uint16]*Crossed{}, crossQueue: map[[2]uint16]*queueTally{}, days: map[int64]int64{}}
	t.zone = zoneHours{zone: opt.Calendar.Zone}
	_, offset := time.Unix(0, 0).In(opt.Calendar.Zone).Zone()
	t.base = int64(-offset) % t.step
	return t
}

// queue is the tally of a queue; nil for no name.
func (t *tally) queue(name string, side Side) *queueTally {
	if q := t.byName[name]; q != nil || name == "" {
		return q
	}
	q := &queueTally{number: uint16(len(t.queues) + 1), byKind: map[forecast.Kind]*part{}}
	q.Queue, q.Side, q.handles = name, side, map[uint16]bool{}
	for _, l := range t.opt.Limits[name] {
		q.Reached = append(q.Reached, Reached{Limit: l})
	}
	for h := range q.Hours {
		q.Hours[h].Reached = slices.Clone(q.Reached)
	}
	if h, ok := t.opt.Hours[name]; ok && !h.AlwaysOpen() {
		q.opening = &opening{hours: h, cal: t.opt.Calendar}
	}
	t.byName[name] = q
	t.queues = append(t.queues, q)
	return q
}

// bin is the interval that holds an instant.
func (t *tally) bin(at int64) int32 { return int32(floorDiv(at-t.base, t.step)) }

// wait counts a wait of a phase on both clocks, and whether it kept the limits.
func (q *queueTally) wait(p Phase, hour int, from, to int64) {
	elapsed := max(0, to-from)
	open := elapsed
	if q.opening != nil {
		open = q.opening.between(from, to)
	}
	h := &q.Hours[hour]
	for _, w := range []*Wait{&q.Waits[p], &h.Waits[p]} {
		w.Elapsed.Add(elapsed)
		w.Open.Add(open)
	}
	q.reached(p, h, elapsed, open)
}

// reached counts a wait against the limits of its phase. Who was not answered at all
// though an answer was wanted has waited for ever: -1.
func (q *queueTally) reached(p Phase, h *Hour, elapsed, open int64) {
	for k := range q.Reached {
		l := q.Reached[k].Limit
		if l.Phase != p {
			continue
		}
		took := elapsed
		if l.Open {
			took = open
		}
		kept := int64(0)
		if took >= 0 && took <= int64(l.Within/time.Second) {
			kept = 1
		}
		q.Reached[k].N++
		q.Reached[k].Kept += kept
		h.Reached[k].N++
		h.Reached[k].Kept += kept
	}
}

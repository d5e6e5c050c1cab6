package messages

import (
	"math"
	"slices"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
)

// tally is what has been counted, by queue and by interval.
type tally struct {
	opt    Options
	base   int64 // Unix seconds at which an interval begins
	step   int64
	queues []*queueTally
	byName map[string]*queueTally
	counts Counts
	zone   zoneHours
	moved  []Moved
	cross  map[[2]uint16]*Crossed

	crossQueue map[[2]uint16]*queueTally // that answered them
	days       map[int64]int64           // rows by day since 1970
}

// queueTally is one queue.
type queueTally struct {
	Measures
	opening *opening
	cells   map[int32]*cell
	last    *cell // of the interval asked for last
	lastAt  int32
}

// cell is one interval of a queue's history. Negative is not known.
type cell struct {
	volume, handled, flushed, replies, moved float64
	seconds, timed                           float64 // of handle times, and over how many
	reported                                 bool    // by an interval report
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
	q := &queueTally{cells: map[int32]*cell{}, lastAt: math.MinInt32}
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

func (q *queueTally) cell(bin int32) *cell {
	if q.lastAt == bin {
		return q.last
	}
	c := q.cells[bin]
	if c == nil {
		c = &cell{}
		q.cells[bin] = c
	}
	q.last, q.lastAt = c, bin
	return c
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func sqrt(x float64) float64 { return math.Sqrt(x) }

// zoneHours finds local hours fast: the offset is looked up once for each day.
type zoneHours struct {
	zone     *time.Location
	from, to int64 // within which offset holds
	offset   int64
}

// hour is the local hour of the day.
func (z *zoneHours) hour(at int64) int {
	if at < z.from || at >= z.to {
		t := time.Unix(at, 0).In(z.zone)
		start, end := t.ZoneBounds()
		_, offset := t.Zone()
		z.offset, z.from, z.to = int64(offset), math.MinInt64, math.MaxInt64
		if !start.IsZero() {
			z.from = start.Unix()
		}
		if !end.IsZero() {
			z.to = end.Unix()
		}
	}
	return int((at + z.offset) % 86400 / 3600)
}

// opening counts open seconds between instants.
type opening struct {
	hours    calendar.Hours
	cal      *calendar.Calendar
	from, to int64 // covered so far
	windows  []calendar.Window
	starts   []int64
	sums     []int64 // open seconds before each window
}

const coverAhead = 400 * 86400

// between is the open time from a to b, seconds. A b before a is no time.
func (o *opening) between(a, b int64) int64 {
	if b <= a {
		return 0
	}
	if len(o.sums) == 0 || a < o.from || b > o.to {
		o.cover(a, b)
	}
	return o.until(b) - o.until(a)
}

func (o *opening) cover(a, b int64) {
	if len(o.sums) > 0 {
		a, b = min(a, o.from), max(b, o.to)
	}
	o.from, o.to = a-coverAhead, b+coverAhead
	o.windows = o.hours.Windows(time.Unix(o.from, 0), time.Unix(o.to, 0), o.cal)
	o.starts, o.sums = make([]int64, len(o.windows)), make([]int64, len(o.windows)+1)
	for i, w := range o.windows {
		o.starts[i] = w.From.Unix()
		o.sums[i+1] = o.sums[i] + w.To.Unix() - w.From.Unix()
	}
}

// until is the open time from the beginning of what is covered.
func (o *opening) until(at int64) int64 {
	i, _ := slices.BinarySearch(o.starts, at+1)
	if i == 0 {
		return 0
	}
	return o.sums[i-1] + min(at, o.windows[i-1].To.Unix()) - o.starts[i-1]
}

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

// kind is the count of a kind of message.
func (q *queueTally) kind(k forecast.Kind) *Kind {
	for i := range q.kinds {
		if q.kinds[i].Kind == k {
			return &q.kinds[i]
		}
	}
	q.kinds = append(q.kinds, Kind{Kind: k})
	return &q.kinds[len(q.kinds)-1]
}

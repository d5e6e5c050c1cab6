package messages

import (
	"math"
	"slices"
	"time"

	"turno/forecast/calendar"
)

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// zoneHours finds local hours fast: the offset is looked up once for each day.
type zoneHours struct {
	zone     *time.Location
	from, to int64 // within which offset holds
	offset   int64
}

// local is the instant on the local clock, as seconds since 1970.
func (z *zoneHours) local(at int64) int64 {
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
	return at + z.offset
}

// hour is the local hour of the day.
func (z *zoneHours) hour(at int64) int { return int(z.local(at) % 86400 / 3600) }

// slot is the local hour, of the Slots.
func (z *zoneHours) slot(at int64) int {
	local := z.local(at)
	hour, day := int(local%86400/3600), (local/86400+4)%7 // 1970 began on a Thursday
	if day == int64(time.Saturday) || day == int64(time.Sunday) {
		hour += Slots / 2
	}
	return hour
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

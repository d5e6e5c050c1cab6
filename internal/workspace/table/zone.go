package table

import "time"

// zoneClock turns local clock seconds into instants. Days without a change of the clocks
// are remembered, since rows mostly come by time.
type zoneClock struct {
	zone   *time.Location
	day    int64 // local day whose offset is known
	offset int64
	known  bool
}

// instants are the moments at which clocks in the zone show the local seconds: one, two
// in order when the clocks go back over them, none when they skip them.
func (z *zoneClock) instants(local int64) (at [2]int64, n int) {
	day := floorDiv(local, daySeconds)
	if !z.known || z.day != day {
		before, after := z.offsetAt((day-1)*daySeconds), z.offsetAt((day+2)*daySeconds)
		z.day, z.offset, z.known = day, before, before == after
	}
	if z.known {
		return [2]int64{local - z.offset}, 1
	}
	before, after := z.offsetAt(local-daySeconds), z.offsetAt(local+daySeconds)
	for _, offset := range []int64{before, after} {
		if z.offsetAt(local-offset) == offset && (n == 0 || at[0] != local-offset) {
			at[n] = local - offset
			n++
		}
	}
	if n == 2 && at[1] < at[0] {
		at[0], at[1] = at[1], at[0]
	}
	return at, n
}

func (z *zoneClock) offsetAt(unix int64) int64 {
	_, offset := time.Unix(unix, 0).In(z.zone).Zone()
	return int64(offset)
}

// least is the smallest offset from UTC that the zone has between two instants, looked at
// every month.
func (z *zoneClock) least(from, to int64) int64 {
	least := min(z.offsetAt(from), z.offsetAt(to))
	for at := from; at < to; at += 30 * daySeconds {
		least = min(least, z.offsetAt(at))
	}
	return least
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

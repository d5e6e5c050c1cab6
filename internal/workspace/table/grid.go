package table

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/internal/workspace/value"
)

// series puts the collected rows onto their grids.
func (h *history) series() ([]forecast.Series, error) {
	for _, q := range h.told() {
		h.unfold(q)
		if !slices.IsSortedFunc(q.rows, byTime) {
			slices.SortFunc(q.rows, byTime)
		}
	}
	h.twice()
	if err := h.table.Err(); err != nil {
		return nil, err
	}
	h.addUp()
	step := h.step()
	if err := h.table.Err(); err != nil {
		return nil, err
	}
	h.mixed(step)
	lay := h.lattice(step)
	h.aligned(lay)
	if err := h.table.Err(); err != nil {
		return nil, err
	}
	out := make([]forecast.Series, len(h.queues))
	for i, q := range h.queues {
		out[i] = h.fill(q, lay)
	}
	return out, nil
}

func byTime(a, b entry) int {
	if c := cmp.Compare(a.at, b.at); c != 0 {
		return c
	}
	return cmp.Compare(a.line, b.line)
}

// unfold gives the local times that clocks show twice their instants: two rows are the
// two hours in the file's order, one row counts for both.
func (h *history) unfold(q *queueRows) {
	slices.SortStableFunc(q.folded, func(a, b entry) int { return cmp.Compare(a.at, b.at) })
	for i := 0; i < len(q.folded) && !h.table.full(); {
		j := i + 1
		for j < len(q.folded) && q.folded[j].at == q.folded[i].at {
			j++
		}
		same := q.folded[i:j]
		at, _ := h.zone.instants(same[0].at)
		switch {
		case len(same) > 2:
			h.reject(same[2].line, "%s has a third row for %s, after lines %d and %d: expected at most two where the clocks go back",
				q, time.Unix(same[0].at, 0).UTC().Format("2006-01-02 15:04"), same[0].line, same[1].line)
		case len(same) == 2:
			same[0].at, same[1].at = at[0], at[1]
			q.rows = append(q.rows, same...)
		case !h.clocked: // the midnight of a day
			same[0].at = at[0]
			q.rows = append(q.rows, same[0])
		default:
			q.rows = append(q.rows, q.half(same[0], at[0]), q.half(same[0], at[1]))
		}
		i = j
	}
	q.folded = nil
}

// half is a row with half its counts at another time.
func (q *queueRows) half(e entry, at int64) entry {
	e.at, e.volume = at, e.volume/2
	if len(q.extra) > 0 {
		x := q.extra[e.row]
		e.row = int32(len(q.extra))
		for k := range x {
			if colHandled+k != colAHT {
				x[k] /= 2
			}
		}
		q.extra = append(q.extra, x)
	}
	return e
}

// twice faults rows of one queue for the same time.
func (h *history) twice() {
	remedy := "expected one; give the queues' column with --columns queue=NAME if the file holds several"
	if h.table.Has(colQueue) {
		remedy = "expected one; sum them or take one away"
	}
	folds := map[int64]string{}
	for _, q := range h.told() {
		for i := 1; i < len(q.rows) && !h.table.full(); i++ {
			a, b := q.rows[i-1], q.rows[i]
			if a.at != b.at {
				continue
			}
			other, known := folds[b.at]
			if !known {
				if h.folds(b.at) {
					other = "; or, if this is the hour that clocks show twice, name the zone (--zone Europe/Rome, or zone: in turno.yaml)"
				}
				folds[b.at] = other
			}
			h.rejectTime(b, fmt.Sprintf("%s has this time on line %d too: %s%s", q, a.line, remedy, other))
		}
	}
}

// folds says whether a time may be one that clocks show twice in another zone than the one
// read in: early on a Sunday of autumn, on either half of the globe, and every queue that
// has it has it twice. The rows are sorted.
func (h *history) folds(at int64) bool {
	t := time.Unix(at, 0).In(h.opt.Zone)
	month := t.Month()
	if t.Weekday() != time.Sunday || t.Hour() >= 4 || month != time.April && (month < time.September || month > time.November) {
		return false
	}
	for _, q := range h.told() {
		first, _ := slices.BinarySearchFunc(q.rows, at, func(e entry, at int64) int { return cmp.Compare(e.at, at) })
		rows := 0
		for _, e := range q.rows[first:] {
			if e.at != at || rows > 2 {
				break
			}
			rows++
		}
		if rows == 1 || rows > 2 {
			return false
		}
	}
	return true
}

// steps a history may have, in seconds.
var steps = []int64{300, 360, 600, 720, 900, 1200, 1800, 3600, daySeconds}

// step is the distance between rows: the smallest allowed one that is at least a quarter
// as frequent as the most frequent. A day may be an hour longer or shorter.
func (h *history) step() int64 {
	counts, all := map[int64]int{}, map[int64]int{}
	for _, q := range h.queues {
		for i := 1; i < len(q.rows); i++ {
			d := q.rows[i].at - q.rows[i-1].at
			if d >= daySeconds-3600 && d <= daySeconds+3600 {
				d = daySeconds
			}
			all[d]++
		}
	}
	most := 0
	for _, s := range steps {
		counts[s] = all[s]
		most = max(most, all[s])
	}
	if most > 0 {
		for _, s := range steps {
			if 4*counts[s] >= most {
				return s
			}
		}
	}
	first := h.queues[0].rows
	switch {
	case len(all) == 0 && len(first) > 0:
		h.reject(first[0].line, "one time only: expected at least two intervals, to see how long they are")
	case len(all) == 0:
		h.table.addf(0, 0, "no time that the clocks show: expected rows for at least two intervals")
	default:
		found, n := int64(0), 0
		for d, count := range all {
			if count > n || count == n && d < found {
				found, n = d, count
			}
		}
		h.table.addf(0, 0, "rows are mostly %s apart: expected intervals of 5m, 6m, 10m, 12m, 15m, 20m, 30m, 1h or a day", value.FormatDuration(time.Duration(found)*time.Second))
	}
	return 0
}

// lattice is where the intervals of a history may begin: every step seconds from phase.
type lattice struct {
	step, phase int64
	local       bool // daily: counted on the local clock, where days have 23 to 25 hours
	zone        *zoneClock
}

// lattice takes the most frequent phase, the first of equals.
func (h *history) lattice(step int64) lattice {
	lay := lattice{step: step, local: step == daySeconds, zone: &h.zone}
	counts, most := map[int64]int{}, 0
	for _, q := range h.queues {
		for _, e := range q.rows {
			p := lay.seconds(e.at) % step
			if counts[p]++; counts[p] > most {
				lay.phase, most = p, counts[p]
			}
		}
	}
	return lay
}

// seconds is a clock on which the lattice is even. Where the clocks skip midnight, the
// first instant of the day counts as it.
func (l lattice) seconds(at int64) int64 {
	if !l.local {
		return at
	}
	local, before := at+l.zone.offsetAt(at), at-1+l.zone.offsetAt(at-1)
	if day := floorDiv(local, daySeconds); day != floorDiv(before, daySeconds) {
		return day * daySeconds
	}
	return local
}

// slot is the number of the interval that begins at an instant.
func (l lattice) slot(at int64) int64 { return floorDiv(l.seconds(at)-l.phase, l.step) }

// aligned faults rows off the lattice, and histories too long for it.
func (h *history) aligned(lay lattice) {
	cells := int64(0)
	for _, q := range h.queues {
		if len(q.rows) == 0 {
			h.table.addf(0, 0, "queue %s has no row at a time that the clocks show: expected at least one", q.name)
			continue
		}
		for _, e := range q.rows {
			if h.table.full() {
				return
			}
			if (lay.seconds(e.at)-lay.phase)%lay.step != 0 {
				h.rejectTime(e, fmt.Sprintf("off the step of %s that most rows keep: expected one step throughout; cut or sum the rows that differ", value.FormatDuration(time.Duration(lay.step)*time.Second)))
			}
		}
		cells += lay.slot(q.rows[len(q.rows)-1].at) - lay.slot(q.rows[0].at) + 1
	}
	if most := min(maxCells, freeCells+cellsPerRow*int64(h.table.Rows())); cells > most {
		h.table.addf(0, 0, "%d rows span %d intervals over all queues: expected at most %d; look for a wrong year", h.table.Rows(), cells, most)
	}
}

// fill makes the series of one queue.
func (h *history) fill(q *queueRows, lay lattice) forecast.Series {
	first, last := lay.slot(q.rows[0].at), lay.slot(q.rows[len(q.rows)-1].at)
	start := first*lay.step + lay.phase
	if lay.local {
		start -= h.zone.least(q.rows[0].at, q.rows[len(q.rows)-1].at)
	}
	g := calendar.Grid{Start: time.Unix(start, 0).In(h.opt.Zone), Step: time.Duration(lay.step) * time.Second, N: int(last - first + 1)}
	s := h.onto(q, lay, first, g)
	if len(q.parts) > 1 || len(q.parts) == 1 && q.parts[0].kind != "" {
		for _, p := range q.parts {
			s.Kinds = append(s.Kinds, h.partOf(s, p, lay, first))
		}
	}
	return s
}

// onto puts rows onto a grid that begins at a slot.
func (h *history) onto(q *queueRows, lay lattice, first int64, g calendar.Grid) forecast.Series {
	s := forecast.Series{Queue: q.name, Kind: q.kind, Grid: g, Volume: missing(g.N)}
	columns := s.Columns()
	for k, c := range columns[1:] {
		if h.table.Has(colHandled + k) {
			*c = missing(g.N)
		}
	}
	for _, e := range q.rows {
		i := lay.slot(e.at) - first
		s.Volume[i] = e.volume
		for k, c := range columns[1:] {
			if *c != nil {
				(*c)[i] = q.extra[e.row][k]
			}
		}
	}
	return s
}

// partOf is the part of a series that is of one kind: zero where only others came.
func (h *history) partOf(whole forecast.Series, p *queueRows, lay lattice, first int64) forecast.Series {
	s := h.onto(p, lay, first, whole.Grid)
	there := make([]bool, whole.Grid.N)
	for _, e := range p.rows {
		there[lay.slot(e.at)-first] = true
	}
	for i := range there {
		if there[i] || whole.Missing(i) {
			continue
		}
		for _, c := range s.Columns() {
			if *c != nil && c != &s.AHT {
				(*c)[i] = 0
			}
		}
	}
	return s
}

func missing(n int) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = math.NaN()
	}
	return v
}

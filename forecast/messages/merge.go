package messages

import (
	"cmp"
	"math"
	"slices"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
)

// Merged is a stored history joined with a fresh one.
type Merged struct {
	History []forecast.Series // by name
	New     int               // intervals that had not been stored
	Same    int               // intervals of both that agree
	Changed int               // intervals of both that differ: the greater volume holds
	Kept    int               // of them those where it is the stored one
}

// Merge joins histories of one step, whose intervals must begin at the same times. Nothing
// of either is lost: of an interval that both have the one with more volume holds, since an
// export that begins or ends within it has counted less. Volumes not recorded give way.
func Merge(stored, fresh []forecast.Series) Merged {
	var m Merged
	for _, s := range stored {
		k := slices.IndexFunc(fresh, func(f forecast.Series) bool { return f.Queue == s.Queue })
		if k < 0 {
			m.History = append(m.History, s)
			continue
		}
		m.History = append(m.History, m.join(s, fresh[k]))
	}
	for _, f := range fresh {
		if !slices.ContainsFunc(stored, func(s forecast.Series) bool { return s.Queue == f.Queue }) {
			m.History = append(m.History, f)
			for i := range f.Grid.N {
				if !f.Missing(i) {
					m.New++
				}
			}
		}
	}
	slices.SortFunc(m.History, func(a, b forecast.Series) int { return cmp.Compare(a.Queue, b.Queue) })
	return m
}

// columns are the values of a series that a row of it holds.
func columns(s *forecast.Series) []*[]float64 {
	return []*[]float64{&s.Volume, &s.Handled, &s.Flushed, &s.AHT, &s.Replies, &s.Moved}
}

func (m *Merged) join(s, f forecast.Series) forecast.Series {
	start, end := calendar.Earlier(s.Grid.Start, f.Grid.Start), calendar.Later(s.Grid.End(), f.Grid.End())
	g := calendar.Grid{Start: start, Step: s.Grid.Step, N: int(end.Sub(start) / s.Grid.Step)}
	out := forecast.Series{Queue: s.Queue, Grid: g}
	old, fresh, to := columns(&s), columns(&f), columns(&out)
	for k := range to {
		if *old[k] != nil || *fresh[k] != nil {
			*to[k] = slices.Repeat([]float64{math.NaN()}, g.N)
		}
	}
	for i := range g.N {
		a, b := s.Grid.Index(g.At(i)), f.Grid.Index(g.At(i))
		from, at := old, a
		switch {
		case f.Missing(b):
		case s.Missing(a):
			from, at = fresh, b
			m.New++
		case s.Volume[a] == f.Volume[b]:
			m.Same++
			from, at = fresh, b
		default:
			m.Changed++
			if f.Volume[b] > s.Volume[a] {
				from, at = fresh, b
			} else {
				m.Kept++
			}
		}
		other, o := fresh, b
		if &from[0] == &fresh[0] {
			other, o = old, a
		}
		for k := range to {
			if *to[k] == nil {
				continue
			}
			if (*to[k])[i] = valueAt(*from[k], at); math.IsNaN((*to[k])[i]) {
				(*to[k])[i] = valueAt(*other[k], o) // what the one does not tell the other may
			}
		}
	}
	return out
}

func valueAt(values []float64, i int) float64 {
	if i < 0 || i >= len(values) {
		return math.NaN()
	}
	return values[i]
}

// Shift is a sign that an export's clock differs from that of the stored history.
type Shift struct {
	By      time.Duration // by how much the export is later
	Overlap bool          // seen in hours that both hold; else in the usual day
}

const (
	mostShift   = 14 // hours
	leastCells  = 24 // intervals that both must hold
	leastVolume = 100
)

// Shifted compares an export with the stored history. An export of hours that are stored
// must agree with them best as it is; one of other days must have its day at the same hours.
// ok is false where nothing speaks for a shift.
func Shifted(stored, fresh []forecast.Series) (s Shift, ok bool) {
	best, bestCost, asIs, seen := 0, math.Inf(1), 0.0, false
	for k := -mostShift; k <= mostShift; k++ {
		cost, enough := disagreement(stored, fresh, time.Duration(k)*time.Hour)
		if k == 0 {
			asIs, seen = cost, enough
		}
		if enough && cost < bestCost {
			best, bestCost = k, cost
		}
	}
	if seen {
		return Shift{By: time.Duration(best) * time.Hour, Overlap: true}, best != 0 && bestCost < 0.5*asIs && bestCost < 0.25
	}
	a, n := dayShape(stored)
	b, m := dayShape(fresh)
	if min(n, m) < 5*leastVolume {
		return Shift{}, false
	}
	best, bestCost, asIs = 0, math.Inf(1), 0
	for k := -12; k < 12; k++ {
		cost := 0.0
		for h := range a {
			x, y := a[h], b[(h+k+24)%24]
			if x+y > 0 {
				cost += (x - y) * (x - y) / (x + y)
			}
		}
		if k == 0 {
			asIs = cost
		}
		if cost < bestCost {
			best, bestCost = k, cost
		}
	}
	noise := 24 * (1/n + 1/m) // what chance alone makes of it
	return Shift{By: time.Duration(best) * time.Hour}, best != 0 && asIs > 4*bestCost && asIs > 4*noise
}

// disagreement is the share of the volume of hours that both hold in which they differ, the
// fresh one taken to be later by a shift.
func disagreement(stored, fresh []forecast.Series, by time.Duration) (cost float64, enough bool) {
	cells, sum, differ := 0, 0.0, 0.0
	for _, f := range fresh {
		for _, s := range stored {
			if s.Queue != f.Queue {
				continue
			}
			for i := range f.Grid.N {
				k := s.Grid.Index(f.Grid.At(i).Add(-by))
				if f.Missing(i) || s.Missing(k) {
					continue
				}
				cells++
				sum += f.Volume[i] + s.Volume[k]
				differ += math.Abs(f.Volume[i] - s.Volume[k])
			}
		}
	}
	return differ / math.Max(sum, 1), cells >= leastCells && sum >= 2*leastVolume
}

// dayShape is the share of the volume by hour of the local day, and the volume.
func dayShape(series []forecast.Series) (shape [24]float64, volume float64) {
	for _, s := range series {
		for i := range s.Grid.N {
			if !s.Missing(i) {
				shape[s.Grid.At(i).Hour()] += s.Volume[i]
				volume += s.Volume[i]
			}
		}
	}
	for h := range shape {
		shape[h] /= math.Max(volume, 1)
	}
	return shape, volume
}

package messages

import (
	"cmp"
	"maps"
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

// join joins two histories of a queue. Kinds come from where the volume comes from or, where
// both have the same, from whichever tells them.
func (m *Merged) join(s, f forecast.Series) forecast.Series {
	start, end := calendar.Earlier(s.Grid.Start, f.Grid.Start), calendar.Later(s.Grid.End(), f.Grid.End())
	g := calendar.Grid{Start: start, Step: s.Grid.Step, N: int(end.Sub(start) / s.Grid.Step)}
	out := forecast.Series{Queue: s.Queue, Grid: g}
	blank(&out, &s, &f)
	for _, k := range kindsOf(s, f) {
		part := forecast.Series{Queue: s.Queue, Kind: k, Grid: g}
		blank(&part, &s, &f)
		out.Kinds = append(out.Kinds, part)
	}
	for i := range g.N {
		a, b := s.Grid.Index(g.At(i)), f.Grid.Index(g.At(i))
		from, other, at, o := &s, &f, a, b
		if m.fresh(s, f, a, b) {
			from, other, at, o = &f, &s, b, a
		}
		fill(&out, i, from, at, other, o)
		if same := !from.Missing(at) && !other.Missing(o) && from.Volume[at] == other.Volume[o]; same && !told(*from, at) && told(*other, o) {
			from, at = other, o
		}
		for k := range out.Kinds {
			if part, ok := from.Part(out.Kinds[k].Kind); ok {
				fill(&out.Kinds[k], i, &part, at, &part, at)
			} else if !from.Missing(at) {
				fill(&out.Kinds[k], i, &nothing, 0, &nothing, 0)
			}
		}
	}
	return out
}

// fresh says whether an interval's values are those of the fresh history, and counts it.
func (m *Merged) fresh(s, f forecast.Series, a, b int) bool {
	switch {
	case f.Missing(b):
		return false
	case s.Missing(a):
		m.New++
	case s.Volume[a] == f.Volume[b]:
		m.Same++
	default:
		m.Changed++
		if f.Volume[b] < s.Volume[a] {
			m.Kept++
			return false
		}
	}
	return true
}

// blank gives a series the columns that any of the others has, without values.
func blank(s *forecast.Series, of ...*forecast.Series) {
	for k, c := range s.Columns() {
		for _, o := range of {
			if *c == nil && *o.Columns()[k] != nil {
				*c = slices.Repeat([]float64{math.NaN()}, s.Grid.N)
			}
		}
	}
}

// fill sets an interval to one of another series, and what that does not tell to that of a third.
func fill(s *forecast.Series, i int, from *forecast.Series, at int, other *forecast.Series, o int) {
	a, b := from.Columns(), other.Columns()
	for k, c := range s.Columns() {
		if *c == nil {
			continue
		}
		if (*c)[i] = valueAt(*a[k], at); math.IsNaN((*c)[i]) {
			(*c)[i] = valueAt(*b[k], o)
		}
	}
}

// nothing is an interval in which none of a kind came.
var nothing = forecast.Series{Volume: []float64{0}, Handled: []float64{0}, Flushed: []float64{0}, Replies: []float64{0}, Moved: []float64{0}}

// kindsOf are the kinds that any of the series tells, by name; nil where none does.
func kindsOf(series ...forecast.Series) []forecast.Kind {
	kinds := map[forecast.Kind]bool{}
	whole := false
	for _, s := range series {
		whole = whole || s.Kinds == nil
		for _, k := range s.Kinds {
			kinds[k.Kind] = true
		}
	}
	if len(kinds) == 0 {
		return nil
	}
	if whole {
		kinds[""] = true
	}
	return slices.Sorted(maps.Keys(kinds))
}

// told says whether a series tells kinds in an interval.
func told(s forecast.Series, i int) bool {
	return slices.ContainsFunc(s.Kinds, func(k forecast.Series) bool { return k.Kind != "" && i >= 0 && i < len(k.Volume) && k.Volume[i] > 0 })
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

package messages

import (
	"cmp"
	"maps"
	"math"
	"slices"

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
	for _, k := range kindsIn(s, f) {
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

// kindsIn are the kinds that any of the series tells, by name; nil where none does.
func kindsIn(series ...forecast.Series) []forecast.Kind {
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

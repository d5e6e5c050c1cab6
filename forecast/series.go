package forecast

import (
	"math"
	"slices"

	"turno/forecast/calendar"
)

// Series is the history of one queue on a grid. Volume has one value per interval; NaN is
// missing. All others are nil where they were not recorded, else as long as Volume.
type Series struct {
	Queue   string
	Kind    Kind // of a part of a queue: the messages it is about; empty is not told apart
	Grid    calendar.Grid
	Volume  []float64 // posts or contacts offered
	Handled []float64 // contacts answered
	Flushed []float64 // posts that needed no answer
	AHT     []float64 // mean handle time, seconds
	Replies []float64 // agent replies in the conversations that began then
	Moved   []float64 // of those answered, the customers who went on in another queue

	// Kinds are the parts of the series by kind of message, by name, on the same grid; their
	// counts add up to those of the series. Messages that were not told apart are a part with
	// an empty kind. Nil is all of them.
	Kinds []Series
}

// Columns are the values of a series that a row of it holds, in the order of a history
// file. What they point to may be replaced.
func (s *Series) Columns() []*[]float64 {
	return []*[]float64{&s.Volume, &s.Handled, &s.Flushed, &s.AHT, &s.Replies, &s.Moved}
}

// Missing says whether interval i has no recorded volume.
func (s Series) Missing(i int) bool { return i < 0 || i >= len(s.Volume) || math.IsNaN(s.Volume[i]) }

// Timed is over how many the handle time of interval i is the mean: replies where they are
// told, else contacts answered, else all. NaN is not known.
func (s Series) Timed(i int) float64 {
	for _, of := range [][]float64{s.Replies, s.Handled, s.Volume} {
		if i >= 0 && i < len(of) && !math.IsNaN(of[i]) {
			return of[i]
		}
	}
	return math.NaN()
}

// Total is the sum of the recorded volume.
func (s Series) Total() float64 {
	var sum float64
	for _, v := range s.Volume {
		if !math.IsNaN(v) {
			sum += v
		}
	}
	return sum
}

// Part is the part of one kind; ok is false where no row is of it. Of a series whose kinds
// are not told apart the part of the empty kind is all of it.
func (s Series) Part(k Kind) (part Series, ok bool) {
	if s.Kinds == nil && k == "" {
		return s, true
	}
	i := slices.IndexFunc(s.Kinds, func(p Series) bool { return p.Kind == k })
	if i < 0 {
		return Series{}, false
	}
	return s.Kinds[i], true
}

// Told are the kinds that the series tells apart.
func (s Series) Told() (kinds []Kind) {
	for _, p := range s.Kinds {
		if p.Kind != "" {
			kinds = append(kinds, p.Kind)
		}
	}
	return kinds
}

// Before is the part of the series whose intervals end at or before interval n.
func (s Series) Before(n int) Series { return s.Between(0, n) }

// Between is the part of the series from interval m to before interval n.
func (s Series) Between(m, n int) Series {
	n = min(max(n, 0), s.Grid.N)
	m = min(max(m, 0), n)
	s.Grid.Start, s.Grid.N = s.Grid.At(m), n-m
	for _, c := range s.Columns() {
		if *c != nil {
			*c = (*c)[m:n]
		}
	}
	s.Kinds = slices.Clone(s.Kinds)
	for i, k := range s.Kinds {
		s.Kinds[i] = k.Between(m, n)
	}
	return s
}

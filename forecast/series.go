package forecast

import (
	"math"

	"turno/forecast/calendar"
)

// Series is the history of one queue on a grid. Volume has one value per interval; NaN is
// missing. All others are nil where they were not recorded, else as long as Volume.
type Series struct {
	Queue   string
	Grid    calendar.Grid
	Volume  []float64 // posts or contacts offered
	Handled []float64 // contacts answered
	Flushed []float64 // posts that needed no answer
	AHT     []float64 // mean handle time, seconds
	Replies []float64 // agent replies in the conversations that began then
	Moved   []float64 // of those answered, the customers who went on in another queue
}

// Missing says whether interval i has no recorded volume.
func (s Series) Missing(i int) bool { return i < 0 || i >= len(s.Volume) || math.IsNaN(s.Volume[i]) }

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

// Before is the part of the series whose intervals end at or before interval n.
func (s Series) Before(n int) Series {
	n = min(max(n, 0), s.Grid.N)
	s.Grid.N = n
	cut := func(v []float64) []float64 {
		if v == nil {
			return nil
		}
		return v[:n]
	}
	s.Volume, s.Handled, s.Flushed, s.AHT = cut(s.Volume), cut(s.Handled), cut(s.Flushed), cut(s.AHT)
	s.Replies, s.Moved = cut(s.Replies), cut(s.Moved)
	return s
}

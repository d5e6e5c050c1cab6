package workspace

import (
	"time"

	"turno/forecast"
)

// parted cuts a history at the beginning of a period that has begun: what was known when it
// was planned, and what has come of it since. Queues without a past are left out of the
// first, those of which nothing has come out of the second.
func parted(history []forecast.Series, at time.Time) (before, since []forecast.Series) {
	for _, s := range history {
		n := min(max(s.Grid.Index(at), 0), s.Grid.N)
		if n > 0 {
			before = append(before, s.Before(n))
		}
		if n < s.Grid.N {
			since = append(since, after(s, n))
		}
	}
	return before, since
}

// after is the part of a series from interval n on.
func after(s forecast.Series, n int) forecast.Series {
	s.Grid.Start, s.Grid.N = s.Grid.At(n), s.Grid.N-n
	cut := func(v []float64) []float64 {
		if v == nil {
			return nil
		}
		return v[n:]
	}
	s.Volume, s.Handled, s.Flushed, s.AHT = cut(s.Volume), cut(s.Handled), cut(s.Flushed), cut(s.AHT)
	s.Replies, s.Moved = cut(s.Replies), cut(s.Moved)
	return s
}

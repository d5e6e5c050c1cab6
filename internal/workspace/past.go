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
			since = append(since, s.Between(n, s.Grid.N))
		}
	}
	return before, since
}

package forecast

import "time"

// Busiest is the hour among n intervals from the first in which most is expected, and how
// much that is, whatever the interval: the first hour where nothing is, and an interval
// where it is longer than an hour.
func (v Volume) Busiest(first, n int) (at time.Time, most float64) {
	per := max(1, int(time.Hour/v.Grid.Step))
	at = v.Grid.At(first)
	for i := first; i < first+n; i += per {
		var sum float64
		for k := i; k < min(i+per, first+n); k++ {
			sum += v.Mean[k]
		}
		if sum > most {
			at, most = v.Grid.At(i), sum
		}
	}
	return at, most
}

package advice

import (
	"math"

	"turno/schedule"
)

// dear is what an advice that costs wages is worth against one that does not.
const dear = 0.9

// hire advises further hours for a queue that misses its target over the period, in whole
// hours a week.
func (b *board) hire(s shortage) []candidate {
	if !s.target || s.hours <= 0 {
		return nil
	}
	weeks := max(1, float64(b.grid)*b.step/(7*24))
	week := math.Ceil(s.hours/weeks - 1e-9)
	f := b.finding(s, schedule.CodeAdviseHire, week, s.missed, string(b.Queues[s.queue].Channel))
	return []candidate{{f, dear * s.missed, s.topic()}}
}

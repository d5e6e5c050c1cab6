package advice

import (
	"time"

	"turno/schedule"
)

// bound is what an advice is worth that rules and contracts may not allow: the optimiser
// has tried already.
const bound = 0.7

// move advises to shift hours of people who can serve a short queue from when they are
// spare. Names holds the start and end (RFC 3339) of the stretch with most to spare.
func (b *board) move(s shortage) []candidate {
	spare := make([]float64, b.grid) // agent-hours by interval
	var hours float64
	for i := range spare {
		if s.bad[i] {
			continue
		}
		for _, seat := range b.seats[i] {
			if b.can[seat.agent][s.queue] {
				spare[i] += b.free(i, seat) * b.step
			}
		}
		hours += spare[i]
	}
	if s.hours <= 0 || hours < 1 || hours < s.hours/4 {
		return nil
	}
	from, to := richest(spare)
	g := b.Requirement.Grid
	f := b.finding(s, schedule.CodeAdviseMove, hours, s.hours, g.At(from).Format(time.RFC3339), g.At(to).Format(time.RFC3339))
	return []candidate{{f, bound * s.missed * min(1, hours/s.hours), s.topic()}}
}

// richest is the run of positive values [from, to) with the greatest sum.
func richest(values []float64) (from, to int) {
	var best, sum float64
	start := 0
	for i, v := range values {
		if v <= 0 {
			sum, start = 0, i+1
			continue
		}
		if sum += v; sum > best {
			best, from, to = sum, start, i+1
		}
	}
	return from, to
}

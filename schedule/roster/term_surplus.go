package roster

import "turno/schedule"

// surplusOf is the agent-hours above the mark, by whole supplies.
func surplusOf(c schedule.Curve, hours float64) []float64 {
	mark := min(max(c.Mark, 0), 10000)
	table := make([]float64, mark+2)
	table[mark+1] = hours
	return table
}

package roster

import (
	"math"
	"slices"
)

// minimum is the line of heads of a queue with a minimum: agent-hours short of it.
func (t *translator) minimum(queue string, minimum float64, open []float64) {
	minimum = min(finite(minimum), 10000)
	if minimum <= 0 {
		return
	}
	tables := make([][]float64, t.p.N)
	for i := range tables {
		wanted := minimum * value(open, i)
		for heads := 0; heads <= int(math.Ceil(wanted))+1; heads++ {
			tables[i] = append(tables[i], max(0, wanted-float64(heads))*t.grid.Hours())
		}
	}
	t.p.Lines = append(t.p.Lines, Line{Queue: queue, Heads: true, Cover: []Cover{{TermMinimum, tables}}})
}

// headLine is the line of the queue's heads, or -1 for a queue without a minimum.
func (t *translator) headLine(queue string) int {
	return slices.IndexFunc(t.p.Lines, func(l Line) bool { return l.Queue == queue && l.Heads })
}

package staffing

import (
	"context"

	"turno/forecast"
	"turno/forecast/calendar"
)

// Moved is the contacts expected to turn up in each queue from others, by interval of the
// grid: also those that the queue's own volume holds (Pivot.Counted). Queues into which
// nothing moves are left out. Errors are those of Require.
func Moved(ctx context.Context, grid calendar.Grid, cal *calendar.Calendar, demands []Demand) (map[string][]float64, error) {
	if err := validate(grid, cal, demands, Options{}); err != nil {
		return nil, err
	}
	a := newAxis(grid)
	flows, err := newFlows(ctx, a, cal, demands, Options{})
	if err != nil {
		return nil, err
	}
	index := map[string]int{}
	for q, d := range demands {
		index[d.Queue.Name] = q
	}
	sent, _ := sending(a, demands, flows, index, func(p forecast.Pivot) float64 { return 1 - p.DropOff })
	out := map[string][]float64{}
	for q, d := range demands {
		if sent[q] != nil {
			out[d.Queue.Name] = sent[q][a.lead : a.lead+grid.N]
		}
	}
	return out, nil
}

package staffing

import (
	"context"

	"turno/forecast/calendar"
)

// rungs are quantiles of volume, below which a more cautious one never falls.
var rungs = []float64{0.5, 0.6, 0.7, 0.8, 0.9, 0.95}

// floors is, by demand and interval, the most that quantiles less cautious than opt's ask of
// a deferrable queue; nil for live ones. Where levelled stretches of a greater volume meet at other
// intervals, a few hundredths of an agent would be asked less than for a smaller one.
func floors(ctx context.Context, a axis, cal *calendar.Calendar, demands []Demand, opt Options) ([][]float64, error) {
	out := make([][]float64, len(demands))
	for _, lower := range rungs {
		if lower >= opt.Risk {
			break
		}
		less := Options{Risk: lower}
		flows, err := newFlows(ctx, a, cal, demands, less)
		if err != nil {
			return nil, err
		}
		for q, d := range demands {
			if d.Queue.Channel.Live() {
				continue
			}
			r, _ := requireDeferrable(a, flows[q], d, less)
			out[q] = highest(out[q], r.Level)
		}
	}
	return out, nil
}

// highest is the greater of two profiles, the first of which may be nil.
func highest(a, b []float64) []float64 {
	if a == nil {
		return b
	}
	for i, x := range b {
		a[i] = max(a[i], x)
	}
	return a
}

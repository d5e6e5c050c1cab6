package staffing

import (
	"context"

	"turno/forecast/calendar"
	"turno/schedule"
)

// rungs are quantiles of volume, below which a more cautious one never falls.
var rungs = []float64{0.5, 0.6, 0.7, 0.8, 0.9, 0.95}

// floors is, by demand, the most that quantiles less cautious than opt's ask for in each
// interval; nothing without a quantile. Where levelled stretches of a greater volume meet
// at other intervals, or what is carried over is rounded down, a little less would be
// asked than for a smaller one.
func floors(ctx context.Context, a axis, cal *calendar.Calendar, demands []Demand, opt Options) ([]part, error) {
	out := make([]part, len(demands))
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
			p := requireQueue(ctx, a, flows[q], d, less)
			if p.err != nil {
				return nil, p.err
			}
			p.raise(out[q])
			out[q] = p
		}
	}
	return out, nil
}

// raise lifts what is asked for to a floor, which may be empty.
func (p *part) raise(floor part) {
	for i, x := range floor.deferrable.Level {
		p.deferrable.Level[i] = max(p.deferrable.Level[i], x)
	}
	for i, c := range floor.live.Curves {
		if c.Mark > p.live.Curves[i].Mark {
			p.live.Curves[i] = c
		}
	}
}

// agents is what is asked for in an interval, the minimum left aside.
func (p part) agents(q schedule.Queue, i int) float64 {
	switch {
	case q.Channel.Live() && i < len(p.live.Curves):
		return float64(p.live.Curves[i].Mark)
	case i < len(p.deferrable.Level):
		return p.deferrable.Level[i]
	}
	return 0
}

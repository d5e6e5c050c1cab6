package forecast

import (
	"fmt"
	"math"

	"turno/forecast/calendar"
)

// Volume is the forecast of one queue: for every interval of Grid the expected count and
// quantiles of it. All values are finite and not negative; quantiles do not cross.
type Volume struct {
	Queue       string
	Grid        calendar.Grid
	Mean        []float64   // expected posts or contacts, burst risk included
	Levels      []float64   // probabilities of the quantiles, ascending, such as 0.1 0.5 0.9
	Quantiles   [][]float64 // [level][interval]
	Correlation float64     // of neighbouring intervals' normal scores, 0 to below 1
	Slow        float64     // share of the scores' variance that lasts for days, 0 to below 1
	Slows       []float64   // the same by interval where it differs, as far ahead; nil is Slow everywhere
	Common      float64     // share of the slow part that all queues of one forecast have in common, 0 to 1
	Bursts      Bursts      // the rushes among what lies above the quantiles
	Components  []Component // factors whose product is Mean, in reading order; may be empty
}

// Component is one named factor of the mean: level, season, holiday, campaign, burst, rest.
type Component struct {
	Name   string
	Factor []float64 // per interval
}

// Total is the expected count over the whole grid.
func (v Volume) Total() float64 {
	var sum float64
	for _, m := range v.Mean {
		sum += m
	}
	return sum
}

// Fine is the same forecast on intervals of step, which must divide the grid's: an
// interval's count is spread evenly over its parts, which keep its relative uncertainty.
func (v Volume) Fine(g calendar.Grid) (Volume, error) {
	if g.Step <= 0 || v.Grid.Step%g.Step != 0 {
		return Volume{}, fmt.Errorf("queue %s: interval %v does not divide the forecast's %v", v.Queue, g.Step, v.Grid.Step)
	}
	if v.Grid.Index(g.Start) < 0 || g.End().After(v.Grid.End()) {
		return Volume{}, fmt.Errorf("queue %s: the forecast covers %s to %s, not %s to %s", v.Queue,
			v.Grid.Start.Format("2006-01-02 15:04"), v.Grid.End().Format("2006-01-02 15:04"), g.Start.Format("2006-01-02 15:04"), g.End().Format("2006-01-02 15:04"))
	}
	per := float64(v.Grid.Step / g.Step)
	spread := func(values []float64, scale float64) []float64 {
		out := make([]float64, g.N)
		for i := range out {
			out[i] = values[v.Grid.Index(g.At(i))] * scale
		}
		return out
	}
	fine := Volume{Queue: v.Queue, Grid: g, Mean: spread(v.Mean, 1/per), Levels: v.Levels, Common: v.Common, Bursts: v.Bursts}
	fine.Slow, fine.Correlation = v.Slow, v.correlationAt(g.Step)
	if v.Slows != nil {
		fine = fine.WithSlows(spread(v.Slows, 1))
	}
	for _, q := range v.Quantiles {
		fine.Quantiles = append(fine.Quantiles, spread(q, 1/per))
	}
	for _, c := range v.Components {
		fine.Components = append(fine.Components, Component{c.Name, spread(c.Factor, 1)})
	}
	return fine, nil
}

// Check reports the first interval in which the forecast breaks its own promises: wrong
// lengths, values that are not finite or are negative, quantiles that cross.
func (v Volume) Check() error {
	if len(v.Mean) != v.Grid.N || len(v.Quantiles) != len(v.Levels) {
		return fmt.Errorf("queue %s: forecast of %d intervals holds %d means and %d of %d quantiles", v.Queue, v.Grid.N, len(v.Mean), len(v.Quantiles), len(v.Levels))
	}
	if err := v.Bursts.Check(); err != nil {
		return fmt.Errorf("queue %s: %w", v.Queue, err)
	}
	bad := func(x float64) bool { return math.IsNaN(x) || math.IsInf(x, 0) || x < 0 }
	for i, m := range v.Mean {
		if bad(m) {
			return fmt.Errorf("queue %s: forecast mean %v at %s", v.Queue, m, v.Grid.At(i).Format("2006-01-02 15:04"))
		}
	}
	for k, q := range v.Quantiles {
		if len(q) != v.Grid.N {
			return fmt.Errorf("queue %s: quantile %v has %d of %d intervals", v.Queue, v.Levels[k], len(q), v.Grid.N)
		}
		for i, x := range q {
			if bad(x) || k > 0 && x < v.Quantiles[k-1][i] {
				return fmt.Errorf("queue %s: quantile %v is %v at %s", v.Queue, v.Levels[k], x, v.Grid.At(i).Format("2006-01-02 15:04"))
			}
		}
	}
	return nil
}

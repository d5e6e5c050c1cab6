package scenario

import (
	"math"
	"slices"
	"time"

	"turno/forecast"
)

// flows is the contacts expected to move into each queue from others, by the interval of
// the volumes in which they turn up: the care conversations of an interval move where their
// queue is next open, and turn up after the pivot's lag (exponential).
func (d *draft) flows(volumes []forecast.Volume) map[string][]float64 {
	out := map[string][]float64{}
	for _, q := range d.Queues {
		k := slices.IndexFunc(volumes, func(v forecast.Volume) bool { return v.Queue == q.Name })
		if k < 0 {
			continue
		}
		v := volumes[k]
		answered := carried(v.Mean, q.Hours.Share(v.Grid, d.Calendar))
		for _, s := range d.Streams[q.Name] {
			for _, p := range s.Pivots {
				if out[p.To] == nil {
					out[p.To] = make([]float64, v.Grid.N)
				}
				lagged(out[p.To], answered, v.Grid.Step, p.Lag, func(i int) float64 {
					i = d.Period.Index(v.Grid.At(i)) // streams are on the planning grid
					return s.Share.At(i) * (1 - s.Flush.At(i)) * p.Share * (1 - p.DropOff)
				})
			}
		}
	}
	return out
}

// carried puts what comes in closed intervals where the queue opens next.
func carried(mean, open []float64) []float64 {
	out := make([]float64, len(mean))
	var waiting float64
	for i, m := range mean {
		waiting += m
		if open[i] > 0 {
			out[i], waiting = waiting, 0
		}
	}
	return out
}

// lagged adds the share of what comes, so much later on average.
func lagged(out, came []float64, step, lag time.Duration, share func(int) float64) {
	keep := 0.0 // of those under way, who are still so an interval later
	if lag > 0 {
		keep = math.Exp(-float64(step) / float64(lag))
	}
	under := 0.0
	for i := range min(len(out), len(came)) {
		under += came[i] * share(i)
		out[i] += under * (1 - keep)
		under *= keep
	}
}

// spillOver adds to queues with a volume of their own what moves there more than in the
// base: their history holds only what moved so far. Where the scenario moves such a queue's
// volume by itself, that holds its part, and nothing is added.
func (d *draft) spillOver(volumes, base []forecast.Volume, more, usual map[string][]float64) []forecast.Volume {
	for k, v := range volumes {
		was := slices.IndexFunc(base, func(b forecast.Volume) bool { return b.Queue == v.Queue })
		q := d.find(v.Queue)
		if was < 0 || q < 0 || more[v.Queue] == nil || !slices.Equal(v.Mean, base[was].Mean) {
			continue
		}
		open := d.Queues[q].Hours.Share(v.Grid, d.Calendar)
		var list []forecast.Override
		for i, x := range more[v.Queue] {
			if before := usual[v.Queue]; before != nil {
				x -= before[i]
			}
			if x != 0 && open[i] > 0 {
				list = append(list, forecast.Override{From: v.Grid.At(i), To: v.Grid.At(i + 1), Op: forecast.Plus, Value: x / v.Grid.Hours()})
			}
		}
		volumes[k] = v.Override(list...)
	}
	return volumes
}

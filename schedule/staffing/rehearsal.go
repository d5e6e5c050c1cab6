package staffing

import (
	"math"
	"math/rand/v2"
	"sort"

	"turno/forecast"
	"turno/schedule"
)

// futuresOf is the number of possible futures, each of the wide grid, on which a reserve is
// tried: enough weeks for an hour of the day, few enough to be quick.
func futuresOf(a axis) int { return min(max(40_000/a.wide.N, 4), 16) }

// rehearsal tries plans of a deferrable queue on possible futures of its forecast: normal
// reckoning knows neither the bursts nor how one bad hour spoils those after it.
type rehearsal struct {
	axis    axis
	hours   hours
	clock   []int // hour of the day, by interval
	futures []*course
	goals   []rehearsed
}

// rehearsed is a target with the moment, in intervals, by which what comes in the middle
// of each interval should be done; what must be late does not count.
type rehearsed struct {
	share    float64
	deadline []float64
}

func newRehearsal(a axis, f flow, d Demand) *rehearsal {
	rng := rand.New(rand.NewPCG(uint64(a.grid.N), 0x726568656172)) // the same futures for the same period
	r := &rehearsal{axis: a, hours: f.hours}
	for i := range a.wide.N {
		r.clock = append(r.clock, a.wide.At(i).Hour())
	}
	possible := newFutures(a, f, d, rng)
	for range futuresOf(a) {
		r.futures = append(r.futures, possible.draw())
	}
	for _, t := range d.Queue.Targets {
		w := window{steps: float64(t.Within) / float64(a.wide.Step), clock: t.Clock}
		if t.Measure == schedule.EndToEnd {
			w.steps = endToEnd(d, t).Hours() / a.wide.Hours()
		}
		r.goals = append(r.goals, rehearsed{t.Share, f.hours.deadlines(w)})
	}
	return r
}

// deadlines is the moment by which what comes in the middle of each interval is due, NaN
// where that is before the queue opens.
func (h hours) deadlines(w window) []float64 {
	n := len(h.share)
	out := make([]float64, n)
	for i := range out {
		opens := float64(i) + 0.5
		if k := h.next[i]; k > i {
			opens = h.opensAt(min(k, n-1))
		}
		if out[i] = float64(i) + 0.5 + w.steps; w.clock == schedule.Elapsed {
			if out[i] < opens {
				out[i] = math.NaN()
			}
			continue
		}
		until := h.openBy(opens) + w.steps
		k := sort.Search(n, func(k int) bool { return h.open[k+1] >= until })
		if out[i] = float64(n); k < n {
			out[i] = float64(k) + (until-h.open[k])/h.share[k]
		}
	}
	return out
}

// openBy is the open time up to a moment, in intervals.
func (h hours) openBy(t float64) float64 {
	k := min(int(t), len(h.share)-1)
	return h.open[k] + h.share[k]*(t-float64(k))
}

// leastMargin is the fewest deviations of reserve with which the plans keep every target in
// every hour of the day.
func (r *rehearsal) leastMargin(d Demand, classes []windowPlan) float64 {
	const most, step = 40, 0.1
	return step * float64(sort.Search(most, func(k int) bool {
		return r.keeps(d, r.capacity(d, classes, step*float64(k)))
	}))
}

// capacity is the hours that each interval of the wide grid can do with so much reserve.
func (r *rehearsal) capacity(d Demand, classes []windowPlan, z float64) []float64 {
	level := make([]float64, r.axis.grid.N)
	for _, c := range classes {
		c.class.level(d.Profile.Volume, z).addTo(level, r.axis, r.hours, d.Queue.OccupancyCap)
	}
	return capacityOf(r.axis, r.hours, level)
}

// capacityOf is the hours that agents of the grid can do in each interval of the wide grid.
func capacityOf(a axis, h hours, agents []float64) []float64 {
	out := make([]float64, a.wide.N)
	for i := range out {
		out[i] = agents[a.source(i)] * h.share[i] * a.wide.Hours()
	}
	return out
}

// keeps says whether the share in time reaches every goal in every hour of the day, those
// around it taken together with it.
func (r *rehearsal) keeps(d Demand, can []float64) bool {
	own := r.ownSteps(d, can)
	for _, goal := range r.goals {
		var all, in [24]float64
		for _, c := range r.futures {
			c.work(can, true)
			for i := r.axis.lead / 2; i < r.axis.wide.N-r.axis.lead/2; i++ {
				if by := goal.deadline[i] - own; by < float64(len(can)) && c.replies[i] > 0 {
					h := r.clock[i]
					all[h] += c.replies[i]
					in[h] += c.replies[i] * c.inTime(i, by)
				}
			}
		}
		for h := range 24 {
			before, after := (h+23)%24, (h+1)%24
			if in[before]+in[h]+in[after] < goal.share*(all[before]+all[h]+all[after])-1e-9 {
				return false
			}
		}
	}
	return true
}

// ownSteps is the part of a reply's own handling, in intervals, that the fluid does not
// hold, since one agent writes it.
func (r *rehearsal) ownSteps(d Demand, can []float64) float64 {
	var hours, open, aht, care float64
	for i, x := range can {
		hours += x
		open += r.hours.share[i] * r.axis.wide.Hours()
	}
	for _, s := range d.Profile.Streams {
		for i := range d.varies() {
			w := s.Share.At(i) * (1 - s.Flush.At(i))
			care += w
			aht += w * s.AHT.At(i)
		}
	}
	if care <= 0 || open <= 0 {
		return 0
	}
	return aht / care / hour / r.axis.wide.Hours() * (1 - 1/math.Max(1, hours/open))
}

// volume is a forecast on the wide grid.
func (a axis) volume(v forecast.Volume) forecast.Volume {
	out := v
	out.Grid, out.Mean, out.Quantiles, out.Components = a.wide, a.onWide(v.Mean), nil, nil
	if v.Slows != nil {
		out.Slows = a.onWide(v.Slows)
	}
	for _, q := range v.Quantiles {
		out.Quantiles = append(out.Quantiles, a.onWide(q))
	}
	return out
}

func (a axis) onWide(x []float64) []float64 {
	out := make([]float64, a.wide.N)
	for i := range out {
		out[i] = x[a.source(i)]
	}
	return out
}

package capacity

import (
	"context"
	"math"

	"turno/schedule"
	"turno/schedule/staffing"
)

// scales are the volumes, as multiples of the forecast, at which the requirement of all
// months is worked out.
var scales = []float64{0.7, 1, 1.4}

// loads are net agent-hours by month, queue and scale. At scale 1 they are what turno staff
// will ask for when the weeks come; idle time of live agents that work that may wait can use
// is taken off that work, as far as people can do both.
type loads [][][]float64

func (b *book) loads(ctx context.Context) (loads, error) {
	out := make(loads, len(b.months))
	for m := range out {
		out[m] = make([][]float64, len(b.queues))
	}
	for k, s := range scales {
		b.tell("capacity", k, len(scales)+1)
		r, _, err := staffing.Require(ctx, b.Grid, b.Calendar, b.scaled(s), staffing.Options{Risk: b.Risk})
		if err != nil {
			return nil, err
		}
		for m := range b.months {
			for q, hours := range b.hoursOf(r, m) {
				out[m][q] = append(out[m][q], hours)
			}
		}
	}
	return out, nil
}

// hoursOf is the agent-hours of a month by queue: live work first, then what is left of work
// that may wait when idle live agents have taken their part of it. Least staff counts as far as
// shrinkage leaves it; that of work that may wait is also met by those on live queues.
func (b *book) hoursOf(r schedule.Requirement, m int) []float64 {
	out := make([]float64, len(b.queues))
	lost, step, both := b.Team.Shrinkage.Share(), b.Grid.Hours(), b.staff[m].shared
	for i := b.months[m].from; i < b.months[m].to; i++ {
		var spare, beside, waiting float64
		for _, l := range r.Live {
			q, net := b.queue(l.Queue), l.Net(i, lost)
			out[q] += step * net
			spare += both[q] * max(0, l.Curves[i].AbsorbAt(net))
			beside += both[q] * net
		}
		for _, d := range r.Deferrable {
			waiting += d.Level[i]
		}
		for _, d := range r.Deferrable {
			net := d.Level[i]
			if waiting > 0 {
				net *= 1 - min(1, spare/waiting)
			}
			out[b.queue(d.Queue)] += step * max(net, d.Minimum*d.Open[i]*(1-lost)-beside)
		}
	}
	return out
}

// queue is the place of a queue by name; the requirement knows no others.
func (b *book) queue(name string) int {
	for q, queue := range b.queues {
		if queue.Name == name {
			return q
		}
	}
	return -1
}

// at reads a load curve between its scales, by the power law through its neighbours; beyond
// them the last one goes on.
func at(curve []float64, scale float64) float64 {
	k := 0
	for k < len(scales)-2 && scale > scales[k+1] {
		k++
	}
	a, b := curve[k], curve[k+1]
	if a <= 0 || b <= 0 || scale <= 0 {
		return max(0, a+(b-a)*(scale-scales[k])/(scales[k+1]-scales[k]))
	}
	return a * math.Pow(scale/scales[k], math.Log(b/a)/math.Log(scales[k+1]/scales[k]))
}

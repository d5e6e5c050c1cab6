package capacity

import (
	"context"
	"math"
	"slices"

	"turno/schedule"
	"turno/schedule/staffing"
)

// scales are the volumes, as multiples of the forecast, at which the requirement of all
// months is worked out.
var scales = []float64{0.7, 1, 1.4}

// loads are net agent-hours by month, queue and scale. At scale 1 they are what turno staff
// asks for, within each interval with its uncertainty; idle time of live agents that work
// that may wait can use is taken off that work, as far as people can do both.
type loads [][][]float64

func (b *book) loads(ctx context.Context) (loads, error) {
	out := make(loads, len(b.months))
	for m := range out {
		out[m] = make([][]float64, len(b.Queues))
	}
	for k, s := range scales {
		b.tell("capacity", k, len(scales)+1)
		r, _, err := staffing.Require(ctx, b.Grid, b.Calendar, b.scaled(s), staffing.Options{})
		if err != nil {
			return nil, err
		}
		hours := b.hoursOf(r)
		for m, span := range b.months {
			for q := range b.Queues {
				sum := 0.0
				for _, x := range hours[q][span.from:span.to] {
					sum += x
				}
				out[m][q] = append(out[m][q], sum)
			}
		}
	}
	return out, nil
}

// hoursOf is agent-hours by queue and interval.
func (b *book) hoursOf(r schedule.Requirement) [][]float64 {
	out := make([][]float64, len(b.Queues))
	step, serves := b.Grid.Hours(), 1-b.Team.Shrinkage.Share()
	spare := make([]float64, b.Grid.N)
	waiting := make([]float64, b.Grid.N)
	for q, queue := range b.Queues {
		out[q] = make([]float64, b.Grid.N)
		if l, ok := r.LiveQueue(queue.Name); ok {
			both := b.shared(queue)
			for i, c := range l.Curves {
				out[q][i] = step * max(float64(c.Mark), l.Minimum*l.Open[i]*serves)
				spare[i] += both * step * max(0, c.AbsorbAt(out[q][i]/step))
			}
		}
		if d, ok := r.DeferrableQueue(queue.Name); ok {
			for i, x := range d.Level {
				out[q][i] = step * x
				waiting[i] += out[q][i]
			}
		}
	}
	for q, queue := range b.Queues {
		if queue.Channel.Live() {
			continue
		}
		for i := range out[q] {
			if waiting[i] > 0 {
				out[q][i] *= 1 - min(1, spare[i]/waiting[i])
			}
		}
	}
	return out
}

// shared is the share of those who can serve the live queue who can do work that may wait
// too.
func (b *book) shared(live schedule.Queue) float64 {
	able, both := 0.0, 0.0
	for _, g := range b.groups {
		if slices.Contains(g.queues, live.Name) {
			able += g.now
			if slices.ContainsFunc(b.Queues, func(q schedule.Queue) bool { return !q.Channel.Live() && slices.Contains(g.queues, q.Name) }) {
				both += g.now
			}
		}
	}
	if able == 0 {
		return 0
	}
	return both / able
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

package capacity

import (
	"context"
	"math"
	"runtime"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/staffing"
)

// scales are the volumes, as multiples of the forecast, at which the requirement of all
// months is worked out.
var scales = []float64{0.7, 1, 1.4}

// loads are net agent-hours by month, queue and scale. At scale 1 they are what turno staff
// will ask for week by week when the time comes; idle time of live agents that work that may
// wait can use is taken off that work, as far as people can do both.
type loads [][][]float64

func (b *book) loads(ctx context.Context) (loads, error) {
	out := make(loads, len(b.months))
	for m := range out {
		out[m] = make([][]float64, len(b.queues))
		for q := range out[m] {
			out[m][q] = make([]float64, len(scales))
		}
	}
	for k, scale := range scales {
		b.tell("capacity", k, len(scales)+1)
		weeks, err := b.weeks(ctx, b.scaled(scale))
		if err != nil {
			return nil, err
		}
		for _, r := range weeks {
			for i := range r.Grid.N {
				m := b.monthOf(r.Grid.At(i))
				for q, hours := range b.hoursAt(r, i, b.staff[m].shared) {
					out[m][q][k] += hours
				}
			}
		}
	}
	return out, nil
}

// weeks are the requirements of the weeks of the months, each by itself as a plan of it asks
// for: over a year at once the worst of its uncertainty would be staffed for all along.
func (b *book) weeks(ctx context.Context, demands []staffing.Demand) ([]schedule.Requirement, error) {
	var grids []calendar.Grid
	for first := 0; first < b.Grid.N; first += grids[len(grids)-1].N {
		end := calendar.DateOf(b.Grid.At(first)).Monday().Add(7).In(b.zone())
		grids = append(grids, calendar.Grid{Start: b.Grid.At(first), Step: b.Grid.Step, N: min(b.Grid.Index(end), b.Grid.N) - first})
	}
	out := make([]schedule.Requirement, len(grids))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for w, g := range grids {
		group.Go(func() error {
			own := slices.Clone(demands)
			for q := range own {
				var err error
				if own[q].Profile, err = own[q].Profile.Within(g); err != nil {
					return err
				}
			}
			var err error
			out[w], _, err = staffing.Require(ctx, g, b.Calendar, own, staffing.Options{Risk: b.Risk})
			return err
		})
	}
	return out, group.Wait()
}

// monthOf is the month of a moment.
func (b *book) monthOf(t time.Time) int {
	return min(max(calendar.DateOf(t).MonthsFrom(b.months[0].first), 0), len(b.months)-1)
}

// hoursAt is the agent-hours of an interval by queue: live work first, then what is left of work
// that may wait when idle live agents, as far as they do both, have taken their part of it.
// Least staff counts as far as shrinkage leaves it; that of work that may wait is also met by
// those on live queues.
func (b *book) hoursAt(r schedule.Requirement, i int, shared []float64) []float64 {
	out := make([]float64, len(b.queues))
	lost, step := b.Team.Shrinkage.Share(), r.Grid.Hours()
	var spare, beside, waiting float64
	for _, l := range r.Live {
		q, net := b.queue(l.Queue), l.Net(i, lost)
		out[q] = step * net
		spare += shared[q] * max(0, l.Curves[i].AbsorbAt(net))
		beside += shared[q] * net
	}
	for _, d := range r.Deferrable {
		waiting += d.Level[i]
	}
	for _, d := range r.Deferrable {
		net := d.Level[i]
		if waiting > 0 {
			net *= 1 - min(1, spare/waiting)
		}
		out[b.queue(d.Queue)] = step * max(net, d.Minimum*d.Open[i]*(1-lost)-beside)
	}
	return out
}

// queue is the place of a queue by name, -1 where there is none.
func (b *book) queue(name string) int {
	return slices.IndexFunc(b.queues, func(q schedule.Queue) bool { return q.Name == name })
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

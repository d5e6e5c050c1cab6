package plan

import (
	"cmp"
	"context"
	"math/rand/v2"
	"slices"

	"turno/forecast"
	"turno/schedule"
	"turno/schedule/check"
	"turno/schedule/staffing"
)

const (
	futures  = 64 // that a roster is checked in: enough for a share to a few points
	perLayer = 3  // paths drawn for each of them; the middle one is taken
)

// Futures are courses that the volume may take, for Check: the same ones for the same
// forecast. Of many paths, sorted by the contacts that they bring, every few in a row give
// one, so that good and bad weeks are there in their proportion. The work of a queue is that
// expected, multiplied as its path departs from the mean where the work comes from. The
// profiles are on the planning grid, in the order of the queues.
func (in Input) Futures(ctx context.Context, profiles []forecast.Profile) ([]check.Future, error) {
	usual, err := in.usual(ctx, profiles)
	if err != nil || len(usual) == 0 {
		return nil, err
	}
	open := map[string][]float64{}
	for _, q := range in.Queues {
		open[q.Name] = q.Hours.Share(in.Period, in.Calendar)
	}
	var out []check.Future
	for _, paths := range layers(loaded(profiles)) {
		f := check.Future{}
		for i, q := range in.Queues {
			by := departure(paths[i], profiles[i].Volume.Mean, open[q.Name])
			for _, work := range usual[q.Name] {
				f[q.Name] = append(f[q.Name], multiplied(work, by))
			}
		}
		out = append(out, f)
	}
	return out, nil
}

// loaded are the volumes with the doubt about the work of a contact.
func loaded(profiles []forecast.Profile) []forecast.Volume {
	out := make([]forecast.Volume, len(profiles))
	for i, p := range profiles {
		out[i] = p.Loaded()
	}
	return out
}

// usual is the work of every deferrable queue at the mean of the forecast, once for each of
// its targets: due as that one alone asks.
func (in Input) usual(ctx context.Context, profiles []forecast.Profile) (check.Future, error) {
	out, targets := check.Future{}, 0
	for _, q := range in.Queues {
		if !q.Channel.Live() {
			targets = max(targets, len(q.Targets))
		}
	}
	for k := range targets {
		demands := in.Demands(profiles)
		for i, d := range demands {
			v := d.Profile.Volume
			demands[i].Profile.Volume = forecast.Volume{Queue: v.Queue, Grid: v.Grid, Mean: v.Mean}
			if !d.Queue.Channel.Live() {
				demands[i].Queue = d.Queue.OneTarget(k)
			}
		}
		r, _, err := staffing.Require(ctx, in.Period, in.Calendar, demands, staffing.Options{})
		if err != nil {
			return nil, err
		}
		for _, d := range r.Deferrable {
			if q := slices.IndexFunc(in.Queues, func(q schedule.Queue) bool { return q.Name == d.Queue }); k < len(in.Queues[q].Targets) {
				out[d.Queue] = append(out[d.Queue], d.Work)
			}
		}
	}
	return out, nil
}

// layers draws paths of all queues together and takes the middle one of each layer by their
// sum.
func layers(volumes []forecast.Volume) [][][]float64 {
	type draw struct {
		paths [][]float64
		sum   float64
	}
	rng := rand.New(rand.NewPCG(futures, 0x66757475726573))
	draws := make([]draw, futures*perLayer)
	for k := range draws {
		draws[k].paths = forecast.Paths(volumes, rng)
		for _, path := range draws[k].paths {
			for _, x := range path {
				draws[k].sum += x
			}
		}
	}
	slices.SortStableFunc(draws, func(a, b draw) int { return cmp.Compare(a.sum, b.sum) })
	out := make([][][]float64, futures)
	for k := range out {
		out[k] = draws[k*perLayer+perLayer/2].paths
	}
	return out
}

// departure is a path over its mean, by the interval in which the work can first be done:
// what comes while the queue is closed counts where it opens. It is 1 where nothing is
// expected.
func departure(path, mean, open []float64) []float64 {
	out := make([]float64, len(path))
	var came, expected float64
	for i := range out {
		out[i] = 1
		came, expected = came+path[i], expected+mean[i]
		if open[i] <= 0 {
			continue
		}
		if expected > 0 {
			out[i] = came / expected
		}
		came, expected = 0, 0
	}
	return out
}

func multiplied(work []schedule.Work, by []float64) []schedule.Work {
	out := slices.Clone(work)
	for k, w := range out {
		if w.Arrive >= 0 && w.Arrive < len(by) {
			out[k].Hours *= by[w.Arrive]
			out[k].Contacts *= by[w.Arrive]
		}
	}
	return out
}

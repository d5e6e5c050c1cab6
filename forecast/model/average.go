package model

import (
	"context"
	"fmt"
	"math"
	"slices"

	"turno/forecast"
	"turno/forecast/calendar"
)

// Average is the plain mean of each slot of the week over the last weeks, winsorised (Dixon
// 1960) so that no single value carries it: what a planner's spreadsheet does. It forgets
// nothing within its reach, which long histories of a steady queue reward. With a Memory it
// is carried by the recent level, which is then taken to last.
type Average struct {
	Weeks  int     // of history looked at; 0 is all of it, two years at most
	Memory float64 // half-life of the level in days; 0 keeps the level of all weeks
}

// Name is average with its parameters, such as average-52-14.
func (a Average) Name() string { return fmt.Sprintf("average-%v-%v", a.Weeks, a.Memory) }

// Fit needs a recorded day.
func (a Average) Fit(ctx context.Context, history forecast.Series, cal *calendar.Calendar) (forecast.Fitted, error) {
	zone := zoneOf(history, cal)
	history = latest(history)
	if per := int(7 * day / max(history.Grid.Step, 1)); a.Weeks > 0 && history.Grid.N == len(history.Volume) {
		if cut := history.Grid.N - a.Weeks*per; cut > 0 {
			history.Volume = history.Volume[cut:]
			history.Grid.Start, history.Grid.N = history.Grid.At(cut), a.Weeks*per
		}
	}
	w, err := readWeek(history, zone)
	if err != nil {
		return nil, err
	}
	recorded := 0
	for _, x := range w.x {
		if !math.IsNaN(x) {
			recorded++
		}
	}
	if recorded < w.slots.perDay {
		return nil, fmt.Errorf("queue %s: %d recorded intervals, the average of the week needs at least a day of %d", history.Queue, recorded, w.slots.perDay)
	}
	f := &average{queue: history.Queue, week: w}
	var n []float64
	f.slot, n = w.slotMeans()
	levels := w.volumeLevels(f.slot, a.Memory)
	f.level = levels[len(levels)-1]
	f.spread, f.correlation = w.averageSpread(f.slot, n, levels, a.Memory > 0)
	return f, ctx.Err()
}

type average struct {
	queue       string
	week        *Week
	slot        []float64 // mean volume
	level       float64
	spread      hourly
	correlation float64
}

// Forecast gives 0 in closed slots.
func (f *average) Forecast(future calendar.Grid) forecast.Volume {
	v := newVolume(f.queue, future)
	v.Correlation = f.correlation
	for i := range future.N {
		k, _ := f.week.slots.at(future.At(i))
		if f.week.Closed[k] {
			continue
		}
		v.Mean[i] = f.level * f.slot[k]
		centre, pool, floor := math.Log1p(v.Mean[i]), f.week.slots.hour(k), 0.0
		for l := range v.Levels {
			floor = max(floor, math.Expm1(centre+f.spread.offset[l][pool]))
			v.Quantiles[l][i] = floor
		}
	}
	return v
}

// winsorised is the share of a slot's values at each end that are drawn in.
const winsorised = 0.05

// slotMeans are the winsorised means of the slots and how many values each has; a slot
// never seen takes the mean of its time of day, or of all.
func (w *Week) slotMeans() (mean, n []float64) {
	values := make([][]float64, w.slots.week())
	for i := range w.x {
		if !w.skip(i) {
			values[w.slotOf[i]] = append(values[w.slotOf[i]], math.Expm1(w.x[i]))
		}
	}
	mean, n = missing(len(values)), make([]float64, len(values))
	byTime, seen := make([]float64, w.slots.perDay), make([]float64, w.slots.perDay)
	var all, count float64
	for k, v := range values {
		if len(v) == 0 {
			continue
		}
		slices.Sort(v)
		cut := 0
		if len(v) >= 4 {
			cut = max(1, int(winsorised*float64(len(v))))
		}
		var sum float64
		for _, x := range v {
			sum += min(max(x, v[cut]), v[len(v)-1-cut])
		}
		mean[k], n[k] = sum/float64(len(v)), float64(len(v))
		byTime[k%w.slots.perDay] += mean[k]
		seen[k%w.slots.perDay]++
		all, count = all+mean[k], count+1
	}
	for k, x := range mean {
		switch t := k % w.slots.perDay; {
		case !math.IsNaN(x):
		case seen[t] > 0:
			mean[k] = byTime[t] / seen[t]
		case count > 0:
			mean[k] = all / count
		default:
			mean[k] = 0
		}
	}
	return mean, n
}

// volumeLevels are, at the end of every day, what came over what the slots' means had
// expected, recent days counting more; 1 throughout without a memory.
func (w *Week) volumeLevels(slot []float64, memory float64) []float64 {
	levels := make([]float64, len(w.level))
	came, expected := make([]float64, len(levels)), make([]float64, len(levels))
	for i := range w.x {
		if d := w.dayOf[i]; !w.skip(i) {
			usual := slot[w.slotOf[i]]
			came[d] += min(math.Expm1(w.x[i]), 3*usual+3)
			expected[d] += usual
		}
	}
	var c, e float64
	keep := math.Exp2(-1 / memory)
	for d := range levels {
		levels[d] = 1
		if memory <= 0 {
			continue
		}
		c, e = c*keep+came[d], e*keep+expected[d]
		if e > 0 {
			levels[d] = c / e
		}
	}
	return levels
}

// averageSpread pools how far the values lay from their slot's mean at the level known some
// days before.
func (w *Week) averageSpread(slot, n, levels []float64, following bool) (hourly, float64) {
	const lead, settled = 4, 7
	scores := missing(len(w.x))
	var values []weighted
	for i := range w.x {
		from := w.dayOf[i] - lead
		if w.skip(i) || following && from < settled && len(levels) > 2*settled {
			continue
		}
		level := levels[min(max(from, 0), len(levels)-1)]
		scores[i] = w.x[i] - math.Log1p(level*slot[w.slotOf[i]])
		values = append(values, weighted{scores[i], 1})
	}
	sortWeighted(values)
	sigma := spread(values)
	rest := make([]residual, 0, len(values))
	for i, x := range scores {
		if !math.IsNaN(x) {
			k := w.slotOf[i]
			rest = append(rest, newResidual(w.slots.hour(k), x, 1, sigma, 1+1/max(n[k], 1)))
		}
	}
	return pooledHours(rest), correlation(scores)
}

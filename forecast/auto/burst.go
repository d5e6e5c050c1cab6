package auto

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"

	"turno/forecast"
)

const (
	mostBursts  = 40   // of a queue whose course is looked at, the largest
	burstHours  = 36   // after its beginning that are looked at
	shapeSpread = 0.35 // log standard deviation of one burst's measure beside its own error
)

// The courses that a burst is compared with, in hours.
var (
	burstRises  = []float64{0.05, 1, 2, 4, 8}
	burstOnsets = []float64{0, 0.5, 1, 2} // before the first interval above the limit
	burstHalves = []float64{0.3, 0.6, 1, 1.5, 2.2, 3.2, 4.6, 6.6, 9.5, 14, 20}
)

// rush is one burst found: the intervals above the limit.
type rush struct{ first, last int }

// learnBursts measures the course of the bursts found in came, the history before it was
// clipped, completes their notes with an interval, and sums up how the queue's bursts are.
func (q *queue) learnBursts(came []float64, found []forecast.Note) {
	if len(found) == 0 {
		return
	}
	g := q.series.Grid
	order := make([]int, len(found))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case found[a].Value > found[b].Value:
			return -1
		case found[a].Value < found[b].Value:
			return 1
		}
		return a - b
	})
	var multiples, rises, halves []gauge
	for _, k := range order[:min(len(order), mostBursts)] {
		r := rush{max(0, g.Index(found[k].Span.From)), g.Index(found[k].Span.To)}
		t, ok := q.measureBurst(came, r)
		if !ok {
			continue
		}
		multiples, rises, halves = append(multiples, t.uplift), append(rises, t.rise), append(halves, t.half)
		e := estimate(t.uplift)
		found[k].Low, found[k].High = min(e.Low, found[k].Value), max(e.High, found[k].Value)
	}
	weeks := float64(g.N) * g.Hours() / 168
	often := distuv.Gamma{Alpha: float64(len(found)) + 0.5, Beta: weeks}
	q.bursts = &forecast.BurstShape{Queue: q.series.Queue, N: len(found), Share: q.burst - 1,
		PerWeek:  forecast.Estimate{Value: float64(len(found)) / weeks, Low: often.Quantile(0.1), High: often.Quantile(0.9)},
		Multiple: typical(multiples), Rise: typical(rises), HalfLife: typical(halves)}
}

// measureBurst finds the multiple, rise and half-life under which the burst's course is
// most likely; it may have begun up to two hours before the first interval above the limit.
func (q *queue) measureBurst(came []float64, r rush) (trial, bool) {
	cells, peak := q.burstCells(came, r)
	if len(cells) < 3 {
		return trial{}, false
	}
	course, vary := make([]float64, len(cells)), spread{dispersion: 1, relative: q.week.Sigma()}
	best := math.Inf(1)
	var losses []float64
	var fits []trial
	try := func(p pulse, before float64) {
		for k, c := range cells {
			course[k] = p.mean(c.from+before, c.to+before)
		}
		uplift, variance, loss := fitUplift(cells, course, vary)
		loss /= 2 // neighbouring hours are not independent
		best = min(best, loss)
		losses = append(losses, loss)
		fits = append(fits, trial{uplift: gauge{math.Log(uplift), 2 * variance}, rise: gauge{log: math.Log(p.rise)}, half: gauge{log: math.Log(p.half)}})
	}
	for _, before := range burstOnsets {
		for _, rise := range burstRises {
			for _, half := range burstHalves {
				try(pulse{rise: rise, end: rise, half: half}, before)
				if held := peak + before; held > rise+1 { // it holds for a while
					try(pulse{rise: rise, end: held, half: half}, before)
				}
			}
		}
	}
	var total float64
	var up, ri, ha moment
	for k, f := range fits {
		w := math.Exp(best - losses[k])
		total += w
		up.add(f.uplift.log, w)
		up.square += w * f.uplift.variance
		ri.add(f.rise.log, w)
		ha.add(f.half.log, w)
	}
	t := trial{uplift: up.gauge(total), rise: ri.gauge(total), half: ha.gauge(total)}
	t.uplift.variance += square(0.1)
	t.half.variance += square(0.15)
	return t, !math.IsNaN(t.uplift.log)
}

// burstCells are the hours of a burst and after it, counted from its first interval, and
// when it was highest.
func (q *queue) burstCells(came []float64, r rush) (cells []cell, peak float64) {
	g, top := q.series.Grid, r.first
	for i := r.first; i < min(r.last, g.N); i++ {
		if came[i] > came[top] {
			top = i
		}
	}
	begin := g.At(r.first)
	for i := max(0, r.first-2); i < min(r.last+int(burstHours/g.Hours()), g.N); i++ {
		if usual := q.usual(i); usual > 0 && !math.IsNaN(came[i]) && q.week.Open(i) {
			cells = append(cells, cell{came[i], usual, g.At(i).Sub(begin).Hours(), g.At(i + 1).Sub(begin).Hours()})
		}
	}
	return cells, g.At(top).Sub(begin).Hours()
}

// typical is the median of measured logarithms and the interval in which the next burst's
// value lies with 80 %, as far as their scatter and their errors tell.
func typical(list []gauge) forecast.Estimate {
	if len(list) == 0 {
		return forecast.Estimate{}
	}
	var logs []float64
	var error float64
	for _, g := range list {
		logs = append(logs, g.log)
		error += g.variance / float64(len(list))
	}
	centre := median(logs)
	scatter := 0.0
	for _, x := range logs {
		scatter += square(x - centre)
	}
	n := float64(len(list))
	// One burst says little of how the next will be: a guess counts as much as two of them.
	variance := (scatter + 2*square(shapeSpread)) / (n + 2)
	return estimate(gauge{centre, variance*(1+1/n) + error/n})
}

package model

import (
	"context"
	"fmt"
	"math"

	"turno/forecast"
	"turno/forecast/calendar"
)

// Naive repeats the last recorded week: the same slot of the week, else the same time of
// day, else the mean. Its quantiles are those of the week-on-week changes on the log
// scale. It is the yardstick that every other method has to beat.
type Naive struct{}

// Name is naive.
func (Naive) Name() string { return "naive" }

// Fit needs one recorded value.
func (Naive) Fit(ctx context.Context, history forecast.Series, cal *calendar.Calendar) (forecast.Fitted, error) {
	history = latest(history)
	s, err := newSlots(history.Grid.Step, zoneOf(history, cal))
	if err != nil {
		return nil, fmt.Errorf("queue %s: %w", history.Queue, err)
	}
	f := &naive{queue: history.Queue, slots: s, bySlot: missing(s.week()), byTime: missing(s.perDay)}
	var changes []weighted
	var scores []float64
	var sum, n float64
	slotOf := make([]int, len(history.Volume))
	for i, v := range history.Volume {
		if i%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		slotOf[i], _ = s.at(history.Grid.At(i))
		if !finite(v) || v < 0 {
			scores = append(scores, math.NaN())
			continue
		}
		slot := slotOf[i]
		was := f.bySlot[slot]
		if math.IsNaN(was) {
			was = f.byTime[slot%s.perDay]
		}
		change := math.Log1p(v) - math.Log1p(was)
		scores = append(scores, change)
		if !math.IsNaN(change) {
			changes = append(changes, weighted{change, 1})
		}
		f.bySlot[slot], f.byTime[slot%s.perDay] = v, v
		sum, n = sum+v, n+1
	}
	if n == 0 {
		return nil, fmt.Errorf("queue %s: no recorded volume to learn from", history.Queue)
	}
	sortWeighted(changes)
	f.mean = sum / n
	f.closed = closedSlots(history, s, slotOf)
	f.correlation = correlation(scores)
	for _, p := range forecast.Levels() {
		f.offset = append(f.offset, quantileOf(changes, p))
	}
	return f, nil
}

type naive struct {
	queue          string
	slots          slots
	bySlot, byTime []float64
	closed         []bool // by slot
	mean           float64
	offset         []float64 // change on the log scale at each level
	correlation    float64
}

// Forecast gives mean and median the repeated value; the other levels move away from it.
func (f *naive) Forecast(future calendar.Grid) forecast.Volume {
	v := newVolume(f.queue, future)
	v.Correlation = f.correlation
	for i := range future.N {
		slot, _ := f.slots.at(future.At(i))
		if f.closed[slot] {
			continue
		}
		x := f.bySlot[slot]
		if math.IsNaN(x) {
			x = f.byTime[slot%f.slots.perDay]
		}
		if math.IsNaN(x) {
			x = f.mean
		}
		v.Mean[i] = x
		for k, p := range v.Levels {
			offset := f.offset[k]
			if p == 0.5 || p < 0.5 && offset > 0 || p > 0.5 && offset < 0 {
				offset = 0
			}
			v.Quantiles[k][i] = max(0, x*math.Exp(offset)+math.Expm1(offset))
		}
	}
	return v
}

// missing is n values of NaN.
func missing(n int) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = math.NaN()
	}
	return v
}

// newVolume is an empty forecast of the grid at forecast.Levels.
func newVolume(queue string, g calendar.Grid) forecast.Volume {
	v := forecast.Volume{Queue: queue, Grid: g, Mean: make([]float64, g.N), Levels: forecast.Levels()}
	for range v.Levels {
		v.Quantiles = append(v.Quantiles, make([]float64, g.N))
	}
	return v
}

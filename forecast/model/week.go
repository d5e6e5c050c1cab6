package model

import (
	"context"
	"fmt"
	"math"
	"time"

	"turno/forecast"
)

// Week is a robust description of a queue's usual week on the log scale log(1+volume): a
// level that moves slowly from day to day plus one value per slot of the week. Bursts and
// outages hardly move it, so it also serves to find them.
type Week struct {
	slots     slots
	slotOf    []int     // by interval of the history
	dayOf     []int     // by interval of the history, 0 is its first day
	recency   []float64 // by interval: weight that halves with every half-life of age
	x         []float64 // log(1+volume), NaN where missing
	level     []float64 // by day: slow level
	daily     []float64 // by day: typical residual of the day before the slow level is taken off
	pattern   []float64 // by slot, around the level
	lever     []float64 // by slot: how much its value moves with all of its own observations
	sigma     float64   // robust standard deviation of what remains
	Residuals []float64 // by interval of the history: log(1+volume) less Usual; NaN where missing or closed
	Closed    []bool    // by slot: the queue does not work there
}

// halfLife of an observation's weight in the pattern: eight weeks.
const halfLife = 56.0

// FitWeek learns the usual week of the history, read in zone. It needs one recorded value
// and a step that divides a day.
func FitWeek(ctx context.Context, h forecast.Series, zone *time.Location) (*Week, error) {
	w, err := readWeek(h, zone)
	if err != nil {
		return nil, err
	}
	w.pattern = make([]float64, w.slots.week())
	for range 2 {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		w.fitLevel()
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		w.fitPattern()
	}
	w.fitLevel()
	w.Residuals = missing(len(w.x))
	for i := range w.x {
		if !w.skip(i) {
			w.Residuals[i] = w.x[i] - w.Usual(i)
		}
	}
	return w, nil
}

// readWeek reads a history without fitting anything.
func readWeek(h forecast.Series, zone *time.Location) (*Week, error) {
	s, err := newSlots(h.Grid.Step, zone)
	if err != nil {
		return nil, fmt.Errorf("queue %s: %w", h.Queue, err)
	}
	if len(h.Volume) != h.Grid.N {
		return nil, fmt.Errorf("queue %s: %d values on a grid of %d intervals", h.Queue, len(h.Volume), h.Grid.N)
	}
	w := &Week{slots: s}
	if !w.read(h) {
		return nil, fmt.Errorf("queue %s: no recorded volume to learn from", h.Queue)
	}
	return w, nil
}

// read takes the history over to the log scale and reports whether it holds anything.
func (w *Week) read(h forecast.Series) bool {
	n := h.Grid.N
	w.slotOf, w.dayOf = make([]int, n), make([]int, n)
	w.recency, w.x = make([]float64, n), missing(n)
	newest := -1
	for i, v := range h.Volume {
		w.slotOf[i], w.dayOf[i] = w.slots.at(h.Grid.At(i))
		if finite(v) && v >= 0 {
			w.x[i], newest = math.Log1p(v), i
		}
	}
	if newest < 0 {
		return false
	}
	first, last := w.dayOf[0], w.dayOf[n-1]
	byAge := make([]float64, last-first+1)
	for age := range byAge {
		byAge[age] = math.Exp2(-float64(age) / halfLife)
	}
	for i := range w.dayOf {
		w.recency[i] = byAge[max(0, w.dayOf[newest]-w.dayOf[i])]
	}
	for i := range w.dayOf {
		w.dayOf[i] -= first
	}
	w.level = make([]float64, last-first+1)
	w.Closed = closedSlots(h, w.slots, w.slotOf)
	return true
}

// skip says whether interval i tells nothing about the pattern.
func (w *Week) skip(i int) bool { return math.IsNaN(w.x[i]) || w.Closed[w.slotOf[i]] }

// Usual is what log(1+volume) usually is in interval i of the history.
func (w *Week) Usual(i int) float64 { return w.level[w.dayOf[i]] + w.pattern[w.slotOf[i]] }

// Memory is the correlation of neighbouring residuals, 0 to 0.95: near its top the last
// values say more about the next than the hour of the week does, as for load or traffic.
func (w *Week) Memory() float64 { return correlation(w.Residuals) }

// Sigma is the robust standard deviation of the residuals.
func (w *Week) Sigma() float64 { return w.sigma }

// Pattern is the usual log(1+volume) of the slot of the week that holds t, around the
// level, and whether the queue works then.
func (w *Week) Pattern(t time.Time) (value float64, open bool) {
	slot, _ := w.slots.at(t)
	return w.pattern[slot], !w.Closed[slot]
}

// Around is the pattern around the level in interval i of the history.
func (w *Week) Around(i int) float64 { return w.pattern[w.slotOf[i]] }

// Level is the slow level of the last day of the history.
func (w *Week) Level() float64 { return w.level[len(w.level)-1] }

// Daily is each local day's typical difference from the pattern, the slow level included;
// NaN where a day has too little recorded.
func (w *Week) Daily() []float64 { return w.daily }

// Recency is the weight of interval i of the history: 1 at its end, halved every eight
// weeks before.
func (w *Week) Recency(i int) float64 { return w.recency[i] }

// Day is the local day of interval i of the history, 0 is the first.
func (w *Week) Day(i int) int { return w.dayOf[i] }

// Open says whether the queue works in the slot of interval i of the history.
func (w *Week) Open(i int) bool { return !w.Closed[w.slotOf[i]] }

package model

import (
	"context"
	"fmt"
	"math"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
)

// Rhythm is a robust weekly pattern on logarithms, carried by a level that follows the
// last days. Where Profile smooths the level over weeks, a Rhythm follows it causally, as
// it would have at the time, so that the residuals of its own past one, two, four and more
// days ahead tell honestly how far it errs at each distance.
type Rhythm struct {
	HalfLife float64 // of what the pattern and the long mean of the level remember, days; 0 never forgets
	Memory   float64 // half-life of the level, days
	Damping  float64 // a day: how the level returns to its long mean; 1 never does
}

// Name is rhythm with its parameters, such as rhythm-56-3-0.9.
func (r Rhythm) Name() string {
	return fmt.Sprintf("rhythm-%v-%v-%v", r.HalfLife, r.Memory, r.Damping)
}

// Fit needs a recorded day.
func (r Rhythm) Fit(ctx context.Context, history forecast.Series, cal *calendar.Calendar) (forecast.Fitted, error) {
	history = latest(history)
	w, err := newRhythmWeek(ctx, history, zoneOf(history, cal), r.HalfLife)
	if err != nil {
		return nil, err
	}
	return w.finish(ctx, history.Queue, w.causalLevels(r))
}

// finish gathers how far the level would have erred at each distance.
func (w rhythmWeek) finish(ctx context.Context, queue string, level levelAhead) (forecast.Fitted, error) {
	f := &rhythm{queue: queue, week: w.Week, level: level, last: len(w.daily) - 1}
	f.lastDay = w.firstDay + f.last
	for _, lead := range leadClasses {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		f.spread = append(f.spread, w.spreadAt(level, lead))
	}
	f.correlation = correlation(w.Residuals)
	return f, nil
}

// levelAhead is the level that was expected at the end of day d of the history for so many
// days ahead.
type levelAhead interface {
	at(d, ahead int) float64
}

// leadClasses are the days ahead for which residuals are gathered; longer leads take the
// last.
var leadClasses = []int{1, 2, 4, 7}

// leadClass is the class of a forecast so many days ahead.
func leadClass(ahead int) int {
	switch {
	case ahead <= 1:
		return 0
	case ahead <= 2:
		return 1
	case ahead <= 5:
		return 2
	}
	return 3
}

type rhythm struct {
	queue       string
	week        *Week
	level       levelAhead
	last        int      // day of the history
	lastDay     int      // its number
	spread      []hourly // by lead class
	correlation float64
}

// Forecast gives 0 in closed slots.
func (f *rhythm) Forecast(future calendar.Grid) forecast.Volume {
	v := newVolume(f.queue, future)
	v.Correlation = f.correlation
	for i := range future.N {
		slot, dayNumber := f.week.slots.at(future.At(i))
		if f.week.Closed[slot] {
			continue
		}
		ahead := max(1, dayNumber-f.lastDay)
		centre := f.week.pattern[slot] + f.level.at(f.last, ahead)
		pool, spread := f.week.slots.hour(slot), f.spread[leadClass(ahead)]
		floor := 0.0
		for k := range v.Levels {
			floor = max(floor, math.Expm1(centre+spread.offset[k][pool]))
			v.Quantiles[k][i] = floor
		}
		mean := spread.ratio[pool]*math.Exp(centre) - 1
		v.Mean[i] = max(mean, 0)
	}
	return v
}

// returning is a level that goes back to its long mean.
type returning struct {
	fast, slow []float64 // by day, as known at the end of it
	damping    float64
}

func (l returning) at(d, ahead int) float64 {
	keep := math.Pow(l.damping, float64(ahead))
	return keep*l.fast[d] + (1-keep)*l.slow[d]
}

// rhythmWeek is a Week whose pattern forgets with a half-life of days of its own.
type rhythmWeek struct {
	*Week
	firstDay int
	recorded int
}

func newRhythmWeek(ctx context.Context, h forecast.Series, zone *time.Location, halfLife float64) (rhythmWeek, error) {
	read, err := readWeek(h, zone)
	if err != nil {
		return rhythmWeek{}, err
	}
	w, s := rhythmWeek{Week: read}, read.slots
	_, w.firstDay = s.at(h.Grid.At(0))
	w.pattern = make([]float64, s.week())
	newest := len(w.dayOf) - 1
	for i := range w.x {
		if !math.IsNaN(w.x[i]) {
			w.recorded++
		}
		w.recency[i] = 1
		if halfLife > 0 {
			w.recency[i] = math.Exp2(-float64(w.dayOf[newest]-w.dayOf[i]) / halfLife)
		}
	}
	if w.recorded < s.perDay {
		return w, fmt.Errorf("queue %s: %d recorded intervals, the rhythm of the week needs at least a day of %d", h.Queue, w.recorded, s.perDay)
	}
	for range 2 {
		if err := ctx.Err(); err != nil {
			return w, err
		}
		w.fitLevel()
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

// causalLevels are, at the end of every day, the exponentially weighted means of the daily
// levels so far: fast with the level's memory, slow with that of the pattern.
func (w rhythmWeek) causalLevels(r Rhythm) returning {
	n := len(w.daily)
	fast, slow := make([]float64, n), make([]float64, n)
	a, b := math.Exp2(-1/r.Memory), 1.0
	if r.HalfLife > 0 {
		b = math.Exp2(-1 / r.HalfLife)
	}
	var fs, fw, ss, sw float64
	for d, x := range w.daily {
		fs, fw, ss, sw = fs*a, fw*a, ss*b, sw*b
		if !math.IsNaN(x) {
			fs, fw, ss, sw = fs+x, fw+1, ss+x, sw+1
		}
		if sw > 0 {
			slow[d] = ss / sw
			fast[d] = (fs + 0.5*slow[d]) / (fw + 0.5)
		}
	}
	// Before the first day with a level nothing was known: take the first that is.
	for d := n - 2; d >= 0; d-- {
		if math.IsNaN(w.daily[d]) && slow[d] == 0 && fast[d] == 0 {
			slow[d], fast[d] = slow[d+1], fast[d+1]
		}
	}
	return returning{fast, slow, r.Damping}
}

// spreadAt gathers what the level known lead days before would have missed.
func (w rhythmWeek) spreadAt(level levelAhead, lead int) hourly {
	const settled = 3                         // days before a level is worth anything
	expected := make([]float64, len(w.daily)) // by day, from so many days before
	for d := range expected {
		expected[d] = level.at(min(max(d-lead, settled-1), len(w.daily)-1), lead)
	}
	inSlot := w.seen()
	rest := make([]residual, 0, len(w.x))
	for i := range w.x {
		d := w.dayOf[i]
		if w.skip(i) || w.recency[i] < 1e-3 || d-lead < settled && len(w.daily) > 14 {
			continue
		}
		k := w.slotOf[i]
		lever := w.lever[k] * w.recency[i] / inSlot[k]
		x := w.x[i] - w.pattern[k] - expected[d]
		rest = append(rest, newResidual(w.slots.hour(k), x, w.recency[i], w.sigma, 1/(1-lever)))
	}
	return pooledHours(rest)
}

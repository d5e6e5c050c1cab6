package model

import (
	"context"
	"fmt"
	"math"
	"slices"

	"turno/forecast"
	"turno/forecast/calendar"
)

// Structural is the robust weekly pattern of a Rhythm carried by a structural level (Harvey
// 1989): a slow level that wanders and a fast part that returns to it, both seen through
// noise. How much each moves is told by the Kalman filter's likelihood over a grid of
// variances; the forecasts of all of them are averaged by it and by a prior learnt on public
// series, so that few days of history do not make the level run after chance.
type Structural struct {
	HalfLife float64 // of what the pattern remembers, days; 0 never forgets
}

// Name is structural with its parameter, such as structural-182.
func (s Structural) Name() string { return fmt.Sprintf("structural-%v", s.HalfLife) }

// Fit needs a recorded day.
func (s Structural) Fit(ctx context.Context, history forecast.Series, cal *calendar.Calendar) (forecast.Fitted, error) {
	history = latest(history)
	w, err := newRhythmWeek(ctx, history, zoneOf(history, cal), s.HalfLife)
	if err != nil {
		return nil, err
	}
	return w.finish(ctx, history.Queue, newStructuralLevel(w.daily))
}

// moves are the variances of a structural level in terms of that of the noise, a day.
type moves struct {
	keep float64 // of the fast part, a day
	slow float64 // variance of the slow level's steps
	fast float64 // variance of what enters the fast part
}

// structuralGrid are the moves that are averaged and the logarithm of their prior.
var structuralGrid, structuralPrior = func() (grid []moves, prior []float64) {
	for _, slow := range []float64{0, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1} {
		for _, fast := range []float64{0, 0.1, 0.3, 1, 3} {
			for _, keep := range []float64{0.5, 0.65, 0.8, 0.9} {
				if fast == 0 && keep != 0.65 {
					continue
				}
				grid = append(grid, moves{keep, slow, fast})
				prior = append(prior, -square(math.Log(max(slow, 1e-4)/1e-3)/1.5)/2-
					square(math.Log(max(fast, 0.03)/0.3)/0.5)/2-square((keep-0.5)/0.15)/2)
			}
		}
	}
	return grid, prior
}()

// likelihoodPart is the power of the likelihood: days are not as independent as it takes
// them to be.
const likelihoodPart = 0.5

// structuralLevel is the filtered level of every day under each of the moves that count.
type structuralLevel []filtered

type filtered struct {
	weight     float64
	keep       float64
	slow, fast []float64 // by day, as known at the end of it
}

func (l structuralLevel) at(d, ahead int) float64 {
	var sum float64
	for _, m := range l {
		sum += m.weight * (m.slow[d] + math.Pow(m.keep, float64(ahead))*m.fast[d])
	}
	return sum
}

// newStructuralLevel filters daily levels, NaN where missing.
func newStructuralLevel(daily []float64) structuralLevel {
	daily = clipDays(daily)
	score := make([]float64, len(structuralGrid))
	best := math.Inf(-1)
	for k, m := range structuralGrid {
		score[k] = structuralPrior[k] + likelihoodPart*m.filter(daily, nil, nil)
		best = max(best, score[k])
	}
	var level structuralLevel
	var total float64
	for k, m := range structuralGrid {
		const least = 0.005 // of the best one's weight
		weight := math.Exp(score[k] - best)
		if weight < least {
			continue
		}
		slow, fast := make([]float64, len(daily)), make([]float64, len(daily))
		m.filter(daily, slow, fast)
		level = append(level, filtered{weight, m.keep, slow, fast})
		total += weight
	}
	for k := range level {
		level[k].weight /= total
	}
	return level
}

// clipDays draws days far from those around them in, so that the filter meets no outliers.
func clipDays(daily []float64) []float64 {
	const reach, sigmas, least = 21, 3.0, 0.02
	out := slices.Clone(daily)
	var near []float64
	for d, x := range daily {
		if math.IsNaN(x) {
			continue
		}
		near = near[:0]
		for _, y := range daily[max(0, d-reach):min(len(daily), d+reach+1)] {
			if !math.IsNaN(y) {
				near = append(near, y)
			}
		}
		centre := median(near)
		for k := range near {
			near[k] = math.Abs(near[k] - centre)
		}
		limit := sigmas * (1.4826*median(near) + least)
		out[d] = min(max(x, centre-limit), centre+limit)
	}
	return out
}

// filter runs the Kalman filter over daily levels and returns the log-likelihood with the
// variance of the noise concentrated out. The states known at the end of every day are
// written to slow and fast unless they are nil.
func (m moves) filter(daily, slow, fast []float64) float64 {
	const vague = 1e8 // variance of the level before anything is known
	var a, b float64  // slow level, fast part
	paa, pab, pbb := float64(vague), 0.0, m.fast/(1-m.keep*m.keep)
	var squares, logs, n float64
	for d, x := range daily {
		b *= m.keep
		paa, pab, pbb = paa+m.slow, m.keep*pab, m.keep*m.keep*pbb+m.fast
		if !math.IsNaN(x) {
			variance := paa + 2*pab + pbb + 1
			e := x - a - b
			ka, kb := (paa+pab)/variance, (pab+pbb)/variance
			a, b = a+ka*e, b+kb*e
			paa, pab, pbb = paa-ka*ka*variance, pab-ka*kb*variance, pbb-kb*kb*variance
			if n > 0 { // the first only tells where the level is
				squares, logs = squares+e*e/variance, logs+math.Log(variance)
			}
			n++
		}
		if slow == nil {
			continue
		}
		slow[d], fast[d] = a, b
		for e := d - 1; n == 1 && e >= 0 && slow[e] == 0; e-- { // nothing was known before: take the first that is
			slow[e] = a
		}
	}
	if n < 2 {
		return 0
	}
	const least = 1e-6 // of a variance, for constant histories
	return -((n-1)*math.Log(squares/(n-1)+least) + logs) / 2
}

func square(x float64) float64 { return x * x }

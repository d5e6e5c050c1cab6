package auto

import (
	"context"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"

	"turno/forecast"
)

const (
	shiftLeast  = 0.22  // least change of the level, log scale: a quarter
	shiftAfter  = 10    // days that must have passed since
	shiftWindow = 42    // days before and after that are compared
	shiftOldest = 120   // days back; the level of the method has long followed older ones
	shiftProof  = 4.0   // standard errors
	shiftError  = 0.05  // log standard deviation of a step's size beside its scatter
	slopeDoubt  = 0.005 // a day: standard deviation of the slope on which a step may stand
	shiftDoubt  = 30.0  // days that a step must have lasted for half of it to be lifted
	mostShifts  = 6     // told of
	weekDoubt   = 1.5   // weeks hang together by so much more than they show
)

// levelShifts finds the lasting steps of the level. The history before a recent one is
// lifted towards the level after it, so that all of it tells about today; older ones are
// told of, but the methods have long followed them.
func (q *queue) levelShifts(ctx context.Context) error {
	var steps []step
	for range 2 {
		daily := q.dayIndex()
		s := lastStep(daily, max(0, len(daily)-shiftOldest), len(daily))
		if s.size == 0 {
			break
		}
		at := q.firstOf(s.day)
		for i := range at {
			q.lift(i, math.Exp(s.size))
		}
		steps = append(steps, s)
		if err := q.refit(ctx); err != nil {
			return err
		}
	}
	recent := steps
	daily := q.dayIndex()
	for to := len(daily) - shiftOldest + shiftAfter; to > 0 && len(steps) < mostShifts; {
		s := lastStep(daily, 0, to)
		if s.size == 0 {
			break
		}
		steps = append(steps, s)
		daily = slices.Clone(daily)
		for d := range s.day {
			daily[d] += s.size
		}
	}
	if err := q.doubtSteps(ctx, recent); err != nil {
		return err
	}
	slices.SortFunc(steps, func(a, b step) int { return a.day - b.day })
	for _, s := range steps {
		q.noteEstimate(forecast.NoteLevelShift, q.firstOf(s.day), q.series.Grid.N, gauge{s.size, square(s.error)})
	}
	return nil
}

// doubtSteps takes back the part of every recent step's lift that it has not yet lasted
// long enough for.
func (q *queue) doubtSteps(ctx context.Context, steps []step) error {
	if len(steps) == 0 {
		return nil
	}
	days := len(q.week.Daily())
	for _, s := range steps {
		at, by := q.firstOf(s.day), math.Exp(s.size*(lasting(days-s.day)-1))
		for i := range at {
			q.lift(i, by)
		}
	}
	return q.refit(ctx)
}

// lasting is how much of a step that is some days old is taken to stay: what has held for
// a fortnight is often a wave that passes, what has held for months is the new level.
func lasting(days int) float64 { return float64(days) / (float64(days) + shiftDoubt) }

// dayIndex is the logarithm of each day's volume over what the pattern of the week at one
// level for the whole history would bring, bursts cut off; NaN where too little is recorded.
// Unlike the daily level it is exact for small counts as well.
func (q *queue) dayIndex() []float64 {
	daily := q.week.Daily()
	level := median(known(daily))
	came, usual := make([]float64, len(daily)), make([]float64, len(daily))
	for i, v := range q.series.Volume {
		if d := q.week.Day(i); !math.IsNaN(v) && q.week.Open(i) && d < len(daily) {
			came[d] += min(v, 3*q.usual(i)+3)
			usual[d] += max(0, math.Expm1(level+q.week.Around(i)))
		}
	}
	index := make([]float64, len(daily))
	for d := range index {
		index[d] = math.Log((came[d] + 0.5) / (usual[d] + 0.5))
		if math.IsNaN(daily[d]) || usual[d] < 2 {
			index[d] = math.NaN()
		}
	}
	return index
}

// firstOf is the first interval of a day of the history.
func (q *queue) firstOf(day int) int {
	at := 0
	for at < q.series.Grid.N && q.week.Day(at) < day {
		at++
	}
	return at
}

// noteEstimate records a finding with its interval.
func (q *queue) noteEstimate(code forecast.NoteCode, from, to int, g gauge) {
	e := estimate(g)
	q.note(code, from, to, e.Value, "")
	last := &q.notes[len(q.notes)-1]
	last.Low, last.High = e.Low, e.High
}

// step is a lasting change of the level on a day: its size and standard error, log scale.
type step struct {
	day         int
	size, error float64
}

// lastStep is the day of [from, to) on which the level changed most clearly for good, or
// no size: the split with the greatest difference of medians, in standard errors of the
// days' own scatter, which must hold already for the first days after it (a step, not a
// slope).
func lastStep(daily []float64, from, to int) (found step) {
	const near = 5
	scatter, weekly := dayScatter(daily), weekScatter(daily)
	best := 0.0
	for d := max(14, from); d <= to-shiftAfter; d++ {
		before, after := known(daily[max(0, d-shiftWindow):d]), known(daily[d:min(len(daily), d+shiftWindow)])
		if len(before) < 14 || len(after) < shiftAfter {
			continue
		}
		difference := median(after) - median(before)
		nearby := median(known(daily[d:d+near])) - median(known(daily[d-near:d]))
		if math.Abs(difference) < shiftLeast || !(nearby/difference > 0.6) {
			continue
		}
		error := math.Sqrt(1/float64(len(before)) + 1/float64(len(after)))
		error *= max(scatter, weekly)
		if proof := math.Abs(difference) / error; proof > max(best, shiftProof) {
			best, found = proof, step{day: d, size: difference}
		}
	}
	if found.size != 0 {
		found.day = sharpest(daily, found.day)
		found.size, found.error = stepSize(daily, found.day, max(scatter, weekly))
	}
	return found
}

// sharpest is the day about the given one on which two levels, one before and one from it
// on, leave the least absolute difference.
func sharpest(daily []float64, day int) int {
	const about = 7
	best, least := day, math.Inf(1)
	low, high := max(0, day-shiftWindow), min(len(daily), day+shiftWindow)
	for d := max(low+1, day-about); d <= min(high-1, day+about); d++ {
		before, after := median(known(daily[low:d])), median(known(daily[d:high]))
		var loss float64
		for e := low; e < high; e++ {
			level := before
			if e >= d {
				level = after
			}
			if !math.IsNaN(daily[e]) {
				loss += math.Abs(daily[e] - level)
			}
		}
		if loss < least {
			best, least = d, loss
		}
	}
	return best
}

// stepSize is the size of the step on a day and its standard error, from a regression of
// the days around it on the step and a slope, which is kept small (ridge).
func stepSize(daily []float64, day int, scatter float64) (size, error float64) {
	xx, xy := mat.NewSymDense(3, nil), mat.NewVecDense(3, nil)
	for d := max(0, day-shiftWindow); d < min(len(daily), day+shiftWindow); d++ {
		if math.IsNaN(daily[d]) {
			continue
		}
		row := []float64{1, float64(d-day) + 0.5, 0}
		if d >= day {
			row[2] = 1
		}
		x := mat.NewVecDense(3, row)
		xx.SymRankOne(xx, 1, x)
		xy.AddScaledVec(xy, daily[d], x)
	}
	xx.SetSym(1, 1, xx.At(1, 1)+square(scatter/slopeDoubt))
	var c mat.Cholesky
	var beta mat.VecDense
	var cov mat.SymDense
	if !c.Factorize(xx) || c.SolveVecTo(&beta, xy) != nil || c.InverseTo(&cov) != nil {
		return 0, 0
	}
	return beta.AtVec(2), math.Hypot(scatter*math.Sqrt(cov.At(2, 2)), shiftError)
}

// weekScatter is the standard deviation that independent days would need for weeks to differ
// from the next as they do: what wanders from week to week is no step.
func weekScatter(daily []float64) float64 {
	var steps []float64
	last := math.NaN()
	for from := 0; from+7 <= len(daily); from += 7 {
		m := median(known(daily[from : from+7]))
		if d := math.Abs(m - last); !math.IsNaN(d) {
			steps = append(steps, d)
		}
		last = m
	}
	if len(steps) < 4 {
		return 0
	}
	return weekDoubt * 1.4826 * median(steps) / math.Sqrt2 * math.Sqrt(7)
}

// dayScatter is the standard deviation of days around the median of the days about them,
// doubled for the days' dependence on each other.
func dayScatter(daily []float64) float64 {
	var away []float64
	for d, x := range daily {
		if !math.IsNaN(x) {
			away = append(away, math.Abs(x-median(known(daily[max(0, d-3):min(len(daily), d+4)]))))
		}
	}
	return max(2*1.4826*median(away), 0.02)
}

func known(x []float64) []float64 {
	return slices.DeleteFunc(slices.Clone(x), math.IsNaN)
}

// median of a slice that it may sort; NaN for none.
func median(x []float64) float64 {
	if len(x) == 0 {
		return math.NaN()
	}
	slices.Sort(x)
	n := len(x)
	return (x[(n-1)/2] + x[n/2]) / 2
}

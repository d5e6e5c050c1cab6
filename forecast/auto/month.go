package auto

import (
	"context"
	"math"
	"slices"
	"time"

	"gonum.org/v1/gonum/floats"

	"turno/forecast"
)

const (
	monthLeast  = 4    // months of which the season through the month must have been seen
	monthWaves  = 4    // down to a week
	monthProof  = 0.98 // of the error without it, at most
	monthChance = 0.1  // of taking months that go no way of their own for such
	monthMost   = 0.5  // largest distance of the season from its mean, log scale
	monthKnot   = 91.0 // days between bends of the trend that is told from it
)

// monthCurve is a smooth season through the calendar month on the log scale: paydays, bills
// and statements come on dates, not on weekdays.
type monthCurve struct {
	weight []float64 // of sine and cosine by wave
	doubt  float64   // standard deviation
	zone   *time.Location
}

// at is the season at t.
func (m *monthCurve) at(t time.Time) float64 {
	x := floats.Dot(m.weight, circle(monthPhase(t.In(m.zone)), monthWaves))
	return min(max(x, -monthMost), monthMost)
}

// monthPhase is how much of its month has passed at noon of t's day.
func monthPhase(t time.Time) float64 {
	days := time.Date(t.Year(), t.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return (float64(t.Day()) - 0.5) / float64(days)
}

// removeMonth learns the season through the month where the history proves one and takes it
// off, so that the level does not chase it. The proof: months that were left out are
// foretold better with it than without.
func (q *queue) removeMonth(ctx context.Context) error {
	if q.month = q.provenMonth(); q.month == nil {
		return nil
	}
	g := q.series.Grid
	for i := range q.series.Volume {
		q.lift(i, math.Exp(-q.month.at(g.At(i))))
	}
	low, high := math.Inf(1), math.Inf(-1)
	for day := range 31 {
		x := q.month.at(time.Date(2024, 1, 1+day, 12, 0, 0, 0, q.zone))
		low, high = min(low, x), max(high, x)
	}
	q.note(forecast.NoteMonth, 0, g.N, math.Exp(high-low), "")
	return q.refit(ctx)
}

// provenMonth is the season through the month, nil where none is proven.
func (q *queue) provenMonth() *monthCurve {
	index := q.dayIndex()
	var y []float64
	var rows [][]float64
	var ends []int
	var month time.Month
	for i, last := 0, -1; i < q.series.Grid.N; i++ {
		d := q.week.Day(i)
		if d == last || d >= len(index) || math.IsNaN(index[d]) {
			continue
		}
		last = d
		x, t := index[d], q.series.Grid.At(i).In(q.zone)
		if t.Month() != month && len(y) > 0 {
			ends = append(ends, len(y))
		}
		month = t.Month()
		row := []float64{1, float64(d) / monthKnot}
		for knot := monthKnot; knot < float64(len(index))-monthKnot/2; knot += monthKnot {
			row = append(row, max(0, float64(d)-knot)/monthKnot)
		}
		y, rows = append(y, x), append(rows, append(row, circle(monthPhase(t), monthWaves)...))
	}
	ends = append(ends, len(y))
	if len(y) < monthLeast*21 || len(ends) < monthLeast {
		return nil
	}
	firm := slices.Repeat([]float64{1}, len(rows[0])-2*monthWaves)
	firm[0], firm[1] = 1e-6, 0.1
	r := newRidge(y, rows, firm)
	r.centred = true
	penalty := r.proven(ends, monthProof, monthChance)
	weight := r.waves(penalty)
	if weight == nil {
		return nil
	}
	return &monthCurve{weight, r.doubt(), q.zone}
}

// applyMonth puts the season of the dates ahead back.
func (q *queue) applyMonth() {
	if q.month == nil {
		return
	}
	g := q.in.Future
	factor := ones(g.N)
	for i := range factor {
		factor[i] = math.Exp(q.month.at(g.At(i)))
		q.factor(i, factor[i], q.month.doubt)
	}
	q.component("month", factor)
}

package auto

import (
	"context"
	"math"
	"time"

	"gonum.org/v1/gonum/floats"

	"turno/forecast"
)

const (
	yearDays      = 365.2425
	yearLeast     = 78 // weeks of history, a year and a half
	yearHarmonics = 6  // of the yearly season, down to two months
	yearBlock     = 8  // weeks left out together when it is put to the proof
	yearProof     = 0.95
	yearMost      = 0.7 // largest distance of the season from its mean, log scale
)

// yearCurve is a smooth season through the year on the log scale: harmonics of the time
// since the history's first week.
type yearCurve struct {
	start  time.Time
	weight []float64 // of sine and cosine by harmonic
}

// at is the season at t.
func (y *yearCurve) at(t time.Time) float64 {
	x := floats.Dot(y.weight, circle(t.Sub(y.start).Hours()/24/yearDays, len(y.weight)/2))
	return min(max(x, -yearMost), yearMost)
}

// removeYear learns the yearly season where the history is long enough to prove one and
// takes it off, so that the usual week is that of no season in particular. The proof:
// weeks that were left out are foretold better with it than without.
func (q *queue) removeYear(ctx context.Context) error {
	weekly, middle := q.weekly()
	if len(weekly) < yearLeast {
		return nil
	}
	weight := provenSeason(weekly, middle)
	if weight == nil {
		return nil
	}
	g := q.series.Grid
	q.year = &yearCurve{start: g.Start, weight: weight}
	perDay := max(1, int(24*time.Hour/g.Step))
	by := 1.0
	for i := range q.series.Volume {
		if i%perDay == 0 {
			by = math.Exp(-q.year.at(g.At(i + perDay/2)))
		}
		q.lift(i, by)
	}
	low, high := math.Inf(1), math.Inf(-1)
	for w := range 53 {
		x := q.year.at(g.Start.AddDate(0, 0, 7*w))
		low, high = min(low, x), max(high, x)
	}
	q.note(forecast.NoteSeason, 0, g.N, math.Exp(high-low), "")
	return q.refit(ctx)
}

// weekly are the medians of the daily levels of whole weeks and the time of their middle,
// in years since the start.
func (q *queue) weekly() (level, middle []float64) {
	daily := q.week.Daily()
	for from := 0; from+7 <= len(daily); from += 7 {
		days := known(daily[from : from+7])
		if len(days) >= 3 {
			level = append(level, median(days))
			middle = append(middle, (float64(from)+3.5)/yearDays)
		}
	}
	return level, middle
}

// provenSeason is the weights of the harmonics with the penalty that foretells best what
// was left out, or nil when none beats the trend alone.
func provenSeason(weekly, middle []float64) []float64 {
	end := middle[len(middle)-1]
	rows := make([][]float64, len(middle))
	for i, t := range middle {
		rows[i] = seasonRow(t, end)
	}
	firm := make([]float64, len(rows[0])-2*yearHarmonics)
	for k := range firm {
		firm[k] = 1 // a bend of the trend
	}
	firm[0], firm[1] = 1e-6, 1e-6
	r := newRidge(weekly, rows, firm)
	var ends []int
	for from := 0; from < len(weekly); from += yearBlock {
		ends = append(ends, min(from+yearBlock, len(weekly)))
	}
	return r.waves(r.proven(ends, yearProof, 0))
}

// seasonRow is a constant, a trend that may bend every year, and the harmonics.
func seasonRow(t, end float64) []float64 {
	row := []float64{1, t - end/2}
	for knot := 1.0; knot < end-0.5 && knot < 12; knot++ {
		row = append(row, max(0, t-knot))
	}
	return append(row, circle(t, yearHarmonics)...)
}

// circle is sine and cosine of the first waves of a season at a phase, in seasons.
func circle(phase float64, waves int) []float64 {
	row := make([]float64, 0, 2*waves)
	for k := 1; k <= waves; k++ {
		s, c := math.Sincos(2 * math.Pi * float64(k) * phase)
		row = append(row, s, c)
	}
	return row
}

// applyYear puts the season of the time ahead back.
func (q *queue) applyYear() {
	if q.year == nil {
		return
	}
	g := q.in.Future
	factor := ones(g.N)
	for i := range factor {
		factor[i] = math.Exp(q.year.at(g.At(i)))
		q.factor(i, factor[i], 0)
	}
	q.component("year", factor)
}

package auto

import (
	"context"
	"math"
	"slices"
	"time"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"

	"turno/forecast"
	"turno/forecast/model"
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
	var sum float64
	phase := 2 * math.Pi * t.Sub(y.start).Hours() / 24 / yearDays
	for k := range len(y.weight) / 2 {
		s, c := math.Sincos(float64(k+1) * phase)
		sum += y.weight[2*k]*s + y.weight[2*k+1]*c
	}
	return min(max(sum, -yearMost), yearMost)
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
	week, err := model.FitWeek(ctx, q.series, q.zone)
	if err != nil {
		return err
	}
	q.week = week
	return nil
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
	r := newRidge(weekly, middle)
	best, least := -1.0, math.Inf(1)
	for _, penalty := range []float64{math.Inf(1), 300, 100, 30, 10, 3, 1} {
		loss := r.leftOut(penalty)
		if math.IsInf(penalty, 1) {
			loss *= yearProof
		}
		if loss < least {
			best, least = penalty, loss
		}
	}
	if math.IsInf(best, 1) || best < 0 {
		return nil
	}
	fit, ok := r.solve(best, 0, 0)
	if !ok {
		return nil
	}
	return fit[len(fit)-2*yearHarmonics:]
}

// ridge is a regression of the weekly levels on a trend that may bend every year and on
// harmonics, which are penalised in proportion to the square of their number (Hoerl and
// Kennard 1970).
type ridge struct {
	y, weight []float64
	rows      [][]float64
	xx, xy    []float64 // sums over all weeks, p by p and p
	p         int
}

func newRidge(weekly, middle []float64) *ridge {
	r := &ridge{y: weekly, weight: ones(len(weekly))}
	for _, t := range middle {
		r.rows = append(r.rows, seasonRow(t, middle[len(middle)-1]))
	}
	r.p = len(r.rows[0])
	r.sum()
	// One step of Huber's estimate: weeks far from a first fit count less.
	fit, ok := r.solve(30, 0, 0)
	if !ok {
		return r
	}
	var away []float64
	for i := range weekly {
		away = append(away, math.Abs(weekly[i]-floats.Dot(fit, r.rows[i])))
	}
	limit := 2 * 1.4826 * median(slices.Clone(away))
	for i, a := range away {
		r.weight[i] = min(1, limit/max(a, 1e-9))
	}
	r.sum()
	return r
}

func (r *ridge) sum() {
	r.xx, r.xy = make([]float64, r.p*r.p), make([]float64, r.p)
	for i := range r.rows {
		r.add(r.xx, r.xy, i, r.weight[i])
	}
}

func (r *ridge) add(xx, xy []float64, i int, weight float64) {
	row := r.rows[i]
	for a, x := range row {
		xy[a] += weight * x * r.y[i]
		floats.AddScaled(xx[a*r.p:(a+1)*r.p], weight*x, row)
	}
}

// solve fits with the weeks [from, to) left out.
func (r *ridge) solve(penalty float64, from, to int) ([]float64, bool) {
	xx, xy := slices.Clone(r.xx), slices.Clone(r.xy)
	for i := from; i < to; i++ {
		r.add(xx, xy, i, -r.weight[i])
	}
	for k := range r.p {
		switch h := k - (r.p - 2*yearHarmonics); {
		case h >= 0:
			xx[k*r.p+k] += min(penalty, 1e9) * square(float64(h/2+1)) / 10
		case k >= 2:
			xx[k*r.p+k]++ // bends of the trend
		default:
			xx[k*r.p+k] += 1e-6
		}
	}
	var c mat.Cholesky
	var beta mat.VecDense
	if !c.Factorize(mat.NewSymDense(r.p, xx)) || c.SolveVecTo(&beta, mat.NewVecDense(r.p, xy)) != nil {
		return nil, false
	}
	return beta.RawVector().Data, true
}

// leftOut is the mean absolute error on blocks of weeks left out of the fit.
func (r *ridge) leftOut(penalty float64) float64 {
	var loss float64
	for from := 0; from < len(r.y); from += yearBlock {
		to := min(from+yearBlock, len(r.y))
		fit, ok := r.solve(penalty, from, to)
		if !ok {
			return math.Inf(1)
		}
		for i := from; i < to; i++ {
			loss += math.Abs(floats.Dot(fit, r.rows[i]) - r.y[i])
		}
	}
	return loss / float64(len(r.y))
}

// seasonRow is a constant, a trend that may bend every year, and the harmonics.
func seasonRow(t, end float64) []float64 {
	row := []float64{1, t - end/2}
	for knot := 1.0; knot < end-0.5 && knot < 12; knot++ {
		row = append(row, max(0, t-knot))
	}
	for k := 1; k <= yearHarmonics; k++ {
		s, c := math.Sincos(2 * math.Pi * float64(k) * t)
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

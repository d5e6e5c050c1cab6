package model

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"

	"turno/forecast"
	"turno/forecast/calendar"
)

// LagSet says which earlier intervals a regression looks at.
type LagSet string

// The lag sets, for a day of d and a week of w open intervals.
const (
	FewLags      LagSet = "few"  // 1 to 3, d-1 to d+1, 2d, w-1 to w+1
	MostLags     LagSet = "most" // 1 to 2d+1 (at most 49), every day of the week with its neighbours
	mostNear            = 49     // consecutive lags, at most
	shortNear           = 26     // of a history too short for these
	finest              = 30 * time.Minute
	robustRounds        = 1    // of reweighting
	recentRows          = 4000 // intervals learnt from, at most
	ridge               = 1e-6 // over the mean variance of the lags
)

// lags lists the set in ascending order.
func (s LagSet) lags(day, week, most int) []int {
	near, around := 3, []int{day, week}
	var alone []int
	if s == FewLags {
		alone = []int{2 * day}
	} else {
		near, around = min(2*day+1, most), nil
		for k := day; k <= week; k += day {
			around = append(around, k)
		}
	}
	for _, l := range around {
		alone = append(alone, l-1, l, l+1)
	}
	for l := 1; l <= near; l++ {
		alone = append(alone, l)
	}
	alone = slices.DeleteFunc(alone, func(l int) bool { return l < 1 })
	slices.Sort(alone)
	return slices.Compact(alone)
}

// LagRegression is a ridge regression of an interval on earlier ones, all relative to the
// mean of the last day, applied to its own forecasts step by step. Rows are weighed so that
// the absolute errors count rather than their squares (iteratively reweighted least squares).
type LagRegression struct {
	Set LagSet
	Raw bool // on volumes rather than on their logs
}

// Name is lags-few or lags-most, with -raw when on volumes.
func (m LagRegression) Name() string {
	if m.Raw {
		return "lags-" + string(m.Set) + "-raw"
	}
	return "lags-" + string(m.Set)
}

// Fit needs intervals of half an hour or more, the longest lag, which is a week and
// an interval, and three rows for every lag.
func (m LagRegression) Fit(ctx context.Context, history forecast.Series, cal *calendar.Calendar) (forecast.Fitted, error) {
	by := logs
	if m.Raw {
		by = plain
	}
	f, err := newFrame(history, cal, by)
	if err != nil {
		return nil, err
	}
	r, err := m.fit(ctx, f)
	if err != nil {
		return nil, err
	}
	return f.finish(ctx, r, r.reach())
}

func (m LagRegression) fit(ctx context.Context, f *frame) (*regression, error) {
	if f.slots.step < finest {
		return nil, fmt.Errorf("queue %s: intervals of %v: the regression %s needs at least %v", f.queue, f.slots.step, m.Name(), finest)
	}
	r := &regression{x: f.x, day: f.day, weight: make([]float64, len(f.x))}
	for _, near := range []int{mostNear, shortNear} {
		r.lags = m.Set.lags(f.day, f.week, near)
		if len(f.x) >= r.least() {
			break
		}
	}
	if least := r.least(); len(f.x) < least {
		return nil, f.tooShort("the regression "+m.Name(), least)
	}
	r.beta = make([]float64, len(r.lags))
	r.bound()
	r.rows(f)
	for round := range 1 + robustRounds {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if round > 0 {
			r.reweight()
		}
		if !r.solve() {
			return nil, fmt.Errorf("queue %s: the regression %s has no solution for this history", f.queue, m.Name())
		}
	}
	return r, nil
}

// regression is a fitted lag regression; as a continuation it is applied to what it gave.
type regression struct {
	x        []float64
	lags     []int
	day      int       // cells of the mean that all is relative to
	weight   []float64 // by cell: of the row in the fit, 0 is none
	beta     []float64 // by lag
	base     float64
	low, top float64 // forecasts stay between
}

func (r *regression) reach() int { return max(r.day, slices.Max(r.lags)) }

// least is how many cells it needs: three rows for every lag.
func (r *regression) least() int { return r.reach() + 3*len(r.lags) }

// bound allows forecasts a quarter of the range of the history beyond it.
func (r *regression) bound() {
	r.low, r.top = slices.Min(r.x), slices.Max(r.x)
	span := r.top - r.low
	r.low, r.top = r.low-0.25*span, r.top+0.25*span
}

// rows chooses the cells to learn from: the recorded ones among the last.
func (r *regression) rows(f *frame) {
	for t := max(r.reach(), len(r.x)-recentRows); t < len(r.x); t++ {
		if f.known[t] && !f.wild[t] {
			r.weight[t] = 1
		}
	}
}

// means is the mean of the day before each cell.
func (r *regression) means() []float64 {
	out := make([]float64, len(r.x))
	var sum float64
	for t := range r.x {
		if t >= r.day {
			out[t] = sum / float64(r.day)
			sum -= r.x[t-r.day]
		}
		sum += r.x[t]
	}
	return out
}

// moments are, of the lags and last of the target, the weighted sums and the sums of products
// (the lower half, by rows), and the total weight.
func (r *regression) moments() (sums, gram []float64, total float64) {
	n := len(r.lags) + 1
	means, row := r.means(), make([]float64, n)
	sums, gram = make([]float64, n), make([]float64, n*n)
	for t := r.reach(); t < len(r.x); t++ {
		w := r.weight[t]
		if w == 0 {
			continue
		}
		for j, l := range r.lags {
			row[j] = r.x[t-l] - means[t]
		}
		row[n-1] = r.x[t] - means[t]
		total += w
		for j, a := range row {
			a *= w
			sums[j] += a
			floats.AddScaled(gram[j*n:][:j+1], a, row[:j+1])
		}
	}
	return sums, gram, total
}

// solve finds the weighted ridge solution by the normal equations.
func (r *regression) solve() bool {
	p := len(r.lags)
	sums, gram, total := r.moments()
	if total == 0 {
		return true
	}
	lhs, rhs := mat.NewSymDense(p, nil), mat.NewVecDense(p, nil)
	var trace float64
	for j := range p {
		rhs.SetVec(j, gram[p*(p+1)+j]-sums[j]*sums[p]/total)
		for k := range j + 1 {
			lhs.SetSym(j, k, gram[j*(p+1)+k]-sums[j]*sums[k]/total)
		}
		trace += lhs.At(j, j)
	}
	r.base = sums[p] / total
	if trace <= 1e-12*total { // nothing moves
		return true
	}
	for j := range p {
		lhs.SetSym(j, j, lhs.At(j, j)+ridge*trace/float64(p))
	}
	var factor mat.Cholesky
	beta := mat.NewVecDense(p, r.beta)
	if !factor.Factorize(lhs) || factor.SolveVecTo(beta, rhs) != nil && factor.Cond() > 1e15 {
		return false
	}
	for j, b := range r.beta {
		r.base -= b * sums[j] / total
	}
	return finite(r.base)
}

// reweight gives every row the inverse of its error, at most three times that of the mean.
func (r *regression) reweight() {
	var one [1]float64
	var sum, n float64
	for t, w := range r.weight {
		if w > 0 {
			r.run(t, one[:])
			r.weight[t] = math.Abs(r.x[t] - one[0])
			sum, n = sum+r.weight[t], n+1
			r.weight[t] += math.SmallestNonzeroFloat64
		}
	}
	typical := sum / max(n, 1)
	if typical <= 1e-12 {
		typical = 1e-12
	}
	for t, w := range r.weight {
		if w > 0 {
			r.weight[t] = typical / max(w, 0.3*typical)
		}
	}
}

func (r *regression) run(n int, out []float64) {
	var total, share float64
	for _, v := range r.x[n-r.day : n] {
		total += v
	}
	for _, b := range r.beta {
		share += b
	}
	for h := range out {
		v := r.base + total/float64(r.day)*(1-share)
		for j, l := range r.lags {
			v += r.beta[j] * at(r.x, out, n, h-l)
		}
		out[h] = min(max(v, r.low), r.top)
		total += out[h] - at(r.x, out, n, h-r.day)
	}
}

// at is the value k cells after x[:n]: of the forecast, or of the history when negative.
func at(x, out []float64, n, k int) float64 {
	if k >= 0 {
		return out[k]
	}
	return x[n+k]
}

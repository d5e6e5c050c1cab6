package auto

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// ridge is a regression of a level on rows of which the last columns are the waves of a
// season and the others its trend. Every column has a penalty (Hoerl and Kennard 1970); that
// of the waves grows with the square of their number and is chosen by proof.
type ridge struct {
	y, weight []float64
	rows      [][]float64
	firm      []float64 // penalty of the columns before the waves
	xx, xy    []float64 // sums over all rows, p by p and p
	p         int
	centred   bool // the proof is of the course within a block, not of its level
}

// newRidge weighs rows far from a first fit down, by one step of Huber's estimate.
func newRidge(y []float64, rows [][]float64, firm []float64) *ridge {
	r := &ridge{y: y, weight: ones(len(y)), rows: rows, firm: firm, p: len(rows[0])}
	r.sum()
	fit, ok := r.solve(30, 0, 0)
	if !ok {
		return r
	}
	var away []float64
	for i := range y {
		away = append(away, math.Abs(y[i]-floats.Dot(fit, rows[i])))
	}
	limit := 2 * 1.4826 * median(slices.Clone(away))
	for i, a := range away {
		r.weight[i] = min(1, limit/max(a, 1e-9))
	}
	r.sum()
	return r
}

// penalties of the waves that are put to the proof.
var penalties = []float64{300, 100, 30, 10, 3, 1}

// proven is the penalty that foretells best the blocks that were left out, each up to the
// row that ends it. It is infinite when none has less than the given share of the error of
// the trend alone, or when that may be chance: the gains of the blocks are tested by
// Student's t at the given level, 0 for no test.
func (r *ridge) proven(ends []int, share, level float64) float64 {
	alone := r.leftOut(math.Inf(1), ends)
	best, least, of := math.Inf(1), share*floats.Sum(alone), alone
	for _, penalty := range penalties {
		if losses := r.leftOut(penalty, ends); floats.Sum(losses) < least {
			best, least, of = penalty, floats.Sum(losses), losses
		}
	}
	if level > 0 && !math.IsInf(best, 1) {
		gains := slices.Clone(alone)
		floats.Sub(gains, of)
		mean, deviation := stat.MeanStdDev(gains, nil)
		n := float64(len(gains))
		if mean*math.Sqrt(n) < deviation*(distuv.StudentsT{Sigma: 1, Nu: n - 1}).Quantile(1-level) {
			return math.Inf(1)
		}
	}
	return best
}

// waves are the weights of the waves, nil where they cannot be told.
func (r *ridge) waves(penalty float64) []float64 {
	fit, ok := r.solve(penalty, 0, 0)
	if !ok || math.IsInf(penalty, 1) {
		return nil
	}
	return fit[len(r.firm):]
}

// doubt is the standard error of the waves at a place, were all of them free.
func (r *ridge) doubt() float64 {
	fit, ok := r.solve(penalties[len(penalties)-1], 0, 0)
	if !ok {
		return 0
	}
	var squares float64
	for i, y := range r.y {
		squares += r.weight[i] * square(y-floats.Dot(fit, r.rows[i]))
	}
	n := float64(len(r.y))
	return math.Sqrt(squares/n) * math.Sqrt(float64(r.p-len(r.firm))/n)
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

// solve fits with the rows [from, to) left out.
func (r *ridge) solve(penalty float64, from, to int) ([]float64, bool) {
	xx, xy := slices.Clone(r.xx), slices.Clone(r.xy)
	for i := from; i < to; i++ {
		r.add(xx, xy, i, -r.weight[i])
	}
	for k := range r.p {
		if k < len(r.firm) {
			xx[k*r.p+k] += r.firm[k]
			continue
		}
		wave := (k-len(r.firm))/2 + 1
		xx[k*r.p+k] += min(penalty, 1e9) * square(float64(wave)) / 10
	}
	var c mat.Cholesky
	var beta mat.VecDense
	if !c.Factorize(mat.NewSymDense(r.p, xx)) || c.SolveVecTo(&beta, mat.NewVecDense(r.p, xy)) != nil {
		return nil, false
	}
	return beta.RawVector().Data, true
}

// leftOut are the sums of the absolute errors on blocks of rows left out of the fit.
func (r *ridge) leftOut(penalty float64, ends []int) []float64 {
	losses := make([]float64, len(ends))
	from := 0
	for b, to := range ends {
		fit, ok := r.solve(penalty, from, to)
		if !ok { // nor is the rest worth knowing
			losses[b] = math.Inf(1)
			return losses
		}
		missed := make([]float64, 0, to-from)
		for i := from; i < to; i++ {
			missed = append(missed, floats.Dot(fit, r.rows[i])-r.y[i])
		}
		level := 0.0
		if r.centred {
			level = median(slices.Clone(missed))
		}
		for _, e := range missed {
			losses[b] += math.Abs(e - level)
		}
		from = to
	}
	return losses
}

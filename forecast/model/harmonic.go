package model

import (
	"context"
	"math"

	"gonum.org/v1/gonum/mat"

	"turno/forecast"
	"turno/forecast/calendar"
)

// Harmonic is a dynamic harmonic regression of counts: the log of the mean is a sum of waves
// of the day and the week and a damped trend, the counts around it are negative binomial
// (Poisson when they vary no more than that), estimated by iteratively reweighted least
// squares with ridge (Nelder & Wedderburn 1972; Hyndman & Athanasopoulos 2021, 10.5 for the
// waves). What remains has a level of the last days and a first-order autoregression, both
// fading. The number of waves is the one with the least AICc.
type Harmonic struct{}

// Name is harmonic.
func (Harmonic) Name() string { return "harmonic" }

const (
	harmonicWeeks    = 26   // of history, at most
	harmonicHalfLife = 8.0  // weeks, of an observation's weight
	harmonicRidge    = 0.02 // per observation's worth of weight, on waves
	harmonicRounds   = 5    // of reweighting
	restHalfLife     = 3.0  // days, memory of the recent level
	restDamping      = 0.9  // a day, how it fades
	hopeless         = 20.0 // of AICc behind the best: further waves are not tried
)

// waves are the numbers of harmonics of the day and of the week that are tried.
var waves = [][2]int{{2, 2}, {4, 6}, {6, 12}, {9, 24}, {11, 48}}

// Fit needs two weeks.
func (Harmonic) Fit(ctx context.Context, history forecast.Series, cal *calendar.Calendar) (forecast.Fitted, error) {
	f, err := newFrame(history, cal, logs)
	if err != nil {
		return nil, err
	}
	if least := 2 * f.week; len(f.x) < least {
		return nil, f.tooShort("the harmonic regression", least)
	}
	f.keep(harmonicWeeks * f.week)
	var best *harmonic
	before := [2]int{-1, -1}
	for _, k := range waves {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		k = [2]int{min(k[0], (f.day-1)/2), min(k[1], (f.week-1)/2)}
		if k == before {
			continue
		}
		before = k
		h := newHarmonic(f, k[0], k[1])
		if !h.fit() {
			continue
		}
		if best == nil || h.criterion < best.criterion {
			best = h
		} else if h.criterion > best.criterion+hopeless {
			break // more waves would be dearer and no better
		}
	}
	if best == nil {
		return nil, f.tooShort("the harmonic regression", 2*len(f.x))
	}
	f.lever = min(0.5, float64(best.size)/float64(len(f.x)))
	best.rest()
	return f.finishMean(ctx, best, f.week)
}

// harmonic is a fitted regression; waves repeat every week, so they are kept by its cells.
type harmonic struct {
	frame     *frame
	count     []float64 // clipped counts
	weight    []float64 // of recency, 0 where missing
	wave      []float64 // [cell of the week][wave], the first is the constant
	size      int       // waves
	beta      []float64 // by wave and, last, of the trend
	course    []float64 // by cell of the week: sum of waves
	extra     float64   // variance over the squared mean beyond Poisson
	criterion float64
	left      []float64 // log of the count over the fit, 0 where missing
	fade      float64   // of what is left, a cell
}

func newHarmonic(f *frame, ofDay, ofWeek int) *harmonic {
	n := len(f.x)
	h := &harmonic{frame: f, count: make([]float64, n), weight: make([]float64, n), course: make([]float64, f.week)}
	for i, x := range f.x {
		h.count[i] = max(0, f.scale.from(x))
		if f.known[i] {
			h.weight[i] = math.Exp2(-float64(n-1-i) / float64(f.week) / harmonicHalfLife)
		}
	}
	var periods []float64
	for k := 1; k <= ofDay; k++ {
		periods = append(periods, float64(f.day)/float64(k))
	}
	days := f.week / f.day
	for k := 1; k <= ofWeek && days > 1; k++ {
		if k%days != 0 {
			periods = append(periods, float64(f.week)/float64(k))
		}
	}
	h.size = 1 + 2*len(periods)
	h.wave = make([]float64, f.week*h.size)
	for c := range f.week {
		row := h.wave[c*h.size:][:h.size]
		row[0] = 1
		for j, p := range periods {
			row[1+2*j], row[2+2*j] = math.Sincos(2 * math.Pi * float64(c) / p)
		}
	}
	return h
}

// trend is the place of cell i on a line that ends at 0, in weeks over ten.
func (h *harmonic) trend(i int) float64 {
	return float64(i-len(h.frame.x)+1) / float64(10*h.frame.week)
}

// fit reweights until the waves have settled and says whether it did.
func (h *harmonic) fit() bool {
	var sum, total float64
	for i, w := range h.weight {
		sum, total = sum+w*h.count[i], total+w
	}
	h.beta = make([]float64, h.size+1)
	h.beta[0] = math.Log(max(sum/max(total, 1e-12), 1e-3))
	h.sum()
	for round := range harmonicRounds {
		if !h.step() {
			return false
		}
		if round == 1 {
			h.dispersion()
		}
	}
	h.score()
	return finite(h.criterion)
}

// sum adds the waves up by cell of the week.
func (h *harmonic) sum() {
	for c := range h.course {
		v := 0.0
		for j, b := range h.beta[:h.size] {
			v += b * h.wave[c*h.size+j]
		}
		h.course[c] = v
	}
}

func (h *harmonic) mean(i int) float64 {
	v := h.course[i%h.frame.week] + h.beta[h.size]*h.trend(i)
	return math.Exp(min(max(v, -12), 35))
}

// step is one weighted least squares fit of the working response, summed by cell first.
func (h *harmonic) step() bool {
	week, p := h.frame.week, h.size
	sums := make([][5]float64, week) // of w, wt, wtt, wz, wtz by cell
	var all float64
	for i, recency := range h.weight {
		if recency == 0 {
			continue
		}
		mu, t := h.mean(i), h.trend(i)
		w := recency * mu / (1 + h.extra*mu)
		z := math.Log(mu) + min(max((h.count[i]-mu)/mu, -1), 4)
		s := &sums[i%week]
		s[0], s[1], s[2], s[3], s[4] = s[0]+w, s[1]+w*t, s[2]+w*t*t, s[3]+w*z, s[4]+w*t*z
		all += w
	}
	lhs, rhs := mat.NewSymDense(p+1, nil), mat.NewVecDense(p+1, nil)
	gram := make([]float64, (p+1)*(p+1))
	for c, s := range sums {
		row := h.wave[c*p:][:p]
		for j, a := range row {
			rhs.SetVec(j, rhs.AtVec(j)+s[3]*a)
			into, by := gram[j*(p+1):][:j+1], s[0]*a
			for k, b := range row[:j+1] {
				into[k] += by * b
			}
			gram[p*(p+1)+j] += s[1] * a
		}
		gram[p*(p+1)+p] += s[2]
		rhs.SetVec(p, rhs.AtVec(p)+s[4])
	}
	for j := range p + 1 {
		for k := range j + 1 {
			lhs.SetSym(j, k, gram[j*(p+1)+k])
		}
		if j > 0 {
			lhs.SetSym(j, j, lhs.At(j, j)+harmonicRidge*all/float64(week))
		}
	}
	lhs.SetSym(p, p, lhs.At(p, p)+0.05*all) // a trend needs evidence
	lhs.SetSym(0, 0, lhs.At(0, 0)+1e-9)
	var factor mat.Cholesky
	if !factor.Factorize(lhs) {
		return false
	}
	beta := mat.NewVecDense(p+1, h.beta)
	if err := factor.SolveVecTo(beta, rhs); err != nil && factor.Cond() > 1e15 {
		return false
	}
	h.sum()
	return finite(h.beta[0])
}

// dispersion is the moment estimate of the variance beyond Poisson.
func (h *harmonic) dispersion() {
	var sum, total float64
	for i, w := range h.weight {
		if w > 0 {
			mu := h.mean(i)
			e := min(max(h.count[i]-mu, -4*mu-4), 4*mu+4)
			sum, total = sum+w*(e*e-mu), total+w*mu*mu
		}
	}
	h.extra = min(max(sum/max(total, 1e-12), 0), 10)
}

// score is AICc by the Pearson residuals.
func (h *harmonic) score() {
	var sum, n float64
	for i, w := range h.weight {
		if w > 0 {
			mu := h.mean(i)
			e := h.count[i] - mu
			sum, n = sum+w*min(e*e/(mu+h.extra*mu*mu), 16), n+w
		}
	}
	k := float64(h.size + 2)
	h.criterion = math.Inf(1)
	if n > k+2 {
		h.criterion = n*math.Log(sum/n+1e-12) + 2*k*n/(n-k-1)
	}
}

// rest keeps what the waves leave over and how it fades.
func (h *harmonic) rest() {
	h.left = make([]float64, len(h.count))
	var cross, square float64
	for i, y := range h.count {
		if h.weight[i] == 0 {
			continue
		}
		h.left[i] = math.Log((y + 0.5) / (h.mean(i) + 0.5))
		if i > 0 && h.weight[i-1] > 0 {
			cross, square = cross+h.left[i]*h.left[i-1], square+h.left[i-1]*h.left[i-1]
		}
	}
	if square > 0 {
		h.fade = min(max(cross/square, 0), 0.95)
	}
}

func (h *harmonic) run(n int, out []float64) {
	day := h.frame.day
	fast, slow := math.Exp2(-1/(restHalfLife*float64(day))), math.Pow(restDamping, 1/float64(day))
	var sum, total float64
	weight := 1.0
	for i := n - 1; i >= max(0, n-15*day); i-- {
		if h.weight[i] > 0 {
			sum, total = sum+weight*h.left[i], total+weight
		}
		weight *= fast
	}
	level := sum / (total + float64(day)/2)
	last := h.left[n-1] - level
	drift, fade := 0.0, math.Pow(slopeDamping, 1/float64(h.frame.week))
	slope := h.beta[h.size] / float64(10*h.frame.week)
	origin := h.beta[h.size] * h.trend(n-1)
	for k := range out {
		slope *= fade
		drift += slope
		level *= slow
		last *= h.fade
		mu := h.course[(n+k)%h.frame.week] + origin + drift + level + last
		out[k] = math.Log1p(math.Exp(min(mu, 35)))
	}
}

package model

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// Bounds of the orders.
const (
	mostOrder = 3  // of the autoregression and of the moving average
	longOrder = 20 // of the autoregression that stands in for the shocks
)

// arima is a fitted ARIMA(p,d,q) without seasons.
type arima struct {
	ar, ma []float64
	d      int     // 0 or 1
	mean   float64 // of the differenced series; 0 when d is 1
}

// fitARIMA differences when the KPSS test finds the series not stationary, and chooses p
// and q by AICc among the estimates of Hannan & Rissanen (1982): shocks are taken from a
// long autoregression, then regressed on.
func fitARIMA(x []float64) arima {
	best := arima{}
	z := x
	if kpss(x) > 0.463 { // 5 %
		best.d = 1
		z = differences(x)
	} else {
		best.mean = meanOf(x)
		z = append([]float64(nil), x...)
		for i := range z {
			z[i] -= best.mean
		}
	}
	g, rows := shocksGram(z)
	if rows < 4*longOrder {
		return best
	}
	var sum float64
	for _, v := range z {
		sum += v * v
	}
	if sum/float64(len(z)) < 1e-18 {
		return best
	}
	least := math.Inf(1)
	for p := range mostOrder + 1 {
		for q := range mostOrder + 1 {
			beta, sse, ok := solveGram(g, p, q)
			if !ok {
				continue
			}
			k := float64(p + q + 1)
			score := rows*math.Log(sse/rows) + 2*k*rows/(rows-k-1)
			if c := (arima{ar: beta[:p], ma: beta[p:], d: best.d, mean: best.mean}); score < least && c.stable() {
				best, least = c, score
			}
		}
	}
	return best
}

// shocksGram is the Gram matrix of [3 lags of z, 3 lags of the shocks, z] and its rows.
func shocksGram(z []float64) (*mat.SymDense, float64) {
	const size = 2*mostOrder + 1
	long := levinson(z, longOrder)
	shocks := make([]float64, len(z))
	for t := longOrder; t < len(z); t++ {
		shocks[t] = z[t]
		for k, a := range long {
			shocks[t] -= a * z[t-1-k]
		}
	}
	g := mat.NewSymDense(size, nil)
	var row [size]float64
	var sums [size][size]float64
	rows := 0.0
	for t := longOrder + mostOrder; t < len(z); t++ {
		for k := range mostOrder {
			row[k], row[mostOrder+k] = z[t-1-k], shocks[t-1-k]
		}
		row[size-1] = z[t]
		for i := range row {
			for j := range i + 1 {
				sums[i][j] += row[i] * row[j]
			}
		}
		rows++
	}
	for i := range size {
		for j := range i + 1 {
			g.SetSym(i, j, sums[i][j])
		}
	}
	return g, rows
}

// solveGram regresses on the first p lags and q shocks.
func solveGram(g *mat.SymDense, p, q int) (beta []float64, sse float64, ok bool) {
	const last = 2 * mostOrder
	sse = g.At(last, last)
	if p+q == 0 {
		return nil, sse, sse > 0
	}
	at := func(i int) int {
		if i >= p {
			return mostOrder + i - p
		}
		return i
	}
	lhs, rhs := mat.NewSymDense(p+q, nil), mat.NewVecDense(p+q, nil)
	for i := range p + q {
		rhs.SetVec(i, g.At(at(i), last))
		for j := range i + 1 {
			lhs.SetSym(i, j, g.At(at(i), at(j)))
		}
		lhs.SetSym(i, i, lhs.At(i, i)*(1+1e-9))
	}
	var factor mat.Cholesky
	var b mat.VecDense
	if !factor.Factorize(lhs) || factor.SolveVecTo(&b, rhs) != nil {
		return nil, 0, false
	}
	sse -= mat.Dot(&b, rhs)
	return b.RawVector().Data, sse, sse > 0
}

// levinson is the autoregression of an order by the Yule-Walker equations (Durbin 1960).
func levinson(z []float64, order int) []float64 {
	c := make([]float64, order+1)
	for k := range c {
		for t := k; t < len(z); t++ {
			c[k] += z[t] * z[t-k]
		}
	}
	a, before := make([]float64, order), make([]float64, order)
	v := c[0]
	for k := range order {
		if v <= 1e-12*c[0] {
			break
		}
		r := c[k+1]
		for j := range k {
			r -= a[j] * c[k-j]
		}
		r /= v
		copy(before, a)
		for j := range k {
			a[j] = before[j] - r*before[k-1-j]
		}
		a[k] = r
		v *= 1 - r*r
	}
	return a
}

// stable says whether shocks die out and can be recovered: the responses of both
// polynomials have faded after many steps.
func (a arima) stable() bool {
	negative := make([]float64, len(a.ma))
	for k, m := range a.ma {
		negative[k] = -m
	}
	return fades(a.ar) && fades(negative)
}

func fades(c []float64) bool {
	const steps = 400
	var r [steps]float64
	r[0] = 1
	for t := 1; t < steps; t++ {
		for k := 0; k < len(c) && k < t; k++ {
			r[t] += c[k] * r[t-1-k]
		}
		if math.Abs(r[t]) > 50 {
			return false
		}
	}
	return math.Abs(r[steps-1])+math.Abs(r[steps-2])+math.Abs(r[steps-3]) < 0.5
}

// forecast continues x.
func (a arima) forecast(x, out []float64) {
	z := x
	if a.d == 1 {
		z = differences(x)
	}
	shocks := make([]float64, len(z))
	next := func(t int, value func(int) float64) float64 {
		v := 0.0
		for k, c := range a.ar {
			if t-1-k >= 0 {
				v += c * value(t-1-k)
			}
		}
		for k, c := range a.ma {
			if j := t - 1 - k; j >= 0 && j < len(shocks) {
				v += c * shocks[j]
			}
		}
		return v
	}
	past := func(t int) float64 { return z[t] - a.mean }
	for t := range z {
		shocks[t] = past(t) - next(t, past)
	}
	ahead := make([]float64, len(out))
	both := func(t int) float64 {
		if t < len(z) {
			return past(t)
		}
		return ahead[t-len(z)]
	}
	level := x[len(x)-1]
	for h := range out {
		ahead[h] = next(len(z)+h, both)
		if a.d == 1 {
			level += ahead[h]
			out[h] = level
		} else {
			out[h] = a.mean + ahead[h]
		}
	}
}

// kpss is the statistic of Kwiatkowski, Phillips, Schmidt & Shin (1992) for stationarity
// around a level, with the usual short lag of Bartlett's window.
func kpss(x []float64) float64 {
	n := float64(len(x))
	mean := meanOf(x)
	var partial, above, long float64
	for _, v := range x {
		partial += v - mean
		above += partial * partial
	}
	lags := int(4 * math.Pow(n/100, 0.25))
	for k := range lags + 1 {
		var c float64
		for t := k; t < len(x); t++ {
			c += (x[t] - mean) * (x[t-k] - mean)
		}
		if k > 0 {
			c *= 2 * (1 - float64(k)/float64(lags+1))
		}
		long += c
	}
	if long <= 1e-12*n {
		return 0
	}
	return above / n / long
}

func differences(x []float64) []float64 {
	out := make([]float64, max(0, len(x)-1))
	for i := range out {
		out[i] = x[i+1] - x[i]
	}
	return out
}

func meanOf(x []float64) float64 {
	var sum float64
	for _, v := range x {
		sum += v
	}
	return sum / float64(max(len(x), 1))
}

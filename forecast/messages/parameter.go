package messages

import "math"

// Parameter is a measured value with the interval that holds the truth with 95 %, and from
// how many observations. Where nothing was observed N is 0 and all else NaN.
type Parameter struct {
	Value, Low, High float64
	N                int64
}

// none is a parameter that nothing tells.
var none = Parameter{Value: math.NaN(), Low: math.NaN(), High: math.NaN()}

// z95 is the normal score of the two sides of 95 %.
const z95 = 1.959963984540054

// Holds says whether x lies in the interval.
func (p Parameter) Holds(x float64) bool { return p.Low <= x && x <= p.High }

// share is a share of n, with the interval of Wilson (1927).
func share(k, n int64) Parameter {
	if n == 0 {
		return none
	}
	p, m := float64(k)/float64(n), float64(n)
	centre := (p + z95*z95/(2*m)) / (1 + z95*z95/m)
	half := z95 / (1 + z95*z95/m) * math.Sqrt(p*(1-p)/m+z95*z95/(4*m*m))
	return Parameter{Value: p, Low: min(p, max(0, centre-half)), High: max(p, min(1, centre+half)), N: n} // rounding aside it holds p
}

// mean is a mean with its normal interval.
func mean(sum, squares float64, n int64) Parameter {
	if n == 0 {
		return none
	}
	m := sum / float64(n)
	if n == 1 {
		return Parameter{Value: m, Low: 0, High: math.Inf(1), N: 1}
	}
	half := z95 * math.Sqrt(max(0, squares-sum*m)/float64(n-1)/float64(n))
	return Parameter{Value: m, Low: m - half, High: m + half, N: n}
}

// ratio is a sum over another, of things that have some of both: the time of tickets over
// their replies.
type ratio struct {
	n, sum, over                float64
	sumSquares, products, overs float64 // of squares and products
}

func (r *ratio) add(sum, over float64) {
	r.join(ratio{1, sum, over, sum * sum, sum * over, over * over})
}

func (r *ratio) join(o ratio) {
	r.n, r.sum, r.over = r.n+o.n, r.sum+o.sum, r.over+o.over
	r.sumSquares, r.products, r.overs = r.sumSquares+o.sumSquares, r.products+o.products, r.overs+o.overs
}

// parameter is the ratio with its normal interval (Cochran 1977, 2.9); N is what it is over.
func (r *ratio) parameter() Parameter {
	v := r.sum / r.over
	if r.n < 2 {
		return Parameter{Value: v, Low: 0, High: math.Inf(1), N: int64(r.over)}
	}
	square := max(0, r.sumSquares-2*v*r.products+v*v*r.overs)
	half := z95 * math.Sqrt(square*r.n/(r.n-1)) / r.over
	return Parameter{Value: v, Low: max(0, v-half), High: v + half, N: int64(r.over)}
}

// MeanTime is the mean in seconds.
func (t *Times) MeanTime() Parameter { return mean(t.sum, t.squares, t.n) }

// Median is the middle time in seconds; the interval is that of the ranks (Conover 1999),
// as wide as the buckets at least.
func (t *Times) Median() Parameter {
	if t.n == 0 {
		return none
	}
	half := z95 * math.Sqrt(float64(t.n)) / 2
	middle := float64(t.n) / 2
	return Parameter{Value: t.Quantile(0.5), Low: t.ranked(int64(math.Floor(middle - half))),
		High: t.ranked(int64(math.Ceil(middle+half)) + 1), N: t.n}
}

// Least is from how many observations on a parameter may be a default for plans.
const Least = 30

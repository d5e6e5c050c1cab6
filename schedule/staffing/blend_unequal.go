package staffing

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// Shared is a live queue beside jobs of another length in the long run.
type Shared struct {
	Wait      float64 // share of contacts that have to wait
	MeanWait  float64 // of all contacts, in seconds
	Deferred  float64 // erlangs of jobs done
	Occupancy float64 // share of time that agents are busy
}

// BlendUnequal is Blend for customers who never leave and jobs whose mean length, jobTime
// in seconds, differs from the live contacts' aht. A state is the number of jobs under work
// and the number of contacts beside them. While more than n-reserve agents are busy no job
// begins, so that jobs can only become fewer: every matrix of the chain is triangular, and
// the states with customers waiting are a geometric tail (Neuts 1981; Gans & Zhou 2003).
// It fails for so many agents that the chain is too large.
func BlendUnequal(perHour, aht, jobTime float64, n, reserve int) (Shared, error) {
	n = max(n, 0)
	reserve = min(max(reserve, 0), n)
	c := jobChain{rate: perHour / hour, live: 1 / aht, job: 1 / jobTime, n: n, reserve: reserve}
	switch size := float64(n+1) * float64(n+1) * float64(n+1) * float64(reserve+2); {
	case n == 0 || c.rate >= float64(n)*c.live:
		return Shared{Wait: 1, MeanWait: math.Inf(1), Occupancy: 1}, nil
	case c.rate <= 0:
		return Shared{Occupancy: float64(n-reserve) / float64(n), Deferred: float64(n - reserve)}, nil
	case size > 4*mostWork:
		return Shared{}, fmt.Errorf("%d agents with a reserve of %d: too many for unequal handle times", n, reserve)
	}
	return c.solve()
}

// jobChain has levels m = busy agents and waiting customers together, from n-reserve up,
// and phases j = jobs under work. Rates are per second.
type jobChain struct {
	rate, live, job float64
	n, reserve      int
}

// down is the rates from phase j of level m to the phases j and j-1 of the level below.
func (c jobChain) down(m, j int) (same, fewer float64) {
	return float64(min(m, c.n)-j) * c.live, float64(j) * c.job
}

// tail is the matrix R whose powers give the levels above n from that of level n: each
// entry follows from those nearer to the diagonal.
func (c jobChain) tail() *mat.Dense {
	n := c.n
	r := mat.NewDense(n+1, n+1, nil)
	for j := range n + 1 {
		a, b := c.down(n, j)
		s := c.rate + a + b
		r.Set(j, j, 2*c.rate/(s+math.Sqrt((c.rate-a)*(c.rate-a)+b*b+2*b*(c.rate+a))))
	}
	square := func(j, k int) float64 { // of R, its two outermost terms left out when they hold r(j,k)
		var sum float64
		for m := k + 1; m < j; m++ {
			sum += r.At(j, m) * r.At(m, k)
		}
		return sum
	}
	for d := 1; d <= n; d++ {
		for j := d; j <= n; j++ {
			k := j - d
			a, b := c.down(n, k)
			_, fewer := c.down(n, k+1)
			above := square(j, k+1)
			if d > 1 {
				above += r.At(j, k+1) * (r.At(j, j) + r.At(k+1, k+1))
			} else {
				above += r.At(j, j) * r.At(j, j)
			}
			r.Set(j, k, (square(j, k)*a+above*fewer)/(c.rate+a+b-a*(r.At(j, j)+r.At(k, k))))
		}
	}
	return r
}

func (c jobChain) solve() (Shared, error) {
	low := c.n - c.reserve
	r := c.tail()
	ratios := make([]*mat.Dense, c.n+2)
	ratios[c.n+1] = r
	for m := c.n; m > low; m-- {
		ratios[m] = c.ratio(m, ratios[m+1])
	}
	level, err := c.lowest(low, ratios[low+1])
	if err != nil {
		return Shared{}, err
	}
	var busy, jobs, below float64
	for m := low; m < c.n; m++ {
		for j, x := range level {
			below += x
			busy += x * float64(m)
			jobs += x * float64(j)
		}
		level = timesLower(level, ratios[m+1], m+2)
	}
	return c.above(level, r, below, busy, jobs), nil
}

// ratio is the matrix from level m-1 to level m: rate times the inverse of what leaves
// level m for good, row by row from a lower triangular system.
func (c jobChain) ratio(m int, next *mat.Dense) *mat.Dense {
	out := mat.NewDense(m, m+1, nil)
	left := c.leaving(m, next)
	for j := range m {
		row := out.RawRowView(j)
		for k := j; k >= 0; k-- {
			sum := 0.0
			if k == j {
				sum = c.rate
			}
			for i := k + 1; i <= j; i++ {
				sum -= row[i] * left.At(i, k)
			}
			row[k] = sum / left.At(k, k)
		}
	}
	return out
}

// leaving is the matrix of level m: all rates out, less what comes back from above.
func (c jobChain) leaving(m int, next *mat.Dense) *mat.Dense {
	a := mat.NewDense(m+1, m+1, nil)
	for j := range m + 1 {
		same, fewer := c.down(m, j)
		a.Set(j, j, c.rate+same+fewer)
		for k := 0; k <= j; k++ {
			back := next.At(j, k)
			if back == 0 {
				continue
			}
			s, f := c.down(m+1, k)
			a.Set(j, k, a.At(j, k)-back*s)
			if k > 0 {
				a.Set(j, k-1, a.At(j, k-1)-back*f)
			}
		}
	}
	return a
}

// lowest is the weights of the level on which every completion starts a job: the chain left
// when all others are taken away, which has n-reserve+1 states and moves j up by the
// completion of contacts and down through the levels above. It is solved by taking away
// states from the top without subtracting (Grassmann, Taksar & Heyman 1985).
func (c jobChain) lowest(m int, next *mat.Dense) ([]float64, error) {
	rates := mat.NewDense(m+1, m+1, nil)
	for j := range m + 1 {
		if j < m {
			rates.Set(j, j+1, float64(m-j)*c.live)
		}
		for k := 0; k <= j; k++ {
			s, f := c.down(m+1, k)
			if k < j {
				rates.Set(j, k, rates.At(j, k)+next.At(j, k)*s)
			}
			if k > 0 {
				rates.Set(j, k-1, rates.At(j, k-1)+next.At(j, k)*f)
			}
		}
	}
	out := make([]float64, m+1)
	leave := make([]float64, m+1)
	for k := m; k >= 1; k-- {
		for j := range k {
			leave[k] += rates.At(k, j)
		}
		if !(leave[k] > 0) {
			return nil, fmt.Errorf("blended work with %d agents does not settle", c.n)
		}
		if in := rates.At(k-1, k) / leave[k]; in > 0 { // only k-1 leads up to k
			for j := range k {
				rates.Set(k-1, j, rates.At(k-1, j)+in*rates.At(k, j))
			}
		}
	}
	out[0] = 1
	var sum float64 = 1
	for k := 1; k <= m; k++ {
		out[k] = out[k-1] * rates.At(k-1, k) / leave[k]
		sum += out[k]
		if sum > 1e200 {
			for j := range k + 1 {
				out[j] /= sum
			}
			sum = 1
		}
	}
	for k := range out {
		out[k] /= sum
	}
	return out, nil
}

// above adds the tail: level n and all above it.
func (c jobChain) above(level []float64, r *mat.Dense, below, busy, jobs float64) Shared {
	all := leftSolve(level, r) // sum of all levels
	waiting := leftSolve(timesLower(all, r, c.n+1), r)
	var full, queue float64
	for j, x := range all {
		full += x
		jobs += x * float64(j)
		queue += waiting[j]
	}
	busy += full * float64(c.n)
	total := below + full
	return Shared{Wait: full / total, MeanWait: queue / total / c.rate, Deferred: jobs / total, Occupancy: busy / total / float64(c.n)}
}

// timesLower is the row x times a lower triangular matrix, widened to so many columns.
func timesLower(x []float64, a *mat.Dense, columns int) []float64 {
	out := make([]float64, columns)
	for j, w := range x {
		for k := 0; k <= j; k++ {
			out[k] += w * a.At(j, k)
		}
	}
	return out
}

// leftSolve is the row y with y (I - R) = x, R lower triangular.
func leftSolve(x []float64, r *mat.Dense) []float64 {
	y := make([]float64, len(x))
	for k := len(x) - 1; k >= 0; k-- {
		sum := x[k]
		for j := k + 1; j < len(x); j++ {
			sum += y[j] * r.At(j, k)
		}
		y[k] = sum / (1 - r.At(k, k))
	}
	return y
}

package staffing

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// Traffic is the flow through every station when gamma comes from outside and routing is
// the share of station i's contacts (row) that go on to station j (column): Jackson's
// traffic equations lambda = gamma + P'lambda (Jackson 1957). It fails when shares are no
// shares, or when contacts feed themselves without end.
func Traffic(gamma []float64, routing [][]float64) ([]float64, error) {
	n := len(gamma)
	if n == 0 || len(routing) != n {
		return nil, fmt.Errorf("routing has %d rows for %d stations", len(routing), n)
	}
	a := mat.NewDense(n, n, nil)
	for i, row := range routing {
		if len(row) != n {
			return nil, fmt.Errorf("routing row %d has %d values for %d stations", i, len(row), n)
		}
		for j, p := range row {
			if !finite(p, 0, 1e6) {
				return nil, fmt.Errorf("routing from %d to %d is %v: expected 0 or more", i, j, p)
			}
			a.Set(j, i, -p)
		}
	}
	for i := range n {
		a.Set(i, i, 1+a.At(i, i))
	}
	var out mat.VecDense
	if err := out.SolveVec(a, mat.NewVecDense(n, gamma)); err != nil {
		return nil, fmt.Errorf("routing feeds itself: each contact brings another one back: lower its shares")
	}
	for i, x := range out.RawVector().Data {
		if math.IsNaN(x) || x < -1e-9*mat.Norm(&out, math.Inf(1)) || math.IsInf(x, 0) {
			return nil, fmt.Errorf("routing feeds itself at station %d: each contact brings another one back: lower its shares", i)
		}
	}
	return out.RawVector().Data, nil
}

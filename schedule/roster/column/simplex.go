package column

import (
	"math"

	"gonum.org/v1/gonum/floats"
)

// simplex is the bounded primal simplex method with an explicit inverse (Dantzig & Orchard-
// Hays 1954): minimise cost subject to rows that are equations, with every variable between
// 0 and its upper bound. Columns may be added between calls. It suits masters of a few
// hundred rows with sparse columns.
type simplex struct {
	m     int
	vars  []variable
	basis []int     // by row: the variable
	x     []float64 // by row: its value
	y     []float64 // by row: price
	inv   []float64 // by column of the inverse: rows
	alpha []float64
	rhs   []float64
	next  int // where pricing goes on
	since int // pivots since the inverse was made
}

type variable struct {
	rows  []int
	vals  []float64
	cost  float64
	upper float64
	high  bool // not in the basis and at its upper bound
	in    bool // in the basis
}

const (
	tinyCost  = 1e-7
	tinyPivot = 1e-9
	priceStep = 200  // variables priced at a time
	refresh   = 2000 // pivots after which the inverse is made anew
)

// reduced is the reduced cost of a variable.
func (s *simplex) reduced(v *variable) float64 {
	c := v.cost
	for i, r := range v.rows {
		c -= s.y[r] * v.vals[i]
	}
	return c
}

// add appends a variable at 0 and returns its number.
func (s *simplex) add(v variable) int {
	s.vars = append(s.vars, v)
	return len(s.vars) - 1
}

// optimize pivots until no variable gains, or the limit of pivots is reached.
func (s *simplex) optimize(limit int) {
	for range limit {
		q := s.entering()
		if q < 0 {
			return
		}
		if !s.pivot(q) {
			return
		}
		if s.since >= refresh && !s.invert() {
			return
		}
	}
}

// entering is the best of the next variables that gain, or -1.
func (s *simplex) entering() int {
	best, q := tinyCost, -1
	for n := range s.vars {
		if n > 0 && n%priceStep == 0 && q >= 0 {
			return q
		}
		if s.next++; s.next >= len(s.vars) {
			s.next = 0
		}
		v := &s.vars[s.next]
		if v.in {
			continue
		}
		gain := -s.reduced(v)
		if v.high {
			gain = -gain
		}
		if gain > best {
			best, q = gain, s.next
		}
	}
	return q
}

// pivot brings q into the basis or to its other bound; false where nothing bounds it.
func (s *simplex) pivot(q int) bool {
	v := &s.vars[q]
	s.column(v)
	sign := 1.0
	if v.high {
		sign = -1
	}
	step, row, up := v.upper, -1, false
	for i, a := range s.alpha {
		a *= sign
		var t float64
		switch {
		case a > tinyPivot:
			t = s.x[i] / a
		case a < -tinyPivot:
			t = (s.vars[s.basis[i]].upper - s.x[i]) / -a
		default:
			continue
		}
		t = max(t, 0)
		if t < step-1e-12 || row >= 0 && t <= step+1e-12 && math.Abs(a) > math.Abs(s.alpha[row]) {
			step, row, up = t, i, a < 0
		}
	}
	if math.IsInf(step, 1) {
		return false
	}
	for i, a := range s.alpha {
		s.x[i] -= sign * step * a
	}
	if row < 0 {
		v.high = !v.high
		return true
	}
	out := &s.vars[s.basis[row]]
	out.in, out.high = false, up
	value := step
	if v.high {
		value = v.upper - step
	}
	gain := s.reduced(v)
	v.in, v.high, s.basis[row], s.x[row] = true, false, q, value
	s.update(row, gain)
	s.since++
	return true
}

// column sets alpha to the inverse times the variable's column.
func (s *simplex) column(v *variable) {
	clear(s.alpha)
	for i, r := range v.rows {
		floats.AddScaled(s.alpha, v.vals[i], s.inv[r*s.m:(r+1)*s.m])
	}
}

// update pivots the inverse on the row, by alpha, and the prices by the reduced cost of
// what enters.
func (s *simplex) update(row int, gain float64) {
	p := 1 / s.alpha[row]
	for j := range s.m {
		col := s.inv[j*s.m : (j+1)*s.m]
		t := col[row] * p
		if t == 0 {
			continue
		}
		floats.AddScaled(col, -t, s.alpha)
		col[row] = t
		s.y[j] += gain * t
	}
}

// invert makes the inverse, values and prices anew by Gauss-Jordan elimination; false where
// the basis is singular to working precision.
func (s *simplex) invert() bool {
	m := s.m
	a, inv := make([][]float64, m), make([][]float64, m) // by row
	for i := range m {
		a[i], inv[i] = make([]float64, m), make([]float64, m)
		inv[i][i] = 1
	}
	for j, b := range s.basis {
		for i, r := range s.vars[b].rows {
			a[r][j] = s.vars[b].vals[i]
		}
	}
	for j := range m {
		p := j
		for i := j + 1; i < m; i++ {
			if math.Abs(a[i][j]) > math.Abs(a[p][j]) {
				p = i
			}
		}
		if math.Abs(a[p][j]) < 1e-11 {
			return false
		}
		a[j], a[p], inv[j], inv[p] = a[p], a[j], inv[p], inv[j]
		scale(a[j], 1/a[j][j], inv[j])
		for i := range m {
			if i != j && a[i][j] != 0 {
				subtract(a[i], a[j], inv[i], inv[j], a[i][j])
			}
		}
	}
	for i := range m {
		for j := range m {
			s.inv[j*m+i] = inv[i][j]
		}
	}
	s.since = 0
	s.settle()
	return true
}

func scale(row []float64, f float64, inv []float64) {
	for i := range row {
		row[i] *= f
		inv[i] *= f
	}
}

func subtract(row, from, inv, invFrom []float64, f float64) {
	floats.AddScaled(row, -f, from)
	floats.AddScaled(inv, -f, invFrom)
}

// settle computes the values and prices of the basis from the inverse.
func (s *simplex) settle() {
	rest := append([]float64(nil), s.rhs...)
	for i := range s.vars {
		if v := &s.vars[i]; v.high {
			for k, r := range v.rows {
				rest[r] -= v.vals[k] * v.upper
			}
		}
	}
	clear(s.x)
	for j := range s.m {
		col := s.inv[j*s.m : (j+1)*s.m]
		s.y[j] = 0
		for i, b := range col {
			s.x[i] += b * rest[j]
			s.y[j] += s.vars[s.basis[i]].cost * b
		}
	}
}

// objective is the cost of the current solution.
func (s *simplex) objective() float64 {
	sum := 0.0
	for i, b := range s.basis {
		sum += s.vars[b].cost * s.x[i]
	}
	for i := range s.vars {
		if s.vars[i].high {
			sum += s.vars[i].cost * s.vars[i].upper
		}
	}
	return sum
}

package auto

import (
	"math"
	"time"

	"gonum.org/v1/gonum/stat/distuv"

	"turno/forecast"
)

// memory gathers how the errors of a forecast hang together in time, as normal scores.
type memory struct {
	squares, count   float64
	next, nextCount  float64 // products of neighbours
	later, laterUsed float64 // products of intervals a day or more apart, against what a slow part alone would give
}

// slowHalf is the days in which the slow part of a path falls to half, as in Volume.Path.
const slowHalf = 4.0

// add takes in the errors of one forecast. Scores are not centred: that a whole week came
// out high is what a slow part is about.
func (m *memory) add(v forecast.Volume, came []float64) {
	z := make([]float64, len(came))
	for i, y := range came {
		z[i] = math.NaN()
		if !math.IsNaN(y) && v.Quantiles[len(v.Levels)-1][i] > 0 {
			z[i] = scoreOf(v, i, y)
			m.squares, m.count = m.squares+z[i]*z[i], m.count+1
		}
	}
	products := func(lag int) (sum, n float64) {
		for i := lag; i < len(z); i++ {
			if p := z[i] * z[i-lag]; !math.IsNaN(p) {
				sum, n = sum+p, n+1
			}
		}
		return sum, n
	}
	sum, n := products(1)
	m.next, m.nextCount = m.next+sum, m.nextCount+n
	perDay := max(1, int(24*time.Hour/v.Grid.Step))
	for lag := perDay; lag <= 3*perDay; lag += max(1, perDay/4) {
		expected := math.Exp2(-float64(lag) / float64(perDay) / slowHalf)
		sum, n := products(lag)
		m.later, m.laterUsed = m.later+sum, m.laterUsed+n*expected
	}
}

// into writes the correlation of neighbours and the slow share into a choice.
func (m *memory) into(c *Choice) {
	if m.squares <= 0 || m.nextCount == 0 {
		return
	}
	variance := m.squares / m.count
	c.Correlation = min(max(m.next/m.nextCount/variance, 0), 0.95)
	if m.laterUsed > 0 {
		c.Slow = min(max(m.later/m.laterUsed/variance, 0), 0.8, c.Correlation)
	}
}

// scoreOf is the normal score of a count within the forecast of an interval, read between
// the quantiles on the square-root scale and bounded to what a week can show.
func scoreOf(v forecast.Volume, i int, y float64) float64 {
	const most = 3.0
	last := len(v.Levels) - 1
	root := func(k int) float64 { return math.Sqrt(v.Quantiles[k][i]) }
	k := 1
	for k < last && y > v.Quantiles[k][i] {
		k++
	}
	from, to := distuv.UnitNormal.Quantile(v.Levels[k-1]), distuv.UnitNormal.Quantile(v.Levels[k])
	width := root(k) - root(k-1)
	if width < 1e-9 {
		return 0
	}
	return min(max(from+(to-from)*(math.Sqrt(y)-root(k-1))/width, -most), most)
}

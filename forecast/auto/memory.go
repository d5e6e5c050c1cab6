package auto

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"turno/forecast"
)

// memory gathers how the errors of a forecast hang together in time: of neighbours as
// normal scores, of days and of all that was ahead of an origin as errors of totals.
type memory struct {
	squares, count  float64
	next, nextCount float64 // products of neighbours
	totals          []totalMiss
	above           staying
}

// add takes in the errors of one forecast. Scores are not centred: that a whole week came
// out high is what a slow part is about.
func (m *memory) add(v forecast.Volume, came []float64) {
	last, before := len(v.Levels)-1, math.NaN()
	apart := normalScore(v.Levels[last]) - normalScore(v.Levels[0])
	sd, miss := make([]float64, len(came)), make([]float64, len(came))
	for i, y := range came {
		z := math.NaN()
		if !math.IsNaN(y) && v.Quantiles[last][i] > 0 {
			z = scoreOf(v, i, y)
			m.squares, m.count = m.squares+z*z, m.count+1
			sd[i], miss[i] = (v.Quantiles[last][i]-v.Quantiles[0][i])/apart, y-v.Mean[i]
		}
		if p := z * before; !math.IsNaN(p) {
			m.next, m.nextCount = m.next+p, m.nextCount+1
		}
		before = z
	}
	m.addTotals(v, sd, miss)
	m.above.add(v, came)
}

// into writes the correlation of neighbours, the slow share and the rushes into a choice.
func (m *memory) into(c *Choice) {
	if m.squares <= 0 || m.nextCount == 0 {
		return
	}
	c.Correlation = min(max(m.next/m.nextCount/(m.squares/m.count), 0), 0.95)
	c.Bursts = m.above.bursts(c.Correlation, usualSlow)
	c.Slow = m.slow(c.Correlation, c.Bursts)
	c.Correlation = max(c.Correlation, c.Slow) // neighbours have the slow part in common
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

package auto

import (
	"math"
	"time"

	"gonum.org/v1/gonum/stat/distuv"

	"turno/forecast"
)

// What the slow share is taken to be before anything is rehearsed, and by how much it
// scatters, on the logistic scale: both from the training parts of public data sets, where
// it is 0.05 for rare contacts and 0.5 for many. Without any rehearsal it may be worse.
const (
	usualSlow   = 0.2
	slowScatter = 1.6
	unknownSlow = 0.35
)

// Misses are judged by Student's t whose 80 % range is the normal's, so that single wild
// totals do not decide (Lange, Little and Taylor 1989).
const (
	freedom = 5.0
	shrunk  = 0.754 // the squared ratio of the 90 % quantiles
)

// totalMiss is by how much the total of a stretch of a rehearsed forecast was missed.
type totalMiss struct {
	of       forecast.Volume
	sd       []float64 // standard deviation of every interval; 0 where nothing was recorded
	from, to int
	miss     float64 // contacts
	weight   float64 // the days of a forecast count together as much as all of it
}

// addTotals takes in the totals of the days and of all that was ahead.
func (m *memory) addTotals(v forecast.Volume, sd, miss []float64) {
	n, perDay := len(miss), max(1, int(24*time.Hour/v.Grid.Step))
	for from := 0; from < n && n > perDay; from += perDay {
		to := min(from+perDay, n)
		m.totals = append(m.totals, totalMiss{v, sd, from, to, sum(miss[from:to]), float64(perDay) / float64(n)})
	}
	m.totals = append(m.totals, totalMiss{v, sd, 0, n, sum(miss), 1})
}

// variance is what the total's miss should have on average, squared, with these memories.
func (t totalMiss) variance(correlation, slow float64, b forecast.Bursts) float64 {
	t.of.Correlation, t.of.Slow, t.of.Bursts = correlation, slow, b
	return t.of.SumVariance(t.sd, t.from, t.to)
}

// slow is the slow share that the totals tell of: the mean of what is likely after they were
// seen (Bayes), so that it is the usual one where few were.
func (m *memory) slow(correlation float64, b forecast.Bursts) float64 {
	const least, most, step = -4.4, 2.2, 0.6
	var shares, logs []float64
	worth, best := m.worth(), math.Inf(-1)
	for x := least; x <= most; x += step {
		z := (x - logit(usualSlow)) / slowScatter
		l := -z * z / 2
		for _, t := range m.totals {
			if v := t.variance(correlation, logistic(x), b); v > 0 {
				l += worth * t.weight * distuv.StudentsT{Sigma: math.Sqrt(shrunk * v), Nu: freedom}.LogProb(t.miss)
			}
		}
		shares, logs, best = append(shares, x), append(logs, l), max(best, l)
	}
	var mean, all float64
	for k, l := range logs {
		w := math.Exp(l - best)
		mean, all = mean+w*logistic(shares[k]), all+w
	}
	return mean / all
}

// worth is what an origin tells of, as a share: less than 1 where what is ahead of one
// overlaps with what is ahead of the next.
func (m *memory) worth() float64 {
	var ahead time.Duration
	first, last := m.totals[0].of.Grid, m.totals[0].of.Grid
	for _, t := range m.totals {
		g := t.of.Grid
		if t.from == 0 && t.to == g.N {
			ahead += g.End().Sub(g.Start)
		}
		if g.Start.Before(first.Start) {
			first = g
		}
		if g.End().After(last.End()) {
			last = g
		}
	}
	return min(1, float64(last.End().Sub(first.Start))/float64(max(ahead, 1)))
}

func logit(p float64) float64    { return math.Log(p / (1 - p)) }
func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

package auto

import (
	"math"
	"time"
)

const (
	levelPrior = 0.0016 // variance that the log level gains in a week before anything is known
	priorWeeks = 26.0   // of history that this is worth
	levelMost  = 1.2    // standard deviation that a far level may reach
)

// widen lets the range grow with distance: beyond the first week the level wanders like a
// random walk whose pace is learned from how far weekly levels of the past lie apart.
func (q *queue) widen() {
	g, end := q.in.Future, q.series.Grid.End()
	if g.End().Sub(end) <= 8*24*time.Hour {
		return
	}
	pace := q.levelPace()
	var gained, own float64
	for i := range g.N {
		weeks := g.At(i).Sub(end).Hours()/168 - 1
		if weeks <= 0 {
			continue
		}
		doubt := min(math.Sqrt(pace*weeks), levelMost)
		gained += doubt * doubt
		own += square(q.spreadOf(i))
		q.factor(i, 1, doubt)
	}
	if gained > 0 { // what was gained is common to neighbouring days
		q.volume.Slow = min((q.volume.Slow*own+gained)/(own+gained), 0.95)
	}
}

// spreadOf is the log standard deviation of interval i.
func (q *queue) spreadOf(i int) float64 {
	v, last := q.volume, len(q.volume.Levels)-1
	return (math.Log1p(v.Quantiles[last][i]) - math.Log1p(v.Quantiles[0][i])) / (normalScore(v.Levels[last]) - normalScore(v.Levels[0]))
}

// levelPace is the variance that the log level gains in a week: the slope of the squared
// distance between weekly levels over their distance in time (a variogram, Matheron 1963),
// robustly by medians.
func (q *queue) levelPace() float64 {
	weekly, _ := q.weekly()
	weekly = weekly[max(0, len(weekly)-104):]
	most := min(13, len(weekly)/3)
	var xx, xy, x, y, n float64
	for lag := 1; lag <= most; lag++ {
		var squares []float64
		for i := lag; i < len(weekly); i++ {
			squares = append(squares, square(weekly[i]-weekly[i-lag]))
		}
		const ofNormal = 0.4549 // median of a squared standard normal
		d, l := median(squares)/ofNormal, float64(lag)
		xx, xy, x, y, n = xx+l*l, xy+l*d, x+l, y+d, n+1
	}
	if n < 2 {
		return levelPrior
	}
	slope := max(0, (n*xy-x*y)/(n*xx-x*x))
	w := float64(len(weekly))
	return (w*min(slope, 0.04) + priorWeeks*levelPrior) / (w + priorWeeks)
}

package auto

import (
	"math"
	"slices"
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
	for i := range g.N {
		if weeks := g.At(i).Sub(end).Hours()/168 - 1; weeks > 0 {
			q.factor(i, 1, min(math.Sqrt(pace*weeks), levelMost))
		}
	}
}

// lasting notes that a doubt of this log standard deviation, which is about to widen
// interval i, is common to the intervals about it for days.
func (q *queue) lasting(i int, doubt float64) {
	if doubt == 0 {
		return
	}
	if q.slows == nil {
		q.slows = slices.Repeat([]float64{q.volume.Slow}, q.volume.Grid.N)
	}
	own, gained := square(q.spreadOf(i)), square(doubt)
	if own == 0 { // closed
		return
	}
	q.slows[i] = (q.slows[i]*own + gained) / (own + gained)
}

// scatter widens interval i by a doubt that its neighbours do not share.
func (q *queue) scatter(i int, doubt float64) {
	own := square(q.spreadOf(i))
	q.factor(i, 1, doubt)
	if q.slows != nil && own > 0 {
		q.slows[i] = q.volume.Slow * own / (own + square(doubt))
	}
}

// bindSlows writes what lasting noted into the volume.
func (q *queue) bindSlows() {
	if q.slows != nil {
		q.volume = q.volume.WithSlows(q.slows)
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

package simulate

import "math"

// totals are counts per queue and interval over the replications of one lane: whole
// numbers, so that their sum does not depend on the lanes.
type totals struct {
	cells  [][]cell     // by queue and interval
	judged [][][]judged // by queue, target and interval
}

// cell counts what happens in one interval; times are in milliseconds.
type cell struct {
	arrivals, answered, waits, abandoned int64 // by interval of arrival
	closed, busy, worked, spent          int64 // by interval of happening
	backlog                              int64 // change of the number waiting at the end of the interval
}

// judged sums a target's hits and judgements of one interval, and their products within a
// replication, which tell the variance of the ratio.
type judged struct{ hit, of, hitHit, hitOf, ofOf int64 }

func newTotals(w *world) *totals {
	t := &totals{make([][]cell, len(w.queues)), make([][][]judged, len(w.queues))}
	for i := range t.cells {
		t.cells[i] = make([]cell, w.grid.N+1)
		t.judged[i] = make([][]judged, len(w.queues[i].targets))
		for k := range t.judged[i] {
			t.judged[i][k] = make([]judged, w.grid.N)
		}
	}
	return t
}

// fold adds the last replication's time sheets and verdicts.
func (e *engine) fold(sum *totals) {
	thousandths := func(x float64) int64 { return int64(math.Round(1000 * x)) }
	for q := range sum.cells {
		sheet := &e.sheets[q]
		for i := range e.w.grid.N {
			c := &sum.cells[q][i]
			c.busy += thousandths(sheet.busy[i])
			c.worked += thousandths(sheet.idle[i] + sheet.busy[i])
			c.spent += thousandths(sheet.spent[i])
		}
		for k, verdicts := range e.scratch.verdicts[q] {
			for i, s := range verdicts {
				if s.of > 0 {
					sum.judged[q][k][i].add(int64(s.hit), int64(s.of))
				}
			}
		}
	}
}

func (j *judged) add(hit, of int64) {
	j.hit += hit
	j.of += of
	j.hitHit += hit * hit
	j.hitOf += hit * of
	j.ofOf += of * of
}

// join adds the lanes of a queue's interval.
func joinCells(lanes []*totals, queue, interval int) (sum cell) {
	for _, l := range lanes {
		c := &l.cells[queue][interval]
		sum.arrivals += c.arrivals
		sum.answered += c.answered
		sum.waits += c.waits
		sum.abandoned += c.abandoned
		sum.closed += c.closed
		sum.busy += c.busy
		sum.worked += c.worked
		sum.spent += c.spent
		sum.backlog += c.backlog
	}
	return sum
}

// joinJudged adds the lanes of a target's interval.
func joinJudged(lanes []*totals, queue, target, interval int) (sum judged) {
	for _, l := range lanes {
		j := &l.judged[queue][target][interval]
		sum.hit += j.hit
		sum.of += j.of
		sum.hitHit += j.hitHit
		sum.hitOf += j.hitOf
		sum.ofOf += j.ofOf
	}
	return sum
}

// share is the ratio of hits with its 95 % interval: of a ratio of means over so many
// replications (Cochran 1977), with the exact binomial bound where all or none are hits.
// t is the quantile of Student's distribution. It is NaN where nothing was judged.
func (j judged) share(replications int, t float64) Estimate {
	if j.of == 0 {
		return Estimate{math.NaN(), math.NaN(), math.NaN()}
	}
	r, n := float64(j.hit)/float64(j.of), float64(replications)
	bound := math.Pow(0.025, 1/float64(j.of))
	switch {
	case j.hit == j.of:
		return Estimate{1, bound, 1}
	case j.hit == 0:
		return Estimate{0, 0, 1 - bound}
	case replications == 1:
		return Estimate{r, r, r}
	}
	square := float64(j.hitHit) - 2*r*float64(j.hitOf) + r*r*float64(j.ofOf)
	half := t * math.Sqrt(max(0, square)*n/(n-1)) / float64(j.of)
	return Estimate{r, max(0, r-half), min(1, r+half)}
}

package simulate

import (
	"math"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// summarise turns the replications' tallies into estimates.
func summarise(w *world, tallies [][]tally, lanes []*totals) Result {
	r := Result{Replications: len(tallies), Tallies: w.exported(tallies)}
	for i := range w.queues {
		s := w.service(i, tallies)
		s.byInterval(w, i, len(tallies), lanes)
		r.Queues = append(r.Queues, s)
	}
	return r
}

// service estimates the figures of queue i.
func (w *world) service(i int, tallies [][]tally) Service {
	q := &w.queues[i]
	count := func(value func(*tally) int) Estimate {
		return estimate(tallies, 0, math.Inf(1), func(t []tally) float64 { return float64(value(&t[i])) })
	}
	ratio := func(high float64, over, under func(*tally) float64) Estimate {
		e, _ := ratio(tallies, high, func(t []tally) (float64, float64) { return over(&t[i]), under(&t[i]) })
		return e
	}
	seconds := func(value func(*tally) float64) Estimate {
		return estimate(tallies, 0, math.Inf(1), func(t []tally) float64 { return value(&t[i]) })
	}
	s := Service{
		Queue:     q.name,
		Offered:   count(func(t *tally) int { return t.offered }),
		Flushed:   count(func(t *tally) int { return t.flushed }),
		Answered:  count(func(t *tally) int { return t.answered }),
		Abandoned: count(func(t *tally) int { return t.abandoned }),
		Waiting:   count(func(t *tally) int { return t.waiting }),
		Outside:   count(func(t *tally) int { return t.outside }),
		Closed:    count(func(t *tally) int { return t.closed }),
		Redialled: count(func(t *tally) int { return t.again }),
		Posted:    count(func(t *tally) int { return t.posted }),
		WaitMean: ratio(math.Inf(1), func(t *tally) float64 { return t.waits },
			func(t *tally) float64 { return float64(t.answered) }),
		WaitMedian: seconds(func(t *tally) float64 { return t.median }),
		WaitP90:    seconds(func(t *tally) float64 { return t.p90 }),
		Occupancy: ratio(1, func(t *tally) float64 { return t.busy },
			func(t *tally) float64 { return t.worked }),
		ClosingRate: ratio(math.Inf(1), func(t *tally) float64 { return 3600 * float64(t.closed) },
			func(t *tally) float64 { return t.spent }),
	}
	for k := range q.targets {
		s.Targets = append(s.Targets, shares(tallies, func(t []tally) share { return t[i].targets[k] }))
	}
	s.Kinds = w.kinds(i, tallies)
	if len(q.promise) > 0 {
		e := shares(tallies, func(t []tally) share { return t[i].promise[0] })
		s.Promise = &e
	}
	return s
}

// shares estimates a target's share; where no replication could judge anything it is 1.
func shares(tallies [][]tally, of func([]tally) share) Estimate {
	e, ok := ratio(tallies, 1, func(t []tally) (float64, float64) {
		s := of(t)
		return float64(s.hit), float64(s.of)
	})
	if !ok {
		return Estimate{1, 1, 1}
	}
	return e
}

// ratio is the ratio of two means over the replications, so that a busy one weighs as much
// as it has contacts or hours, with its 95 % interval (linearised: Cochran, Sampling
// Techniques, 1977) cut to [0, high]. It is false, and 0, where there is nothing below.
func ratio(tallies [][]tally, high float64, parts func([]tally) (over, under float64)) (Estimate, bool) {
	var over, under float64
	for _, t := range tallies {
		x, y := parts(t)
		over, under = over+x, under+y
	}
	if under <= 0 {
		return Estimate{}, false
	}
	r := over / under
	rest := make([]float64, len(tallies))
	for k, t := range tallies {
		x, y := parts(t)
		rest[k] = x - r*y
	}
	half := halfWidth(rest) * float64(len(tallies)) / under
	return Estimate{r, max(0, r-half), min(high, r+half)}, true
}

// halfWidth is that of the 95 % interval of the values' mean (Student's t), 0 for one value.
func halfWidth(values []float64) float64 {
	n := float64(len(values))
	if n < 2 {
		return 0
	}
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: n - 1}.Quantile(0.975) * stat.StdDev(values, nil) / math.Sqrt(n)
}

// estimate is the mean over the replications that have a value (not NaN or infinite), with
// its 95 % interval cut to [low, high]; 0 where none has.
func estimate(tallies [][]tally, low, high float64, value func([]tally) float64) Estimate {
	values := make([]float64, 0, len(tallies))
	for _, t := range tallies {
		if x := value(t); !math.IsNaN(x) && !math.IsInf(x, 0) {
			values = append(values, x)
		}
	}
	if len(values) == 0 {
		return Estimate{}
	}
	mean, half := stat.Mean(values, nil), halfWidth(values)
	return Estimate{mean, max(low, mean-half), min(high, mean+half)}
}

// byInterval fills in what the lanes counted on queue i.
func (s *Service) byInterval(w *world, i, replications int, lanes []*totals) {
	n, times := w.grid.N, float64(replications)
	columns := make([]float64, 7*n)
	cut := func() []float64 { c := columns[:n:n]; columns = columns[n:]; return c }
	s.Within, s.Arrivals, s.Left, s.Backlog, s.Waits, s.Busy, s.Closing = cut(), cut(), cut(), cut(), cut(), cut(), cut()
	s.Reached = make([][]Estimate, len(w.queues[i].targets))
	quantile := 0.0
	if replications > 1 {
		quantile = distuv.StudentsT{Mu: 0, Sigma: 1, Nu: times - 1}.Quantile(0.975)
	}
	for k := range s.Reached {
		s.Reached[k] = make([]Estimate, n)
		for at := range n {
			s.Reached[k][at] = joinJudged(lanes, i, k, at).share(replications, quantile)
		}
	}
	var waiting int64
	for at := range n {
		c := joinCells(lanes, i, at)
		waiting += c.backlog
		s.Within[at] = math.NaN()
		if len(s.Reached) > 0 {
			s.Within[at] = s.Reached[0][at].Mean
		}
		s.Arrivals[at], s.Left[at], s.Backlog[at] = float64(c.arrivals)/times, float64(c.abandoned)/times, float64(waiting)/times
		s.Waits[at] = float64(c.waits) / 1000 / float64(c.answered)
		s.Busy[at] = float64(c.busy) / float64(c.worked)
		s.Closing[at] = math.NaN()
		if c.spent > 0 {
			s.Closing[at] = float64(c.closed) * 3600_000 / float64(c.spent)
		}
	}
}

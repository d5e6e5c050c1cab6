package simulate

// Tally is what one replication counts on one queue. Two runs with one seed and as many
// replications meet the same customers replication by replication: their difference is
// surer than either.
type Tally struct {
	Offered   int // contacts or posts that arrive in the period
	Answered  int // given a first reply
	Abandoned int // live: left before
	Waiting   int // care contacts not answered at the end
	Targets   []Judged
	Apart     Judged // kinds of message with targets of their own, by the first of these
	Promised  bool   // something is announced
	Promise   Judged
	Course    [][]Judged // [target][interval of arrival] where Options.Course asks for it, else nil
}

// Judged counts the contacts or replies that can be judged and those of them in time.
type Judged struct{ InTime, Of int }

// exported is the tallies for others.
func (w *world) exported(tallies [][]tally) [][]Tally {
	out := make([][]Tally, len(tallies))
	for k, queues := range tallies {
		out[k] = make([]Tally, len(queues))
		for i, t := range queues {
			e := Tally{Offered: t.offered, Answered: t.answered, Abandoned: t.abandoned, Waiting: t.waiting, Course: t.course}
			for _, s := range t.targets {
				e.Targets = append(e.Targets, Judged{s.hit, s.of})
			}
			for _, s := range t.promise {
				e.Promised, e.Promise = true, Judged{s.hit, s.of}
			}
			e.Apart = w.queues[i].apart(t.kinds)
			out[k][i] = e
		}
	}
	return out
}

// course is the last replication's verdicts on a queue by interval.
func (e *engine) course(queue int) [][]Judged {
	out := make([][]Judged, len(e.scratch.verdicts[queue]))
	for k, verdicts := range e.scratch.verdicts[queue] {
		out[k] = make([]Judged, len(verdicts))
		for i, s := range verdicts {
			out[k][i] = Judged{s.hit, s.of}
		}
	}
	return out
}

// Sample is one figure replication by replication: a count, or a ratio of two.
type Sample struct {
	Over  []float64
	Under []float64 // nil for a count
}

// Count is a count of the replications.
func (r Result) Count(value func([]Tally) float64) Sample {
	s := Sample{Over: make([]float64, len(r.Tallies))}
	for k, t := range r.Tallies {
		s.Over[k] = value(t)
	}
	return s
}

// Share is a ratio of sums over the replications.
func (r Result) Share(parts func([]Tally) (over, under float64)) Sample {
	s := Sample{make([]float64, len(r.Tallies)), make([]float64, len(r.Tallies))}
	for k, t := range r.Tallies {
		s.Over[k], s.Under[k] = parts(t)
	}
	return s
}

// Estimate is the mean of the replications, or the ratio of their sums, with its 95 %
// interval (of a ratio linearised: Cochran, Sampling Techniques, 1977). A ratio is kept
// within 0 and 1, and is 1 of nothing.
func (s Sample) Estimate() Estimate {
	mean, rest := s.linear()
	half := halfWidth(rest)
	e := Estimate{mean, mean - half, mean + half}
	if s.Under != nil {
		e.Low, e.High = max(0, e.Low), min(1, e.High)
	}
	return e
}

// Minus is what the sample is more than another one of as many replications with the same
// seed, with the 95 % interval of the paired differences. That of a sample and itself is
// exactly nothing.
func (s Sample) Minus(than Sample) Estimate {
	a, rest := s.linear()
	b, other := than.linear()
	paired := make([]float64, min(len(rest), len(other)))
	for k := range paired {
		paired[k] = rest[k] - other[k]
	}
	half := halfWidth(paired)
	return Estimate{a - b, a - b - half, a - b + half}
}

// linear is the figure with what each replication adds to its error.
func (s Sample) linear() (figure float64, rest []float64) {
	rest = make([]float64, len(s.Over))
	n := float64(len(rest))
	if s.Under == nil {
		for _, x := range s.Over {
			figure += x / n
		}
		for k, x := range s.Over {
			rest[k] = x - figure
		}
		return figure, rest
	}
	var over, under float64
	for k := range s.Over {
		over, under = over+s.Over[k], under+s.Under[k]
	}
	if under <= 0 {
		return 1, rest
	}
	figure = over / under
	for k := range s.Over {
		rest[k] = (s.Over[k] - figure*s.Under[k]) * n / under
	}
	return figure, rest
}

package simulate

import (
	"fmt"
	"math"
	"slices"
)

// round is after how many replications it is looked whether they suffice. It is the same
// on any number of cores, so that the number run depends on the input alone.
const round = 20

func checkPrecision(p float64) error {
	if !between(p, 0, 1) {
		return fmt.Errorf("precision %v: expected a share above 0 and below 1, such as 0.005, or 0 to run all replications", p)
	}
	return nil
}

// precise says whether the 95 % interval of every target and promise reaches no further
// than p to either side. Looking several times makes the intervals a little too narrow: by
// stopping at a lucky moment they hold the truth somewhat less often than 95 times of 100.
func (w *world) precise(tallies [][]tally, p float64) bool {
	near := func(e Estimate) bool { return math.Max(e.Mean-e.Low, e.High-e.Mean) <= p }
	for i := range w.queues {
		for k := range w.queues[i].targets {
			if !near(shares(tallies, func(t []tally) share { return t[i].targets[k] })) {
				return false
			}
		}
		for _, of := range w.kinds(i, tallies) {
			if slices.ContainsFunc(of.Targets, func(e Estimate) bool { return !near(e) }) {
				return false
			}
		}
		if len(w.queues[i].promise) > 0 && !near(shares(tallies, func(t []tally) share { return t[i].promise[0] })) {
			return false
		}
	}
	return true
}

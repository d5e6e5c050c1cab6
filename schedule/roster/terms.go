package roster

import "math"

// tiers are the terms of the objective. One unit of weight is the pay of a plain hour, so
// the weights are rates of exchange: between neighbouring tiers they differ so far that
// the lower one decides only what the higher leaves open, yet a whole shift is not spent
// on a hundredth of a contact.
func tiers() []term {
	t := make([]term, termCount)
	t[termMinimum] = term{"minimum staffing", 1, 1000}   // agent-hours short
	t[termService] = term{"service lost", 2, 10}         // contacts missing the target beyond what it allows
	t[termWaiting] = term{"late work waiting", 2, 0.3}   // contact-hours after the due time
	t[termBeyond] = term{"service within target", 3, .2} // contacts missing the target within what it allows
	t[termLevel] = term{"below level", 3, 0.5}           // agent-hours of deferrable work below its level
	t[termSurplus] = term{"surplus", 3, 0.3}             // agent-hours of live work above its mark
	t[termCost] = term{"cost", 4, 1}                     // pay
	t[termRequests] = term{"requests", 5, 8}             // weight of requests not granted: each is worth a shift
	t[termFairness] = term{"fairness", 6, 0.01}          // squared hours of nights and weekends from the mean
	t[termSwitches] = term{"switches", 7, 0.3}           // changes of duty within a shift
	t[termConsistency] = term{"consistency", 7, 0.05}    // hours between starts and the usual start
	return t
}

// finite is x, or 0 where it is not a sensible quantity.
func finite(x float64) float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) || x < 0 {
		return 0
	}
	return x
}

// value reads a slice that may be shorter than the period.
func value(values []float64, i int) float64 {
	if i < 0 || i >= len(values) {
		return 0
	}
	return finite(values[i])
}

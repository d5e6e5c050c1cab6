package roster

import "math"

// Tiers are turno's own terms of the objective. One unit of weight is the pay of a plain hour, so
// the weights are rates of exchange: between neighbouring tiers they differ so far that
// the lower one decides only what the higher leaves open, yet a whole shift is not spent
// on a hundredth of a contact.
func Tiers() []Objective {
	t := make([]Objective, termCount)
	t[TermMinimum] = Objective{"minimum staffing", 1, 1000}   // agent-hours short
	t[TermService] = Objective{"service lost", 2, 10}         // contacts missing the target beyond what it allows
	t[TermMeetings] = Objective{"meetings", 2, 100}           // agent-hours of meetings missed
	t[TermWaiting] = Objective{"late work waiting", 2, 0.3}   // contact-hours after the due time
	t[TermBeyond] = Objective{"service within target", 3, .2} // contacts missing the target within what it allows
	t[TermLevel] = Objective{"below level", 3, 0.9}           // agent-hours of deferrable work below its level, its room for busy days: laid where it lacks, hardly bought
	t[TermSurplus] = Objective{"surplus", 3, 0.3}             // agent-hours of live work above its mark
	t[TermCost] = Objective{"cost", 4, 1}                     // pay
	t[TermRequests] = Objective{"requests", 5, 8}             // weight of requests not granted: each is worth a shift
	t[TermFairness] = Objective{"fairness", 6, 0.01}          // squared hours of nights and weekends from the mean
	t[TermHours] = Objective{"hours", 6, 0.01}                // squared paid hours above the agreed ones from the mean
	t[TermSwitches] = Objective{"switches", 7, 0.3}           // changes of duty within a shift
	t[TermConsistency] = Objective{"consistency", 7, 0.05}    // hours between starts and the usual start
	t[TermStability] = Objective{"stability", 7, 1}           // hours by which days depart from what was told: no saving of pay moves a shift
	t[TermRules] = Objective{"weighted rules", 5, 8}          // weight of limits missed: as requests
	return t
}

// maxMultiple is the greatest multiple of a usual weight that a planner may choose; above
// it the lower tiers would decide over service.
const maxMultiple = 10

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

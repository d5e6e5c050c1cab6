package simulate

import "math"

// drawDoubts draws for every queue whose work is not known for sure how far it lies from
// what is expected. The doubt lasts as long as the period: each replication is one of the
// worlds that the history leaves possible, so that the confidence of the service holds it.
func (e *engine) drawDoubts() {
	for i := range e.w.queues {
		if q := &e.w.queues[i]; q.doubt != nil {
			e.dice.set(mix(e.key, q.key), purposeDoubt)
			e.doubts[i] = e.dice.NormFloat64()
		}
	}
}

// burden is the factor on the work of a queue's replies in an interval: lognormal, with a
// mean of 1. It stands for all that is not known of a contact's work, the share to answer
// and the replies as well as their length, as in staffing (forecast.Profile.Loaded).
func (e *engine) burden(queue int16, interval int) float64 {
	doubt := e.w.queues[queue].doubt
	if interval >= len(doubt) {
		return 1
	}
	s := doubt[interval]
	return math.Exp(s*e.doubts[queue] - s*s/2)
}

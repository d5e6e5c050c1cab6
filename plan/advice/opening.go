package advice

import "turno/schedule"

const (
	openingLeast = 10.0 // contacts waiting at opening that are worth a word
	openingSurge = 3.0  // against those of the interval after
)

// openings advises on the hours of deferrable queues at which many contacts wait when they
// open: per queue the opening with most.
func (b *board) openings() []candidate {
	var out []candidate
	for _, req := range b.Requirement.Deferrable {
		if _, known := b.queues[req.Queue]; !known {
			continue
		}
		arriving := make([]float64, b.grid+1)
		for _, w := range req.Work {
			if w.Arrive >= 0 && w.Arrive < b.grid {
				arriving[w.Arrive] += w.Contacts
			}
		}
		best := -1
		for i := 1; i < b.grid; i++ {
			opens := at(req.Open, i) > 0 && at(req.Open, i-1) <= 0
			waits := arriving[i] >= openingLeast && arriving[i] >= openingSurge*arriving[i+1]
			if opens && waits && (best < 0 || arriving[i] > arriving[best]) {
				best = i
			}
		}
		if best < 0 {
			continue
		}
		t := b.Requirement.Grid.At(best)
		f := schedule.Finding{Code: schedule.CodeAdviseHours, Queue: req.Queue, From: t, To: t, Value: arriving[best]}
		out = append(out, candidate{f, chance * arriving[best], "opening " + req.Queue})
	}
	return out
}

package check

import "turno/schedule"

// Future is one course that the volume may take: by deferrable queue what comes, once for
// each of the queue's targets: all of it, due as that target alone asks. The first target
// orders the work and makes the coverage, the others are judged by themselves.
type Future map[string][][]schedule.Work

// courses are the futures that deferrable work is followed through.
func (c *docket) courses() []Future {
	if len(c.Futures) > 0 {
		return c.Futures
	}
	expected := Future{}
	for _, req := range c.Requirement.Deferrable {
		expected[req.Queue] = [][]schedule.Work{req.Work}
	}
	return []Future{expected}
}

// fate counts the replies of a deferrable queue over all courses.
type fate struct {
	due   []float64 // by interval in which the first target wants them
	later []held    // by target, the first left out
}

// held is what falls due within the grid and what of it is late.
type held struct{ contacts, missed float64 }

// share is that in time.
func (h held) share() float64 {
	if h.contacts <= 0 {
		return 1
	}
	return 1 - h.missed/h.contacts
}

// hold judges a further target: work is done in the order in which it comes, so that a
// piece is late as far as what was done by its due time falls short of all that came up to
// it. Done is the hours of work done by the end of each interval, all the hours that come.
func (h *held) hold(work []schedule.Work, done []float64, all, weight float64) {
	came := all // the further back the due times, the more waits at the start: the ends agree
	for _, w := range work {
		if w.Arrive < len(done) {
			came -= max(0, w.Hours)
		}
	}
	for _, w := range work {
		if w.Arrive >= len(done) {
			continue
		}
		came += max(0, w.Hours)
		due := max(w.Due, w.Arrive, 0)
		if due >= len(done) || !(w.Hours > 0) {
			continue
		}
		h.contacts += weight * w.Contacts
		h.missed += weight * w.Contacts * min(1, max(0, came-done[due]-negligible)/w.Hours)
	}
}

package check

import "turno/schedule"

// ofKinds puts in place of the share wanted of a queue the mean over the replies that fall due
// in each interval, where kinds of message have targets of their own; that over all where none
// does.
func (c *docket) ofKinds(q int, targets []float64) {
	if len(c.Queues[q].Kinds) == 0 {
		return
	}
	wanted, due := make([]float64, len(targets)), make([]float64, len(targets))
	var all, sum float64
	c.each(q, 0, func(w schedule.Work) {
		if i := max(w.Due, w.Arrive, 0); i < len(targets) {
			share := w.Contacts * wantedOf(w, targets[i])
			wanted[i], due[i] = wanted[i]+share, due[i]+w.Contacts
			all, sum = all+share, sum+w.Contacts
		}
	})
	for i := range targets {
		switch {
		case due[i] > 0:
			targets[i] = wanted[i] / due[i]
		case sum > 0:
			targets[i] = all / sum
		}
	}
}

// mixed is the share wanted within number k of a queue's targets, the mean over the replies
// where kinds of message have targets of their own.
func (c *docket) mixed(q, k int) float64 {
	share := c.Queues[q].Targets[k].Share
	var wanted, all float64
	if len(c.Queues[q].Kinds) > 0 {
		c.each(q, k, func(w schedule.Work) {
			wanted += w.Contacts * wantedOf(w, share)
			all += w.Contacts
		})
	}
	if all <= 0 {
		return share
	}
	return wanted / all
}

// each calls back with what comes to a queue in any future, due as number k of its targets asks.
func (c *docket) each(q, k int, visit func(schedule.Work)) {
	for _, f := range c.courses() {
		if work := f[c.Queues[q].Name]; k < len(work) {
			for _, w := range work[k] {
				visit(w)
			}
		}
	}
}

func wantedOf(w schedule.Work, share float64) float64 {
	if w.Share > 0 {
		return w.Share
	}
	return share
}

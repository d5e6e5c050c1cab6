package check

import (
	"time"

	"turno/schedule"
)

const (
	bridge   = time.Hour // bad stretches closer than this are one
	matters  = 1.0       // contacts missed beyond what the target allows, over a stretch, that are worth telling
	tolerant = 1e-6      // of shares and supply
)

// shortfalls are the findings about coverage: queues that nobody can serve, targets missed
// over the period, stretches in which many contacts miss theirs, minimum staffing.
func (c *docket) shortfalls(coverage schedule.Coverage, present [][]float64) []schedule.Finding {
	var found []schedule.Finding
	for q, queue := range c.Queues {
		cover := coverage.Queues[q]
		if f, bad := c.nobody(q, cover); bad {
			found = append(found, f)
		}
		targets, judged := c.judged(q, queue, cover)
		severity := schedule.Info // a dip within a target that is met
		if f, bad := c.target(queue, cover, targets); bad {
			found = append(found, f)
			severity = schedule.Missed
		}
		found = append(found, c.further(q)...)
		found = append(found, uncovered(coverage, q, targets, judged, severity)...)
		found = append(found, c.minStaff(coverage, q, present[q])...)
	}
	return append(found, c.nightBefore(coverage)...)
}

// nightBefore explains an empty first morning: work waits, nobody is there, and nothing is
// published from before the period that could reach into it.
func (c *docket) nightBefore(coverage schedule.Coverage) []schedule.Finding {
	if len(c.Team.Published) > 0 {
		return nil
	}
	wanted, i := 0.0, 0
	for ; i < coverage.Grid.N; i++ {
		var heads float64
		for _, q := range coverage.Queues {
			heads += q.Heads[i]
			if heads == 0 {
				wanted += q.Required[i]
			}
		}
		if heads > 0 {
			break
		}
	}
	if wanted == 0 || i == coverage.Grid.N {
		return nil
	}
	return []schedule.Finding{{
		Code: schedule.CodeNightBefore, Severity: schedule.Missed, From: coverage.Grid.Start, To: coverage.Grid.At(i),
		Value: coverage.Grid.At(i).Sub(coverage.Grid.Start).Hours(),
	}}
}

// nobody reports a queue that no agent employed in the period can serve.
func (c *docket) nobody(q int, cover schedule.QueueCoverage) (schedule.Finding, bool) {
	first, last := c.dayOf(c.start), c.dayOf(c.end.Add(-1))
	for _, p := range c.people {
		for day := first; day <= last && p.pace[q] > 0; day++ {
			if p.agent.Employed(date(day)) {
				return schedule.Finding{}, false
			}
		}
	}
	return schedule.Finding{
		Code: schedule.CodeNobody, Severity: schedule.Missed, Queue: cover.Queue,
		From: c.start, To: c.end, Value: total(cover.Contacts),
	}, true
}

// judged is, per interval, the share wanted and the contacts whose fate is decided in it:
// those arriving on a live queue, those falling due on a deferrable one.
func (c *docket) judged(q int, queue schedule.Queue, cover schedule.QueueCoverage) (targets, contacts []float64) {
	n := len(cover.Contacts)
	targets = make([]float64, n)
	var share float64 // deferrable work is due by the windows of all targets together, so the greatest share rules
	for _, t := range queue.Targets {
		share = max(share, t.Share)
	}
	for i := range targets {
		targets[i] = share
	}
	if live, ok := c.Requirement.LiveQueue(queue.Name); ok {
		for i := range min(n, len(live.Curves)) {
			if live.Curves[i].Target > 0 {
				targets[i] = live.Curves[i].Target
			}
		}
		return targets, cover.Contacts
	}
	if len(c.Futures) > 0 && len(queue.Targets) > 0 { // its work is due as the first target asks
		for i := range targets {
			targets[i] = queue.Targets[0].Share
		}
	}
	c.ofKinds(q, targets)
	if contacts = c.fates[q].due; contacts == nil {
		contacts = make([]float64, n)
	}
	return targets, contacts
}

// target reports a queue whose expected service over the period is below its target.
func (c *docket) target(queue schedule.Queue, cover schedule.QueueCoverage, targets []float64) (schedule.Finding, bool) {
	var wanted, contacts float64
	for i, t := range targets {
		wanted += t * cover.Contacts[i]
		contacts += cover.Contacts[i]
	}
	if contacts <= 0 || cover.Service() >= wanted/contacts-tolerant {
		return schedule.Finding{}, false
	}
	return schedule.Finding{
		Code: schedule.CodeTarget, Severity: schedule.Missed, Queue: queue.Name,
		From: c.start, To: c.end, Value: cover.Service(), Limit: wanted / contacts,
	}, true
}

// further reports the targets of a deferrable queue behind the first that are expected to be
// missed.
func (c *docket) further(q int) []schedule.Finding {
	var found []schedule.Finding
	for k, h := range c.fates[q].later {
		if k+1 >= len(c.Queues[q].Targets) {
			continue
		}
		wanted := c.mixed(q, k+1)
		if h.share() >= wanted-tolerant {
			continue
		}
		found = append(found, schedule.Finding{
			Code: schedule.CodeTarget, Severity: schedule.Missed, Queue: c.Queues[q].Name,
			From: c.start, To: c.end, Value: h.share(), Limit: wanted,
		})
	}
	return found
}

// uncovered reports the stretches in which service is below target, short lulls within
// them bridged, that cost at least a contact beyond what the target allows.
func uncovered(coverage schedule.Coverage, q int, targets, judged []float64, severity schedule.Severity) []schedule.Finding {
	missed := coverage.Queues[q].Missed
	bad := func(i int) bool { return missed[i] > (1-targets[i])*judged[i]+tolerant }
	var found []schedule.Finding
	for _, s := range stretches(coverage, bad) {
		f := schedule.Finding{
			Code: schedule.CodeUncovered, Severity: severity, Queue: coverage.Queues[q].Queue,
			From: coverage.Grid.At(s.from), To: coverage.Grid.At(s.to),
		}
		var excess float64
		for i := s.from; i < s.to; i++ {
			f.Value += missed[i]
			f.Limit += judged[i]
			excess += missed[i] - (1-targets[i])*judged[i]
		}
		if excess >= matters {
			found = append(found, f)
		}
	}
	return found
}

// minStaff reports the open stretches in which fewer heads are present than the queue's
// minimum: on a live queue those whose duty has it first, on a deferrable one those whose
// duty lists it.
func (c *docket) minStaff(coverage schedule.Coverage, q int, present []float64) []schedule.Finding {
	var minimum float64
	var open []float64
	if live, ok := c.Requirement.LiveQueue(c.Queues[q].Name); ok {
		minimum, open = live.Minimum, live.Open
	} else if req, ok := c.Requirement.DeferrableQueue(c.Queues[q].Name); ok {
		minimum, open = req.Minimum, req.Open
	}
	bad := func(i int) bool { return present[i] < minimum*at(open, i)-tolerant }
	var found []schedule.Finding
	for _, s := range stretches(coverage, bad) {
		f := schedule.Finding{
			Code: schedule.CodeMinStaff, Severity: schedule.Missed, Queue: c.Queues[q].Name,
			From: coverage.Grid.At(s.from), To: coverage.Grid.At(s.to), Value: present[s.from], Limit: minimum,
		}
		for i := s.from; i < s.to; i++ {
			if bad(i) {
				f.Value = min(f.Value, present[i])
			}
		}
		found = append(found, f)
	}
	return found
}

// stretch is the intervals [from, to).
type stretch struct{ from, to int }

// stretches lists the runs of bad intervals, those less than bridge apart as one.
func stretches(coverage schedule.Coverage, bad func(int) bool) []stretch {
	var out []stretch
	for i := range coverage.Grid.N {
		if !bad(i) {
			continue
		}
		if n := len(out); n > 0 && coverage.Grid.Step*time.Duration(i-out[n-1].to) < bridge {
			out[n-1].to = i + 1
			continue
		}
		out = append(out, stretch{i, i + 1})
	}
	return out
}

func total(values []float64) float64 {
	var sum float64
	for _, v := range values {
		sum += v
	}
	return sum
}

package check

import (
	"math"
	"slices"

	"turno/schedule"
)

// coverage sets supply against requirement, queue by queue and interval by interval. It
// also tells the heads that count towards each queue's minimum.
func (c *docket) coverage() (cover schedule.Coverage, present [][]float64) {
	n := max(0, c.Requirement.Grid.N)
	if c.Requirement.Grid.Step <= 0 {
		n = 0
	}
	c.Requirement.Grid.N = n
	out := schedule.Coverage{Grid: c.Requirement.Grid, Queues: make([]schedule.QueueCoverage, len(c.Queues))}
	deferrable := make([]bool, len(c.Queues))
	for q, queue := range c.Queues {
		cells := make([]float64, 5*n)
		cut := func(k int) []float64 { return cells[k*n : (k+1)*n : (k+1)*n] }
		out.Queues[q] = schedule.QueueCoverage{
			Queue: queue.Name, Required: cut(0), Supplied: cut(1), Heads: cut(2), Contacts: cut(3), Missed: cut(4),
		}
		_, deferrable[q] = c.Requirement.DeferrableQueue(queue.Name)
	}
	keep := min(max(1-c.Team.Shrinkage.Share(), 0), 1)
	if math.IsNaN(keep) {
		keep = 1
	}
	force := c.workforce(deferrable)
	force.staffed(keep, out.Queues)
	c.shareOut(&force, keep, out.Queues)
	for _, live := range c.Requirement.Live {
		if q, ok := c.queues[live.Queue]; ok {
			coverLive(live, keep, &out.Queues[q])
		}
	}
	c.coverDeferrable(&force, keep, out.Queues)
	present = force.listed
	for q := range present {
		if !deferrable[q] {
			present[q] = slices.Clone(out.Queues[q].Heads)
		}
	}
	c.standby(present)
	return out, present
}

// coverLive reads the curves of a live queue at the supply: the mean over how many people
// are there, for one more is worth less than one fewer costs.
func coverLive(live schedule.LiveRequirement, keep float64, out *schedule.QueueCoverage) {
	for i := range min(len(live.Curves), len(out.Supplied)) {
		curve := live.Curves[i]
		out.Required[i] = float64(curve.Mark)
		out.Contacts[i] = curve.Contacts
		if keep <= 0 {
			out.Missed[i] = curve.MissedAt(0)
			continue
		}
		people := out.Supplied[i] / keep // or fewer who are faster
		if heads := out.Heads[i]; heads > 0 {
			people = min(people, heads)
		}
		each := out.Supplied[i] / max(people, 1e-9) / keep
		there(people, keep, func(n, chance float64) { out.Missed[i] += chance * curve.MissedAt(n*each) })
	}
}

// at reads a slice that may be shorter than the grid.
func at(values []float64, i int) float64 {
	if i < 0 || i >= len(values) {
		return 0
	}
	return values[i]
}

package check

import (
	"slices"

	"turno/schedule"
)

// dutyTimes finds stretches with one queue first, next to a change to another without a
// break between, that are shorter than the queue asks for.
func dutyTimes(c *docket, p *person) []schedule.Finding {
	var found []schedule.Finding
	for _, s := range p.shifts {
		if !s.ours {
			continue
		}
		stretches := firsts(s.Shift)
		for i, d := range stretches {
			q, known := c.queues[d.Queues[0]]
			if !known || d.End.Sub(d.Start) >= c.Queues[q].DutyMin {
				continue
			}
			if i > 0 && stretches[i-1].End.Equal(d.Start) || i+1 < len(stretches) && stretches[i+1].Start.Equal(d.End) {
				f := p.broken(schedule.CodeDutyShort, d.Start, d.End, d.End.Sub(d.Start).Hours(), c.Queues[q].DutyMin.Hours())
				f.Queue = d.Queues[0]
				found = append(found, f)
			}
		}
	}
	return found
}

// firsts joins the duties of a shift that follow each other with the same queue first.
func firsts(s schedule.Shift) []schedule.Duty {
	all := slices.DeleteFunc(slices.Clone(s.Duties), func(d schedule.Duty) bool { return len(d.Queues) == 0 })
	slices.SortStableFunc(all, func(a, b schedule.Duty) int { return a.Start.Compare(b.Start) })
	var out []schedule.Duty
	for _, d := range all {
		if n := len(out); n > 0 && out[n-1].End.Equal(d.Start) && out[n-1].Queues[0] == d.Queues[0] {
			out[n-1].End = d.End
			continue
		}
		out = append(out, d)
	}
	return out
}

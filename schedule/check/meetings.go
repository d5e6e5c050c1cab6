package check

import (
	"slices"

	"turno/schedule"
)

// meetings finds meetings within the period that no shift of the person holds. One of a
// fixed time is broken where a shift goes on during it; else it is missed.
func meetings(c *docket, p *person) []schedule.Finding {
	if len(p.meetings) == 0 {
		return nil
	}
	_, left := p.match()
	var found []schedule.Finding
	for _, m := range left {
		f := p.broken(schedule.CodeMeeting, m.From, m.To, 0, m.Takes().Hours(), m.Kind)
		during := func(s shift) bool { return s.ours && shared(s.Start, s.End, m.From, m.To) > 0 }
		if !m.Fixed() || !slices.ContainsFunc(p.shifts, during) {
			f.Severity = schedule.Missed
		}
		found = append(found, f)
	}
	return found
}

// match gives the meetings that shifts show, in order of time, to those of the person that
// they may be, always to the one whose window closes first. It returns what nobody asked
// for and what is left over.
func (p *person) match() (extra []schedule.Break, left []schedule.Meeting) {
	left = slices.Clone(p.meetings)
	for _, s := range p.shifts {
		for _, b := range byStart(s.Breaks) {
			if b.Meeting == "" {
				continue
			}
			at := slices.IndexFunc(left, func(m schedule.Meeting) bool {
				return b.Paid && b.Meeting == m.Kind && b.End.Sub(b.Start) == m.Takes() && !b.Start.Before(m.From) && !b.End.After(m.To)
			})
			if at >= 0 {
				left = slices.Delete(left, at, at+1)
			} else {
				extra = append(extra, b)
			}
		}
	}
	return extra, left
}

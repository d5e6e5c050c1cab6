package check

import "turno/schedule"

// workStretches finds work without a break for too long, by the kind of the
// shift, and work between breaks that is shorter than the kind asks for. Meetings are work;
// where there are some, short stretches beside them are nobody's fault. The shift may be of
// any kind that fits it.
func workStretches(c *docket, p *person) []schedule.Finding {
	var found []schedule.Finding
	for _, s := range p.shifts {
		if !s.ours || !tidy(s.Shift) {
			continue
		}
		var first schedule.Finding
		wrong := false
		for i, k := range c.fitting(p, s) {
			f, bad := p.wrongStretch(s, k.Work)
			if i == 0 {
				first, wrong = f, bad
			}
			wrong = wrong && bad
		}
		if wrong {
			found = append(found, first)
		}
	}
	return found
}

// wrongStretch is the finding for the first stretch of the shift outside the range.
func (p *person) wrongStretch(s shift, r schedule.Range) (schedule.Finding, bool) {
	meeting := false
	for _, b := range s.Breaks {
		meeting = meeting || b.Meeting != ""
	}
	from := s.Start
	for _, b := range append(byStart(s.Breaks), schedule.Break{Start: s.End, End: s.End}) {
		if b.Meeting != "" {
			continue
		}
		switch work := b.Start.Sub(from); {
		case r.Max > 0 && work > r.Max:
			return p.broken(schedule.CodeWorkLong, from, b.Start, work.Hours(), r.Max.Hours()), true
		case !meeting && work < r.Min:
			return p.broken(schedule.CodeWorkShort, from, b.Start, work.Hours(), r.Min.Hours()), true
		}
		from = b.End
	}
	return schedule.Finding{}, false
}

package check

import (
	"maps"
	"slices"

	"turno/schedule"
)

// kindsMax finds kinds of which the period has too many shifts.
func kindsMax(c *docket, p *person) []schedule.Finding {
	var found []schedule.Finding
	for _, kind := range slices.Sorted(maps.Keys(p.rules.KindsMax)) {
		n, most := 0, p.rules.KindsMax[kind]
		for _, s := range p.shifts {
			if s.ours && s.Kind == kind {
				n++
			}
		}
		if most > 0 && n > most {
			found = append(found, p.broken(schedule.CodeKindsMax, c.start, c.end, float64(n), float64(most), kind))
		}
	}
	return found
}

// notAfter finds shifts of a kind that may not follow that of the day before. Both are kinds
// of the contract.
func notAfter(_ *docket, p *person) []schedule.Finding {
	var found []schedule.Finding
	for i := 1; i < len(p.shifts); i++ {
		a, b := p.shifts[i-1], p.shifts[i]
		if !b.ours || b.day != a.day+1 || a.Kind == "" || b.Kind == "" || named(p, a) == nil {
			continue
		}
		if k := named(p, b); k != nil && slices.Contains(k[0].NotAfter, a.Kind) {
			found = append(found, p.broken(schedule.CodeNotAfter, b.Start, b.End, 0, 0, b.Kind, a.Kind))
		}
	}
	return found
}

// rotation finds shifts of a kind, or on a day, that the person's rotation does not have.
func rotation(c *docket, p *person) []schedule.Finding {
	r := p.rules.Rotation
	if len(r.Weeks) == 0 {
		return nil
	}
	var found []schedule.Finding
	for _, s := range p.shifts {
		fits := s.Kind == "" && len(r.On(date(s.day), p.agent.Rotation)) > 0
		if s.ours && !fits && !r.Allows(s.Kind, date(s.day), p.agent.Rotation) {
			found = append(found, p.broken(schedule.CodeRotation, s.Start, s.End, 0, 0, s.Kind))
		}
	}
	return found
}

// breakAfter finds long shifts at work without a break.
func breakAfter(_ *docket, p *person) []schedule.Finding {
	if p.rules.BreakAfter <= 0 {
		return nil
	}
	var found []schedule.Finding
	for _, s := range p.shifts {
		if length := s.End.Sub(s.Start); s.ours && s.OnCall == nil && !rests(s) && length > p.rules.BreakAfter {
			found = append(found, p.broken(schedule.CodeBreakAfter, s.Start, s.End, length.Hours(), p.rules.BreakAfter.Hours()))
		}
	}
	return found
}

// rests says whether the shift has a break that is no meeting.
func rests(s shift) bool {
	return slices.ContainsFunc(s.Breaks, func(b schedule.Break) bool { return b.Meeting == "" })
}

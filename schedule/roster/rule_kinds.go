package roster

import (
	"slices"

	"turno/schedule"
)

// caps are the most shifts of each form's kind, nil where no kind has a limit.
func (t *translator) caps(rules schedule.Rules, forms []int) []int {
	var out []int
	for _, f := range forms {
		if most := rules.KindsMax[t.p.Forms[f].Kind]; most > 0 {
			if out == nil {
				out = make([]int, len(t.p.Forms))
			}
			out[f] = most
		}
	}
	return out
}

// exclude notes, for the forms of one contract, which may not be worked after which.
func (t *translator) exclude(forms []int) {
	for _, f := range forms {
		for _, after := range t.in.Team.ShiftKinds[t.p.Forms[f].Kind].NotAfter {
			for _, g := range forms {
				if t.p.Forms[g].Kind == after {
					t.p.Forms[g].Excludes = append(t.p.Forms[g].Excludes, f)
				}
			}
		}
	}
}

// kindsMax asks that the period has few enough shifts of the form's kind.
func (a *Agent) kindsMax(l *label, o *option) bool { return !a.counters.form(o.form).full(l.count) }

// notAfter asks that the form may follow that of the day before.
func (a *Agent) notAfter(p *Problem, e *eve, o *option) bool {
	return a.need&needForm == 0 || e.form < 0 || o.form < 0 || !slices.Contains(p.Forms[e.form].Excludes, o.form)
}

// successions says whether a form that the agent can work may not be followed by another.
func (p *Problem) successions(a *Agent) bool {
	if a.Past.Form > 0 && len(p.Forms[a.Past.Form-1].Excludes) > 0 {
		return true
	}
	for d := range a.Starts {
		for _, s := range a.Starts[d] {
			if len(p.Forms[s.Form].Excludes) > 0 {
				return true
			}
		}
		for _, s := range a.Locked[d] {
			if s.Form >= 0 && len(p.Forms[s.Form].Excludes) > 0 {
				return true
			}
		}
	}
	return false
}

// lenient says whether whatever may follow form y may follow form x.
func (p *Problem) lenient(x, y int) bool {
	if x < 0 || x == y {
		return true
	}
	for _, f := range p.Forms[x].Excludes {
		if y < 0 || !slices.Contains(p.Forms[y].Excludes, f) {
			return false
		}
	}
	return true
}

package text

import (
	"strings"

	"turno/plan/repair"
)

// Mend words one way to keep a rule with what it costs, without a full stop: anna: moved 2 h
// later: ...; 1.4 contacts fewer in time, 12.00 EUR more pay.
func (c Catalogue) Mend(m repair.Mend, currency string) string {
	var changes []string
	told := map[string]bool{}
	for _, e := range m.Edits {
		if !told[e.With] { // the other side of a swap or a gift says nothing new
			changes = append(changes, c.T("%s: %s", e.Agent, c.Edit(e)))
		}
		told[e.Agent] = true
	}
	return c.T("%s (%s)", strings.Join(changes, "; "), strings.Join(c.mendCosts(m, currency), ", "))
}

// mendCosts words service, wishes and pay.
func (c Catalogue) mendCosts(m repair.Mend, currency string) []string {
	var out []string
	switch {
	case m.Missed >= 0.05:
		out = append(out, c.T("%.1f contacts fewer in time", m.Missed))
	case m.Missed <= -0.05:
		out = append(out, c.T("%.1f contacts more in time", -m.Missed))
	default:
		out = append(out, c.T("as many contacts in time"))
	}
	if n := len(m.Wishes); n > 0 {
		out = append(out, c.T("%d {request/requests} lost", n))
	}
	switch {
	case m.Cost.IsPositive():
		out = append(out, c.T("%s %s more pay", c.Money(m.Cost), currency))
	case m.Cost.IsNegative():
		out = append(out, c.T("%s %s less pay", c.Money(m.Cost.Neg()), currency))
	default:
		out = append(out, c.T("at the same pay"))
	}
	return out
}

// MendShifts lists the shifts that break a rule: Tue 10 Nov 12:30-21:00 and Wed 11 Nov
// 07:00-15:00.
func (c Catalogue) MendShifts(m repair.Mending) string {
	spans := make([]string, len(m.Shifts))
	for i, s := range m.Shifts {
		spans[i] = c.Span(s.Start, s.End)
	}
	return strings.Join(spans, "; ")
}

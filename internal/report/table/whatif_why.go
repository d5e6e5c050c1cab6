package table

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"turno/forecast/calendar"
	"turno/plan/cost"
	"turno/plan/scenario"
)

// differing prints on which days each scenario asks for other hours and pays other hours, and which
// lines of the pay move.
func (p *printer) differing(c scenario.Comparison, currency string) {
	said := false
	for _, o := range c.Outcomes {
		lines := p.moves(o.Difference, currency)
		if slices.ContainsFunc(o.Scenario.Changes, paidAbsence) {
			lines = append(lines, p.say("pay is for hours worked: what those get who are away is not in it"))
		}
		if len(lines) == 0 {
			continue
		}
		if !said {
			p.heading("Where the difference lies")
			said = true
		}
		p.line("  %s", o.Scenario.Name)
		for _, l := range lines {
			p.line("    %s", l)
		}
	}
}

// paidAbsence says whether the change is an absence that is paid.
func paidAbsence(c scenario.Change) bool {
	a, is := c.(scenario.Absent)
	return is && a.Paid
}

func (p *printer) moves(d scenario.Figures, currency string) (lines []string) {
	if days := p.movedDays(d, func(x scenario.DayFigures) scenario.Estimate { return x.NetHours }); days != "" {
		lines = append(lines, p.say("asked of the team: %s agent-hours (%s)", p.more(d.NetHours.Mean, 1), days))
	}
	if days := p.movedDays(d, func(x scenario.DayFigures) scenario.Estimate { return x.Paid }); days != "" {
		lines = append(lines, p.say("paid: %s hours (%s)", p.more(d.PaidHours.Mean, 1), days))
	}
	if parts := p.payLines(d.Cost); parts != "" {
		lines = append(lines, p.say("pay: %s %s (%s)", p.plus(d.Cost.Total), currency, parts))
	}
	return lines
}

// leastHours of a day are worth telling.
const leastHours = 0.25

// mostDays is how many days are told one by one.
const mostDays = 4

// movedDays are those on which most changes, in their order; empty where nothing does. A day whose
// difference may be chance is left out.
func (p *printer) movedDays(d scenario.Figures, of func(scenario.DayFigures) scenario.Estimate) string {
	moved := slices.DeleteFunc(slices.Clone(d.Days), func(x scenario.DayFigures) bool {
		e := of(x)
		return math.Abs(e.Mean) < leastHours || e.Low <= 0 && e.High >= 0
	})
	if len(moved) == 0 {
		return ""
	}
	shown := slices.Clone(moved)
	slices.SortStableFunc(shown, func(a, b scenario.DayFigures) int { return cmp.Compare(math.Abs(of(b).Mean), math.Abs(of(a).Mean)) })
	shown = shown[:min(len(shown), mostDays)]
	slices.SortFunc(shown, func(a, b scenario.DayFigures) int { return a.Date.Sub(b.Date) })
	w, zone := p.opt.Words, p.opt.Words.Zone
	var parts []string
	for _, x := range shown {
		parts = append(parts, w.DayShort(x.Date.At(calendar.Clock(12, 0), zone))+" "+p.more(of(x).Mean, 1))
	}
	if n := len(moved) - len(shown); n > 0 {
		parts = append(parts, p.say("and %d other {day/days}", n))
	}
	return strings.Join(parts, ", ")
}

// payLines are the lines of the pay that move.
func (p *printer) payLines(d cost.Line) string {
	names := p.opt.Words.CostParts()
	var parts []string
	for k, x := range d.Parts() {
		if !x.IsZero() {
			parts = append(parts, names[k]+" "+p.plus(x))
		}
	}
	return strings.Join(parts, ", ")
}

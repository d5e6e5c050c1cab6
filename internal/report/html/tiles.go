package html

import (
	"github.com/shopspring/decimal"

	"turno/plan"
)

// tile is a figure that stands at the head of the page, and leads to its section.
type tile struct{ Name, Figure, Note, Class, Section string }

func (x *writer) tiles() []tile {
	s := x.sum
	var out []tile
	if t, ok := x.serviceTile(); ok {
		out = append(out, t)
	}
	if t, ok := x.coverageTile(); ok {
		out = append(out, t)
	}
	out = append(out, tile{x.T("People at work"), x.T("%d of %d", s.Planned, s.Agents), x.T("%s paid hours", x.Count(s.PaidHours)), "", "roster"})
	if s.Cost.IsPositive() {
		hourly := s.Cost.Div(decimal.NewFromFloat(max(s.PaidHours, 0.01)))
		out = append(out, tile{x.T("Cost, %s", x.plan.Input.Currency), x.Money(s.Cost), x.T("%s a paid hour", x.Money(hourly)), "", "cost"})
	}
	rules := tile{x.T("Hard rules"), x.T("all kept"), "", string(plan.Met), ""}
	if s.Broken > 0 {
		rules = tile{x.T("Hard rules"), x.T("%d broken", s.Broken), "", string(plan.Missed), "gaps"}
	}
	out = append(out, rules)
	if s.Requests > 0 {
		out = append(out, tile{x.T("Requests granted"), x.T("%d of %d", s.Granted, s.Requests), "", "", "requests"})
	}
	return out
}

// serviceTile counts the queues that reach their target in the simulation.
func (x *writer) serviceTile() (tile, bool) {
	met, of := 0, 0
	worst := plan.Met
	for _, q := range x.sum.Queues {
		switch q.Verdict {
		case "":
			continue
		case plan.Met:
			met++
		case plan.Missed:
			worst = plan.Missed
		case plan.Close:
			if worst == plan.Met {
				worst = plan.Close
			}
		}
		of++
	}
	return tile{x.T("Targets met"), x.T("%d of %d", met, of), x.T("queues, in the simulation"), string(worst), "service"}, of > 0
}

// coverageTile is how much of what is required lacks somebody.
func (x *writer) coverageTile() (tile, bool) {
	var needed, short float64
	for _, q := range x.sum.Queues {
		needed, short = needed+q.Hours.Needed, short+q.Hours.Short
	}
	note := x.T("of %s required (%s)", x.Count(needed), x.percent(short/max(needed, 0.01)))
	return tile{x.T("Agent-hours short"), x.Count(short), note, "", "coverage"}, needed > 0
}

package html

import (
	"strings"

	"turno/plan/repair"
	"turno/schedule"
)

// troubles are what could not be done, gravest first, and what is worth knowing.
type troubles struct {
	Broken, Missed []trouble
	Known          []trouble // what is no failure, such as short hours of a queue that meets its target
	More           int       // findings that are not listed
	Advice         []string
}

// trouble is a finding with its reason and what would help, the cheapest first.
type trouble struct {
	Words, Why string
	Repairs    []string
	None       string // that nothing tried would help
}

const (
	mostTroubles = 200
	firstOf      = 16 // those that stand open
)

// First and Rest split a list in those that stand open and those behind a fold.
func (t troubles) First(list []trouble) []trouble { return list[:min(len(list), firstOf)] }
func (t troubles) Rest(list []trouble) []trouble  { return list[min(len(list), firstOf):] }

func (x *writer) troubles() troubles {
	var out troubles
	for _, f := range repair.Order(x.plan.Findings, x.plan.Troubles) {
		if f.Code == schedule.CodeRequest || f.Code == schedule.CodePreference {
			continue // they have a section of their own
		}
		switch n := len(out.Broken) + len(out.Missed); {
		case f.Severity == schedule.Broken && n < mostTroubles:
			out.Broken = append(out.Broken, x.trouble(f))
		case f.Severity == schedule.Missed && n < mostTroubles:
			out.Missed = append(out.Missed, x.trouble(f))
		case f.Severity == schedule.Info && len(out.Known) < mostTroubles:
			out.Known = append(out.Known, x.trouble(f))
		case f.Severity != schedule.Advice:
			out.More++
		}
	}
	for _, f := range x.plan.Advice {
		out.Advice = append(out.Advice, x.Finding(f))
	}
	return out
}

func (x *writer) trouble(f schedule.Finding) trouble {
	out := trouble{Words: x.Finding(f)}
	t, ok := repair.Find(x.plan.Troubles, f)
	if !ok {
		return out
	}
	out.Why = x.Why(t)
	if len(t.Contradiction) > 0 {
		out.Why = strings.TrimSpace(x.Contradiction(t.Contradiction))
	}
	for _, r := range t.Repairs {
		out.Repairs = append(out.Repairs, x.Repair(r, x.plan.Input.Currency))
	}
	switch {
	case len(t.Repairs) > 0 || t.Priced == 0:
	case t.Heads > 3:
		out.None = x.T("None of %d {change/changes} that were tried would help: each is for one to three people, and %d are missing", t.Priced, t.Heads)
	default:
		out.None = x.T("None of %d {change/changes} that were tried would help", t.Priced)
	}
	return out
}

// Any says whether there is anything to show.
func (t troubles) Any() bool {
	return len(t.Broken)+len(t.Missed)+len(t.Advice)+len(t.Known) > 0
}

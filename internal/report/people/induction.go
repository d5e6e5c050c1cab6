package people

import (
	"turno/internal/report/text"
	"turno/plan/people"
)

// Induction lays out the ramp-up by week as planned shrinkage of the requirement, to stand below
// it: the page has no title of its own.
func Induction(weeks []people.Week, c text.Catalogue) Page {
	b := Block{Heading: c.T("Induction as planned shrinkage of the requirement, by week"), Columns: []string{c.T("week of"), c.T("asked"), c.T("training"), c.T("slower by"), c.T("planned shrinkage"), c.T("to roster"), c.T("in induction")}}
	for _, w := range weeks {
		b.Rows = append(b.Rows, []Cell{said(c.Day(w.Start)), tenth(w.Net), tenth(w.Training), tenth(w.Slower), part(w.Planned), tenth(w.Gross), said(names(w.People, c))})
	}
	b.Notes = append(b.Notes, c.T("agent-hours; asked: of the queues, at full pace; training and slower by: hours that induction takes; planned shrinkage: of all contract hours, that training included; to roster: asked, with all shrinkage and induction"))
	return Page{Blocks: []Block{b}}
}

package people

import (
	"turno/internal/report/text"
	"turno/plan/people"
)

// Hire lays out whom to look for, with the text of the search.
func Hire(all []people.Hire, currency string, c text.Catalogue) Page {
	p := Page{Name: c.T("Hire"), Title: c.T("How many people of which profile: each planned and simulated again with them")}
	if len(all) == 0 {
		p.Blocks = append(p.Blocks, Block{Notes: []string{c.T("no queue misses its target or its minimum in this period: nobody to hire for it")}})
		return p
	}
	b := Block{Columns: []string{c.T("queue"), c.T("people"), c.T("contract"), c.T("hours a week"), c.T("in target now"), c.T("with them"), c.T("contacts in time a week"), c.T("pay a week, %s", currency), ""}}
	for _, h := range all {
		met := c.T("target met")
		if !h.Met {
			met = c.T("not enough")
		}
		b.Rows = append(b.Rows, []Cell{said(h.Profile.Queue.Name), whole(float64(h.Count)), said(h.Profile.Contract), said(c.T("%.0f-%.0f", h.Profile.Hours.Min.Hours(), h.Profile.Hours.Max.Hours())),
			part(h.Before.Mean), part(h.After.Mean), tenth(h.Contacts), cent(h.Cost.InexactFloat64()), said(met)})
	}
	p.Blocks = append(p.Blocks, b)
	for _, h := range all {
		p.Blocks = append(p.Blocks, Block{Heading: c.T("Wanted for %s", h.Profile.Queue.Name), Notes: c.Search(h, currency)})
	}
	return p
}

package people

import (
	"slices"

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
	b := Block{Columns: []string{c.T("queue"), c.T("people"), c.T("contract"), c.T("hours"), c.T("before"), c.T("after"), c.T("in time"), c.T("pay"), ""}}
	for _, h := range all {
		met := c.T("target met")
		if !h.Met {
			met = c.T("not enough")
		}
		b.Rows = append(b.Rows, []Cell{said(h.Profile.Queue.Name), whole(float64(h.Count)), said(h.Profile.Contract), said(c.T("%.0f-%.0f", h.Profile.Hours.Min.Hours(), h.Profile.Hours.Max.Hours())),
			part(h.Before.Mean), part(h.After.Mean), tenth(h.Contacts), money(h.Cost.InexactFloat64()), said(met)})
	}
	b.Notes = []string{c.T("before, after: share within the target; in time: contacts a week more within it, on all queues; hours and pay: a week, in %s", currency),
		c.T("each line counts with the people of the lines above it")}
	if slices.ContainsFunc(all, func(h people.Hire) bool { return !h.Met }) {
		b.Notes = append(b.Notes, c.T("not enough: with the most people that were tried; --most tries more"))
	}
	p.Blocks = append(p.Blocks, b)
	for _, h := range all {
		p.Blocks = append(p.Blocks, Block{Heading: c.T("Wanted for %s", h.Profile.Queue.Name), Notes: c.Search(h, currency)})
	}
	return p
}

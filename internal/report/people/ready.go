package people

import (
	"time"

	"turno/internal/report/text"
	"turno/plan/people"
)

// Ready lays out whether queues can go live.
func Ready(all []people.Ready, c text.Catalogue) Page {
	p := Page{Name: c.T("Ready"), Title: c.T("Ready to go live? People trained, by the hour, against the requirement")}
	b := Block{Columns: []string{c.T("queue"), c.T("verdict"), c.T("people"), c.T("needed"), c.T("bench"), c.T("short"), c.T("on one"), c.T("first short")}}
	for _, r := range all {
		first := said(c.T("none"))
		if len(r.Short) > 0 {
			first = said(c.Hour(r.Short[0]))
		}
		b.Rows = append(b.Rows, []Cell{said(r.Queue.Name), said(c.Verdict(r.Verdict)), whole(float64(len(r.Able))), tenth(r.Hours), tenth(r.Bench), whole(float64(len(r.Short))), whole(float64(len(r.Alone))), first})
	}
	b.Notes = []string{c.T("needed: agent-hours a week, shrinkage counted; bench: contract hours of the people trained, who may have other queues too"),
		c.T("short, on one: hours of the week with fewer people trained than needed, and with a single one")}
	p.Blocks = append(p.Blocks, b)
	for _, r := range all {
		p.Blocks = append(p.Blocks, byHour(r, c))
	}
	return p
}

// byHour shows requirement and people of one queue, day by day.
func byHour(r people.Ready, c text.Catalogue) Block {
	b := Block{Heading: c.T("%s: agents by the hour, shrinkage counted", r.Queue.Name), Columns: []string{c.T("day"), "", c.T("at most"), c.T("0 to 24")}}
	for day := range 7 {
		name := c.Weekday(time.Weekday((day + 1) % 7))
		for k, xs := range [][]float64{r.Required[24*day : 24*day+24], r.Trained[24*day : 24*day+24]} {
			what := c.T("needed")
			if k == 1 {
				what = c.T("trained")
			}
			most := 0.0
			for _, x := range xs {
				most = max(most, x)
			}
			b.Rows = append(b.Rows, []Cell{said(name), said(what), tenth(most), course(xs)})
		}
	}
	if n := len(r.Blind); n > 0 {
		b.Notes = append(b.Notes, c.T("in %d {hour/hours} a week nobody is forecast, mostly because it was closed then: one agent is asked for there, and a forecast that knows (--forecast) may ask for more", n))
	}
	if len(r.Learning) > 0 {
		b.Notes = append(b.Notes, c.T("still in induction: %s", names(r.Learning, c)))
	}
	for _, e := range r.Expiring {
		b.Notes = append(b.Notes, c.T("%s: %s", e.Agent, c.Bar(e.Bar)))
	}
	return b
}

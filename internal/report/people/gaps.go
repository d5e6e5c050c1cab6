package people

import (
	"strings"
	"time"

	"turno/internal/report/text"
	"turno/plan/people"
)

// Gaps lays out what each queue lacks.
func Gaps(all []people.Gap, c text.Catalogue) Page {
	p := Page{Name: c.T("Gaps"), Title: c.T("What each queue lacks, requirement against roster, by hour of the week")}
	b := Block{Columns: []string{c.T("queue"), c.T("channel"), c.T("language"), c.T("able"), c.T("hours"), c.T("contacts"), c.T("worst"), c.T("short then")}}
	for _, g := range all {
		worst, short := said(c.T("none")), said("")
		if g.Worst >= 0 {
			worst, short = said(c.Hour(g.Worst)), tenth(g.Short[g.Worst])
		}
		b.Rows = append(b.Rows, []Cell{said(g.Queue), said(c.Channel(g.Channel)), said(string(g.Language)), whole(float64(g.Serve)), tenth(g.Hours), tenth(g.Contacts), worst, short})
	}
	b.Notes = []string{c.T("able: agents who can serve it; hours: short a week, shrinkage counted; contacts: late a week beyond what the target allows")}
	p.Blocks = append(p.Blocks, b)
	for _, g := range all {
		if g.Worst < 0 {
			continue
		}
		d := Block{Heading: c.T("%s, agents short by the hour", g.Queue), Columns: []string{c.T("day"), c.T("agent-hours"), c.T("0 to 24")}}
		for day := range 7 {
			hours := g.Short[24*day : 24*day+24]
			sum := 0.0
			for _, x := range hours {
				sum += x
			}
			d.Rows = append(d.Rows, []Cell{said(c.Weekday(time.Weekday((day + 1) % 7))), tenth(sum), course(hours)})
		}
		d.Notes = lacking(g, c)
		p.Blocks = append(p.Blocks, d)
	}
	return p
}

// lacking names who comes close to serving the queue.
func lacking(g people.Gap, c text.Catalogue) []string {
	var out []string
	add := func(list []string, phrase string) {
		if len(list) > 0 {
			out = append(out, phrase)
		}
	}
	add(g.NoChannel, c.T("speak the language, lack the channel: %s", names(g.NoChannel, c)))
	add(g.NoLanguage, c.T("can do the channel, lack the language: %s", names(g.NoLanguage, c)))
	add(g.Elsewhere, c.T("could serve it, but only other queues are theirs: %s", names(g.Elsewhere, c)))
	add(g.Barred, c.T("kept off it by assessments: %s", names(g.Barred, c)))
	return out
}

// names lists the first of many.
func names(all []string, c text.Catalogue) string {
	const most = 8
	if len(all) > most {
		return c.T("%s and %d more", strings.Join(all[:most], ", "), len(all)-most)
	}
	return strings.Join(all, ", ")
}

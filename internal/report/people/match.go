package people

import (
	"turno/internal/report/text"
	"turno/plan/people"
)

// Ranking is who was ranked for one persona.
type Ranking struct {
	Persona string
	Matches []people.Match
}

// Match lays out the rankings; most is how many of each a terminal shows, 0 is all.
func Match(all []Ranking, most int, c text.Catalogue) Page {
	p := Page{Name: c.T("Match"), Title: c.T("Who suits the channel best: those who serve it, transfers and candidates")}
	for _, r := range all {
		b := Block{Heading: c.Persona(r.Persona), Columns: []string{c.T("rank"), c.T("person"), c.T("stands"), c.T("level"), c.T("from"), c.T("to"), c.T("known"), c.T("above"), c.T("years"), c.T("remark")}}
		for i, m := range r.Matches {
			if most > 0 && i >= most && m.Barred == nil {
				continue
			}
			remark := ""
			switch {
			case m.Barred != nil:
				remark = c.T("ruled out")
				b.Notes = append(b.Notes, c.T("%s: %s", m.Person, c.Bar(*m.Barred)))
			case m.Ask != "":
				remark = c.T("next: %s", c.Competence(m.Ask))
			}
			rank, years := whole(float64(i+1)), said("")
			if m.Barred != nil {
				rank = said(c.T("out"))
			}
			if m.Years >= 0 {
				years = whole(m.Years)
			}
			b.Rows = append(b.Rows, []Cell{rank, said(m.Person), said(c.Standing(m.Standing)), whole(100 * m.Level), whole(100 * m.Low), whole(100 * m.High), part(m.Known), part(m.Better), years, said(remark)})
		}
		p.Blocks = append(p.Blocks, b)
	}
	if len(p.Blocks) > 0 {
		last := &p.Blocks[len(p.Blocks)-1]
		last.Notes = append(last.Notes, c.T("above: chance of a level above the median of those who serve the channel; years weigh nothing; next: what to assess"))
	}
	return p
}

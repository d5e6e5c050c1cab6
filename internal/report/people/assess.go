package people

import (
	"turno/internal/report/text"
	"turno/plan"
	"turno/skills"
)

// Assess lays out how everybody fits every persona, with the tested pace and the weights.
func Assess(in plan.Input, fits []skills.Fit, c text.Catalogue) Page {
	p := Page{Name: c.T("Assess"), Title: c.T("Who suits which channel: level of 100, and how far off it may be (8 in 10)")}
	b := Block{Columns: []string{c.T("person")}}
	for _, x := range in.Skills.Personas {
		b.Columns = append(b.Columns, c.Persona(x.Name))
	}
	n := len(in.Skills.Personas)
	for i := 0; i+n <= len(fits); i += n {
		row := []Cell{said(fits[i].Person)}
		for _, f := range fits[i : i+n] {
			cell := around(c, f)
			if _, out := f.Barred(in.Period.Start); out {
				cell = said(c.T("out"))
			} else if f.Known == 0 {
				cell = said(c.T("unknown"))
			}
			row = append(row, cell)
		}
		b.Rows = append(b.Rows, row)
	}
	b.Notes = ruled(in, fits, c)
	p.Blocks = append(p.Blocks, b)
	if learning := rampUp(in, fits, c); len(learning.Rows) > 0 {
		p.Blocks = append(p.Blocks, learning)
	}
	p.Blocks = append(p.Blocks, tested(fits, c), weights(in.Skills, c))
	return p
}

// ruled tells whom assessments rule out, in the period or soon.
func ruled(in plan.Input, fits []skills.Fit, c text.Catalogue) []string {
	var out []string
	last := ""
	for _, f := range fits {
		for _, b := range f.Bars {
			if !b.From.Before(in.Period.End()) {
				continue
			}
			line := c.T("%s: %s", f.Person, c.Bar(b))
			if line != last {
				out, last = append(out, line), line
			}
		}
	}
	return out
}

// tested is the stress tests of everybody.
func tested(fits []skills.Fit, c text.Catalogue) Block {
	b := Block{Heading: c.T("Timed stress tests"), Book: true, Columns: []string{c.T("person"), c.T("channel"), c.T("minutes"), c.T("conversations"), c.T("seconds each"),
		c.T("pace"), c.T("from"), c.T("to"), c.T("at once"), c.T("sure"), c.T("slower by"), c.T("own result")}}
	for _, f := range fits {
		s := f.Stress
		if s == nil || f.Persona != string(f.Channel) {
			continue
		}
		row := []Cell{said(f.Person), said(c.Channel(f.Channel)), whole(s.Minutes), whole(s.Done), whole(s.Handle), cent(s.Pace), cent(s.Low), cent(s.High), said(""), said(""), said(""), part(s.Kept)}
		if s.Slots > 0 {
			row[8], row[9], row[10] = whole(float64(s.Slots)), part(s.Sure), part(s.Inflation)
		}
		b.Rows = append(b.Rows, row)
	}
	return b
}

// weights shows what every persona asks for.
func weights(m skills.Model, c text.Catalogue) Block {
	b := Block{Heading: c.T("What each role asks for (weight, floor), as turno.yaml may change it"), Columns: []string{c.T("competence")}, Book: true}
	for _, x := range m.Personas {
		b.Columns = append(b.Columns, c.Persona(x.Name))
	}
	for _, k := range skills.Competences() {
		row := []Cell{said(c.Competence(k))}
		for _, x := range m.Personas {
			cell := said("")
			if w, floor := x.Weights[k], x.Floors[k]; floor > 0 {
				cell = said(c.T("%.1f, at least %.0f", w, 100*floor))
			} else if w > 0 {
				cell = tenth(w)
			}
			row = append(row, cell)
		}
		b.Rows = append(b.Rows, row)
	}
	return b
}

// Scorecard lays out one person: a block for each persona, with the reasons in words.
func Scorecard(in plan.Input, fits []skills.Fit, c text.Catalogue) Page {
	p := Page{Name: c.T("Scorecard"), Title: c.T("Scorecard of %s", fits[0].Person)}
	for _, f := range fits {
		b := Block{Heading: c.T("%s: %.0f of 100 (%.0f to %.0f); %.0f %% of it known", c.Persona(f.Persona), 100*f.Level, 100*f.Low, 100*f.High, 100*f.Known),
			Columns: []string{c.T("competence"), c.T("weight"), c.T("score"), c.T("from"), c.T("to"), c.T("assessed"), ""}}
		sum := 0.0
		for _, x := range f.Parts {
			sum += x.Weight
		}
		for _, x := range f.Parts {
			note := c.T("given")
			if x.Competence.Trainable() {
				note = c.T("can be trained")
			}
			if x.Below {
				note = c.T("below the floor of %.0f", 100*x.Floor)
			}
			seen := whole(float64(x.Seen))
			if x.Seen == 0 {
				seen = said(c.T("unknown"))
			}
			b.Rows = append(b.Rows, []Cell{said(c.Competence(x.Competence)), part(x.Weight / max(sum, 1e-9)), whole(100 * x.Mean), whole(100 * max(0, x.Mean-1.2816*x.SD)), whole(100 * min(1, x.Mean+1.2816*x.SD)), seen, said(note)})
		}
		b.Notes = c.Reasons(f, in.Skills.Par, in.Period.Start)
		p.Blocks = append(p.Blocks, b)
	}
	return p
}

// rampUp is the weeks ahead of those in induction: their pace and their time off the queues,
// which the plan takes as planned shrinkage of theirs.
func rampUp(in plan.Input, fits []skills.Fit, c text.Catalogue) Block {
	b := Block{Heading: c.T("In induction: supply by the week of the period, as a share of the later one; of it time for training"),
		Columns: []string{c.T("person"), c.T("channel"), c.T("began"), c.T("week"), c.T("pace"), c.T("training"), c.T("supply"), c.T("up to pace on")}}
	for _, f := range fits {
		n := in.Skills.Induction.Weeks()
		end := f.Begun.AddDate(0, 0, 7*n)
		if f.Persona != string(f.Channel) || f.Begun.IsZero() || !in.Period.Start.Before(end) || !serves(in, f) {
			continue
		}
		for at := in.Period.Start; at.Before(in.Period.End()) && at.Before(end); at = at.AddDate(0, 0, 7) {
			week := max(0, int(at.Sub(f.Begun).Hours()/24/7+1e-3))
			pace, off := in.Skills.Induction.At(week)
			b.Rows = append(b.Rows, []Cell{said(f.Person), said(c.Channel(f.Channel)), said(c.Day(f.Begun)), whole(float64(week + 1)), part(pace), part(off), part(in.Skills.Induction.Serves(week)), said(c.Day(end))})
		}
	}
	return b
}

// serves says whether the person of a fit has an ability on its channel.
func serves(in plan.Input, f skills.Fit) bool {
	for _, a := range in.Team.Agents {
		for _, b := range a.Abilities {
			if a.ID == f.Person && b.Channel == f.Channel {
				return true
			}
		}
	}
	return false
}

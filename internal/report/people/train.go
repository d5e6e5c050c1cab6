package people

import (
	"turno/internal/report/text"
	"turno/plan/people"
)

// Train lays out whom to train in what, the tried ones alone.
func Train(all []people.Training, currency string, c text.Catalogue) Page {
	p := Page{Name: c.T("Train"), Title: c.T("Whom to train in what first: each planned and simulated again with the change")}
	b := Block{Columns: []string{c.T("rank"), c.T("person"), c.T("channel"), c.T("level"), c.T("pace"), c.T("in time"), c.T("pay saved"), c.T("worth"), c.T("hours"), c.T("costs"), c.T("pays back")}}
	tried := 0
	for i, t := range all {
		if !t.Tried {
			continue
		}
		tried++
		back := said(c.T("never"))
		switch {
		case t.Value > 0 && !t.Sure():
			back = said(c.T("not sure"))
		case t.Payback > 0:
			back = said(c.T("in %d {week/weeks}", t.Payback))
		}
		b.Rows = append(b.Rows, []Cell{whole(float64(i + 1)), said(t.Agent), said(c.Channel(t.Channel)), whole(100 * t.Fit.Level), cent(t.Ability.Pace), tenth(t.Contacts),
			money(t.Saved.InexactFloat64()), money(t.Value), whole(t.Hours), money(t.Cost.InexactFloat64()), back})
	}
	switch {
	case len(all) == 0:
		b.Notes = append(b.Notes, c.T("nobody lacks a channel that the team needs, or assessments rule out who does"))
	case tried < len(all):
		b.Notes = append(b.Notes, c.T("%d further {pair/pairs} promised less on the roster as it stands and {was/were} not tried (--try N tries more)", len(all)-tried))
	}
	if tried > 0 {
		b.Notes = append(b.Notes, c.T("in time: contacts a week more within the target; pay saved and worth: a week; money in %s", currency))
	}
	if tried > 0 {
		b.Notes = append(b.Notes, c.T("the chance of the search moves the worth by up to %.2f: less than that is no difference", all[0].Noise))
	}
	if tried > 0 && all[0].RampUp > 0 {
		b.Notes = append(b.Notes, c.T("ramp-up takes %d {week/weeks} (induction in turno.yaml); the payback counts with it", all[0].RampUp))
	}
	if tried > 0 && !all[0].Sure() {
		b.Notes = append(b.Notes, c.T("no training tried makes this period better for sure; other weeks: --from"))
	}
	p.Blocks = append(p.Blocks, b)
	return p
}

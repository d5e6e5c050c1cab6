package table

import (
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"

	"turno/plan/repair"
	"turno/schedule"
)

// Explained are the troubles whose reasons and repairs stand below their findings.
type Explained struct {
	Troubles []repair.Trouble
	Mendings []repair.Mending // how to keep the rules broken
	Currency string
}

// explain prints, below a finding, why it is so and the cheapest thing that would help.
func (p *printer) explain(f schedule.Finding) {
	t, ok := repair.Find(p.why.Troubles, f)
	if !ok || !t.Tells() {
		return
	}
	why := p.opt.Words.Why(t)
	if len(t.Contradiction) > 0 {
		why = p.opt.Words.Contradiction(t.Contradiction)
	}
	p.line("      %s %s", p.paint(p.say("why:"), text.Faint), why)
	request := f.Code == schedule.CodeRequest
	switch {
	case len(t.Repairs) > 0 && request: // its words begin with: granting it
		p.line("      %s", p.opt.Words.Repair(t.Repairs[0], p.why.Currency))
	case len(t.Repairs) > 0:
		p.line("      %s %s", p.paint(p.say("would help:"), text.Faint), p.opt.Words.Repair(t.Repairs[0], p.why.Currency))
	case t.Priced > 0 && request:
		p.line("      granting it: no roster was found that does")
	case t.Priced > 0:
		p.line("      %s %s", p.paint(p.say("would help:"), text.Faint), p.none(t))
	}
}

// none says that nothing tried would help.
func (p *printer) none(t repair.Trouble) string {
	if t.Heads > 3 {
		return p.say("none of %d {change/changes} that were tried: each is for one to three people, and %d are missing", t.Priced, t.Heads)
	}
	return p.say("none of %d {change/changes} that were tried", t.Priced)
}

// Trouble tells who was not on a queue at a moment and why, and what would help.
func Trouble(w io.Writer, t repair.Trouble, currency string, opt Options) error {
	p := &printer{w: w, opt: opt}
	f := t.Finding
	if f.Code == "" {
		p.heading("%s, %s", f.Queue, opt.Words.Moment(t.At))
		p.line("  nothing worth telling is missed then")
	} else {
		p.heading("%s", opt.Words.Finding(f))
	}
	if s := opt.Words.Contradiction(t.Contradiction); s != "" {
		p.line("  %s", s)
	}
	p.heading("Who could serve it, %s", opt.Words.Moment(t.At))
	for _, r := range t.Reasons {
		p.line("  %s: %s", opt.Words.Cause(r), strings.Join(r.Agents, ", "))
	}
	if len(t.Reasons) == 0 {
		p.line("  nobody in the team")
	}
	if len(t.Repairs) > 0 {
		p.heading("What would help, each tried by planning again")
		for i, r := range t.Repairs {
			p.line("  %d. %s", i+1, opt.Words.Repair(r, currency))
		}
	} else if t.Priced > 0 {
		p.line("\nWhat would help: %s", p.none(t))
	}
	return p.err
}

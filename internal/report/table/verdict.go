package table

import (
	"io"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/shopspring/decimal"

	"turno/plan/repair"
	"turno/schedule"
	"turno/schedule/check"
)

// Verdict is the opinion on a roster that somebody made or changed.
type Verdict struct {
	Report  check.Report
	Why     Explained
	Cost    decimal.Decimal
	Hours   float64            // paid
	Against string             // the roster that it is compared with; empty is none
	Changed *repair.Difference // from that one
}

// Judged prints the verdict: rules broken with the cheapest repair, coverage, what it costs,
// and what changes against the other roster.
func Judged(w io.Writer, v Verdict, opt Options) error {
	if err := Check(w, v.Report, v.Why, opt); err != nil {
		return err
	}
	p := &printer{w: w, opt: opt}
	p.line("\nPay: %s %s for %.1f paid hours", opt.Words.Money(v.Cost), v.Why.Currency, v.Hours)
	if v.Changed == nil {
		return p.err
	}
	d := *v.Changed
	if len(d.Edits) == 0 {
		p.line("%s", opt.Words.T("Nothing is changed against %s", v.Against))
		return p.err
	}
	p.heading("Changes against %s: %d", v.Against, len(d.Edits))
	shown := d.Edits[:min(len(d.Edits), 3*opt.most())]
	p.byPerson(shown)
	if more := len(d.Edits) - len(shown); more > 0 {
		p.line("  %s", opt.Words.T("and %d more: turno diff lists them all", more))
	}
	p.line("")
	p.compared(d, v.Why.Currency)
	return p.err
}

// mend prints, below a broken rule, the shifts that break it and the cheapest repair.
func (p *printer) mend(f schedule.Finding) {
	for _, m := range p.why.Mendings {
		if !(repair.Trouble{Finding: m.Finding}).Of(f) {
			continue
		}
		if len(m.Shifts) > 0 {
			p.line("      %s %s", p.paint(p.opt.Words.T("shifts:"), text.Faint), p.opt.Words.MendShifts(m))
		}
		said := p.say("none of %d {change/changes} that were tried", m.Tried)
		switch {
		case len(m.Mends) > 0:
			said = p.opt.Words.Mend(m.Mends[0], p.why.Currency)
		case m.Tried == 0:
			said = p.say("no single change of a shift keeps it")
		}
		p.line("      %s %s", p.paint(p.say("cheapest repair:"), text.Faint), said)
	}
}

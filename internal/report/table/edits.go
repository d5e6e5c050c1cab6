package table

import (
	"io"
	"math"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/shopspring/decimal"

	"turno/plan/repair"
	"turno/schedule"
)

// Publication is a version of a roster as it is told.
type Publication struct {
	Number, Against int // 0: nobody was told of the period before
	Folder          string
	From, To        time.Time
	Frozen          time.Time
	Forced          bool
	Roster          schedule.Roster
	Edits           []repair.Edit
}

// Published says what was published and what it changes for people.
func Published(w io.Writer, v Publication, opt Options) error {
	p := &printer{w: w, opt: opt}
	p.line("Version %d of %s: %d {shift/shifts} of %d {person/people}, in %s", v.Number, opt.Words.Span(v.From, v.To), len(v.Roster.Shifts), workers(v.Roster), v.Folder)
	if !v.Frozen.IsZero() {
		p.line("Promised until %s: who changes a shift before that must use --force", opt.Words.Moment(v.Frozen))
	}
	if v.Forced {
		p.line("Forced: it breaks a hard rule or an earlier promise")
	}
	switch {
	case v.Against == 0:
		p.line("The first version of this period")
	case len(v.Edits) == 0:
		p.line("Nothing changes since version %d", v.Against)
	default:
		p.edits(p.say("Changed since version %d", v.Against), v.Edits)
	}
	return p.err
}

func workers(r schedule.Roster) int {
	seen := map[string]bool{}
	for _, s := range r.Shifts {
		seen[s.Agent] = true
	}
	return len(seen)
}

// edits lists changes by person.
func (p *printer) edits(heading string, edits []repair.Edit) {
	p.heading("%s", heading)
	p.byPerson(edits)
}

func (p *printer) byPerson(edits []repair.Edit) {
	last := ""
	for _, e := range edits {
		if e.Agent != last {
			p.line("  %s", e.Agent)
			last = e.Agent
		}
		p.line("    - %s", p.opt.Words.Edit(e))
	}
}

// Refused says which rules and promises keep a roster from being published.
func Refused(w io.Writer, broken []schedule.Finding, promised []repair.Edit, opt Options) error {
	p := &printer{w: w, opt: opt}
	p.findings(p.say("Rules broken"), broken, schedule.Broken)
	if len(promised) > 0 {
		p.edits(p.say("Promised shifts changed"), promised)
	}
	return p.err
}

// Difference prints what changes from one roster to another, person by person, and what it
// comes to.
func Difference(w io.Writer, d repair.Difference, currency string, opt Options) error {
	p := &printer{w: w, opt: opt}
	if len(d.Edits) == 0 {
		p.line("The rosters do not differ")
		return p.err
	}
	p.line("%s", p.paint(p.say("%d {change/changes} for %d {person/people}", len(d.Edits), d.People), text.Bold))
	p.byPerson(d.Edits)
	p.heading("Altogether")
	p.compared(d, currency)
	return p.err
}

// compared sets what both rosters come to side by side.
func (p *printer) compared(d repair.Difference, currency string) {
	a, b := d.Before, d.After
	rows := []table.Row{
		{p.say("shifts"), a.Shifts, b.Shifts, p.change(float64(b.Shifts - a.Shifts))},
		{p.say("paid hours"), p.decimal1(a.Hours), p.decimal1(b.Hours), p.change(b.Hours - a.Hours)},
		{p.say("pay, %s", currency), p.opt.Words.Money(a.Cost), p.opt.Words.Money(b.Cost), p.plus(b.Cost.Sub(a.Cost))},
		{p.say("hard rules broken"), a.Broken, b.Broken, p.change(float64(b.Broken - a.Broken))},
	}
	for i, q := range a.Queues {
		o := b.Queues[i]
		rows = append(rows,
			table.Row{p.say("%s within target", q.Queue), p.percent1(q.Service), p.percent1(o.Service), p.say("%s points", p.change(100*(o.Service-q.Service)))},
			table.Row{p.say("%s contacts missing it", q.Queue), p.decimal1(q.Missed), p.decimal1(o.Missed), p.change(o.Missed - q.Missed)},
			table.Row{p.say("%s agent-hours short", q.Queue), p.decimal1(q.Short), p.decimal1(o.Short), p.change(o.Short - q.Short)})
	}
	p.rows(p.header("", "before", "after", "change"), rows, 2, 3, 4)
}

// change is a number with its sign, 0 without.
func (p *printer) change(x float64) string {
	if math.Abs(x) < .05 {
		return "0"
	}
	if x > 0 {
		return "+" + p.opt.Words.Trimmed(x, 1)
	}
	return p.opt.Words.Trimmed(x, 1)
}

// plus is an amount of money with its sign.
func (p *printer) plus(x decimal.Decimal) string { return p.opt.Words.MoreMoney(x) }

package table

import (
	"fmt"
	"io"
	"math"
	"strings"
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
	p.line("Version %d of %s: %d shifts of %d people, in %s", v.Number, opt.Words.Span(v.From, v.To), len(v.Roster.Shifts), workers(v.Roster), v.Folder)
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
		p.edits(fmt.Sprintf("Changed since version %d", v.Against), v.Edits)
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
	p.heading(heading)
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
	p.findings("Rules broken", broken, schedule.Broken)
	if len(promised) > 0 {
		p.edits("Promised shifts changed", promised)
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
	p.line("%s", p.paint(fmt.Sprintf("%s for %s", plural(len(d.Edits), "change"), people(d.People)), text.Bold))
	p.byPerson(d.Edits)
	p.heading("Altogether")
	p.compared(d, currency)
	return p.err
}

func people(n int) string {
	if n == 1 {
		return "1 person"
	}
	return fmt.Sprintf("%d people", n)
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// compared sets what both rosters come to side by side.
func (p *printer) compared(d repair.Difference, currency string) {
	a, b := d.Before, d.After
	rows := []table.Row{
		{"shifts", a.Shifts, b.Shifts, change(float64(b.Shifts - a.Shifts))},
		{"paid hours", decimal1(a.Hours), decimal1(b.Hours), change(b.Hours - a.Hours)},
		{"pay, " + currency, a.Cost.StringFixed(2), b.Cost.StringFixed(2), plus(b.Cost.Sub(a.Cost))},
		{"hard rules broken", a.Broken, b.Broken, change(float64(b.Broken - a.Broken))},
	}
	for i, q := range a.Queues {
		o := b.Queues[i]
		rows = append(rows,
			table.Row{q.Queue + " within target", share1(q.Service), share1(o.Service), change(100*(o.Service-q.Service)) + " points"},
			table.Row{q.Queue + " contacts missing it", decimal1(q.Missed), decimal1(o.Missed), change(o.Missed - q.Missed)},
			table.Row{q.Queue + " agent-hours short", decimal1(q.Short), decimal1(o.Short), change(o.Short - q.Short)})
	}
	p.rows(table.Row{"", "before", "after", "change"}, rows, 2, 3, 4)
}

// change is a number with its sign, 0 without.
func change(x float64) string {
	if math.Abs(x) < .05 {
		return "0"
	}
	return strings.TrimSuffix(fmt.Sprintf("%+.1f", x), ".0")
}

// plus is an amount of money with its sign.
func plus(x decimal.Decimal) string {
	if x.IsPositive() {
		return "+" + x.StringFixed(2)
	}
	return x.StringFixed(2)
}

func share1(x float64) string { return fmt.Sprintf("%.1f %%", 100*x) }

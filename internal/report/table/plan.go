package table

import (
	"fmt"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	words "turno/internal/report/text"
	"turno/plan"
	"turno/schedule"
)

// Plan prints the summary of a plan: a line per queue, the roster, what is missed and what
// to do next.
func Plan(w io.Writer, pl plan.Plan, opt Options) error {
	p := &printer{w: w, opt: opt, why: Explained{Troubles: pl.Troubles, Currency: pl.Input.Currency}}
	s := pl.Summary()
	first, last := pl.Period()
	p.line("%s", p.paint(pl.Input.Name, text.Bold))
	p.line("%s to %s, %s", first, last, pl.Input.Calendar.Zone)
	p.queues(s)
	p.line("\n%s", "Roster")
	p.line("  %d of %d people planned, %s paid hours, %s", s.Planned, s.Agents, count(s.PaidHours), price(s, pl.Input.Currency))
	p.idle(pl)
	if pl.Roster.Stopped {
		p.line("  %s", p.paint(fmt.Sprintf("the search was cut short after %.0f %%: --limit struck before it had finished", 100*pl.Roster.Done), text.FgYellow))
	}
	p.line("  hard rules broken: %s   requests granted: %d of %d", p.broken(s.Broken), s.Granted, s.Requests)
	p.findings("What could not be done", pl.Findings, schedule.Broken, schedule.Missed)
	if len(pl.Advice) > 0 {
		p.heading("Most worth doing next")
		for i, f := range pl.Advice {
			p.line("  %d. %s.", i+1, opt.Words.Finding(f))
		}
	}
	return p.err
}

// idle names those without a shift.
func (p *printer) idle(pl plan.Plan) {
	const most = 5
	var names []string
	for _, a := range pl.Check.Agents {
		if a.Shifts == 0 {
			names = append(names, a.Agent)
		}
	}
	switch n := len(names); {
	case n > most:
		p.line("  without a shift: %s and %d more", strings.Join(names[:most], ", "), n-most)
	case n > 0:
		p.line("  without a shift: %s", strings.Join(names, ", "))
	}
}

// price is the cost of the roster, or that the workspace names no wages.
func price(s plan.Summary, currency string) string {
	if s.Cost.IsZero() && s.PaidHours > 0 {
		return "cost unknown (no wages in turno.yaml)"
	}
	return s.Cost.StringFixed(2) + " " + currency
}

func (p *printer) broken(n int) string {
	if n == 0 {
		return p.paint("none", text.FgGreen)
	}
	return p.paint(fmt.Sprint(n), text.FgRed)
}

func (p *printer) queues(s plan.Summary) {
	rows := make([]table.Row, len(s.Queues))
	for i, q := range s.Queues {
		target := "none"
		if len(q.Queue.Targets) > 0 {
			target = words.Target(q.Queue.Targets[0])
		}
		rows[i] = table.Row{
			q.Queue.Name, string(q.Queue.Channel), count(q.Volume), count(q.Low) + " - " + count(q.High),
			p.opt.Words.Moment(q.BusiestHour) + " (" + count(q.BusiestVolume) + ")",
			decimal1(q.Needed), count(q.NeededHours), count(q.SuppliedHours),
			p.service(q), target,
		}
	}
	p.line("")
	p.rows(table.Row{"queue", "channel", "volume", "range (8 in 10)", "busiest hour", "agents at peak", "hours needed", "supplied", "service expected", "target"}, rows, 3, 4, 6, 7, 8)
}

func (p *printer) service(q plan.QueueSummary) string {
	e := q.Service
	s := fmt.Sprintf("%s (%s-%s)", percent(e.Mean), trimPercent(e.Low), trimPercent(e.High))
	switch q.Verdict {
	case plan.Met:
		return p.paint(s+" met", text.FgGreen)
	case plan.Missed:
		return p.paint(s+" missed", text.FgRed)
	}
	return p.paint(s+" close", text.FgYellow)
}

func trimPercent(x float64) string {
	s := percent(x)
	if len(s) > 2 {
		return s[:len(s)-2]
	}
	return s
}

// Findings prints what a step could not do, where it has anything to say.
func Findings(w io.Writer, fs []schedule.Finding, opt Options) error {
	p := &printer{w: w, opt: opt}
	p.findings("What was found", fs, schedule.Broken, schedule.Missed, schedule.Advice, schedule.Info)
	return p.err
}

// findings lists those of the given severities, gravest first, up to the limit.
func (p *printer) findings(title string, all []schedule.Finding, severities ...schedule.Severity) {
	var shown, more int
	all = p.explainedFirst(all)
	for _, sev := range severities {
		for _, f := range all {
			if f.Severity != sev {
				continue
			}
			if shown == p.opt.most() {
				more++
				continue
			}
			if shown == 0 {
				p.heading(title)
			}
			shown++
			mark := "-"
			if sev == schedule.Broken {
				mark = p.paint("!", text.FgRed)
			}
			p.line("  %s %s", mark, p.opt.Words.Finding(f))
			p.explain(f)
			p.mend(f)
		}
	}
	if more > 0 {
		p.line("  and %d more, in findings.json", more)
	}
}

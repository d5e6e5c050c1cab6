package table

import (
	"fmt"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"turno/plan"
	"turno/plan/repair"
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
	p.line("\nRoster")
	p.line("  %d of %d {person/people} planned, %s paid {hour/hours}, %s", s.Planned, s.Agents, count(s.PaidHours), p.price(s, pl.Input.Currency))
	p.idle(pl)
	if pl.Roster.Stopped {
		p.line("  %s", p.paint(p.say("the search was cut short after %.0f %%: --limit struck before it had finished", 100*pl.Roster.Done), text.FgYellow))
	}
	p.line("  hard rules broken: %s   requests granted: %d of %d", p.brokenRules(s.Broken), s.Granted, s.Requests)
	p.line("")
	p.grid(pl.Roster.Roster, pl.Input.Team, mostInPlan)
	p.cover(pl.Check.Coverage, pl.Service.Queues)
	p.findings(p.say("What could not be done"), pl.Findings, schedule.Broken, schedule.Missed)
	if len(pl.Advice) > 0 {
		p.heading("Most worth doing next")
		for i, f := range pl.Advice {
			p.line("  %d. %s.", i+1, opt.Words.Finding(f))
		}
	}
	return p.err
}

// mostInPlan is how many agents a plan's summary lists.
const mostInPlan = 30

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
func (p *printer) price(s plan.Summary, currency string) string {
	if s.Cost.IsZero() && s.PaidHours > 0 {
		return p.say("cost unknown (no wages in turno.yaml)")
	}
	return p.opt.Words.Money(s.Cost) + " " + currency
}

func (p *printer) brokenRules(n int) string {
	if n == 0 {
		return p.paint(p.say("none"), text.FgGreen)
	}
	return p.paint(fmt.Sprint(n), text.FgRed)
}

// queues tells in two tables, narrow enough for a terminal, what comes and what it takes,
// and what customers get.
func (p *printer) queues(s plan.Summary) {
	var comes, gets []table.Row
	var supplied float64
	for _, q := range s.Queues {
		supplied += q.Hours.Supplied
		target := p.say("no target")
		if len(q.Queue.Targets) > 0 {
			target = p.opt.Words.Target(q.Queue.Targets[0])
		}
		comes = append(comes, table.Row{
			q.Queue.Name, count(q.Volume), count(q.Low) + " - " + count(q.High),
			p.opt.Words.Moment(q.BusiestHour) + " (" + count(q.BusiestVolume) + ")",
			p.decimal1(q.Needed), count(q.Hours.Needed), count(q.Hours.Supplied),
		})
		gets = append(gets, table.Row{q.Queue.Name, p.opt.Words.Channel(q.Queue.Channel), target, p.service(q)})
	}
	p.line("")
	p.rows(p.header("queue", "volume", "range (8 in 10)", "busiest hour", "at peak", "hours needed", "supplied"), comes, 2, 3, 5, 6, 7)
	if supplied > s.PaidHours {
		p.line("(live agents work on posts between contacts: supplied adds up to more than the paid hours)")
	}
	p.line("")
	p.rows(p.header("queue", "channel", "target", "service expected"), gets)
}

func (p *printer) service(q plan.QueueSummary) string {
	if q.Verdict == "" {
		return "-" // no target, or not simulated
	}
	e := q.Service
	s := p.say("%s (%s-%s)", p.percent(e.Mean), p.trimPercent(e.Low), p.trimPercent(e.High))
	colors := map[plan.Verdict]text.Color{plan.Met: text.FgGreen, plan.Missed: text.FgRed, plan.Close: text.FgYellow}
	return p.paint(s+" "+p.opt.Words.Reached(q.Verdict), colors[q.Verdict])
}

func (p *printer) trimPercent(x float64) string { return strings.TrimSuffix(p.percent(x), " %") }

// Findings prints what a step could not do, where it has anything to say.
func Findings(w io.Writer, fs []schedule.Finding, opt Options) error {
	p := &printer{w: w, opt: opt}
	p.findings(p.say("What was found"), fs, schedule.Broken, schedule.Missed, schedule.Advice, schedule.Info)
	return p.err
}

// findings lists those of the given severities, gravest first, up to the limit.
func (p *printer) findings(title string, all []schedule.Finding, severities ...schedule.Severity) {
	var shown, more int
	all = repair.Order(all, p.why.Troubles)
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
				p.heading("%s", title)
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

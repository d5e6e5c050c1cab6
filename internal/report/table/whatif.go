package table

import (
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"turno/plan/scenario"
)

// Whatif prints the answer of each scenario in a sentence, then all of them side by side
// with the base, and what else was asked about them.
func Whatif(w io.Writer, c scenario.Comparison, opt Options) error {
	p := &printer{w: w, opt: opt}
	in := c.Base.Plan.Input
	p.line("%s", p.paint(in.Name, text.Bold))
	first, last := c.Base.Plan.Period()
	p.line("%s", p.say("%s to %s, %s; %d simulated futures, with the same customers in each scenario", first, last, in.Calendar.Zone, c.Base.Plan.Service.Replications))
	p.line("")
	for _, o := range c.Outcomes {
		p.line("%s", p.answer(o, in.Currency))
	}
	p.line("")
	p.sideBySide(c, in.Currency)
	if len(c.Outcomes) == 1 {
		p.byQueue(c.Base, c.Outcomes[0])
	}
	for _, o := range c.Outcomes {
		p.pooling(o)
		p.options(o, in.Currency)
	}
	return p.err
}

// say is a phrase of the catalogue.
func (p *printer) say(english string, args ...any) string { return p.opt.Words.T(english, args...) }

// answer is one scenario in a sentence.
func (p *printer) answer(o scenario.Outcome, currency string) string {
	d := o.Difference
	name, hours, money := p.paint(o.Scenario.Name, text.Bold), decimal1(math.Abs(d.PaidHours.Mean)), d.Cost.Total.Abs().StringFixed(2)+" "+currency
	was, now := apart(o.Figures.Service.Mean-d.Service.Mean, o.Figures.Service.Mean)
	alone, with := now, now
	if o.Nothing != nil {
		alone, with = apart(o.Nothing.Figures.Service.Mean, o.Figures.Service.Mean)
	}
	w := p.opt.Words
	more := d.PaidHours.Mean > 0.05 || d.Cost.Total.IsPositive()
	less := d.PaidHours.Mean < -0.05 || d.Cost.Total.IsNegative()
	sure := d.Service.Low > 0 || d.Service.High < 0
	switch {
	case unchanged(d):
		if at := o.Outside(); !at.IsZero() {
			return w.T("%s changes nothing here: its campaign begins on %s, outside the period (see --from).", name, w.Moment(at))
		}
		return w.T("%s changes nothing.", name)
	case o.Scenario.Mode == scenario.Held:
		return w.T("%s with the roster as it is: %s of the customers hear back in time instead of %s.", name, now, was)
	case more && o.Nothing != nil && alone != with && o.Nothing.Figures.Service.Mean < o.Figures.Service.Mean:
		return w.T("%s costs %s more agent-hours and %s; without them %s of the customers hear back in time instead of %s.", name, hours, money, alone, with)
	case more && sure:
		return w.T("%s costs %s more agent-hours and %s; %s of the customers hear back in time, %s before.", name, hours, money, now, was)
	case more:
		return w.T("%s costs %s more agent-hours and %s; as many customers hear back in time as before (%s), but for chance.", name, hours, money, now)
	case less && sure:
		return w.T("%s takes %s fewer agent-hours and %s less; %s of the customers hear back in time, %s before.", name, hours, money, now, was)
	case less:
		return w.T("%s takes %s fewer agent-hours and %s less; as many customers hear back in time as before (%s), but for chance.", name, hours, money, now)
	case sure:
		return w.T("%s costs nothing more; %s of the customers hear back in time, %s before.", name, now, was)
	}
	return w.T("%s costs nothing more; as many customers hear back in time as before (%s), but for chance.", name, now)
}

// apart are two shares with as many digits as it takes to tell them apart.
func apart(a, b float64) (string, string) {
	if percent(a) != percent(b) || math.Abs(a-b) < 0.0005 {
		return percent(a), percent(b)
	}
	return decimal1(100*a) + " %", decimal1(100*b) + " %"
}

// unchanged says whether a difference is exactly nothing.
func unchanged(d scenario.Figures) bool {
	none := scenario.Estimate{}
	return d.Cost.Total.IsZero() && d.PaidHours == none && d.Volume == none && d.Service == none && d.Promise == none && d.NetHours == none && d.Agents == none
}

// sideBySide prints a line of figures for each scenario and below it its differences: what
// it asks of the team, and what customers get.
func (p *printer) sideBySide(c scenario.Comparison, currency string) {
	w := p.opt.Words
	asks, gets := []table.Row{p.asks(w.T("as it is"), c.Base.Figures)}, []table.Row{p.gets(w.T("as it is"), c.Base.Figures)}
	for _, o := range c.Outcomes {
		asks = append(asks, p.asks(o.Scenario.Name, o.Figures), p.asksMore(o.Difference))
		gets = append(gets, p.gets(o.Scenario.Name, o.Figures), p.getsMore(o.Difference))
		if n := o.Nothing; n != nil && tells(*n, o) {
			gets = append(gets, p.gets("  "+w.T("same roster"), n.Figures), p.getsMore(n.Difference))
		}
	}
	p.rows(table.Row{
		w.T("scenario"), w.T("contacts"), w.T("busiest hour"), w.T("FTE needed"), w.T("agents"), w.T("paid hours"), w.T("overtime"), w.T("cost, %s", currency),
	}, asks, 2, 3, 4, 5, 6, 7, 8)
	p.line("")
	p.rows(table.Row{
		w.T("scenario"), w.T("in time"), w.T("promise kept"), w.T("unanswered"), w.T("gave up"), w.T("into chat"), w.T("into voice"),
	}, gets, 2, 3, 4, 5, 6, 7)
	p.line("%s", p.paint(w.T("Below each scenario its difference, with its 95 %% confidence after ±. Busiest hour: median, and what 9 in 10 stay below."), text.Faint))
	p.line("%s", p.paint(w.T("FTE needed: full-time agents, shrinkage included. Unanswered: at the end of the period."), text.Faint))
}

// tells says whether the roster that stays as it is differs from the one planned anew.
func tells(n scenario.Standing, o scenario.Outcome) bool {
	return math.Abs(n.Figures.Service.Mean-o.Figures.Service.Mean) > 0.005 && n.Difference.Service != scenario.Estimate{}
}

// nameWidth is the widest name of a scenario that is shown whole.
const nameWidth = 26

func (p *printer) asks(name string, f scenario.Figures) table.Row {
	return table.Row{clipped(name, nameWidth), count(f.Volume.Mean), count(f.HourP50.Mean) + "-" + count(f.HourP90.Mean), decimal1(f.GrossFTE.Mean),
		count(f.Agents.Mean), count(f.PaidHours.Mean), decimal1(f.Overtime.Mean), f.Cost.Total.StringFixed(2)}
}

func (p *printer) asksMore(d scenario.Figures) table.Row {
	return table.Row{"", more(d.Volume.Mean, 0), hourMore(d.HourP50, d.HourP90), more(d.GrossFTE.Mean, 1),
		more(d.Agents.Mean, 0), more(d.PaidHours.Mean, 1), more(d.Overtime.Mean, 1), plus(d.Cost.Total)}
}

func (p *printer) gets(name string, f scenario.Figures) table.Row {
	return table.Row{clipped(name, nameWidth), percent(f.Service.Mean), percent(f.Promise.Mean), count(f.Backlog.Mean), count(f.Abandoned.Mean),
		count(f.SpillChat.Mean), count(f.SpillVoice.Mean)}
}

func (p *printer) getsMore(d scenario.Figures) table.Row {
	return table.Row{"", points(d.Service), points(d.Promise), around(d.Backlog), around(d.Abandoned), more(d.SpillChat.Mean, 1), more(d.SpillVoice.Mean, 1)}
}

// clipped keeps a name within a column.
func clipped(s string, most int) string {
	r := []rune(s)
	if len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

// more is a difference with its sign; 0 where it rounds to nothing.
func more(x float64, places int) string {
	s := strconv.FormatFloat(math.Abs(x), 'f', places, 64)
	switch {
	case strings.Trim(s, "0.") == "":
		return "0"
	case x < 0:
		return "-" + s
	}
	return "+" + s
}

// hourMore is the differences of the median and the upper quantile of an hour.
func hourMore(p50, p90 scenario.Estimate) string {
	if a, b := more(p50.Mean, 0), more(p90.Mean, 0); a != b {
		return a + " " + b
	}
	return more(p50.Mean, 0)
}

// points is a difference of shares in points, with half the width of its interval.
func points(e scenario.Estimate) string {
	return more(100*e.Mean, 1) + half(100*e.Low, 100*e.High)
}

// around is a difference of counts likewise.
func around(e scenario.Estimate) string { return more(e.Mean, 0) + half(e.Low, e.High) }

func half(low, high float64) string {
	if high-low < 1e-9 {
		return ""
	}
	return " ±" + strconv.FormatFloat((high-low)/2, 'f', 1, 64)
}

// byQueue prints base, scenario and difference of every queue.
func (p *printer) byQueue(base, o scenario.Outcome) {
	w := p.opt.Words
	p.heading(w.T("By queue"))
	var rows []table.Row
	for _, q := range o.Figures.Queues {
		rows = append(rows, table.Row{q.Queue, count(q.Volume.Mean), count(q.HourP50.Mean) + "-" + count(q.HourP90.Mean), decimal1(q.Agents.Mean),
			percent(q.Service.Mean), percent(q.Promise.Mean), count(q.Backlog.Mean), count(q.Abandoned.Mean)})
		for _, d := range o.Difference.Queues {
			if d.Queue == q.Queue {
				rows = append(rows, table.Row{"", more(d.Volume.Mean, 0), hourMore(d.HourP50, d.HourP90), more(d.Agents.Mean, 1),
					points(d.Service), points(d.Promise), around(d.Backlog), around(d.Abandoned)})
			}
		}
	}
	p.rows(table.Row{w.T("queue"), w.T("contacts"), w.T("busiest hour"), w.T("agents at peak"), w.T("in time"), w.T("promise kept"),
		w.T("unanswered"), w.T("gave up")}, rows, 2, 3, 4, 5, 6, 7, 8)
}

// pooling prints what grouping queues otherwise is worth.
func (p *printer) pooling(o scenario.Outcome) {
	if o.Pooling == nil {
		return
	}
	w := p.opt.Words
	p.heading(w.T("%s at equal service", o.Scenario.Name))
	x := o.Pooling
	switch {
	case !x.Kept():
		p.line("  %s", w.T("No team of up to 2.8 times the requirement keeps every target in the simulation; the teams cannot be compared:"))
	case x.Saved > 0.05:
		p.line("  %s", w.T("%s full-time agents are enough instead of %s: %s fewer. Simulated, both teams keep every target:", decimal1(x.Scenario.GrossFTE), decimal1(x.Base.GrossFTE), decimal1(x.Saved)))
	case x.Saved < -0.05:
		p.line("  %s", w.T("%s full-time agents are needed instead of %s: %s more. Simulated, both teams keep every target:", decimal1(x.Scenario.GrossFTE), decimal1(x.Base.GrossFTE), decimal1(-x.Saved)))
	default:
		p.line("  %s", w.T("%s full-time agents are needed either way. Simulated, both teams keep every target:", decimal1(x.Base.GrossFTE)))
	}
	for _, side := range []struct {
		name string
		of   scenario.Organisation
	}{{w.T("before"), x.Base}, {w.T("then"), x.Scenario}} {
		var parts, groups []string
		for _, g := range side.of.Groups {
			groups = append(groups, strings.Join(g, " + "))
		}
		for _, s := range side.of.Services {
			parts = append(parts, w.T("%s %s (%s aimed at)", s.Queue, percent(s.Service.Mean), percent(s.Target)))
		}
		p.line("    %s: %s", side.name, strings.Join(groups, " | "))
		p.line("      %s", w.T("%s agent-hours on the queues; %s", count(side.of.NetHours), strings.Join(parts, ", ")))
	}
}

// options prints what can be done against a campaign.
func (p *printer) options(o scenario.Outcome, currency string) {
	if len(o.Options) == 0 {
		return
	}
	w := p.opt.Words
	p.heading(w.T("What helps against %s, with the roster as it is", o.Scenario.Name))
	var rows []table.Row
	for _, x := range o.Options {
		row := table.Row{w.Option(x.Kind), around(x.Saved), percent(x.Figures.Service.Mean), x.Cost.StringFixed(2), w.T("never"), "-", "-"}
		if x.Helps() {
			row[4], row[5] = w.Moment(x.LastHour), x.BreakEven.StringFixed(2)
		}
		if x.Pays != nil && *x.Pays {
			row[6] = w.T("yes")
		} else if x.Pays != nil {
			row[6] = w.T("no")
		}
		if !x.To.IsZero() {
			row[0] = w.T("launch on %s", w.Moment(x.To))
		}
		rows = append(rows, row)
	}
	p.rows(table.Row{w.T("option"), w.T("fewer late"), w.T("in time"), w.T("cost, %s", currency), w.T("helps until"), w.T("cost of each"), w.T("pays")}, rows, 2, 3, 4, 6)
	p.line("%s", p.paint(w.T("Fewer late: contacts of all queues, against doing nothing. Helps until: the last hour at which beginning it"), text.Faint))
	p.line("%s", p.paint(w.T("gains more than chance. It pays where a contact in time is worth more than it costs (late_contact_cost)."), text.Faint))
}

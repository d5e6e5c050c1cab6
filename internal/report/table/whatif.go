package table

import (
	"io"
	"math"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"turno/plan/scenario"
)

// Whatif prints the answer of each scenario in a sentence, then all of them side by side
// with the base, and what else was asked about them.
func Whatif(w io.Writer, c scenario.Comparison, opt Options) error {
	p := &printer{w: w, opt: opt, tight: true}
	in := c.Base.Plan.Input
	p.line("%s", p.paint(in.Name, text.Bold))
	first, last := c.Base.Plan.Period()
	p.line("%s", p.say("%s to %s, %s; %d simulated {future/futures}, with the same customers in each scenario", first, last, in.Calendar.Zone, c.Base.Plan.Service.Replications))
	switch {
	case c.Searches > 1 && in.Effort == 0:
		p.line("%s", p.say("Chance steers the search for a roster: each scenario is searched %d {time/times}, each time shorter than in a plan; figures are the means.", c.Searches))
	case c.Searches > 1:
		p.line("%s", p.say("Chance steers the search for a roster: each scenario is searched %d {time/times}; figures are the means.", c.Searches))
	}
	p.line("")
	for _, o := range c.Outcomes {
		p.line("%s", p.answer(o, in.Currency))
	}
	p.line("")
	p.sideBySide(c, in.Currency)
	p.differing(c, in.Currency)
	if len(c.Outcomes) == 1 {
		p.byQueue(c.Base, c.Outcomes[0])
	}
	for _, o := range c.Outcomes {
		p.pooling(o)
		p.options(o, in.Currency)
	}
	return p.err
}

// answer is one scenario in a sentence: what it takes, and what customers get.
func (p *printer) answer(o scenario.Outcome, currency string) string {
	d := o.Difference
	name := p.paint(o.Scenario.Name, text.Bold)
	was, now := p.apart(o.Figures.Service.Mean-d.Service.Mean, o.Figures.Service.Mean)
	switch {
	case unchanged(d):
		if at := o.Outside(); !at.IsZero() {
			return p.say("%s changes nothing here: its campaign begins on %s, outside the period (see --from).", name, p.opt.Words.Moment(at))
		}
		return p.say("%s changes nothing.", name)
	case o.Scenario.Mode == scenario.Held && d.Cost.Total.IsZero():
		return p.say("%s with the roster as it is: %s of the customers hear back in time instead of %s.", name, now, was)
	}
	takes, more := p.takes(name, d, currency)
	if n := o.Nothing; more && n != nil && n.Figures.Service.Mean < o.Figures.Service.Mean {
		before, alone, with := p.percent(o.Figures.Service.Mean-d.Service.Mean), p.percent(n.Figures.Service.Mean), p.percent(o.Figures.Service.Mean)
		switch {
		case alone == with: // what it takes is hardly worth a word beside what happens
		case alone == before:
			return takes + "; " + p.say("without them %s of the customers hear back in time instead of %s.", alone, with)
		default:
			return takes + "; " + p.say("%s of the customers hear back in time (%s before, %s without them).", with, before, alone)
		}
	}
	if d.Service.Low > 0 || d.Service.High < 0 {
		return takes + "; " + p.say("%s of the customers hear back in time, %s before.", now, was)
	}
	if p.percent(o.Figures.Service.Mean-d.Service.Mean) != p.percent(o.Figures.Service.Mean) {
		return takes + "; " + p.say("%s of the customers hear back in time, %s before, which may be chance.", now, was)
	}
	return takes + "; " + p.say("as many customers hear back in time as before (%s), but for chance.", now)
}

// takes is what a scenario takes of hours and money, a clause, and whether both are more. What
// the chance of the searches may have made is neither.
func (p *printer) takes(name string, d scenario.Figures, currency string) (clause string, more bool) {
	hours, money := p.decimal1(math.Abs(d.PaidHours.Mean)), p.opt.Words.Money(d.Cost.Total.Abs())+" "+currency
	longer, shorter := d.PaidHours.Low > 0.05, d.PaidHours.High < -0.05
	dearer, cheaper := d.Pay.Low > 0.005, d.Pay.High < -0.005
	switch {
	case longer && cheaper:
		return p.say("%s takes %s more agent-hours but costs %s less", name, hours, money), false
	case longer && dearer:
		return p.say("%s costs %s more agent-hours and %s", name, hours, money), true
	case longer:
		return p.say("%s takes %s more agent-hours for as much pay, but for chance", name, hours), false
	case shorter && dearer:
		return p.say("%s takes %s fewer agent-hours but costs %s more", name, hours, money), false
	case shorter && cheaper:
		return p.say("%s takes %s fewer agent-hours and %s less", name, hours, money), false
	case shorter:
		return p.say("%s takes %s fewer agent-hours for as much pay, but for chance", name, hours), false
	case dearer:
		return p.say("%s costs %s more for as many agent-hours", name, money), false
	case cheaper:
		return p.say("%s costs %s less for as many agent-hours", name, money), false
	case d.Pay != scenario.Estimate{} || d.PaidHours != scenario.Estimate{}:
		return p.say("%s costs as much as now, but for chance", name), false
	}
	return p.say("%s costs nothing more", name), false
}

// apart are two shares with as many digits as it takes to tell them apart.
func (p *printer) apart(a, b float64) (string, string) {
	if p.percent(a) != p.percent(b) || math.Abs(a-b) < 0.0005 {
		return p.percent(a), p.percent(b)
	}
	return p.decimal1(100*a) + " %", p.decimal1(100*b) + " %"
}

// unchanged says whether a difference is exactly nothing.
func unchanged(d scenario.Figures) bool {
	none := scenario.Estimate{}
	return d.Cost.Total.IsZero() && d.PaidHours == none && d.Volume == none && d.Service == none && d.Promise == none && d.NetHours == none && d.Agents == none
}

// sideBySide prints a line of figures for each scenario and below it its differences: what
// it asks of the team, and what customers get.
func (p *printer) sideBySide(c scenario.Comparison, currency string) {
	asks, gets := []table.Row{p.asks(p.say("as it is"), c.Base.Figures)}, []table.Row{p.gets(p.say("as it is"), c.Base.Figures)}
	for _, o := range c.Outcomes {
		asks = append(asks, p.asks(o.Scenario.Name, o.Figures), p.asksMore(o.Difference))
		gets = append(gets, p.gets(o.Scenario.Name, o.Figures), p.getsMore(o.Difference))
		if n := o.Nothing; n != nil && tells(*n, o) {
			gets = append(gets, p.gets("  "+p.say("same roster"), n.Figures), p.getsMore(n.Difference))
		}
	}
	p.rows(table.Row{
		p.say("scenario"), p.say("contacts"), p.say("busiest hour"), p.say("FTE needed"), p.say("agents"), p.say("paid hours"), p.say("overtime"), p.say("cost, %s", currency),
	}, asks, 2, 3, 4, 5, 6, 7, 8)
	p.line("")
	p.rows(table.Row{
		p.say("scenario"), p.say("in time"), p.say("promise kept"), p.say("unanswered"), p.say("gave up"), p.say("into chat"), p.say("into voice"),
	}, gets, 2, 3, 4, 5, 6, 7)
	p.line("%s", p.paint(p.say("Below each scenario its difference, with its 95 %% confidence after ±. Busiest hour: median, and what 9 in 10 stay below."), text.Faint))
	if c.Searches > 1 {
		p.line("%s", p.paint(p.say("The confidence holds the chance of the customers and of the searches, compared one by one with the same seed."), text.Faint))
	} else {
		p.line("%s", p.paint(p.say("The confidence holds the chance of the customers, not that of the search for a roster (--searches)."), text.Faint))
	}
	p.line("%s", p.paint(p.say("FTE needed: full-time agents, shrinkage included. Unanswered: at the end of the period."), text.Faint))
}

// tells says whether the roster that stays as it is differs from the one planned anew.
func tells(n scenario.Standing, o scenario.Outcome) bool {
	return math.Abs(n.Figures.Service.Mean-o.Figures.Service.Mean) > 0.005 && n.Difference.Service != scenario.Estimate{}
}

// nameWidth is the widest name of a scenario that is shown whole.
const nameWidth = 26

func (p *printer) asks(name string, f scenario.Figures) table.Row {
	return table.Row{text.Snip(name, nameWidth, "…"), count(f.Volume.Mean), count(f.HourP50.Mean) + "-" + count(f.HourP90.Mean), p.decimal1(f.GrossFTE.Mean),
		count(f.Agents.Mean), count(f.PaidHours.Mean), p.decimal1(f.Overtime.Mean), p.opt.Words.Money(f.Cost.Total)}
}

func (p *printer) asksMore(d scenario.Figures) table.Row {
	return table.Row{"", p.more(d.Volume.Mean, 0), p.hourMore(d.HourP50, d.HourP90), p.more(d.GrossFTE.Mean, 1),
		p.more(d.Agents.Mean, 0), p.whole(d.PaidHours, p.more(d.PaidHours.Mean, 1)), p.more(d.Overtime.Mean, 1), p.whole(d.Pay, p.plus(d.Cost.Total))}
}

func (p *printer) gets(name string, f scenario.Figures) table.Row {
	return table.Row{text.Snip(name, nameWidth, "…"), p.percent(f.Service.Mean), p.percent(f.Promise.Mean), count(f.Backlog.Mean), count(f.Abandoned.Mean),
		count(f.SpillChat.Mean), count(f.SpillVoice.Mean)}
}

func (p *printer) getsMore(d scenario.Figures) table.Row {
	return table.Row{"", p.points(d.Service), p.points(d.Promise), p.around(d.Backlog), p.around(d.Abandoned), p.more(d.SpillChat.Mean, 1), p.more(d.SpillVoice.Mean, 1)}
}

// whole is a difference in whole units with half its interval, or where it is sure as it is.
func (p *printer) whole(e scenario.Estimate, sure string) string {
	if half := (e.High - e.Low) / 2; half >= 0.5 {
		return p.more(e.Mean, 0) + " ±" + p.opt.Words.Decimal(half, 0)
	}
	return sure
}

// more is a difference with its sign; 0 where it rounds to nothing.
func (p *printer) more(x float64, places int) string { return p.opt.Words.More(x, places) }

// hourMore is the differences of the median and the upper quantile of an hour.
func (p *printer) hourMore(p50, p90 scenario.Estimate) string {
	if a, b := p.more(p50.Mean, 0), p.more(p90.Mean, 0); a != b {
		return a + " " + b
	}
	return p.more(p50.Mean, 0)
}

// points is a difference of shares in points, with half the width of its interval.
func (p *printer) points(e scenario.Estimate) string {
	return p.more(100*e.Mean, 1) + p.half(100*e.Low, 100*e.High)
}

// around is a difference of counts likewise.
func (p *printer) around(e scenario.Estimate) string {
	return p.more(e.Mean, 0) + p.half(e.Low, e.High)
}

func (p *printer) half(low, high float64) string {
	if (high-low)/2 < 0.05 {
		return ""
	}
	return " ±" + p.decimal1((high-low)/2)
}

// byQueue prints base, scenario and difference of every queue.
func (p *printer) byQueue(base, o scenario.Outcome) {
	p.heading("By queue")
	var rows []table.Row
	for _, q := range o.Figures.Queues {
		rows = append(rows, table.Row{q.Queue, count(q.Volume.Mean), count(q.HourP50.Mean) + "-" + count(q.HourP90.Mean), p.decimal1(q.Agents.Mean),
			p.percent(q.Service.Mean), p.percent(q.Promise.Mean), count(q.Backlog.Mean), count(q.Abandoned.Mean)})
		for _, d := range o.Difference.Queues {
			if d.Queue == q.Queue {
				rows = append(rows, table.Row{"", p.more(d.Volume.Mean, 0), p.hourMore(d.HourP50, d.HourP90), p.more(d.Agents.Mean, 1),
					p.points(d.Service), p.points(d.Promise), p.around(d.Backlog), p.around(d.Abandoned)})
			}
		}
	}
	p.rows(table.Row{p.say("queue"), p.say("contacts"), p.say("busiest hour"), p.say("agents at peak"), p.say("in time"), p.say("promise kept"),
		p.say("unanswered"), p.say("gave up")}, rows, 2, 3, 4, 5, 6, 7, 8)
}

// pooling prints what grouping queues otherwise is worth.
func (p *printer) pooling(o scenario.Outcome) {
	if o.Pooling == nil {
		return
	}
	p.heading("%s at equal service", o.Scenario.Name)
	x := o.Pooling
	was, now := rounded(x.Base.GrossFTE), rounded(x.Scenario.GrossFTE) // so that what is shown adds up
	switch {
	case !x.Kept():
		p.line("  No team of up to 2.8 times the requirement keeps every target in the simulation; the teams cannot be compared:")
	case now < was:
		p.line("  %s full-time agents are enough instead of %s: %s fewer. Simulated, both teams keep every target:", p.decimal1(now), p.decimal1(was), p.decimal1(was-now))
	case now > was:
		p.line("  %s full-time agents are needed instead of %s: %s more. Simulated, both teams keep every target:", p.decimal1(now), p.decimal1(was), p.decimal1(now-was))
	default:
		p.line("  %s full-time agents are needed either way. Simulated, both teams keep every target:", p.decimal1(was))
	}
	for _, side := range []struct {
		name string
		of   scenario.Organisation
	}{{p.say("before"), x.Base}, {p.say("then"), x.Scenario}} {
		var parts, groups []string
		for _, g := range side.of.Groups {
			groups = append(groups, strings.Join(g, " + "))
		}
		for _, s := range side.of.Services {
			parts = append(parts, p.say("%s %s (%s aimed at)", s.Queue, p.percent(s.Service.Mean), p.percent(s.Target)))
		}
		p.line("    %s: %s", side.name, strings.Join(groups, " | "))
		p.line("      %s", p.say("%s agent-hours on the queues; %s", count(side.of.NetHours), strings.Join(parts, ", ")))
	}
}

// rounded is a figure as it is shown, with one decimal.
func rounded(x float64) float64 { return math.Round(10*x) / 10 }

// options prints what can be done against a campaign.
func (p *printer) options(o scenario.Outcome, currency string) {
	if len(o.Options) == 0 {
		return
	}
	w := p.opt.Words
	p.heading("What helps against %s, with the roster as it is", o.Scenario.Name)
	var rows []table.Row
	for _, x := range o.Options {
		row := table.Row{w.Option(x.Kind), p.around(x.Saved), p.percent(x.Figures.Service.Mean), w.Money(x.Cost), p.say("never"), "-", "-"}
		if x.Helps() {
			row[4], row[5] = w.Moment(x.LastHour), w.Money(x.BreakEven)
		}
		if x.Pays != nil && *x.Pays {
			row[6] = p.say("yes")
		} else if x.Pays != nil {
			row[6] = p.say("no")
		}
		if !x.To.IsZero() {
			row[0] = p.say("launch on %s", w.Moment(x.To))
		}
		rows = append(rows, row)
	}
	p.rows(table.Row{p.say("option"), p.say("fewer late"), p.say("in time"), p.say("cost, %s", currency), p.say("helps until"), p.say("cost of each"), p.say("pays")}, rows, 2, 3, 4, 6)
	p.line("%s", p.paint(p.say("Fewer late: contacts of all queues, against doing nothing. Helps until: the last hour in which beginning it gains more than chance."), text.Faint))
	p.line("%s", p.paint(p.say("It pays where a contact in time is worth more than each costs (late_contact_cost)."), text.Faint))
}

package table

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/shopspring/decimal"

	"turno/forecast/calendar"
	"turno/plan/capacity"
)

// Capacity prints the months of a capacity plan: the team, who is there and what it costs,
// every queue, whom to hire, and the budget against what is known to be paid.
func Capacity(w io.Writer, c capacity.Plan, opt Options) error {
	p := &printer{w: w, opt: opt}
	t := opt.Words.T
	p.line("%s", p.paint(t("The team by month, in full-time people of %s h a week", p.figure(c.FTE.Hours())), text.Bold))
	var rows []table.Row
	for _, m := range c.Months {
		rows = append(rows, slices.Concat(table.Row{monthName(m.First), p.decimal1(m.Total.Net[0])}, p.askedAndThere(m.Total), table.Row{p.lacking(m.Short)}))
	}
	p.rows(slices.Concat(table.Row{t("month"), t("net P50")}, p.standing(), table.Row{t("missing")}), rows, 2, 3, 4, 5, 6, 7, 8, 9, 10)
	p.line("Asked is net people over %s of their paid time: shrinkage, leave and fit taken off. The gap is against P%.0f.", p.percent(c.Keep), 100*c.Level)
	p.line("Missing is what queues lack; people of other queues cannot make up for it.")
	p.assumed(c)
	p.employed(c)
	if len(c.Months) > 0 {
		for q := range c.Months[0].Queues {
			p.capacityQueue(c, q)
		}
	}
	p.renewals(c)
	p.hires(c)
	p.past(c)
	return p.err
}

// standing heads what askedAndThere tells.
func (p *printer) standing() table.Row {
	t := p.opt.Words.T
	return table.Row{t("asked P50"), t("asked P80"), t("asked P90"), t("there"), t("gap"), t("gap P80"), t("gap P90")}
}

// askedAndThere is the people asked for and there.
func (p *printer) askedAndThere(l capacity.Line) table.Row {
	return table.Row{p.decimal1(l.Gross[0]), p.decimal1(l.Gross[1]), p.decimal1(l.Gross[2]), p.decimal1(l.Available), p.gap(l.Gap), p.gap(l.Gaps[1]), p.gap(l.Gaps[2])}
}

// assumed tells what the months rest on.
func (p *printer) assumed(c capacity.Plan) {
	s := c.Settings
	p.line("Assumed: %s of those whose last day is not known leave within a year, %s of paid time is leave, hires start %d {month/months} after the decision.", p.percent(s.Attrition), p.percent(s.Leave), s.Lead)
}

// employed tells by month who is on the payroll, what keeps them from the queues and what they
// cost, and the pay with the hires that close the gaps.
func (p *printer) employed(c capacity.Plan) {
	t := p.opt.Words.T
	p.heading("Who is employed, and what it costs")
	header := table.Row{t("month"), t("people"), t("full-time"), t("away"), t("learning"), t("leaving"), t("starting"), t("pay, %s", c.Currency), t("budget")}
	if len(c.Missing) > 0 {
		header = append(header, t("hires"), t("then pay"))
	}
	var rows []table.Row
	for _, m := range c.Months {
		row := table.Row{monthName(m.First), p.decimal1(m.Heads), p.decimal1(m.Paid), p.decimal1(m.Away), p.decimal1(m.Learning), p.decimal1(m.Leaving), m.Starting, amount(m.Cost), optional(m.Budget)}
		if len(c.Missing) > 0 {
			row = append(row, m.Closed.Heads, amount(m.Closed.Cost))
		}
		rows = append(rows, row)
	}
	p.rows(header, rows, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
}

func (p *printer) capacityQueue(c capacity.Plan, q int) {
	t := p.opt.Words.T
	p.heading("%s", c.Months[0].Queues[q].Queue)
	var rows []table.Row
	for _, m := range c.Months {
		l := m.Queues[q]
		rows = append(rows, append(table.Row{monthName(m.First), count(l.Volume[0]), count(l.Volume[2])}, p.askedAndThere(l)...))
	}
	p.rows(append(table.Row{t("month"), t("volume P50"), t("volume P90")}, p.standing()...), rows, 2, 3, 4, 5, 6, 7, 8, 9, 10)
}

// renewalsNamed is how many people of one certificate are named.
const renewalsNamed = 6

// renewals tells which certificates end, those of one day together.
func (p *printer) renewals(c capacity.Plan) {
	if len(c.Renewals) == 0 {
		return
	}
	words := p.opt.Words
	p.heading("Certificates that end: the hires suppose that they are renewed")
	for list := c.Renewals; len(list) > 0; {
		first, n := list[0], 0
		var who []string
		for n < len(list) && list[n].By.Equal(first.By) && list[n].Name == first.Name && list[n].Channel == first.Channel {
			who, n = append(who, list[n].Agent), n+1
		}
		said := words.T("%s ends %s: without it %d {person/people} cannot serve %s: %s", first.Name, words.Day(first.By), n, words.Channel(first.Channel), strings.Join(who, ", "))
		if n > renewalsNamed {
			said = words.T("%s ends %s: without it %d {person/people} cannot serve %s: %s and %d more", first.Name, words.Day(first.By), n, words.Channel(first.Channel),
				strings.Join(who[:renewalsNamed], ", "), n-renewalsNamed)
		}
		p.line("  - %s", said)
		list = list[n:]
	}
}

// lacking is what is missing; anything stands out.
func (p *printer) lacking(x float64) string {
	s := p.decimal1(x)
	if x >= 0.05 {
		return p.paint(s, text.FgRed)
	}
	return s
}

// hires tells whom to hire, and when to decide.
func (p *printer) hires(c capacity.Plan) {
	t := p.opt.Words.T
	p.heading("Hires that close the gaps")
	if len(c.Missing) == 0 {
		p.line("  none are needed")
	}
	for _, x := range c.Missing {
		said := t("%s: hire %d to start in %s (decide by %s), needed from %s in %d of the months", x.Queue, x.Count, monthName(x.Start), monthName(x.Decide), monthName(x.First), x.Months)
		if x.Late {
			said = t("%s: hire %d to start in %s (decide by %s), needed from %s in %d of the months; a part of the gap stays until they are up to speed", x.Queue, x.Count, monthName(x.Start), monthName(x.Decide), monthName(x.First), x.Months)
		}
		p.line("  - %s", said)
	}
	if first, lacks := c.Unreachable(); lacks {
		p.line("  Nobody hired now could start before %s: gaps before that stay", monthName(first))
	}
}

// past sets what published rosters cost beside the budget.
func (p *printer) past(c capacity.Plan) {
	if len(c.Past) == 0 {
		return
	}
	t := p.opt.Words.T
	p.heading("Budget against actual")
	var rows []table.Row
	for _, x := range c.Past {
		left := ""
		if x.Budget != nil {
			left = amount(x.Budget.Sub(x.Actual))
		}
		rows = append(rows, table.Row{monthName(x.Month), t("%d of %d", x.Known, x.Days), amount(x.Actual), optional(x.Budget), left})
	}
	p.rows(table.Row{t("month"), t("days published"), t("pay, %s", c.Currency), t("budget"), t("budget left")}, rows, 2, 3, 4, 5)
}

// gap is a difference with its sign; what is missing stands out.
func (p *printer) gap(x float64) string {
	s := p.say("%+.1f", x)
	if x <= -0.05 {
		return p.paint(s, text.FgRed)
	}
	return s
}

func monthName(d calendar.Date) string {
	return fmt.Sprintf("%04d-%02d", d.Year, int(d.Month))
}

// amount is money in whole units, for tables; the CSV and the workbook have the cents.
func amount(x decimal.Decimal) string { return count(x.InexactFloat64()) }

func optional(x *decimal.Decimal) string {
	if x == nil {
		return ""
	}
	return amount(*x)
}

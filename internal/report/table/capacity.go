package table

import (
	"fmt"
	"io"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/shopspring/decimal"

	"turno/forecast/calendar"
	"turno/plan/capacity"
)

// Capacity prints the months of a capacity plan: the team, every queue, whom to hire, and
// the budget against what is known to be paid.
func Capacity(w io.Writer, c capacity.Plan, opt Options) error {
	p := &printer{w: w, opt: opt}
	t := opt.Words.T
	p.line("%s", p.paint(t("The team by month, in full-time people of %s h a week", p.figure(c.FTE.Hours())), text.Bold))
	var rows []table.Row
	for _, m := range c.Months {
		l := m.Total
		rows = append(rows, table.Row{monthName(m.First), p.decimal1(l.Net[0]), p.decimal1(l.Gross[0]), p.decimal1(l.Gross[1]), p.decimal1(l.Available), p.gap(l.Gap), p.gap(l.Gap90),
			p.decimal1(m.Leaving), m.Starting, amount(m.Cost), optional(m.Budget)})
	}
	p.rows(table.Row{t("month"), t("net P50"), t("asked P50"), t("asked P90"), t("there"), t("gap"), t("gap P90"), t("leaving"), t("starting"), t("pay, %s", c.Currency), t("budget")}, rows, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
	p.line("Asked is net people over %s of their paid time: shrinkage, leave and fit taken off. The gap is against P%.0f.", p.percent(c.Keep), 100*c.Level)
	if len(c.Months) > 0 {
		for q := range c.Months[0].Queues {
			p.capacityQueue(c, q)
		}
	}
	p.hires(c)
	p.past(c)
	return p.err
}

func (p *printer) capacityQueue(c capacity.Plan, q int) {
	t := p.opt.Words.T
	p.heading("%s", c.Months[0].Queues[q].Queue)
	var rows []table.Row
	for _, m := range c.Months {
		l := m.Queues[q]
		rows = append(rows, table.Row{monthName(m.First), count(l.Volume[0]), count(l.Volume[1]), p.decimal1(l.Net[0]), p.decimal1(l.Gross[0]), p.decimal1(l.Gross[1]), p.decimal1(l.Available), p.gap(l.Gap), p.gap(l.Gap90)})
	}
	p.rows(table.Row{t("month"), t("volume P50"), t("volume P90"), t("net P50"), t("asked P50"), t("asked P90"), t("there"), t("gap"), t("gap P90")}, rows, 2, 3, 4, 5, 6, 7, 8, 9)
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

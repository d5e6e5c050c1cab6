package xlsx

import (
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"turno/plan/cost"
)

// cost is the pay per agent. Totals are formulas over the rows above them.
func (b *book) cost(s *sheet) error {
	statement := b.plan.Cost
	s.headers(1, "Agent", "Paid hours", "Base", "Night", "Saturday", "Sunday", "Holiday", "Overtime", "Total, "+statement.Currency)
	row, names := 1, b.names()
	for _, l := range statement.Agents {
		row++
		s.text(1, row, nameOr(names, l.Agent), 0)
		amounts := amountsOf(l)
		for k, x := range amounts {
			s.number(2+k, row, x.InexactFloat64(), formatMoney)
		}
		s.total(2+len(amounts), row, fmt.Sprintf("SUM(%s:%s)", cell(3, row), cell(1+len(amounts), row)), l.Total)
	}
	last := row
	row++
	s.text(1, row, "Total", b.bold())
	totals := append(amountsOf(statement.Total), statement.Total.Total)
	for k, x := range totals {
		if last < 2 {
			s.number(2+k, row, 0, formatMoney)
			continue
		}
		s.total(2+k, row, fmt.Sprintf("SUM(%s:%s)", cell(2+k, 2), cell(2+k, last)), x)
	}
	s.keep(s.f.AddChart(s.name, cell(12, 2), &excelize.Chart{
		Type: excelize.Col, Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: "What the roster costs, " + statement.Currency}}},
		Series: []excelize.ChartSeries{{
			Name: "cost", Categories: fmt.Sprintf("'%s'!$C$1:$H$1", s.name), Values: fmt.Sprintf("'%s'!$C$%d:$H$%d", s.name, row, row),
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{palette[0]}},
		}},
		Legend: excelize.ChartLegend{Position: "none"}, Dimension: excelize.ChartDimension{Width: 560, Height: 300},
	}))
	s.width(1, 1, 24)
	s.width(2, 9, 12)
	s.freeze(2, 2)
	s.landscape()
	return nil
}

// amountsOf lists the hours and parts of a line in the order of the columns.
func amountsOf(l cost.Line) []decimal.Decimal {
	return []decimal.Decimal{l.PaidHours, l.Base, l.Night, l.Saturday, l.Sunday, l.Holiday, l.Overtime}
}

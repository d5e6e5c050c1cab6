package xlsx

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"turno/plan/cost"
	"turno/plan/lever"
)

// The columns of Cost.
const (
	costAgent = 1 + iota
	costName
	costContract
	costCentre
	costTeam
	costCentreNo
	costTeamNo
	costWage
	costPaid
	costBase
	costNight
	costSaturday
	costSunday
	costHoliday
	costOvertime
	costTotal
	costBridge = costTotal + 2
)

const costFirst = 5 // row of the first agent

func (m *model) costLast() int { return max(costFirst, costFirst+len(m.agents)-1) }

func (b *book) costColumn(c int) string {
	return fmt.Sprintf("%s!$%s$%d:$%s$%d", quoted(b.tab("Cost")), columnName(c), costFirst, columnName(c), b.model.costLast())
}

// cost is the pay per agent: hours by wage by premium, rounded to the cent once per agent
// and line.
func (b *book) cost(s *sheet) error {
	t, m := b.words.T, b.model
	currency := b.plan.Cost.Currency
	s.text(1, 1, t("What the roster costs, %s", currency), b.title())
	s.text(1, 2, t("Hours of the sheet Hours by wage and premium of Inputs, rounded half up to the cent once per agent and line."), b.note())
	s.headers(costFirst-1, slices.Concat([]string{t("Agent"), t("Name"), t("Contract"), t("Cost centre"), t("Team"), t("Cost centre no."), t("Team no."), t("Wage of an hour"), t("Paid hours")},
		b.words.CostParts(), []string{t("Total, %s", currency)})...)
	lines := map[string]cost.Line{}
	for _, l := range b.plan.Cost.Agents {
		lines[l.Agent] = l
	}
	var sum cost.Line
	for i, a := range m.agents {
		l := lines[b.plan.Input.Team.Agents[a].ID]
		b.costRow(s, costFirst+i, a, l)
		sum = sum.Add(l)
	}
	s.text(1, costFirst-2, t("Total"), b.bold())
	for k, x := range append([]decimal.Decimal{sum.PaidHours}, amountsOf(sum)...) {
		format := formatMoney
		if k == 0 {
			format = formatHours
		}
		c := costPaid + k
		s.calculated(c, costFirst-2, fmt.Sprintf("SUM(%s:%s)", cell(c, costFirst), cell(c, m.costLast())), x.InexactFloat64(), s.look(look{format: format, bold: true}))
	}
	s.named("cost_total", costTotal, costFirst-2, costTotal, costFirst-2)
	bridge := b.costBridge(s, sum)
	s.width(1, 2, 20)
	s.width(3, 5, 12)
	s.width(6, 7, 8)
	s.width(8, costTotal, 13)
	s.width(costBridge, costBridge, 14)
	s.height(costFirst-1, 48)
	s.freeze(3, costFirst)
	s.filter(costFirst-1, costTotal, costFirst+len(m.agents)-1)
	s.landscape()
	s.printed(costTotal, m.costLast(), costFirst-1, costFirst-1, bridge)
	return nil
}

// amountsOf lists the parts of a line and its total in the order of the columns.
func amountsOf(l cost.Line) []decimal.Decimal { return append(l.Parts(), l.Total) }

func (b *book) costRow(s *sheet, row, agent int, l cost.Line) {
	m := b.model
	a := b.plan.Input.Team.Agents[agent]
	for c, text := range map[int]string{costAgent: a.ID, costName: nameOr(b.byID, a.ID), costContract: a.Contract, costCentre: a.Centre, costTeam: a.Group} {
		if text != "" {
			s.text(c, row, text, 0)
		}
	}
	grey := s.look(look{grey: true})
	s.numbered(costCentreNo, row, float64(number(m.centres, a.Centre)), grey)
	s.numbered(costTeamNo, row, float64(number(m.teams, a.Group)), grey)
	wage, value := m.wage(a)
	s.formula(costWage, row, wage, value.InexactFloat64(), formatCoins)
	first, last := m.rows(agent)
	hours := func(c int) string {
		return fmt.Sprintf("SUM(%s!%s:%s)", quoted(b.tab("Hours")), cell(c, hourFirst+first), cell(c, hourFirst+last))
	}
	s.formula(costPaid, row, hours(hourPaid), l.PaidHours.InexactFloat64(), formatHours)
	amounts := amountsOf(l)
	s.formula(costBase, row, cents(cell(costPaid, row)+"*"+cell(costWage, row)), amounts[0].InexactFloat64(), formatMoney)
	for j, k := range cost.Shown() {
		s.formula(costNight+j, row, cents(hours(hourNight+j)+"*"+cell(costWage, row)+"*"+m.lever(lever.OfPremium(k), a.Contract)), amounts[1+j].InexactFloat64(), formatMoney)
	}
	s.total(costTotal, row, fmt.Sprintf("SUM(%s:%s)", cell(costBase, row), cell(costOvertime, row)), l.Total)
}

// cents rounds an amount half up to the cent. What binary fractions cannot hold is taken
// out first: without that, half a cent may come out below half.
func cents(amount string) string { return fmt.Sprintf("ROUND(ROUND(%s,9),2)", amount) }

// costBridge draws how the lines add up to the total, and says where.
func (b *book) costBridge(s *sheet, sum cost.Line) rectangle {
	t := b.words.T
	labels := append(b.words.CostParts(), t("Total"))
	amounts := amountsOf(sum)
	values := make([]float64, len(amounts))
	formulas := make([]string, len(amounts))
	for k, x := range amounts {
		values[k] = x.InexactFloat64()
		formulas[k] = cell(costBase+k, costFirst-2)
	}
	last := s.bridge(costBridge, costFirst-1, labels, formulas, values)
	s.waterfall(cell(costBridge+5, costFirst-1), t("What the roster costs, %s", b.plan.Cost.Currency), costBridge, costFirst, last, 0)
	return rectangle{costBridge, costFirst - 1, costBridge + 15, max(last, costFirst+16)}
}

// bridge writes the steps from the first value to the last, which they add up to: what each
// stands on, how much it adds and how much it takes away. It gives the last row.
func (s *sheet) bridge(column, row int, names, formulas []string, values []float64) int {
	t := s.words.T
	for k, h := range []string{t("Bridge"), t("Stands on"), t("Adds"), t("Takes away")} {
		s.text(column+k, row, h, s.header())
	}
	var level float64
	for k := range names {
		row++
		s.text(column, row, names[k], 0)
		up, down, floor := max(0, values[k]), max(0, -values[k]), level+min(0, values[k])
		base := "0"
		before := fmt.Sprintf("SUM(%s:%s)-SUM(%s:%s)", cell(column+2, row-k), cell(column+2, row-1), cell(column+3, row-k), cell(column+3, row-1))
		switch k {
		case 0, len(names) - 1:
			floor = 0
			base = fmt.Sprintf("0*%s", cell(column+2, row))
		default:
			base = fmt.Sprintf("%s-%s", before, cell(column+3, row))
		}
		level += values[k]
		s.formula(column+1, row, base, floor, formatMoney)
		s.formula(column+2, row, fmt.Sprintf("MAX(0,%s)", formulas[k]), up, formatMoney)
		s.formula(column+3, row, fmt.Sprintf("MAX(0,-(%s))", formulas[k]), down, formatMoney)
	}
	s.width(column, column, 26)
	s.width(column+1, column+3, 13)
	return row
}

// waterfall draws a bridge whose axis begins at the floor.
func (s *sheet) waterfall(at, title string, column, first, last int, floor float64) {
	series := func(c int, fill excelize.Fill) excelize.ChartSeries {
		return excelize.ChartSeries{Name: s.area(c, first-1, first-1), Categories: s.area(column, first, last), Values: s.area(c, first, last), Fill: fill}
	}
	gap, from := uint(40), axis(true)
	from.Minimum = &floor
	s.keep(s.f.AddChart(s.name, at, &excelize.Chart{
		Type: excelize.ColStacked, Title: titled(title), GapWidth: &gap,
		Series: []excelize.ChartSeries{
			series(column+1, excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFFFFF"}, Transparency: 100}),
			series(column+2, solid(inkColor)), series(column+3, solid(accentColor)),
		},
		Legend: excelize.ChartLegend{Position: "none"}, Dimension: excelize.ChartDimension{Width: 640, Height: 320},
		XAxis: axis(false), YAxis: from,
	}))
}

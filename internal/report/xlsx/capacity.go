package xlsx

import (
	"fmt"
	"io"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"turno/forecast/calendar"
	"turno/plan"
	"turno/plan/capacity"
)

// Capacity writes the months to come as a workbook of their own.
func Capacity(w io.Writer, c capacity.Plan, in plan.Input, opt Options) (err error) {
	f := excelize.NewFile()
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	opt.Capacity = &c
	b := newBook(f, plan.Plan{Input: in}, opt)
	if err := b.properties(); err != nil {
		return err
	}
	if err := b.write([]page{{"Capacity", b.words.T("Capacity"), b.capacity, false}}); err != nil {
		return err
	}
	return b.pack(w)
}

const formatFTE = "#,##0.00"

// ahead is where the tables of the sheet Capacity lie.
type ahead struct {
	team, queues, pay       int // header rows
	months, lines, payments int // rows below them
}

// capacity is the months to come: quantiles of the requirement and people there are typed,
// results of turno; shares, wages and budgets may be changed, and gross people, gaps and
// money are formulas.
func (b *book) capacity(s *sheet) error {
	t, c := b.words.T, b.ahead
	s.text(1, 1, t("Capacity by month"), b.title())
	s.text(1, 2, t("Net people (quantiles of the forecast) and people there are turno's results; gross people, gaps and money follow from the yellow cells. Other shares than planned with may call for other hires."), b.note())
	row := b.assumptions(s, 4)
	at := ahead{team: row + 2, months: len(c.Months)}
	at.queues = at.team + at.months + 3
	if len(c.Months) > 0 {
		at.lines = at.months * len(c.Months[0].Queues)
	}
	for _, m := range c.Months {
		at.payments += len(m.Pay)
	}
	at.pay = at.queues + at.lines + 2
	b.capacityTeam(s, at)
	b.capacityQueues(s, at)
	b.capacityPay(s, at)
	last := b.capacityHires(s, at.pay+at.payments+2)
	s.capacityChart(at, last+2)
	s.width(1, 1, 56)
	s.width(2, 2, 14)
	s.width(3, 17, 13)
	s.freeze(2, 4)
	s.landscape()
	s.printed(17, last+22, 0, 0)
	return nil
}

// assumptions are the shares that turn net into gross people.
func (b *book) assumptions(s *sheet, row int) int {
	t, c := b.words.T, b.ahead
	s.headers(row, t("Assumption"), t("Value"), t("Name of the cell"))
	fit := c.Settings.Fit
	if fit == 0 {
		fit = 1
	}
	row++
	s.text(1, row, t("Shrinkage"), 0)
	if b.model != nil {
		s.formula(2, row, "shrinkage", c.Shrinkage, formatShare)
		s.named("capacity_shrinkage", 2, row, 2, row)
	} else {
		s.input(2, row, "capacity_shrinkage", c.Shrinkage, formatShare)
	}
	s.text(3, row, "capacity_shrinkage", b.note())
	for _, x := range []struct {
		label, name, format string
		value               float64
	}{
		{t("Leave, share of paid time"), "capacity_leave", formatShare, c.Settings.Leave},
		{t("Fit: share of rostered time that lies where it is required"), "capacity_fit", formatShare, fit},
		{t("Pay with premiums over base pay, as published rosters had it"), "capacity_premium", "0.0000", c.Premium.InexactFloat64()},
	} {
		row++
		s.text(1, row, x.label, 0)
		s.input(2, row, x.name, x.value, x.format)
		s.text(3, row, x.name, b.note())
	}
	row++
	s.text(1, row, t("Paid hours of a full-time week"), 0)
	s.number(2, row, c.FTE.Hours(), formatHours)
	s.named("capacity_week", 2, row, 2, row)
	s.text(3, row, "capacity_week", b.note())
	row++
	s.text(1, row, t("Share of paid time that serves"), 0)
	s.formula(2, row, "(1-capacity_shrinkage)*(1-capacity_leave)*capacity_fit", c.Keep, formatShare)
	s.named("capacity_keep", 2, row, 2, row)
	s.text(3, row, "capacity_keep", b.note())
	return row
}

// month writes the first day of a month as the spreadsheet's date.
func (s *sheet) month(column, row int, d calendar.Date) {
	s.numbered(column, row, serial(d.In(s.words.Zone), s.words.Zone), s.look(look{format: formatMonth, left: true}))
}

// column is an absolute range of a table's column, for formulas on its own sheet.
func column(name string, header, rows int) string {
	return fmt.Sprintf("$%s$%d:$%s$%d", name, header+1, name, header+rows)
}

func (b *book) capacityTeam(s *sheet, at ahead) {
	t, c := b.words.T, b.ahead
	currency := c.Currency
	s.headers(at.team, t("Month"), t("Days"), t("Hours of a full-time person"), t("Net people, P50"), t("Net people, P90"), t("Net people, planned for"),
		t("Gross people, P50"), t("Gross people, P90"), t("Required"), t("There"), t("Gap"), t("Gap against P90"),
		t("Pay, %s", currency), t("Pay for P50, %s", currency), t("Pay for P90, %s", currency), t("Budget, %s", currency), t("Budget left, %s", currency))
	s.height(at.team, 48)
	var pay, asked50, asked90 decimal.Decimal
	for i, m := range c.Months {
		row := at.team + 1 + i
		s.month(1, row, m.First)
		s.number(2, row, float64(capacity.After(m.First, 1).Sub(m.First)), "0")
		s.formula(3, row, fmt.Sprintf("ROUND(capacity_week*B%d/7,2)", row), m.Hours.InexactFloat64(), formatHours)
		s.capacityLine(row, 4, m.Total, c.Keep)
		s.formula(10, row, fmt.Sprintf("SUMIFS(%s,%s,$A%d)", column("K", at.queues, at.lines), column("A", at.queues, at.lines), row), m.Total.Available, formatFTE)
		s.formula(11, row, fmt.Sprintf("J%d-I%d", row, row), m.Total.Gap, formatFTE)
		s.formula(12, row, fmt.Sprintf("J%d-H%d", row, row), m.Total.Gap90, formatFTE)
		paid := func(name string) string {
			return fmt.Sprintf("SUMIFS(%s,%s,$A%d)", column(name, at.pay, at.payments), column("A", at.pay, at.payments), row)
		}
		s.formula(13, row, paid("F"), m.Cost.InexactFloat64(), formatMoney)
		for k, gross := range []string{"G", "H"} {
			s.formula(14+k, row, fmt.Sprintf("IF(%s=0,0,ROUND(ROUND(%s%d,4)*C%d*ROUND(%s/%s,4)*capacity_premium,2))", paid("C"), gross, row, row, paid("E"), paid("C")),
				m.Asked[k].InexactFloat64(), formatMoney)
		}
		s.styled(16, row, s.look(look{format: formatMoney, input: true}))
		left := 0.0
		if m.Budget != nil {
			s.numbered(16, row, m.Budget.InexactFloat64(), s.look(look{format: formatMoney, input: true}))
			left = m.Budget.Sub(m.Cost).InexactFloat64()
			s.formula(17, row, fmt.Sprintf(`IF(P%d="","",P%d-M%d)`, row, row, row), left, formatMoney)
		} else {
			s.worded(17, row, fmt.Sprintf(`IF(P%d="","",P%d-M%d)`, row, row, row), "", s.format(formatMoney))
		}
		pay, asked50, asked90 = pay.Add(m.Cost), asked50.Add(m.Asked[0]), asked90.Add(m.Asked[1])
	}
	row := at.team + at.months + 1
	s.text(1, row, t("Together"), b.bold())
	for k, x := range []decimal.Decimal{pay, asked50, asked90} {
		name := columnName(13 + k)
		s.total(13+k, row, fmt.Sprintf("SUM(%s%d:%s%d)", name, at.team+1, name, at.team+at.months), x)
	}
}

// capacityLine writes net people from a column on, typed, and gross ones behind them.
func (s *sheet) capacityLine(row, first int, l capacity.Line, keep float64) {
	for k, x := range []float64{l.Net[0], l.Net[1], l.Required * keep} {
		s.number(first+k, row, x, formatFTE)
		s.formula(first+3+k, row, fmt.Sprintf("%s/capacity_keep", cell(first+k, row)), x/keep, formatFTE)
	}
}

func (b *book) capacityQueues(s *sheet, at ahead) {
	t, c := b.words.T, b.ahead
	s.headers(at.queues, t("Month"), t("Queue"), t("Volume, P50"), t("Volume, P90"), t("Net people, P50"), t("Net people, P90"), t("Net people, planned for"),
		t("Gross people, P50"), t("Gross people, P90"), t("Required"), t("There"), t("Gap"), t("Gap against P90"))
	s.height(at.queues, 48)
	row := at.queues
	for _, m := range c.Months {
		for _, l := range m.Queues {
			row++
			s.month(1, row, m.First)
			s.text(2, row, l.Queue, 0)
			s.number(3, row, l.Volume[0], formatWhole)
			s.number(4, row, l.Volume[1], formatWhole)
			s.capacityLine(row, 5, l, c.Keep)
			s.number(11, row, l.Available, formatFTE)
			s.formula(12, row, fmt.Sprintf("K%d-J%d", row, row), l.Gap, formatFTE)
			s.formula(13, row, fmt.Sprintf("K%d-I%d", row, row), l.Gap90, formatFTE)
		}
	}
}

func (b *book) capacityPay(s *sheet, at ahead) {
	t, c := b.words.T, b.ahead
	s.headers(at.pay, t("Month"), t("Contract"), t("Full-time people paid"), t("Wage of an hour, %s", c.Currency), t("People x wage"), t("Pay, %s", c.Currency))
	s.height(at.pay, 48)
	row := at.pay
	for i, m := range c.Months {
		for _, p := range m.Pay {
			row++
			s.month(1, row, m.First)
			s.text(2, row, p.Contract, 0)
			s.number(3, row, p.People.InexactFloat64(), formatFTE)
			s.numbered(4, row, p.Wage.InexactFloat64(), s.look(look{format: formatCoins, input: true}))
			s.formula(5, row, fmt.Sprintf("C%d*D%d", row, row), p.People.Mul(p.Wage).InexactFloat64(), formatFTE)
			s.formula(6, row, fmt.Sprintf("ROUND(C%d*$C$%d*D%d*capacity_premium,2)", row, at.team+1+i, row), p.Money.InexactFloat64(), formatMoney)
		}
	}
}

// capacityHires lists whom to hire, in words and typed figures.
func (b *book) capacityHires(s *sheet, row int) int {
	t, c := b.words.T, b.ahead
	s.headers(row, t("Hires that close the gaps"), t("People"), t("Start"), t("Decide by"), t("Needed from"), t("Months"))
	for _, x := range c.Missing {
		row++
		s.text(1, row, x.Queue, 0)
		s.number(2, row, float64(x.Count), "0")
		s.month(3, row, x.Start)
		s.month(4, row, x.Decide)
		s.month(5, row, x.First)
		s.number(6, row, float64(x.Months), "0")
	}
	if len(c.Missing) == 0 {
		row++
		s.text(1, row, t("none are needed"), 0)
	}
	return row
}

// capacityChart draws people asked for and there, month by month.
func (s *sheet) capacityChart(at ahead, row int) {
	if at.months == 0 {
		return
	}
	var series []excelize.ChartSeries
	for _, l := range []struct {
		column int
		color  string
	}{{7, inkColor}, {8, paleColor}, {10, accentColor}} {
		series = append(series, excelize.ChartSeries{
			Name: s.area(l.column, at.team, at.team), Categories: s.area(1, at.team+1, at.team+at.months), Values: s.area(l.column, at.team+1, at.team+at.months),
			Fill: solid(l.color), Line: excelize.LineOptions{Width: 2}, Marker: excelize.ChartMarker{Symbol: "none"},
		})
	}
	s.keep(s.f.AddChart(s.name, cell(1, row), &excelize.Chart{
		Type: excelize.Line, Series: series, Title: titled(s.words.T("People asked for and there")),
		Legend: excelize.ChartLegend{Position: "bottom"}, Dimension: excelize.ChartDimension{Width: 900, Height: 320},
		YAxis: excelize.ChartAxis{MajorGridLines: true},
	}))
}

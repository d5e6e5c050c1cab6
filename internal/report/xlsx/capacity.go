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
	team, people, queues, pay int // header rows
	months, lines, payments   int // rows below them
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
	at.people = at.team + at.months + 3
	at.queues = at.people + at.months + 2
	if len(c.Months) > 0 {
		at.lines = at.months * len(c.Months[0].Queues)
	}
	for _, m := range c.Months {
		at.payments += len(m.Pay)
	}
	at.pay = at.queues + at.lines + 2
	b.capacityTeam(s, at)
	b.capacityPeople(s, at)
	b.capacityQueues(s, at)
	b.capacityPay(s, at)
	last := b.capacityHires(s, at.pay+at.payments+2)
	s.capacityChart(at, last+2)
	s.width(1, 1, 56)
	s.width(2, 2, 14)
	s.width(3, 22, 13)
	s.freeze(2, 4)
	s.landscape()
	s.printed(22, last+22, 0, 0)
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
	s.headers(at.team, t("Month"), t("Days"), t("Hours of a full-time person"), t("Net people, P50"), t("Net people, P80"), t("Net people, P90"), t("Net people, planned for"),
		t("Gross people, P50"), t("Gross people, P80"), t("Gross people, P90"), t("Required"), t("There"), t("Gap"), t("Gap against P80"), t("Gap against P90"), t("Missing on queues"),
		t("Pay, %s", currency), t("Pay for P50, %s", currency), t("Pay for P80, %s", currency), t("Pay for P90, %s", currency), t("Budget, %s", currency), t("Budget left, %s", currency))
	s.height(at.team, 48)
	ofQueues := func(name string, row int, more string) string {
		return fmt.Sprintf("SUMIFS(%s,%s,$A%d%s)", column(name, at.queues, at.lines), column("A", at.queues, at.lines), row, more)
	}
	sums := make([]decimal.Decimal, 4)
	for i, m := range c.Months {
		row := at.team + 1 + i
		s.month(1, row, m.First)
		s.number(2, row, float64(m.First.DaysOfMonth()), "0")
		s.formula(3, row, fmt.Sprintf("ROUND(capacity_week*B%d/7,2)", row), m.Hours.InexactFloat64(), formatHours)
		s.capacityLine(row, 4, m.Total, c.Keep)
		s.formula(12, row, ofQueues("N", row, ""), m.Total.Available, formatFTE)
		s.capacityGaps(row, 12, m.Total)
		s.formula(16, row, "-"+ofQueues("O", row, fmt.Sprintf(`,%s,"<0"`, column("O", at.queues, at.lines))), m.Short, formatFTE)
		paid := func(name string) string {
			return fmt.Sprintf("SUMIFS(%s,%s,$A%d)", column(name, at.pay, at.payments), column("A", at.pay, at.payments), row)
		}
		s.formula(17, row, paid("F"), m.Cost.InexactFloat64(), formatMoney)
		for k, asked := range m.Asked {
			s.formula(18+k, row, fmt.Sprintf("IF(%s=0,0,ROUND(ROUND(%s%d,4)*C%d*ROUND(%s/%s,4)*capacity_premium,2))", paid("C"), columnName(8+k), row, row, paid("E"), paid("C")),
				asked.InexactFloat64(), formatMoney)
			sums[1+k] = sums[1+k].Add(asked)
		}
		s.styled(21, row, s.look(look{format: formatMoney, input: true}))
		left := fmt.Sprintf(`IF(U%d="","",U%d-Q%d)`, row, row, row)
		if m.Budget != nil {
			s.numbered(21, row, m.Budget.InexactFloat64(), s.look(look{format: formatMoney, input: true}))
			s.formula(22, row, left, m.Budget.Sub(m.Cost).InexactFloat64(), formatMoney)
		} else {
			s.worded(22, row, left, "", s.format(formatMoney))
		}
		sums[0] = sums[0].Add(m.Cost)
	}
	row := at.team + at.months + 1
	s.text(1, row, t("Together"), b.bold())
	for k, x := range sums {
		name := columnName(17 + k)
		s.total(17+k, row, fmt.Sprintf("SUM(%s%d:%s%d)", name, at.team+1, name, at.team+at.months), x)
	}
}

// capacityPeople is who is employed, what keeps them from the queues, and what the hires that
// close the gaps would bring and cost.
func (b *book) capacityPeople(s *sheet, at ahead) {
	t, c := b.words.T, b.ahead
	s.headers(at.people, t("Who is employed"), t("People"), t("Full-time people paid"), t("Away"), t("Learning"), t("Leaving"), t("Starting"),
		t("Hires"), t("There with the hires"), t("Missing with the hires"), t("Pay with the hires, %s", c.Currency))
	s.height(at.people, 48)
	for i, m := range c.Months {
		row := at.people + 1 + i
		s.month(1, row, m.First)
		s.number(2, row, m.Heads, formatFTE)
		s.formula(3, row, fmt.Sprintf("SUMIFS(%s,%s,$A%d)", column("C", at.pay, at.payments), column("A", at.pay, at.payments), row), m.Paid, formatFTE)
		for k, x := range []float64{m.Away, m.Learning, m.Leaving} {
			s.number(4+k, row, x, formatFTE)
		}
		s.number(7, row, float64(m.Starting), "0")
		s.number(8, row, float64(m.Closed.Heads), "0")
		s.number(9, row, m.Closed.Available, formatFTE)
		s.number(10, row, m.Closed.Short, formatFTE)
		s.number(11, row, m.Closed.Cost.InexactFloat64(), formatMoney)
	}
}

// capacityLine writes net people from a column on, typed, and gross ones behind them.
func (s *sheet) capacityLine(row, first int, l capacity.Line, keep float64) {
	for k, x := range append(l.Net[:], l.Required*keep) {
		s.number(first+k, row, x, formatFTE)
		s.formula(first+4+k, row, fmt.Sprintf("%s/capacity_keep", cell(first+k, row)), x/keep, formatFTE)
	}
}

// capacityGaps writes the gaps behind the people there, who stand behind those required.
func (s *sheet) capacityGaps(row, there int, l capacity.Line) {
	for k, x := range []struct {
		asked int
		gap   float64
	}{{there - 1, l.Gap}, {there - 3, l.Gaps[1]}, {there - 2, l.Gaps[2]}} {
		s.formula(there+1+k, row, fmt.Sprintf("%s-%s", cell(there, row), cell(x.asked, row)), x.gap, formatFTE)
	}
}

func (b *book) capacityQueues(s *sheet, at ahead) {
	t, c := b.words.T, b.ahead
	s.headers(at.queues, t("Month"), t("Queue"), t("Volume, P50"), t("Volume, P80"), t("Volume, P90"), t("Net people, P50"), t("Net people, P80"), t("Net people, P90"), t("Net people, planned for"),
		t("Gross people, P50"), t("Gross people, P80"), t("Gross people, P90"), t("Required"), t("There"), t("Gap"), t("Gap against P80"), t("Gap against P90"))
	s.height(at.queues, 48)
	row := at.queues
	for _, m := range c.Months {
		for _, l := range m.Queues {
			row++
			s.month(1, row, m.First)
			s.text(2, row, l.Queue, 0)
			for k, x := range l.Volume {
				s.number(3+k, row, x, formatWhole)
			}
			s.capacityLine(row, 6, l, c.Keep)
			s.number(14, row, l.Available, formatFTE)
			s.capacityGaps(row, 14, l)
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
	if len(c.Renewals) == 0 {
		return row
	}
	row += 2
	s.headers(row, t("Certificates that end: the hires suppose that they are renewed"), t("Channel"), t("Ends"), t("Agent"))
	for _, x := range c.Renewals {
		row++
		s.text(1, row, x.Name, 0)
		s.text(2, row, b.words.Channel(x.Channel), 0)
		s.numbered(3, row, serial(x.By, s.words.Zone), s.look(look{format: formatDate, left: true}))
		s.text(4, row, x.Agent, 0)
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
	}{{8, inkColor}, {10, paleColor}, {12, accentColor}} {
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

package xlsx

import (
	"fmt"
	"math"

	"github.com/xuri/excelize/v2"

	"turno/plan/scenario"
)

// figure is a row of Scenarios.
type figure struct {
	name, format string
	of           func(scenario.Figures) float64
}

func (b *book) figures() []figure {
	t := b.words.T
	return []figure{
		{t("Volume"), formatWhole, func(f scenario.Figures) float64 { return f.Volume.Mean }},
		{t("Volume of the busiest hour, median"), formatTenth, func(f scenario.Figures) float64 { return f.HourP50.Mean }},
		{t("Volume of the busiest hour, 90 %%"), formatTenth, func(f scenario.Figures) float64 { return f.HourP90.Mean }},
		{t("Net required, h"), formatTenth, func(f scenario.Figures) float64 { return f.NetHours.Mean }},
		{t("Net FTE"), formatTenth, func(f scenario.Figures) float64 { return f.NetFTE.Mean }},
		{t("Gross FTE"), formatTenth, func(f scenario.Figures) float64 { return f.GrossFTE.Mean }},
		{t("People planned"), formatWhole, func(f scenario.Figures) float64 { return f.Planned.Mean }},
		{t("Paid, h"), formatTenth, func(f scenario.Figures) float64 { return f.PaidHours.Mean }},
		{t("Overtime, h"), formatTenth, func(f scenario.Figures) float64 { return f.Overtime.Mean }},
		{t("Hard rules broken"), formatWhole, func(f scenario.Figures) float64 { return f.Broken.Mean }},
		{t("Contacts in time, share"), formatShare, func(f scenario.Figures) float64 { return f.Service.Mean }},
		{t("Promise kept, share"), formatShare, func(f scenario.Figures) float64 { return f.Promise.Mean }},
		{t("Contacts in time"), formatWhole, func(f scenario.Figures) float64 { return f.InTime.Mean }},
		{t("Backlog at the end"), formatWhole, func(f scenario.Figures) float64 { return f.Backlog.Mean }},
		{t("Live contacts that left"), formatWhole, func(f scenario.Figures) float64 { return f.Abandoned.Mean }},
		{t("Moved into chat"), formatWhole, func(f scenario.Figures) float64 { return f.SpillChat.Mean }},
		{t("Moved into voice"), formatWhole, func(f scenario.Figures) float64 { return f.SpillVoice.Mean }},
	}
}

const scenarioFirst = 5 // row of the first figure

// scenarios puts the what-ifs beside the base: turno's figures are typed, differences and
// sums are formulas, and a bridge leads from the base's cost to that of the one chosen.
func (b *book) scenarios(s *sheet) error {
	t, c := b.words.T, b.compared
	all := append([]scenario.Outcome{c.Base}, c.Outcomes...)
	s.text(1, 1, t("Scenarios against the base"), b.title())
	s.text(1, 2, t("Figures of each scenario are turno's results of planning and simulating it with the same seed; differences, sums and the bridge are formulas."), b.note())
	s.headers(scenarioFirst-1, t("Figure"))
	for k, o := range all {
		name := o.Scenario.Name
		if k == 0 {
			name = t("Base")
		}
		s.text(valueColumn(k), scenarioFirst-1, name, b.header())
		if k > 0 {
			s.text(valueColumn(k)+1, scenarioFirst-1, t("Difference"), b.header())
		}
	}
	row := scenarioFirst - 1
	for _, f := range b.figures() {
		row++
		s.text(1, row, f.name, 0)
		base := f.of(c.Base.Figures)
		for k, o := range all {
			s.number(valueColumn(k), row, f.of(o.Figures), f.format)
			s.difference(k, row, f.of(o.Figures)-base, f.format)
		}
	}
	lines, total := row+1, row+1+len(b.words.CostParts())
	row = b.scenarioCosts(s, row, all)
	last := b.scenarioBridge(s, row+2, lines, total, b.words.CostParts())
	s.width(1, 1, 44)
	s.width(2, valueColumn(len(all)), 14)
	s.height(scenarioFirst-1, 48)
	s.freeze(2, scenarioFirst)
	s.landscape()
	s.printed(valueColumn(len(all)), last, 0, 0)
	return nil
}

// scenarioCosts writes the lines of the cost below a row, their total and the cost of a
// contact in time, and gives its row.
func (b *book) scenarioCosts(s *sheet, row int, all []scenario.Outcome) int {
	t, c, lines, labels := b.words.T, b.compared, row+1, b.words.CostParts()
	for j, name := range append(labels, t("Total, %s", b.plan.Input.Currency)) {
		row++
		s.text(1, row, t("Cost: %s", name), 0)
		base := amountsOf(c.Base.Figures.Cost)[j]
		for k, o := range all {
			x := amountsOf(o.Figures.Cost)[j]
			if j == len(labels) {
				s.total(valueColumn(k), row, fmt.Sprintf("SUM(%s:%s)", cell(valueColumn(k), lines), cell(valueColumn(k), row-1)), x)
			} else {
				s.number(valueColumn(k), row, x.InexactFloat64(), formatMoney)
			}
			s.difference(k, row, x.Sub(base).InexactFloat64(), formatMoney)
		}
	}
	total := row
	row++
	s.text(1, row, t("Cost of a contact in time"), 0)
	inTime := scenarioFirst + 12
	unit := func(f scenario.Figures) float64 { return over(f.Cost.Total.InexactFloat64(), f.InTime.Mean) }
	for k, o := range all {
		s.formula(valueColumn(k), row, ratio(cell(valueColumn(k), total), cell(valueColumn(k), inTime)), unit(o.Figures), formatMoney)
		s.difference(k, row, unit(o.Figures)-unit(c.Base.Figures), formatMoney)
	}
	return row
}

// bridgeFloor is where the axis of the bridges begins: below all that any scenario's stands
// on, so that steps can be seen beside the whole; 0 where they are large beside it.
func bridgeFloor(c scenario.Comparison) float64 {
	base := c.Base.Figures.Cost
	low, high := base.Total.InexactFloat64(), base.Total.InexactFloat64()
	for _, o := range c.Outcomes {
		level := base.Total
		for _, more := range o.Figures.Cost.Sub(base).Parts() {
			level = level.Add(more)
			low, high = min(low, level.InexactFloat64()), max(high, level.InexactFloat64())
		}
	}
	floor := low - (high - low)
	if floor < low/2 {
		return 0
	}
	step := math.Pow(10, math.Floor(math.Log10(high-low+1)))
	return math.Floor(floor/step) * step
}

// valueColumn is the column of outcome k, the base first; its difference stands beside it.
func valueColumn(k int) int { return 2 + max(0, 2*k-1) }

func (s *sheet) difference(k, row int, x float64, format string) {
	if k > 0 {
		s.formula(valueColumn(k)+1, row, fmt.Sprintf("%s-$B%d", cell(valueColumn(k), row), row), x, format)
	}
}

// scenarioBridge leads from the base's cost to that of the scenario whose number stands in a
// cell to be changed.
func (b *book) scenarioBridge(s *sheet, row, lines, total int, labels []string) int {
	t, c := b.words.T, b.compared
	s.text(1, row, t("Bridge to scenario number (1 is the first)"), b.bold())
	s.input(2, row, "scenario_shown", 1, "0")
	list := excelize.NewDataValidation(false)
	list.Sqref = cell(2, row)
	s.keep(list.SetRange(1, len(c.Outcomes), excelize.DataValidationTypeWhole, excelize.DataValidationOperatorBetween))
	s.keep(s.f.AddDataValidation(s.name, list))
	base, shown := c.Base.Figures.Cost, c.Outcomes[0].Figures.Cost
	more := shown.Sub(base).Parts()
	names, formulas, values := []string{t("Cost of the base")}, []string{cell(2, total)}, []float64{base.Total.InexactFloat64()}
	end := columnName(valueColumn(len(c.Outcomes)) + 1)
	for j, name := range labels {
		names = append(names, name)
		formulas = append(formulas, fmt.Sprintf("INDEX($D%d:$%s%d,2*scenario_shown-1)", lines+j, end, lines+j))
		values = append(values, more[j].InexactFloat64())
	}
	names = append(names, t("Cost of the scenario"))
	formulas = append(formulas, fmt.Sprintf("INDEX($C%d:$%s%d,2*scenario_shown-1)", total, end, total))
	values = append(values, shown.Total.InexactFloat64())
	last := s.bridge(1, row+1, names, formulas, values)
	s.waterfall(cell(6, row+1), t("From the cost of the base to that of the scenario"), 1, row+2, last, bridgeFloor(*c))
	sum := fmt.Sprintf("SUM(%s!C%d:C%d)-SUM(%s!D%d:D%d)", s.quoted(), row+2, last-1, s.quoted(), row+2, last-1)
	b.more = append(b.more, check{t("The bridge of the scenario adds up"), sum, fmt.Sprintf("%s!C%d", s.quoted(), last),
		values[len(values)-1], values[len(values)-1], t("The bridge of the sheet Scenarios does not lead to the scenario's cost.")})
	return last + 16
}

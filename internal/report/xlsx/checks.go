package xlsx

import (
	"fmt"
	"math"
	"strings"

	"github.com/xuri/excelize/v2"

	"turno/plan/lever"
)

// check is two figures that must be equal, and what it means when they are not.
type check struct {
	name, this, that string
	a, b             float64
	wrong            string
}

const checkFirst = 7 // row of the first check

// checks compares what must be equal: each difference must be 0, and says what is wrong when
// it is not. Below stands what the workbook was made of.
func (b *book) checks(s *sheet) error {
	t := b.words.T
	s.text(1, 1, t("Checks"), b.title())
	s.text(1, 2, t("Every difference must be 0. Where one is not, the last column says what is wrong."), b.note())
	list := b.checkList()
	s.headers(checkFirst-1, t("What must be equal"), t("This"), t("That"), t("Difference"), t("What is wrong"))
	row := checkFirst - 1
	failed := 0.0
	for _, c := range list {
		row++
		s.text(1, row, c.name, 0)
		s.formula(2, row, c.this, c.a, formatHours)
		s.formula(3, row, c.that, c.b, formatHours)
		d := math.Round((c.a-c.b)*1e4) / 1e4
		s.calculated(4, row, fmt.Sprintf("ROUND(B%d-C%d,4)", row, row), d, s.look(look{format: formatHours, bold: true}))
		says := ""
		if d != 0 {
			says = literalText(c.wrong)
			failed++
		}
		s.worded(5, row, fmt.Sprintf("IF(D%d=0,\"\",\"%s\")", row, strings.ReplaceAll(c.wrong, `"`, `""`)), says, s.look(look{bold: true}))
	}
	area := fmt.Sprintf("D%d:D%d", checkFirst, row)
	s.text(1, 4, t("Checks that fail: must be 0"), b.bold())
	s.calculated(2, 4, fmt.Sprintf("SUMPRODUCT(--(%s<>0))", area), failed, s.look(look{format: "0", bold: true}))
	s.named("checks_failed", 2, 4, 2, 4)
	s.traffic(area)
	s.traffic("B4")
	last := b.changes(s, row+2)
	last = b.stamps(s, last+2)
	s.width(1, 1, 58)
	s.width(2, 4, 16)
	s.width(5, 5, 90)
	s.freeze(1, checkFirst)
	s.landscape()
	s.plain()
	s.printed(5, last, 0, 0)
	return nil
}

// literalText is a text as a formula may hold it: without quotes, and not too long.
func literalText(text string) string {
	const most = 250
	r := []rune(strings.ReplaceAll(text, `"`, ``))
	return string(r[:min(len(r), most)])
}

// traffic colours what is 0 green and everything else red.
func (s *sheet) traffic(area string) {
	color := func(fill, font string) *int {
		id, err := s.f.NewConditionalStyle(&excelize.Style{Fill: solid(fill), Font: &excelize.Font{Color: font, Bold: true}})
		s.keep(err)
		return &id
	}
	s.keep(s.f.SetConditionalFormat(s.name, area, []excelize.ConditionalFormatOptions{
		{Type: "cell", Criteria: "==", Value: "0", Format: color("DDEBD9", "2E6B34")},
		{Type: "cell", Criteria: "!=", Value: "0", Format: color("F8D7D0", "A3301C")},
	}))
}

func (b *book) checkList() []check {
	t, m := b.words.T, b.model
	in := func(key, ref string) string { return quoted(b.tab(key)) + "!" + ref }
	var paid, productive, rosterHours, queues, rostered, volume float64
	for _, h := range m.rowsNow {
		paid, productive, queues = paid+h.paid, productive+h.productive, queues+h.queues
	}
	for _, s := range b.plan.Roster.Roster.Shifts {
		rosterHours += s.PaidHours().Hours()
	}
	for _, d := range m.flows {
		rostered, volume = rostered+d.rostered, volume+d.volume
	}
	total := b.plan.Cost.Total.Total.InexactFloat64()
	list := []check{
		{t("Paid hours: Cost and Roster"), in("Cost", cell(costPaid, costFirst-2)), fmt.Sprintf("SUM(%s)", in("Roster", fmt.Sprintf("$I$%d:$I$%d", rosterFirst, max(rosterFirst, rosterFirst+len(b.plan.Roster.Roster.Shifts)-1)))),
			paid, rosterHours, t("Hours were changed on one of the sheets, or shifts belong to nobody in the team and are not paid.")},
		{t("Paid hours: Cost and Hours"), in("Cost", cell(costPaid, costFirst-2)), "SUM(" + b.hoursColumn(hourPaid) + ")",
			paid, paid, t("An agent's rows on Hours are not all in the sums of Cost.")},
		{t("Cost: sum of the lines and sum of the agents"), fmt.Sprintf("SUM(%s)", in("Cost", cell(costBase, costFirst-2)+":"+cell(costOvertime, costFirst-2))), "cost_total",
			total, total, t("A line of Cost does not add up: a formula was overwritten.")},
		{t("Cost: rounded and not rounded agree to a cent per agent and line"), fmt.Sprintf("IF(ABS(cost_total-SUM(%s))<=0.03*ROWS(%s)+0.01,0,1)", b.hoursColumn(hourCost), b.costColumn(costTotal)), "0*cost_total",
			0, 0, t("A formula of Cost or Hours was overwritten: they differ by more than rounding.")},
		{t("Agent-hours rostered: Requirement and Hours"), in("Requirement", cell(needRostered, needFirst-2)), "SUM(" + b.hoursColumn(hourQueues) + ")",
			rostered, queues, t("Rostered agents by interval and hours by queue differ: one of the sheets was changed.")},
		{t("Volume: Volume and Requirement"), "SUM(" + in("Volume", "2:2") + ")", in("Requirement", cell(needVolume, needFirst-2)),
			volume, volume, t("A day of Requirement does not sum all of its intervals.")},
		{t("Shrinkage is a share from 0 %% to 90 %%"), "IF(AND(shrinkage_planned>=0,shrinkage_planned<=0.9,shrinkage_unplanned>=0,shrinkage_unplanned<=0.9),0,1)", "0*shrinkage",
			0, 0, t("Correct the shrinkage on Inputs.")},
	}
	if len(m.queues) > 0 {
		list = append(list, b.kindCheck())
	}
	if len(lever.Contracts(b.plan.Input.Team)) > 0 {
		list = append(list, b.switchCheck())
	}
	for _, k := range m.blocks {
		list = append(list, b.blockCheck(k))
	}
	return append(list, b.more...)
}

func (b *book) switchCheck() check {
	wrong := fmt.Sprintf("SUMPRODUCT(--(premium_switches<>%q),--(premium_switches<>%q))", addPremiums, highestPremiums)
	return check{b.words.T("Every contract says add or highest where premiums meet"), wrong, "0*fte_hours", 0, 0, b.words.T("Write add or highest into the switch cells of Inputs.")}
}

func (b *book) kindCheck() check {
	var x float64
	for _, q := range b.model.queues {
		for _, w := range q.work {
			x += 100 * w.share
		}
	}
	return check{b.words.T("The shares of a queue's kinds of message make 100 %%"), "SUM(kinds_together)*100", "100*COUNT(kinds_together)", x, float64(100 * len(b.model.queues)),
		b.words.T("Correct the shares on Inputs: those of a queue must make 100 %%.")}
}

// blockCheck compares the paid hours of rows on Totals with the whole.
func (b *book) blockCheck(k block) check {
	var paid float64
	for _, h := range b.model.rowsNow {
		paid += h.paid
	}
	sheet := quoted(b.tab("Totals"))
	return check{b.words.T("Totals add up: %s", k.title), fmt.Sprintf("SUM(%s!%s:%s)", sheet, cell(totalPaid, k.first), cell(totalPaid, k.last)), sheet + "!" + cell(totalPaid, totalFirst),
		paid, paid, b.words.T("The rows do not add up to the whole: a row or a formula is missing.")}
}

// changes says how many inputs differ from what the plan was made with.
func (b *book) changes(s *sheet, row int) int {
	t := b.words.T
	s.text(1, row, t("For information"), b.bold())
	row++
	s.text(1, row, t("Cost as turno planned it"), 0)
	x := b.plan.Cost.Total.Total.InexactFloat64()
	s.number(2, row, x, formatMoney)
	row++
	s.text(1, row, t("Cost now, with the values on Inputs"), 0)
	s.formula(2, row, "cost_total", x, formatMoney)
	row++
	s.text(1, row, t("What changes on Inputs make"), 0)
	s.formula(2, row, fmt.Sprintf("ROUND(B%d-B%d,2)", row-1, row-2), 0, formatMoney)
	row++
	s.text(1, row, t("Net FTE per interval and the hours rostered are turno's results and do not follow the inputs: planning anew may give another roster."), b.note())
	return row
}

// stamps says what the workbook was made of.
func (b *book) stamps(s *sheet, row int) int {
	t, in := b.words.T, b.plan.Input
	s.text(1, row, t("Made of"), b.bold())
	var methods []string
	for i, v := range b.plan.Forecast.Volumes {
		if i < len(b.plan.Forecast.Methods) {
			methods = append(methods, v.Queue+": "+b.plan.Forecast.Methods[i])
		}
	}
	first, last := b.plan.Period()
	for _, line := range [][2]string{
		{t("Version of turno"), b.version},
		{t("Period"), t("%s to %s", first, last)},
		{t("Time zone"), in.Calendar.Zone.String()},
		{t("Forecast from history up to"), in.Now.In(b.words.Zone).Format("2006-01-02 15:04")},
		{t("Method of the forecast"), strings.Join(methods, "; ")},
		{t("Seed"), fmt.Sprint(in.Seed)},
		{t("Simulated periods"), fmt.Sprint(b.plan.Service.Replications)},
		{t("Currency"), in.Currency},
		{t("Locale"), in.Locale},
	} {
		row++
		s.text(1, row, line[0], 0)
		s.text(2, row, line[1], 0)
	}
	return row
}

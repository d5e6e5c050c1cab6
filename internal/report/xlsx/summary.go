package xlsx

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"turno/plan"
	"turno/schedule"
)

// summary is the first sheet: what a manager reads and may read nothing after.
func (b *book) summary(s *sheet) error {
	p, sum := b.plan, b.plan.Summary()
	first, last := p.Period()
	s.text(1, 1, p.Input.Name, b.title())
	t := b.words.T
	s.text(1, 2, t("%s to %s, %s; forecast from history up to %s, seed %d, turno %s", first, last, p.Input.Calendar.Zone, p.Input.Now.In(b.words.Zone).Format("2006-01-02 15:04"), p.Input.Seed, b.version), 0)
	row := 4
	s.headers(row, t("Queue"), t("Channel"), t("Volume"), t("Low (1 in 10 below)"), t("High (1 in 10 above)"), t("Busiest hour"), t("Volume in it"), t("Agents at peak"), t("Hours needed"), t("Hours available"), t("Service expected"), t("Target"), t("Verdict"))
	for k, q := range sum.Queues {
		fits := fmt.Sprintf("%s,%d", b.needColumn(needNo), k+1)
		f := b.model.queueFlow(k)
		row++
		s.text(1, row, q.Queue.Name, 0)
		s.text(2, row, b.words.Channel(q.Queue.Channel), 0)
		s.formula(3, row, fmt.Sprintf("SUMIFS(%s,%s)", b.needColumn(needVolume), fits), f.volume, formatWhole)
		s.number(4, row, q.Low, formatWhole)
		s.number(5, row, q.High, formatWhole)
		if !q.BusiestHour.IsZero() {
			s.moment(6, row, q.BusiestHour)
		}
		s.number(7, row, q.BusiestVolume, formatWhole)
		s.number(8, row, q.Needed, formatTenth)
		s.formula(9, row, fmt.Sprintf("SUMIFS(%s,%s)", b.needColumn(needNet), fits), f.net, formatTenth)
		s.formula(10, row, fmt.Sprintf("SUMIFS(%s,%s)", b.needColumn(needAvailable), fits), f.available, formatTenth)
		s.number(11, row, q.Service.Mean, formatShare)
		if len(q.Queue.Targets) > 0 {
			s.text(12, row, s.words.Target(q.Queue.Targets[0]), s.look(look{indent: true}))
		}
		s.text(13, row, b.words.Reached(q.Verdict), b.judged(q.Verdict))
	}
	row++
	s.text(1, row, t("Hours available: each agent-hour once, less shrinkage. What live agents do beside their work for other queues is not in it: the plan's page tells it as supplied."), b.note())
	row = b.rosterFacts(s, row+2, sum)
	row = s.list(row+2, t("Most worth doing next"), p.Advice)
	if len(p.Findings) > 0 {
		s.list(row+1, t("What was found"), p.Findings)
	}
	s.width(1, 1, 24)
	s.width(2, 5, 13)
	s.width(6, 6, 18)
	s.width(7, 11, 13)
	s.width(12, 12, 30)
	s.width(13, 13, 10)
	s.landscape()
	s.plain()
	return nil
}

// judged is the style of a verdict: green, yellow or red as far as it is one.
func (b *book) judged(v plan.Verdict) int {
	colors, known := map[plan.Verdict][2]string{plan.Met: {"1B7A4B", "E2F3EA"}, plan.Close: {"8A5A00", "FDF0D2"}, plan.Missed: {"B3261E", "FBE4E1"}}[v]
	if !known {
		return 0
	}
	return b.style("verdict "+string(v), func() *excelize.Style {
		return &excelize.Style{
			Font:      &excelize.Font{Bold: true, Color: colors[0], Family: fontName, Size: 10},
			Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colors[1]}},
			Alignment: &excelize.Alignment{Horizontal: "center"},
		}
	})
}

// rosterFacts is the roster in figures; hours and money follow the sheets behind.
func (b *book) rosterFacts(s *sheet, row int, sum plan.Summary) int {
	t := b.words.T
	s.text(1, row, t("Roster"), b.bold())
	var paid, productive float64
	for _, h := range b.model.rowsNow {
		paid, productive = paid+h.paid, productive+h.productive
	}
	for _, f := range []struct {
		name, formula string
		value         float64
		format        string
	}{
		{t("People in the team"), "", float64(sum.Agents), formatWhole},
		{t("People planned"), "", float64(sum.Planned), formatWhole},
		{t("Paid hours"), "SUM(" + b.hoursColumn(hourPaid) + ")", paid, formatTenth},
		{t("Productive hours"), "SUM(" + b.hoursColumn(hourProductive) + ")", productive, formatTenth},
		{t("Cost, %s", b.plan.Input.Currency), "cost_total", sum.Cost.InexactFloat64(), formatMoney},
		{t("Hard rules broken"), "", float64(sum.Broken), formatWhole},
		{t("Requests"), "", float64(sum.Requests), formatWhole},
		{t("Requests granted"), "", float64(sum.Granted), formatWhole},
		{t("Checks that fail: must be 0"), "checks_failed", 0, formatWhole},
	} {
		row++
		s.text(1, row, f.name, 0)
		if f.formula == "" {
			s.number(3, row, f.value, f.format)
		} else {
			s.formula(3, row, f.formula, f.value, f.format)
		}
	}
	return row
}

// list writes findings as sentences and returns the next free row.
func (s *sheet) list(row int, title string, findings []schedule.Finding) int {
	const most = 500
	s.text(1, row, title, s.bold())
	for i, f := range findings {
		row++
		if i == most {
			s.text(1, row, s.words.T("and %d more, in findings.json", len(findings)-most), 0)
			break
		}
		s.text(1, row, s.words.Finding(f), 0)
	}
	return row + 1
}

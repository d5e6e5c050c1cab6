package xlsx

import (
	"fmt"
	"slices"

	"turno/forecast/calendar"
)

// The columns of Totals: what it is a total of, then the flow from volume to gap, then pay.
const (
	totalOf = 1 + iota
	totalKey
	totalDays
	totalFlow
)

const (
	totalPaid = totalFlow + 13 + iota
	totalProductive
	totalShare
	totalCost
	totalHourly
)

const totalFirst = 5 // row of everything

// block is rows that add up to everything.
type block struct {
	title       string
	first, last int
}

// pay is what people are paid for, and the money.
type pay struct{ paid, productive, cost float64 }

func (p *pay) add(x pay) {
	p.paid, p.productive, p.cost = p.paid+x.paid, p.productive+x.productive, p.cost+x.cost
}

// totalling writes rows of Totals.
type totalling struct {
	*sheet
	m   *model
	row int
}

// totals sums the flow and the pay by week, month, queue, cost centre and team.
func (b *book) totals(s *sheet) error {
	t, m := b.words.T, b.model
	s.text(1, 1, t("Totals by week, month, queue, cost centre and team"), b.title())
	s.text(1, 2, t("Net hours required fall to a cost centre or team as its share of the hours rostered on each queue. Pay falls to a queue as its share of each agent's hours. Weeks and months are costed before rounding; the row Rounding leads to the total."), b.note())
	s.headers(4, slices.Concat([]string{t("Total of"), t("Key"), t("Days")}, b.flowHeaders(), []string{t("Paid, h"), t("Productive, h"), t("Productive of paid"), t("Cost"), t("Cost of a productive hour")})...)
	w := &totalling{sheet: s, m: m, row: totalFirst - 1}
	all := w.whole()
	if len(m.flows) > 0 {
		w.weeks(all)
		w.months(all)
		w.byQueue(all)
		w.byGroup(t("By cost centre"), t("(no cost centre)"), m.centres, all, hourCentreNo, costCentreNo, func(h hourRow) int { return h.centre })
		w.byGroup(t("By team"), t("(no team)"), m.teams, all, hourTeamNo, costTeamNo, func(h hourRow) int { return h.team })
		w.units()
	}
	s.width(1, 1, 30)
	s.width(2, 2, 11)
	s.width(3, 3, 6)
	s.width(totalFlow, totalHourly, 11.5)
	s.height(4, 48)
	s.freeze(2, 5)
	s.landscape()
	s.printed(totalHourly, w.row, 4, 4)
	return nil
}

// section begins a block of rows and remembers where.
func (w *totalling) section(title string) {
	w.row += 2
	w.text(1, w.row, title, w.bold())
}

// put writes one row: the flow's formulas by column (an empty one is left out), then the pay's.
func (w *totalling) put(name string, key float64, keyFormat string, days string, f flow, n float64, formulas []string, p pay, pays [3]string, bold bool) {
	w.row++
	row := w.row
	w.text(totalOf, row, name, w.look(look{bold: bold}))
	if keyFormat != "" {
		w.numbered(totalKey, row, key, w.look(look{format: keyFormat, grey: true}))
	}
	if days != "" {
		w.calculated(totalDays, row, days, n, w.look(look{format: "0", bold: bold}))
	}
	f.fte(w.m, n)
	for k, x := range f.values() {
		if k < len(formulas) && formulas[k] != "" {
			w.calculated(totalFlow+k, row, formulas[k], x, w.look(look{format: flowFormat(k), bold: bold}))
		}
	}
	for k, x := range []float64{p.paid, p.productive} {
		if pays[k] != "" {
			w.calculated(totalPaid+k, row, pays[k], x, w.look(look{format: formatHours, bold: bold}))
		}
	}
	if pays[2] == "" {
		return
	}
	w.calculated(totalCost, row, pays[2], p.cost, w.look(look{format: formatMoney, bold: bold}))
	if pays[1] != "" {
		w.calculated(totalShare, row, ratio(cell(totalProductive, row), cell(totalPaid, row)), over(p.productive, p.paid), w.look(look{format: formatShare, bold: bold}))
		w.calculated(totalHourly, row, ratio(cell(totalCost, row), cell(totalProductive, row)), over(p.cost, p.productive), w.look(look{format: formatMoney, bold: bold}))
	}
}

// ratio divides, and gives nothing where there is nothing to divide by.
func ratio(a, b string) string { return fmt.Sprintf("IF(%s=0,0,%s/%s)", b, a, b) }

func over(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

// ftes completes the formulas of a row's flow by full-time weeks.
func (w *totalling) ftes(formulas []string) []string {
	for k, of := range map[int]int{6: 5, 8: 7, 12: 11} {
		formulas[k] = fmt.Sprintf("IF(%s=0,0,%s*7/(fte_hours*%s))", cell(totalDays, w.row+1), cell(totalFlow+of, w.row+1), cell(totalDays, w.row+1))
	}
	return formulas
}

// sumifs sums each column of the flow over the rows of Requirement that fit.
func (w *totalling) sumifs(criteria string) []string {
	out := make([]string, 13)
	for k := range out {
		out[k] = fmt.Sprintf("SUMIFS(%s,%s)", w.needColumn(needVolume+k), criteria)
	}
	return w.ftes(out)
}

func (w *totalling) days(criteria string) string {
	return fmt.Sprintf("COUNTIFS(%s,1%s)", w.needColumn(needNo), criteria)
}

// whole is the row of everything.
func (w *totalling) whole() pay {
	t := w.words.T
	var f flow
	var p pay
	formulas := make([]string, 13)
	for _, d := range w.m.flows {
		f.add(d.flow)
	}
	for k := range formulas {
		formulas[k] = quoted(w.tab("Requirement")) + "!" + cell(needVolume+k, needFirst-2)
	}
	for _, h := range w.m.rowsNow {
		p.add(pay{h.paid, h.productive, 0})
	}
	p.cost = w.plan.Cost.Total.Total.InexactFloat64()
	pays := [3]string{"SUM(" + w.hoursColumn(hourPaid) + ")", "SUM(" + w.hoursColumn(hourProductive) + ")", "cost_total"}
	w.put(t("Everything"), 0, "", "period_days", f, float64(len(w.m.days)), w.ftes(formulas), p, pays, true)
	return p
}

// weeks and months are sums by date.
func (w *totalling) weeks(all pay) {
	w.dates(w.words.T("By week"), w.words.T("Week of"), formatDate, needWeek, hourWeek, calendar.Date.Monday, func(h hourRow) calendar.Date { return h.Week }, all)
}

func (w *totalling) months(all pay) {
	w.dates(w.words.T("By month"), w.words.T("Month"), formatMonth, needMonth, hourMonth, func(d calendar.Date) calendar.Date { return d.FirstOfMonth(0) }, func(h hourRow) calendar.Date { return h.Month }, all)
}

func (w *totalling) dates(title, name, format string, need, hour int, of func(calendar.Date) calendar.Date, paid func(hourRow) calendar.Date, all pay) {
	t := w.words.T
	w.section(title)
	first := w.row + 1
	for _, d := range w.dated(of, paid) {
		var f flow
		var p pay
		n := 0
		for _, x := range w.m.flows {
			if of(x.date) == d {
				f.add(x.flow)
				if x.queue == 0 {
					n++
				}
			}
		}
		for _, h := range w.m.rowsNow {
			if paid(h) == d {
				p.add(pay{h.paid, h.productive, h.cost})
			}
		}
		key := "$" + cell(totalKey, w.row+1)
		fits := fmt.Sprintf("%s,%s", w.needColumn(need), key)
		sum := func(c int) string {
			return fmt.Sprintf("SUMIFS(%s,%s,%s)", w.hoursColumn(c), w.hoursColumn(hour), key)
		}
		w.put(name, serial(d.In(w.m.ledger.Grid.Zone()), nil), format, w.days(","+fits), f, float64(n), w.sumifs(fits), p, [3]string{sum(hourPaid), sum(hourProductive), sum(hourCost)}, false)
	}
	var exact float64
	for _, h := range w.m.rowsNow {
		exact += h.cost
	}
	w.put(t("Rounding"), 0, "", "", flow{}, 0, nil, pay{cost: all.cost - exact}, [3]string{"", "", fmt.Sprintf("cost_total-SUM(%s:%s)", cell(totalCost, first), cell(totalCost, w.row))}, false)
	w.m.blocks = append(w.m.blocks, block{title, first, w.row})
}

// dated lists the dates by which Requirement or Hours is summed.
func (w *totalling) dated(of func(calendar.Date) calendar.Date, paid func(hourRow) calendar.Date) []calendar.Date {
	var out []calendar.Date
	for _, x := range w.m.flows {
		out = append(out, of(x.date))
	}
	for _, h := range w.m.rowsNow {
		out = append(out, paid(h))
	}
	slices.SortFunc(out, func(a, b calendar.Date) int { return a.Sub(b) })
	return slices.Compact(out)
}

// byQueue is a row a queue, with its weeks folded under it, and what is on no queue.
func (w *totalling) byQueue(all pay) {
	t := w.words.T
	w.section(t("By queue"))
	var given pay
	for k, q := range w.m.queues {
		p := w.queue(k, q.Name, nil)
		w.m.queueRows, w.m.queuePays = append(w.m.queueRows, w.row), append(w.m.queuePays, p)
		given.add(p)
		weeks := w.dated(calendar.Date.Monday, func(h hourRow) calendar.Date { return h.Week })
		for _, d := range weeks {
			if len(weeks) == 1 {
				break
			}
			w.queue(k, t("%s, week", q.Name), &d)
			w.outline(w.row, 1)
		}
	}
	rest := func(total, rate int) string {
		return fmt.Sprintf("%s-SUMPRODUCT(%s,%s)", cell(total, totalFirst), w.hoursColumn(rate), w.hoursColumn(hourQueues))
	}
	w.put(t("On no queue, and rounding"), 0, "", "", flow{}, 0, nil, pay{all.paid - given.paid, all.productive - given.productive, all.cost - given.cost},
		[3]string{rest(totalPaid, hourPaidRate), "", rest(totalCost, hourCostRate)}, false)
}

// queue is a queue's row, or one of its weeks.
func (w *totalling) queue(k int, name string, week *calendar.Date) pay {
	var f flow
	var p pay
	n := 0
	for _, x := range w.m.flows {
		if x.queue == k && (week == nil || x.date.Monday() == *week) {
			f.add(x.flow)
			n++
		}
	}
	for _, h := range w.m.rowsNow {
		if week == nil || h.Week == *week {
			p.add(pay{h.paidRate * h.Queues[k], h.productiveRate * h.Queues[k], h.costRate * h.Queues[k]})
		}
	}
	key := "$" + cell(totalKey, w.row+1)
	hours := w.hoursColumn(w.m.queueColumn(k))
	fits, when, format, value := fmt.Sprintf("%s,%d", w.needColumn(needNo), k+1), "", "0", float64(k+1)
	days := "period_days"
	if week == nil {
		fits = fmt.Sprintf("%s,%s", w.needColumn(needNo), key)
	} else {
		dated := fmt.Sprintf(",%s,%s", w.needColumn(needWeek), key)
		fits += dated
		days = w.days(dated)
		when, format, value = fmt.Sprintf(",--(%s=%s)", w.hoursColumn(hourWeek), key), formatDate, serial(week.In(w.m.ledger.Grid.Zone()), nil)
	}
	sum := func(c int) string { return fmt.Sprintf("SUMPRODUCT(%s,%s%s)", w.hoursColumn(c), hours, when) }
	w.put(name, value, format, days, f, float64(n), w.sumifs(fits), p, [3]string{sum(hourPaidRate), sum(hourProductiveRate), sum(hourCostRate)}, false)
	return p
}

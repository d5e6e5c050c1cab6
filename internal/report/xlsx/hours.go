package xlsx

import (
	"fmt"

	"turno/plan/cost"
	"turno/plan/ledger"
	"turno/plan/lever"
)

// The columns of Hours; after them come the meetings of premiums, then the queues.
const (
	hourAgent = 1 + iota
	hourName
	hourWeek
	hourMonth
	hourContract
	hourCentre
	hourTeam
	hourCentreNo
	hourTeamNo
	hourPaid
	hourDuty
	hourAside
	hourOnCall
	hourProductive
	hourNight
	hourSaturday
	hourSunday
	hourHoliday
	hourOvertime
	hourCost
	hourQueues
	hourNet
	hourCostRate
	hourPaidRate
	hourProductiveRate
	hourColumns = iota
)

const hourFirst = 5 // row of the first agent and week

// hourRow is what the formulas of a row of Hours say now.
type hourRow struct {
	ledger.Row
	centre, team                       int // numbers from 1
	paid, duty, productive             float64
	extra                              [5]float64 // by cost.Shown
	cost, queues, net                  float64
	costRate, paidRate, productiveRate float64 // per hour on queues at standard pace
}

func (m *model) setColumn(k int) int   { return hourColumns + 1 + k }
func (m *model) queueColumn(k int) int { return hourColumns + 1 + len(m.ledger.Sets) + k }
func (m *model) hourLast() int         { return max(hourFirst, hourFirst+len(m.ledger.Rows)-1) }

// column is a whole column of Hours as formulas of other sheets name it.
func (b *book) hoursColumn(c int) string {
	return fmt.Sprintf("%s!$%s$%d:$%s$%d", quoted(b.tab("Hours")), columnName(c), hourFirst, columnName(c), b.model.hourLast())
}

// hours is who was paid for what: an agent and week a row. Typed cells are facts of the
// roster; what is paid of them follows Inputs.
func (b *book) hours(s *sheet) error {
	t, m := b.words.T, b.model
	s.text(1, 1, t("Hours paid, by agent and week"), b.title())
	s.text(1, 2, t("Typed: the paid time that the named premiums touch and no others, and the hours at standard pace that went to each queue. A shift belongs to the week and month of its start. Formulas: what is paid as which premium, and cost before it is rounded once per agent and line on the sheet Cost."), b.note())
	s.headers(hourFirst-1, t("Agent"), t("Name"), t("Week of"), t("Month"), t("Contract"), t("Cost centre"), t("Team"), t("Cost centre no."), t("Team no."), t("Paid, h"), t("On queues, h"),
		t("Paid breaks and meetings, h"), t("On call, h"), t("Productive, h"), t("Paid as night, h"), t("Paid as Saturday, h"), t("Paid as Sunday, h"), t("Paid as holiday, h"), t("Paid as overtime, h"),
		t("Cost, not rounded"), t("On queues at standard pace, h"), t("Net required of it, h"), t("Cost per hour on queues"), t("Paid per hour on queues"), t("Productive per hour on queues"))
	for k, set := range m.ledger.Sets {
		s.text(m.setColumn(k), hourFirst-1, t("Time: %s, h", b.setName(set)), b.header())
	}
	for k, q := range m.queues {
		s.text(m.queueColumn(k), hourFirst-1, t("%s, h", q.Name), b.header())
	}
	b.countHours()
	for i := range m.rowsNow {
		b.hourRow(s, hourFirst+i, m.rowsNow[i])
	}
	b.hourSums(s)
	s.width(1, 2, 16)
	s.width(3, 4, 11)
	s.width(5, 7, 12)
	s.width(8, 9, 8)
	s.width(10, m.queueColumn(len(m.queues)), 11)
	s.fold(hourCostRate, hourProductiveRate)
	s.fold(m.setColumn(0), m.setColumn(len(m.ledger.Sets)-1))
	s.height(hourFirst-1, 62)
	s.freeze(3, hourFirst)
	s.filter(hourFirst-1, m.queueColumn(len(m.queues)-1), hourFirst+len(m.rowsNow)-1)
	s.spread(2)
	s.printed(m.queueColumn(len(m.queues)-1), m.hourLast(), hourFirst-1, hourFirst-1)
	return nil
}

// countHours works out what the formulas of Hours say now.
func (b *book) countHours() {
	m, team := b.model, b.plan.Input.Team
	net, pace := make([]float64, len(m.queues)), make([]float64, len(m.queues))
	for _, d := range m.flows {
		net[d.queue] += d.net
	}
	for _, r := range m.ledger.Rows {
		for k, x := range r.Queues {
			pace[k] += x
		}
	}
	m.ratio = make([]float64, len(m.queues))
	for k := range m.ratio {
		if pace[k] > 0 {
			m.ratio[k] = net[k] / pace[k]
		}
	}
	for _, r := range m.ledger.Rows {
		a := team.Agents[r.Agent]
		pay := team.PayOf(a)
		h := hourRow{Row: r, centre: number(m.centres, a.Centre), team: number(m.teams, a.Group), paid: r.PaidTime().Hours(), duty: r.Duty.Hours()}
		h.productive = h.duty * m.keep
		rate := h.paid
		for j, k := range cost.Shown() {
			for n, set := range m.ledger.Sets {
				if set.Pays(k, pay) {
					h.extra[j] += r.Paid[n].Hours()
				}
			}
			rate += h.extra[j] * k.Share(pay).InexactFloat64()
		}
		h.cost = rate * pay.Wage.InexactFloat64()
		for k, x := range r.Queues {
			h.queues += x
			h.net += x * m.ratio[k]
		}
		if h.queues > 0 {
			h.costRate, h.paidRate, h.productiveRate = h.cost/h.queues, h.paid/h.queues, h.productive/h.queues
		}
		m.rowsNow = append(m.rowsNow, h)
	}
}

// number is the place of a text in a list, from 1.
func number(list []string, text string) int {
	for i, x := range list {
		if x == text {
			return i + 1
		}
	}
	return 0
}

func (b *book) hourRow(s *sheet, row int, h hourRow) {
	m := b.model
	a := b.plan.Input.Team.Agents[h.Agent]
	zone := m.ledger.Grid.Zone()
	for c, text := range map[int]string{hourAgent: a.ID, hourName: nameOr(b.byID, a.ID), hourContract: a.Contract, hourCentre: a.Centre, hourTeam: a.Group} {
		if text != "" {
			s.text(c, row, text, 0)
		}
	}
	s.numbered(hourWeek, row, serial(h.Week.In(zone), nil), s.format(formatDate))
	s.numbered(hourMonth, row, serial(h.Month.In(zone), nil), s.format(formatMonth))
	grey := s.look(look{grey: true})
	s.numbered(hourCentreNo, row, float64(h.centre), grey)
	s.numbered(hourTeamNo, row, float64(h.team), grey)
	at := func(c int) string { return cell(c, row) }
	sets := at(m.setColumn(0)) + ":" + at(m.setColumn(len(m.ledger.Sets)-1))
	queues := at(m.queueColumn(0)) + ":" + at(m.queueColumn(max(0, len(m.queues)-1)))
	s.formula(hourPaid, row, "SUM("+sets+")", h.paid, formatHours)
	s.number(hourDuty, row, h.duty, formatHours)
	s.number(hourAside, row, h.Aside.Hours(), formatHours)
	s.number(hourOnCall, row, h.OnCall.Hours(), formatHours)
	s.formula(hourProductive, row, at(hourDuty)+"*(1-shrinkage)", h.productive, formatHours)
	wage, _ := m.wage(a)
	rate := at(hourPaid)
	for j, k := range cost.Shown() {
		s.formula(hourNight+j, row, fmt.Sprintf("SUMPRODUCT(%s,%s)", sets, m.paid[paidKey{a.Contract, k}]), h.extra[j], formatHours)
		rate += fmt.Sprintf("+%s*%s", at(hourNight+j), m.lever(lever.OfPremium(k), a.Contract))
	}
	s.formula(hourCost, row, fmt.Sprintf("(%s)*%s", rate, wage), h.cost, formatMoney)
	s.formula(hourQueues, row, "SUM("+queues+")", h.queues, formatHours)
	first, last := columnName(m.queueColumn(0)), columnName(m.queueColumn(max(0, len(m.queues)-1)))
	s.formula(hourNet, row, fmt.Sprintf("SUMPRODUCT(%s,%s$%d:%s$%d)", queues, first, hourFirst-3, last, hourFirst-3), h.net, formatHours)
	for _, r := range []struct {
		column, of int
		value      float64
		format     string
	}{
		{hourCostRate, hourCost, h.costRate, formatMoney}, {hourPaidRate, hourPaid, h.paidRate, formatHours}, {hourProductiveRate, hourProductive, h.productiveRate, formatHours},
	} {
		s.formula(r.column, row, fmt.Sprintf("IF(%s=0,0,%s/%s)", at(hourQueues), at(r.of), at(hourQueues)), r.value, r.format)
	}
	for k, d := range h.Paid {
		if d != 0 {
			s.number(m.setColumn(k), row, d.Hours(), formatHours)
		}
	}
	for k, x := range h.Queues {
		s.number(m.queueColumn(k), row, x, formatHours)
	}
}

// hourSums are the sums above the columns, and above the queues what an hour rostered
// stands for in hours required.
func (b *book) hourSums(s *sheet) {
	t, m := b.words.T, b.model
	if len(m.rowsNow) == 0 {
		return
	}
	s.text(1, hourFirst-2, t("Sum"), b.bold())
	sums := map[int]float64{}
	for _, h := range m.rowsNow {
		for c, x := range map[int]float64{hourPaid: h.paid, hourDuty: h.duty, hourAside: h.Aside.Hours(), hourOnCall: h.OnCall.Hours(), hourProductive: h.productive, hourCost: h.cost, hourQueues: h.queues, hourNet: h.net} {
			sums[c] += x
		}
		for j, x := range h.extra {
			sums[hourNight+j] += x
		}
		for k, d := range h.Paid {
			sums[m.setColumn(k)] += d.Hours()
		}
		for k, x := range h.Queues {
			sums[m.queueColumn(k)] += x
		}
	}
	for c := hourPaid; c < m.queueColumn(len(m.queues)); c++ {
		x, summed := sums[c]
		if !summed {
			continue
		}
		format := formatHours
		if c == hourCost {
			format = formatMoney
		}
		s.calculated(c, hourFirst-2, fmt.Sprintf("SUM(%s:%s)", cell(c, hourFirst), cell(c, m.hourLast())), x, s.look(look{format: format, bold: true}))
	}
	for k := range m.queues {
		c := m.queueColumn(k)
		s.calculated(c, hourFirst-3, fmt.Sprintf("IF(%s=0,0,SUMIFS(%s,%s,%d)/%s)", cell(c, hourFirst-2), b.needColumn(needNet), b.needColumn(needNo), k+1, cell(c, hourFirst-2)), m.ratio[k], s.look(look{format: formatFine, grey: true}))
	}
}

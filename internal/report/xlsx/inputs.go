package xlsx

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"turno/plan/cost"
	"turno/plan/lever"
)

// The words of the switch cell, as turno.yaml writes them.
const (
	addPremiums     = "add"
	highestPremiums = "highest"
)

// inputs is what people may change, once each, as named cells. Beside a value stands what
// the plan was made with.
func (b *book) inputs(s *sheet) error {
	t := b.words.T
	s.text(1, 1, t("Inputs"), b.title())
	s.text(1, 2, t("Change the yellow cells: every figure after them follows. Agents required per interval and the hours rostered are turno's results and stay; planning anew with changed values may give another roster."), b.note())
	row := b.general(s, 4)
	row = b.contracts(s, row+2)
	row = b.ownWages(s, row)
	row = b.workInputs(s, row+2)
	row = b.pivots(s, row+2)
	row = b.promises(s, row+2)
	row = b.weights(s, row+2)
	s.width(1, 1, 56)
	s.width(2, 11, 15)
	s.freeze(2, 4)
	s.landscape()
	s.plain()
	s.printed(11, row, 0, 0)
	return nil
}

// named gives a cell or range of the sheet a name.
func (s *sheet) named(name string, column, first, toColumn, last int) {
	ref := fmt.Sprintf("%s!$%s$%d", s.quoted(), columnName(column), first)
	if column != toColumn || first != last {
		ref += fmt.Sprintf(":$%s$%d", columnName(toColumn), last)
	}
	s.keep(s.f.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: ref}))
}

// input is a value that may be changed, under a name.
func (s *sheet) input(column, row int, name string, value float64, format string) {
	s.numbered(column, row, value, s.look(look{format: format, input: true}))
	s.named(name, column, row, column, row)
}

func (b *book) general(s *sheet, row int) int {
	t, m := b.words.T, b.model
	s.headers(row, t("Team"), t("Value"), t("As planned"), t("Name of the cell"))
	for _, l := range []struct {
		label, format string
		topic         lever.Topic
	}{
		{t("Shrinkage, planned: coaching, meetings, quality review"), formatShare, lever.Planned},
		{t("Shrinkage, unplanned: sickness, lateness, system trouble"), formatShare, lever.Unplanned},
		{t("Paid hours of a full-time week"), formatHours, lever.FTE},
	} {
		row++
		v := m.levers[leverKey{l.topic, ""}]
		s.text(1, row, l.label, 0)
		s.input(2, row, v.Name, v.Value.InexactFloat64(), l.format)
		s.numbered(3, row, v.Value.InexactFloat64(), s.look(look{format: l.format, grey: true}))
		s.text(4, row, v.Name, b.note())
	}
	row++
	s.text(1, row, t("Shrinkage, all of it: 1 - (1 - planned) x (1 - unplanned)"), 0)
	s.formula(2, row, "1-(1-shrinkage_planned)*(1-shrinkage_unplanned)", 1-m.keep, formatShare)
	s.text(4, row, "shrinkage", b.note())
	s.named("shrinkage", 2, row, 2, row)
	row++
	s.text(1, row, t("Days of the period"), 0)
	s.number(2, row, float64(len(m.days)), "0")
	s.text(4, row, "period_days", b.note())
	s.named("period_days", 2, row, 2, row)
	row++
	s.text(1, row, t("Hours of a planning interval"), 0)
	s.number(2, row, m.hours, formatHours)
	s.text(4, row, "interval_hours", b.note())
	s.named("interval_hours", 2, row, 2, row)
	return row
}

// contracts is what an hour costs, a contract a row, and the switch of its premiums.
func (b *book) contracts(s *sheet, row int) int {
	t, m := b.words.T, b.model
	s.headers(row, t("Pay by contract"), t("Wage of an hour, %s", b.plan.Input.Currency))
	topics := []lever.Topic{lever.Wage}
	for _, k := range cost.Shown() {
		topics = append(topics, lever.OfPremium(k))
		s.text(1+len(topics), row, b.words.Premium(k), b.header())
	}
	s.text(2+len(topics), row, t("Where premiums meet: add or highest"), b.header())
	s.text(3+len(topics), row, t("Names of the cells"), b.header())
	s.height(row, 48)
	first := row + 1
	for _, c := range lever.Contracts(b.plan.Input.Team) {
		row++
		s.text(1, row, c, 0)
		for k, topic := range topics {
			format := formatShare
			if topic == lever.Wage {
				format = formatCoins
			}
			l := m.levers[leverKey{topic, c}]
			s.input(2+k, row, l.Name, l.Value.InexactFloat64(), format)
		}
		l := m.levers[leverKey{lever.Highest, c}]
		s.text(8, row, switchWord(!l.Value.IsZero()), s.look(look{input: true, indent: true}))
		s.named(l.Name, 8, row, 8, row)
		list := excelize.NewDataValidation(false)
		list.Sqref = cell(8, row)
		s.keep(list.SetDropList([]string{addPremiums, highestPremiums}))
		s.keep(s.f.AddDataValidation(s.name, list))
		s.text(9, row, strings.Join([]string{m.lever(lever.Wage, c), m.lever(lever.Night, c), "...", l.Name}, ", "), b.note())
	}
	if row >= first {
		s.named("premium_switches", 8, first, 8, row)
	}
	return row
}

func switchWord(highest bool) string {
	if highest {
		return highestPremiums
	}
	return addPremiums
}

// ownWages lists the agents that are paid otherwise than their contract says.
func (b *book) ownWages(s *sheet, row int) int {
	t, names, any := b.words.T, b.names(), false
	for _, a := range b.plan.Input.Team.Agents {
		l, own := b.model.levers[leverKey{lever.OwnWage, a.ID}]
		if !own || b.listed[l.Name] {
			continue
		}
		if !any {
			any = true
			row += 2
			s.headers(row, t("Wages of their own"), t("Wage of an hour, %s", b.plan.Input.Currency), t("Name"), t("Name of the cell"))
		}
		row++
		b.listed[l.Name] = true
		s.text(1, row, a.ID, 0)
		s.input(2, row, l.Name, l.Value.InexactFloat64(), formatCoins)
		s.text(3, row, nameOr(names, a.ID), s.look(look{indent: true}))
		s.text(4, row, l.Name, b.note())
	}
	return row
}

// workInputs is what work the volume brings: a row for each kind of message.
func (b *book) workInputs(s *sheet, row int) int {
	t, m := b.words.T, b.model
	s.headers(row, t("Work of a queue"), t("Kind of message"), t("Share of the volume"), t("Flush: needs no answer"), t("Triage of any post, s"), t("Replies of a conversation"), t("Handling time of a reply, s"), t("Care per post"), t("Work per post, s"))
	s.height(row, 48)
	for i := range m.queues {
		q := &m.queues[i]
		first := row + 1
		for _, w := range q.work {
			row++
			s.text(1, row, q.Name, 0)
			s.text(2, row, w.kind, 0)
			for k, x := range []float64{w.share, w.flush, w.triage, w.turns, w.aht} {
				s.numbered(3+k, row, x, s.look(look{format: []string{formatShare, formatShare, formatTenth, formatHours, formatTenth}[k], input: true}))
			}
			s.formula(8, row, fmt.Sprintf("C%d*(1-D%d)", row, row), w.share*(1-w.flush), formatShare)
			s.formula(9, row, fmt.Sprintf("C%d*E%d+H%d*F%d*G%d", row, row, row, row, row), w.share*(w.triage+(1-w.flush)*w.turns*w.aht), formatTenth)
		}
		q.word = m.names.New("care_" + q.Name)[len("care_"):]
		for k, name := range []string{"share_", "flush_", "triage_", "replies_", "aht_"} {
			s.named(name+q.word, 3+k, first, 3+k, row)
		}
		q.kinds = [2]int{first, row}
	}
	row += 2
	s.headers(row, t("On average"), t("Care: share that needs an answer"), t("Work per post, s"), t("Work per contact, s"), t("Kinds, together"))
	s.height(row, 48)
	for _, q := range m.queues {
		row++
		s.text(1, row, q.Name, 0)
		a, z := q.kinds[0], q.kinds[1]
		s.formula(2, row, fmt.Sprintf("SUM(H%d:H%d)", a, z), q.care, formatShare)
		s.formula(3, row, fmt.Sprintf("SUM(I%d:I%d)", a, z), q.load, formatTenth)
		s.formula(4, row, fmt.Sprintf("IF(B%d=0,0,SUMPRODUCT(H%d:H%d,F%d:F%d,G%d:G%d)/B%d)", row, a, z, a, z, a, z, row), q.handle, formatTenth)
		var shares float64
		for _, w := range q.work {
			shares += w.share
		}
		s.formula(5, row, fmt.Sprintf("SUM(share_%s)", q.word), shares, formatShare)
		for k, name := range []string{"care_", "load_", "handle_"} {
			s.named(name+q.word, 2+k, row, 2+k, row)
		}
	}
	if n := len(m.queues); n > 0 {
		s.named("kinds_together", 5, row-n+1, 5, row)
	}
	return row
}

// pivots is what goes on in another queue, and how much of it comes on top of that queue's
// own volume.
func (b *book) pivots(s *sheet, row int) int {
	t, m := b.words.T, b.model
	any := false
	for i := range m.queues {
		q := &m.queues[i]
		for k, w := range q.work {
			for _, p := range w.pivots {
				if !any {
					any = true
					s.headers(row, t("Moved to another queue, from"), t("Kind of message"), t("To"), t("Share of the care"), t("Drop-off: never turn up"), t("Adds to its volume: 1 yes, 0 no"), t("Moved per post"), t("Arriving on top, per post"))
					s.height(row, 48)
				}
				row++
				s.text(1, row, q.Name, 0)
				s.text(2, row, w.kind, 0)
				s.text(3, row, p.name, 0)
				s.numbered(4, row, p.share, s.look(look{format: formatShare, input: true}))
				s.numbered(5, row, p.dropOff, s.look(look{format: formatShare, input: true}))
				adds := 0.0
				if p.adds {
					adds = 1
				}
				s.numbered(6, row, adds, s.look(look{format: "0", input: true}))
				moved := w.share * (1 - w.flush) * p.share
				s.formula(7, row, fmt.Sprintf("H%d*D%d", q.kinds[0]+k, row), moved, formatFine)
				s.formula(8, row, fmt.Sprintf("G%d*(1-E%d)*F%d", row, row, row), moved*(1-p.dropOff)*adds, formatFine)
				onward, arrive := m.names.New("onward_"+q.word), m.names.New("arrive_"+q.word+"_"+p.name)
				s.named(onward, 7, row, 7, row)
				s.named(arrive, 8, row, 8, row)
				q.onward = append(q.onward, rate{onward, moved})
				if p.to >= 0 && p.adds {
					m.queues[p.to].arrives = append(m.queues[p.to].arrives, arrival{from: i, rate: rate{arrive, moved * (1 - p.dropOff)}})
				}
			}
		}
	}
	if !any {
		return row - 2
	}
	return row
}

// promises is the share of contacts within what is announced, as simulated.
func (b *book) promises(s *sheet, row int) int {
	t, m := b.words.T, b.model
	s.headers(row, t("Promise"), t("Kept, simulated"), t("What is announced, or the target"))
	s.height(row, 48)
	for _, q := range m.queues {
		row++
		s.text(1, row, q.Name, 0)
		s.input(2, row, "kept_"+q.word, q.kept, formatShare)
		if q.promised != nil {
			s.text(3, row, s.words.Target(*q.promised), s.look(look{indent: true}))
		}
	}
	return row
}

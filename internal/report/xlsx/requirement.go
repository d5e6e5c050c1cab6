package xlsx

import (
	"fmt"
	"strings"

	"turno/forecast/calendar"
)

// flow is the way from volume to gap, as hours unless it says otherwise.
type flow struct {
	volume, care, moved, contacts, load, net, netFTE, gross, grossFTE, rostered, available, gap, gapFTE float64
}

func (f flow) values() []float64 {
	return []float64{f.volume, f.care, f.moved, f.contacts, f.load, f.net, f.netFTE, f.gross, f.grossFTE, f.rostered, f.available, f.gap, f.gapFTE}
}

func (f *flow) add(x flow) {
	f.volume, f.care, f.moved, f.contacts, f.load = f.volume+x.volume, f.care+x.care, f.moved+x.moved, f.contacts+x.contacts, f.load+x.load
	f.net, f.gross, f.rostered, f.available, f.gap = f.net+x.net, f.gross+x.gross, f.rostered+x.rostered, f.available+x.available, f.gap+x.gap
}

// fte sets what the hours of so many days are in full-time weeks.
func (f *flow) fte(m *model, days float64) {
	if days > 0 && m.fte > 0 {
		f.netFTE, f.grossFTE, f.gapFTE = f.net*7/(m.fte*days), f.gross*7/(m.fte*days), f.gap*7/(m.fte*days)
	}
}

// The columns of Requirement.
const (
	needNo = 1 + iota
	needQueue
	needWeek
	needMonth
	needDay
	needVolume
	needCare
	needMoved
	needContacts
	needLoad
	needNet
	needNetFTE
	needGross
	needGrossFTE
	needRostered
	needAvailable
	needGap
	needGapFTE
)

const needFirst = 5 // row of the first day

// dayFlow is one queue's day on Requirement.
type dayFlow struct {
	queue int
	date  calendar.Date
	flow
}

// flowHeaders are the columns from volume to gap.
func (b *book) flowHeaders() []string {
	t := b.words.T
	return []string{t("Volume"), t("Care after flush"), t("Moved in from other queues"), t("Contacts to answer"), t("Work, h"), t("Net required, h"), t("Net FTE"),
		t("Gross required, h"), t("Gross FTE"), t("Rostered, h"), t("Available, h"), t("Gap, h"), t("Gap, FTE")}
}

func flowFormat(k int) string {
	switch k {
	case 0, 1, 2, 3:
		return formatWhole
	}
	return formatTenth
}

// requirement is the way from volume to gap: a day of a queue a row.
func (b *book) requirement(s *sheet) error {
	t, m := b.words.T, b.model
	s.text(1, 1, t("From volume to gap, by queue and day"), b.title())
	s.text(1, 2, t("Care: volume less flush. Work: handling time of what comes that day. Net: agents required on the queues (turno's result by interval). Gross: net by 1 less shrinkage. Available: rostered less shrinkage. Gap: available less net; below 0 is short. FTE: hours of a full-time week."), b.note())
	s.headers(needFirst-1, append([]string{t("No."), t("Queue"), t("Week of"), t("Month"), t("Day")}, b.flowHeaders()...)...)
	row := needFirst - 1
	for k := range m.queues {
		for d := range m.days {
			row++
			b.needRow(s, row, k, d)
		}
	}
	m.needLast = row
	var sum flow
	for _, d := range m.flows {
		sum.add(d.flow)
	}
	sum.fte(m, float64(len(m.days)))
	s.text(needQueue, needFirst-2, t("All queues"), b.bold())
	for k, x := range sum.values() {
		c := needVolume + k
		formula := fmt.Sprintf("SUM(%s:%s)", cell(c, needFirst), cell(c, max(row, needFirst)))
		if c == needNetFTE || c == needGrossFTE || c == needGapFTE {
			formula = fmt.Sprintf("%s*7/(fte_hours*period_days)", cell(c-1, needFirst-2))
		}
		s.calculated(c, needFirst-2, formula, x, s.look(look{format: flowFormat(k), bold: true}))
	}
	if row >= needFirst {
		s.heat(fmt.Sprintf("%s:%s", cell(needGap, needFirst), cell(needGap, row)))
	}
	s.width(1, 1, 5)
	s.width(2, 2, 18)
	s.width(3, needGapFTE, 11)
	s.height(needFirst-1, 48)
	s.freeze(3, needFirst)
	s.filter(needFirst-1, needGapFTE, row)
	s.landscape()
	s.printed(needGapFTE, max(row, needFirst), needFirst-1, needFirst-1)
	return nil
}

// needColumn is a whole column of Requirement as formulas of other sheets name it.
func (b *book) needColumn(c int) string {
	return fmt.Sprintf("%s!$%s$%d:$%s$%d", quoted(b.tab("Requirement")), columnName(c), needFirst, columnName(c), max(needFirst, b.model.needLast))
}

// needRow writes one day of a queue.
func (b *book) needRow(s *sheet, row, k, d int) {
	m := b.model
	q, day := m.queues[k], m.days[d]
	f := m.dayFlow(k, d)
	grid := m.ledger.Grid
	grey := s.look(look{grey: true})
	s.numbered(needNo, row, float64(k+1), grey)
	s.text(needQueue, row, q.Name, s.look(look{indent: true}))
	for j, date := range []calendar.Date{day.Date.Monday(), day.Date.FirstOfMonth(0), day.Date} {
		s.numbered(needWeek+j, row, serial(date.In(grid.Zone()), nil), s.format([]string{formatDate, formatMonth, formatDay}[j]))
	}
	at := func(c int) string { return cell(c, row) }
	volume := "0*" + "care_" + q.word // no volume of its own
	if from, to := m.volumeRows(k, d); to >= from && q.volumeColumn > 0 {
		volume = fmt.Sprintf("SUM(%s!%s:%s)", quoted(b.tab("Volume")), cell(q.volumeColumn, from), cell(q.volumeColumn, to))
	}
	moved := []string{"0*" + at(needVolume)}
	if len(q.arrives) > 0 {
		moved = nil
	}
	for _, a := range q.arrives {
		moved = append(moved, fmt.Sprintf("%s*%s", cell(needVolume, needFirst+a.from*len(m.days)+d), a.name))
	}
	sum := func(what int) string {
		return fmt.Sprintf("SUM(%s!%s:%s)*interval_hours", quoted(b.tab("Intervals")), cell(intervalColumn(k, what), intervalFirst+day.First), cell(intervalColumn(k, what), intervalFirst+day.First+day.N-1))
	}
	fte := func(c int) string { return at(c) + "*7/fte_hours" }
	for c, formula := range []string{
		volume, at(needVolume) + "*care_" + q.word, strings.Join(moved, "+"), at(needCare) + "+" + at(needMoved),
		fmt.Sprintf("(%s*load_%s+%s*handle_%s)/3600", at(needVolume), q.word, at(needMoved), q.word),
		sum(intervalNet), fte(needNet), at(needNet) + "/(1-shrinkage)", fte(needGross), sum(intervalRostered), at(needRostered) + "*(1-shrinkage)", at(needAvailable) + "-" + at(needNet), fte(needGap),
	} {
		s.formula(needVolume+c, row, formula, f.values()[c], flowFormat(c))
	}
	m.flows = append(m.flows, dayFlow{k, day.Date, f})
}

// volumeRows are the rows of Volume that hold the day, empty where none does.
func (m *model) volumeRows(k, d int) (from, to int) {
	const first = 4
	q, day := m.queues[k], m.days[d]
	start := m.ledger.Grid.At(day.First)
	end := m.ledger.Grid.At(day.First + day.N)
	from, to = 1, 0
	for i := range q.n {
		if at := q.volume.Grid.At(q.first + i); !at.Before(start) && at.Before(end) {
			if to == 0 {
				from = first + i
			}
			to = first + i
		}
	}
	return from, to
}

// volumeOn is the day's volume.
func (m *model) volumeOn(k, d int) float64 {
	var sum float64
	from, to := m.volumeRows(k, d)
	for row := from; row <= to; row++ {
		sum += m.queues[k].volume.Mean[m.queues[k].first+row-4]
	}
	return sum
}

// dayFlow is what the formulas of a day say now.
func (m *model) dayFlow(k, d int) flow {
	q, day := m.queues[k], m.days[d]
	f := flow{volume: m.volumeOn(k, d)}
	f.care = f.volume * q.care
	for _, a := range q.arrives {
		f.moved += m.volumeOn(a.from, d) * a.value
	}
	f.contacts = f.care + f.moved
	f.load = (f.volume*q.load + f.moved*q.handle) / 3600
	for i := day.First; i < day.First+day.N; i++ {
		f.net += m.ledger.Net[k][i] * m.hours
		f.rostered += m.ledger.Rostered[k][i] * m.hours
	}
	f.available = f.rostered * m.keep
	if m.keep > 0 {
		f.gross = f.net / m.keep
	}
	f.gap = f.available - f.net
	f.fte(m, 1)
	return f
}

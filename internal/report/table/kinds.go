package table

import (
	"fmt"

	"github.com/jedib0t/go-pretty/v6/table"

	"turno/forecast/messages"
)

// kindsOf shows the mix of the kinds of message and what each asks.
func (p *printer) kindsOf(queues []*messages.Measures, only string) {
	t := p.opt.Words.T
	var rows []table.Row
	for _, q := range queues {
		if only != "" && only != q.Queue {
			continue
		}
		for i := range q.Kinds {
			k := &q.Kinds[i]
			name := string(k.Kind)
			if name == "" {
				name = t("not told")
			}
			rows = append(rows, table.Row{q.Queue, name, count(float64(k.Volume)), p.percent(float64(k.Volume) / float64(max(q.Volume, 1))), p.percent(k.Flush().Value),
				p.figure2(k.Turns().Value), p.span(k.ThinkTime().Value), p.span(k.HandleTime().Value)})
		}
	}
	if len(rows) == 0 {
		return
	}
	p.heading("Kinds of message")
	p.rows(p.header("queue", "kind", "volume", "share", "flush", "turns", "think", "handle time"), rows[:min(len(rows), 40)], 3, 4, 5, 6, 7, 8)
}

const mostColumns = 8 // kinds beside each other

// mixHours shows the mix of a queue's kinds by the hour of the local day: on working days, and
// on weekends.
func (p *printer) mixHours(q *messages.Measures) {
	header := p.header("hour")
	var kinds []*messages.Kind
	right := []int{}
	for i := range q.Kinds {
		if k := &q.Kinds[i]; k.Kind != "" && len(kinds) < mostColumns {
			kinds, header, right = append(kinds, k), append(header, string(k.Kind)), append(right, len(kinds)+2)
		}
	}
	if len(kinds) == 0 {
		return
	}
	p.heading("Mix of %s by the hour: working days / weekends", q.Queue)
	var rows []table.Row
	for h := range messages.Slots / 2 {
		row := table.Row{fmt.Sprintf("%02d:00", h)}
		for _, k := range kinds {
			row = append(row, p.percent(q.Mix(k, h).Value)+" / "+p.percent(q.Mix(k, h+messages.Slots/2).Value))
		}
		rows = append(rows, row)
	}
	p.rows(header, rows, right...)
}

// kindParameters shows what plans take from the measurement of kinds of message.
func (p *printer) kindParameters(a messages.Account, only string) {
	var rows []table.Row
	for n, q := range byVolume(a.Queues) {
		if only == "" && n >= 5 || only != "" && only != q.Queue {
			continue
		}
		for i := range q.Kinds {
			k := &q.Kinds[i]
			if k.Kind == "" {
				continue
			}
			for _, x := range q.KindParameters(k) {
				row := p.parameter(x, a.TakesOf(q.Queue, k, x.Key), p.say("no: see turno.yaml"))
				if x.N > 0 {
					rows = append(rows, append(table.Row{q.Queue, string(k.Kind)}, row...))
				}
			}
		}
	}
	if len(rows) > 0 {
		p.heading("Parameters of the kinds of message")
		p.rows(p.header("queue", "kind", "parameter", "measured", "between", "from", "default of plans"), rows, 4, 5, 6)
	}
}

// parameter is a measured value as a part of a row; refused says why plans do not take it.
func (p *printer) parameter(x messages.Named, taken bool, refused string) table.Row {
	t := p.opt.Words.T
	show := p.figure2
	if x.Share {
		show = p.percent1
	} else if x.Seconds {
		show = p.span
	}
	name, use := x.Key, t("yes")
	if x.To != "" {
		name = t("pivots to %s", x.To)
	}
	switch {
	case x.N < messages.Least:
		use = t("no: fewer than %d", messages.Least)
	case !taken:
		use = refused
	}
	return table.Row{name, show(x.Value), show(x.Low) + " - " + show(x.High), count(float64(x.N)), use}
}

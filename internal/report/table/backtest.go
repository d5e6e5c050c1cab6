package table

import (
	"fmt"
	"io"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"turno/forecast"
	"turno/forecast/backtest"
)

// naive is the yardstick of a back-test.
const naive = "naive"

// Backtest prints how the first method did per queue, how all methods compare, and the
// first one's figures by hour of the day; and what overrides were good for.
func Backtest(w io.Writer, r backtest.Report, worth []forecast.Worth, opt Options) error {
	p := &printer{w: w, opt: opt}
	if len(r.Methods) == 0 {
		return p.err
	}
	p.line("%s ahead from %d origins, %s apart", p.days(r.Design.Horizon), r.Design.Origins, p.days(r.Design.Spacing))
	first := r.Methods[0]
	p.heading("%s, by queue", first.Name)
	var rows []table.Row
	for k, q := range first.Queues {
		switch {
		case k == 50:
			p.line("(the first 50 of %d queues; --json has all)", len(first.Queues))
		case k < 50:
			rows = append(rows, p.metricsRow(q.Queue, q.Metrics))
		}
	}
	if len(first.Queues) > 1 {
		rows = append(rows, p.metricsRow(p.say("overall"), first.Overall), p.metricsRow(p.say("pooled"), first.Pooled))
	}
	p.metrics(p.say("queue"), rows)
	if len(r.Methods) > 1 {
		p.methods(r)
	}
	p.byHour(first)
	p.worth(worth)
	for _, m := range r.Methods {
		p.failures(m)
	}
	return p.err
}

func (p *printer) metrics(what string, rows []table.Row) {
	p.rows(append(table.Row{what}, p.header("values", "wape", "mase", "wql", "cov80", "rmse", "bias")...), rows, 2, 3, 4, 5, 6, 7, 8)
}

func (p *printer) metricsRow(name string, m backtest.Metrics) table.Row {
	if m.N == 0 {
		return table.Row{name, "0", "-", "-", "-", "-", "-", "-"}
	}
	return table.Row{name, count(float64(m.N)), p.thousandth(m.WAPE), p.thousandth(m.MASE), p.thousandth(m.WQL), p.percent1(m.Coverage), p.thousandth(m.RMSE), p.signed(m.Bias)}
}

// methods compares the methods over all queues, and says how far each is from the
// yardstick.
func (p *printer) methods(r backtest.Report) {
	p.heading("Methods, plain mean over queues")
	var yard backtest.Metrics
	for _, m := range r.Methods {
		if m.Name == naive {
			yard = m.Overall
		}
	}
	var rows []table.Row
	for k, m := range r.Methods {
		row := p.metricsRow(m.Name, m.Overall)
		better := "-"
		if m.Overall.N > 0 && yard.N > 0 && yard.WQL > 0 {
			better = p.signed(m.Overall.WQL/yard.WQL - 1)
		}
		if k == 0 {
			row[0] = p.paint(m.Name, text.Bold)
		}
		rows = append(rows, append(row, better))
	}
	p.rows(p.header("method", "values", "wape", "mase", "wql", "cov80", "rmse", "bias", "wql against naive"), rows, 2, 3, 4, 5, 6, 7, 8, 9)
}

// byHour prints the pooled figures of each local hour of the day.
func (p *printer) byHour(m backtest.MethodReport) {
	p.heading("%s, by hour of the day", m.Name)
	var rows []table.Row
	for h, x := range m.Hours {
		if x.N > 0 {
			rows = append(rows, p.metricsRow(fmt.Sprintf("%02d:00", h), x))
		}
	}
	p.metrics(p.say("hour"), rows)
}

// worth prints what overrides of the past were good for.
func (p *printer) worth(list []forecast.Worth) {
	if len(list) == 0 {
		return
	}
	p.heading("Overrides, against the forecast of the day before")
	var rows []table.Row
	for _, x := range list {
		o := x.Override
		rows = append(rows, table.Row{x.Queue, p.opt.Words.Span(o.From, o.To), string(o.Op) + " " + p.trimmed(o.Value), o.Reason, o.Who, count(x.Came), count(x.Without), count(x.With), p.signed(x.Gain())})
	}
	p.rows(p.header("queue", "when", "override", "reason", "who", "came", "error without", "with", "taken away"), rows, 6, 7, 8, 9)
}

// failures says which queues a method could not learn.
func (p *printer) failures(m backtest.MethodReport) {
	shown := 0
	for _, q := range m.Queues {
		if q.Failed == "" {
			continue
		}
		if shown++; shown > p.opt.most() {
			p.line("%s: and further queues not measured, see --json", m.Name)
			return
		}
		p.line("%s: %s not measured: %s", m.Name, q.Queue, q.Failed)
	}
}

func (p *printer) thousandth(x float64) string {
	if x >= 1000 {
		return count(x)
	}
	return p.opt.Words.Decimal(x, 3)
}

// days is a length of time in days where it is whole ones.
func (p *printer) days(d time.Duration) string {
	if n := int(d / (24 * time.Hour)); d%(24*time.Hour) == 0 && n > 0 {
		return p.say("%d {day/days}", n)
	}
	return p.opt.Words.Duration(d)
}

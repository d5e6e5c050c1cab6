package table

import (
	"io"

	"github.com/jedib0t/go-pretty/v6/table"

	"turno/schedule"
	"turno/schedule/staffing"
)

// Trace tells in words why a queue is asked for so many agents, with the numbers beside it.
func Trace(w io.Writer, t staffing.Trace, lost schedule.Shrinkage, opt Options) error {
	p := &printer{w: w, opt: opt}
	for i, s := range opt.Words.Trace(t, lost) {
		if i == 0 {
			p.heading("%s", s)
			continue
		}
		p.line("  %s", s)
	}
	if len(t.Near) == 0 {
		return p.err
	}
	header := p.header("agents")
	for _, target := range t.Queue.Targets {
		header = append(header, p.say("within %s", opt.Words.Duration(target.Within)))
	}
	header = append(header, p.header("busy", "other work they can take")...)
	right := []int{1}
	for i := range header[1:] {
		right = append(right, i+2)
	}
	var rows []table.Row
	for _, n := range t.Near {
		row := table.Row{n.Agents}
		for _, x := range n.InTime {
			row = append(row, p.percent1(x))
		}
		rows = append(rows, append(row, p.percent(n.Occupancy), p.say("%.2f erlangs", n.Absorb)))
	}
	p.line("")
	p.rows(header, rows, right...)
	return p.err
}

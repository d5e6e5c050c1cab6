package table

import (
	"io"
	"math"

	"github.com/jedib0t/go-pretty/v6/table"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/staffing"
)

// Requirement prints, per queue and day, the agent-hours wanted and the peak, and beside
// them what a spreadsheet asks for, where it is given.
func Requirement(w io.Writer, r schedule.Requirement, naive []staffing.NaiveAgents, opt Options) error {
	p := &printer{w: w, opt: opt}
	days := r.Grid.Days()
	var rows []table.Row
	for _, l := range r.Live {
		agents := make([]float64, len(l.Curves))
		for i, c := range l.Curves {
			agents[i] = math.Max(float64(c.Mark), l.Minimum*l.Open[i])
		}
		rows = append(rows, append(p.requirementRow(l.Queue, p.say("live"), agents, r.Grid), p.naiveCells(naive, l.Queue, r.Grid)...))
	}
	for _, d := range r.Deferrable {
		rows = append(rows, append(p.requirementRow(d.Queue, p.say("deferrable"), d.Level, r.Grid), p.naiveCells(naive, d.Queue, r.Grid)...))
	}
	header := p.header("queue", "work", "agent-hours", "most at once", "at", "by day")
	if len(naive) > 0 {
		header = append(header, p.header("spreadsheet", "most")...)
	}
	if len(rows) > 1 {
		rows = append(rows, p.totalRow(r, naive))
	}
	p.rows(header, rows, 3, 4, 7, 8)
	if len(days) > 0 {
		p.line("Agents are effective ones, before shrinkage; deferrable work is levelled over the time it may wait.")
	}
	if len(naive) > 0 {
		p.line("The spreadsheet staffs by Erlang C at the mean (chats by slots), other work in the hour it comes, filled to 95 %% (see docs/STAFFING.md).")
	}
	return p.err
}

// totalRow adds up the agent-hours of all queues and what they ask for together at most.
func (p *printer) totalRow(r schedule.Requirement, naive []staffing.NaiveAgents) table.Row {
	agents, usual := make([]float64, r.Grid.N), make([]float64, r.Grid.N)
	for i := range agents {
		for _, l := range r.Live {
			agents[i] += math.Max(float64(l.Curves[i].Mark), l.Minimum*l.Open[i])
		}
		for _, d := range r.Deferrable {
			agents[i] += d.Level[i]
		}
		for _, n := range naive {
			usual[i] += n.Agents[i]
		}
	}
	row := p.requirementRow(p.say("all"), "", agents, r.Grid)
	if len(naive) > 0 {
		row = append(row, p.naiveCells([]staffing.NaiveAgents{{Queue: "all", Agents: usual}}, "all", r.Grid)...)
	}
	return row
}

// naiveCells are the agent-hours and the most at once that a spreadsheet asks for.
func (p *printer) naiveCells(naive []staffing.NaiveAgents, queue string, g calendar.Grid) table.Row {
	for _, n := range naive {
		if n.Queue != queue {
			continue
		}
		var sum, most float64
		for _, a := range n.Agents {
			sum += a * g.Hours()
			most = max(most, a)
		}
		return table.Row{count(sum), p.decimal1(most)}
	}
	return nil
}

func (p *printer) requirementRow(queue, work string, agents []float64, g calendar.Grid) table.Row {
	var sum, most float64
	at := ""
	for i, a := range agents {
		sum += a * g.Hours()
		if a > most {
			most, at = a, p.opt.Words.DayShort(g.At(i))+g.At(i).Format(" 15:04")
		}
	}
	byDay := make([]float64, 0, 7)
	for _, d := range g.Days() {
		var day float64
		for i := d.First; i < d.First+d.N; i++ {
			day += agents[i]
		}
		byDay = append(byDay, day)
	}
	return table.Row{queue, work, count(sum), p.decimal1(most), at, sparkline(byDay)}
}

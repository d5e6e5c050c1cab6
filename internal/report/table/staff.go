package table

import (
	"io"
	"math"

	"github.com/jedib0t/go-pretty/v6/table"

	"turno/forecast/calendar"
	"turno/schedule"
)

// Requirement prints, per queue and day, the agent-hours wanted and the peak.
func Requirement(w io.Writer, r schedule.Requirement, opt Options) error {
	p := &printer{w: w, opt: opt}
	days := r.Grid.Days()
	var rows []table.Row
	for _, l := range r.Live {
		agents := make([]float64, len(l.Curves))
		for i, c := range l.Curves {
			agents[i] = math.Max(float64(c.Mark), l.Minimum*l.Open[i])
		}
		rows = append(rows, requirementRow(l.Queue, "live", agents, r.Grid))
	}
	for _, d := range r.Deferrable {
		rows = append(rows, requirementRow(d.Queue, "deferrable", d.Level, r.Grid))
	}
	p.rows(table.Row{"queue", "work", "agent-hours", "most at once", "at", "by day"}, rows, 3, 4)
	if len(days) > 0 {
		p.line("Agents are effective ones, before shrinkage; deferrable work is levelled over the time it may wait.")
	}
	return p.err
}

func requirementRow(queue, work string, agents []float64, g calendar.Grid) table.Row {
	var sum, most float64
	at := ""
	for i, a := range agents {
		sum += a * g.Hours()
		if a > most {
			most, at = a, g.At(i).Format("Mon 2 Jan 15:04")
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
	return table.Row{queue, work, count(sum), decimal1(most), at, sparkline(byDay)}
}

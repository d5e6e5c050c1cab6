package table

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/check"
)

// Roster prints who works when, an agent a line and a day a column, for the first 14 days.
func Roster(w io.Writer, r schedule.Roster, team schedule.Team, opt Options) error {
	p := &printer{w: w, opt: opt}
	days := r.Grid.Days()
	if len(days) > 14 {
		days = days[:14]
	}
	header := p.header("agent")
	column := map[calendar.Date]int{}
	for i, d := range days {
		header = append(header, fmt.Sprintf("%s %d", opt.Words.Weekday(d.Date.Weekday()), d.Date.Day))
		column[d.Date] = i
	}
	header = append(header, p.say("paid"))
	cells := map[string][]string{}
	paid, calls := map[string]time.Duration{}, false
	for _, s := range r.Shifts {
		if cells[s.Agent] == nil {
			cells[s.Agent] = make([]string, len(days))
		}
		paid[s.Agent] += s.Paid()
		start := s.Start.In(r.Grid.Zone())
		if k, ok := column[calendar.DateOf(start)]; ok {
			at := hourMinute(start) + "-" + hourMinute(s.End.In(r.Grid.Zone()))
			if s.OnCall != nil {
				at, calls = "("+at+")", true
			}
			cells[s.Agent][k] = strings.TrimSpace(cells[s.Agent][k] + " " + at)
		}
	}
	var rows []table.Row
	for _, a := range team.Agents {
		row := table.Row{a.ID}
		for k := range days {
			cell := "·"
			if c := cells[a.ID]; c != nil && c[k] != "" {
				cell = c[k]
			}
			row = append(row, cell)
		}
		rows = append(rows, append(row, p.decimal1(paid[a.ID].Hours())))
	}
	p.rows(header, rows, len(header))
	if calls {
		p.line("(in brackets: on call)")
	}
	return p.err
}

// hourMinute is 9 or 17:30, short enough for fourteen columns.
func hourMinute(t time.Time) string {
	if t.Minute() == 0 {
		return t.Format("15")
	}
	return t.Format("15:04")
}

// Check prints the verdict on a roster: rules broken, coverage by queue, and below what is
// missed why, where that was explained.
func Check(w io.Writer, r check.Report, why Explained, opt Options) error {
	p := &printer{w: w, opt: opt, why: why}
	p.line("hard rules broken: %s   requests granted: %d of %d", p.broken(r.Broken()), r.Granted, r.Requests)
	var rows []table.Row
	for _, q := range r.Coverage.Queues {
		var short, over, need float64
		hours := r.Coverage.Grid.Hours()
		for i, want := range q.Required {
			need += want * hours
			if d := q.Supplied[i] - want; d < 0 {
				short -= d * hours
			} else {
				over += d * hours
			}
		}
		rows = append(rows, table.Row{q.Queue, p.decimal1(need), p.decimal1(short), p.decimal1(over), p.percent(q.Service())})
	}
	p.rows(p.header("queue", "hours needed", "short", "over", "within target"), rows, 2, 3, 4, 5)
	p.findings(p.say("Rules broken"), r.Findings, schedule.Broken)
	p.findings(p.say("Missed"), r.Findings, schedule.Missed)
	return p.err
}

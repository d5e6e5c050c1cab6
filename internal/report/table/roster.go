package table

import (
	"io"

	"github.com/jedib0t/go-pretty/v6/table"

	"turno/schedule"
	"turno/schedule/check"
)

// Roster prints who works when, an agent a line and a day a column, for the first 14 days.
func Roster(w io.Writer, r schedule.Roster, team schedule.Team, opt Options) error {
	p := &printer{w: w, opt: opt}
	p.grid(r, team, len(team.Agents))
	return p.err
}

// Check prints the verdict on a roster: rules broken, coverage by queue, and below what is
// missed why, where that was explained.
func Check(w io.Writer, r check.Report, why Explained, opt Options) error {
	p := &printer{w: w, opt: opt, why: why}
	p.line("hard rules broken: %s   requests granted: %d of %d", p.brokenRules(r.Broken()), r.Granted, r.Requests)
	var rows []table.Row
	for _, q := range r.Coverage.Queues {
		b := r.Coverage.Balance(q)
		rows = append(rows, table.Row{q.Queue, p.decimal1(b.Needed), p.decimal1(b.Short), p.decimal1(b.Over), p.percent(q.Service())})
	}
	p.rows(p.header("queue", "hours needed", "short", "over", "within target"), rows, 2, 3, 4, 5)
	p.cover(r.Coverage, nil)
	p.findings(p.say("Rules broken"), r.Findings, schedule.Broken)
	p.findings(p.say("Missed"), r.Findings, schedule.Missed)
	return p.err
}

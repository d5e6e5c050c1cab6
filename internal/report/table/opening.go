package table

import (
	"io"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"

	"turno/schedule/staffing"
)

// Openings prints opening hours against what they cost and bring; those on the frontier
// are marked.
func Openings(w io.Writer, queue string, list []staffing.Opening, promise time.Duration, currency string, opt Options) error {
	p := &printer{w: w, opt: opt}
	p.heading("%s: opening hours against cost, promise and customers, a week", queue)
	var rows []table.Row
	for _, o := range list {
		note := ""
		if o.Efficient {
			note = p.say("frontier")
		}
		if o.Announced {
			note += " (" + p.say("as now") + ")"
		}
		rows = append(rows, table.Row{opt.Words.Hours(o.Hours), p.decimal1(o.OpenHours), count(o.AgentHours), count(o.Cost), p.percent1(o.Kept), p.figure(o.Backlog), p.figure(o.Lost), note})
	}
	p.rows(table.Row{p.say("open"), p.say("hours"), p.say("agent-hours"), p.say("cost %s", currency), p.say("within %s", opt.Words.Duration(promise)), p.say("waiting at opening"), p.say("lost"), ""}, rows, 2, 3, 4, 5, 6, 7)
	p.line("The promise is counted by the clock on the wall: a customer who writes at night waits for the opening.")
	p.line("Lost: live contacts that come while closed or leave; posts that wait longer than a day. Cost is of rostered time.")
	return p.err
}

package table

import (
	"fmt"
	"io"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"

	"turno/forecast/calendar"
	"turno/schedule/staffing"
)

// Openings prints opening hours against what they cost and bring; those on the frontier
// are marked.
func Openings(w io.Writer, queue string, list []staffing.Opening, promise time.Duration, currency string, opt Options) error {
	p := &printer{w: w, opt: opt}
	p.heading(queue + ": opening hours against cost, promise and customers, a week")
	var rows []table.Row
	for _, o := range list {
		note := ""
		if o.Efficient {
			note = "frontier"
		}
		if o.Announced {
			note += " (as now)"
		}
		rows = append(rows, table.Row{WeekHours(o.Hours), decimal1(o.OpenHours), count(o.AgentHours), count(o.Cost), decimal1(100*o.Kept) + " %", figure(o.Backlog), figure(o.Lost), note})
	}
	p.rows(table.Row{"open", "hours", "agent-hours", "cost " + currency, fmt.Sprintf("within %v", promise), "waiting at opening", "lost", ""}, rows, 2, 3, 4, 5, 6, 7)
	p.line("The promise is counted by the clock on the wall: a customer who writes at night waits for the opening.")
	p.line("Lost: live contacts that come while closed or leave; posts that wait longer than a day. Cost is of rostered time.")
	return p.err
}

// WeekHours says opening hours in a word: always, those of every day, or of the weekdays.
func WeekHours(h calendar.Hours) string {
	if h.AlwaysOpen() {
		return "24/7"
	}
	day := func(d time.Weekday) string {
		s := ""
		for _, x := range h.Week[d] {
			if s != "" {
				s += ", "
			}
			s += x.From.String() + "-" + x.To.String()
		}
		if s == "" {
			return "closed"
		}
		return s
	}
	all := true
	for d := range h.Week {
		all = all && day(time.Weekday(d)) == day(time.Monday)
	}
	if all {
		return "daily " + day(time.Monday)
	}
	return fmt.Sprintf("Mon %s, Sat %s, Sun %s", day(time.Monday), day(time.Saturday), day(time.Sunday))
}

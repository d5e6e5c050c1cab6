package table

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"turno/forecast/calendar"
	words "turno/internal/report/text"
	"turno/schedule"
)

// grid shows who works when, an agent a line and a day a column: from when to when of one
// week, the start alone of two. Further days are not shown, and of the agents the first so
// many. It fits a terminal of a hundred columns.
func (p *printer) grid(r schedule.Roster, team schedule.Team, most int) {
	days := r.Grid.Days()
	days = days[:min(len(days), 14)]
	if len(days) == 0 {
		return
	}
	g := gridOf(r, team, days, p.opt.Words)
	header, right := p.header("agent"), []int{}
	for i, d := range days {
		day := p.opt.Words.Weekday(d.Date.Weekday())
		if len(days) > 7 {
			day = text.Trim(day, 1)
		}
		header, right = append(header, fmt.Sprintf("%s %d", day, d.Date.Day)), append(right, i+2)
	}
	header, right = append(header, p.say("paid")), append(right, len(days)+2)
	var rows []table.Row
	for _, a := range team.Agents[:min(len(team.Agents), most)] {
		row := table.Row{text.Snip(a.ID, 22, "…")}
		for _, d := range days {
			row = append(row, g.cell(a.ID, d.Date))
		}
		rows = append(rows, append(row, p.decimal1(g.paid[a.ID].Hours())))
	}
	p.tight = true
	p.rows(header, rows, right...)
	p.tight = false
	p.below(g, len(team.Agents)-most, len(r.Grid.Days())-len(days))
}

// below explains the marks of the grid and says what it leaves out.
func (p *printer) below(g weekGrid, people, days int) {
	if g.calls {
		p.line("(in brackets: on call)")
	}
	if g.absent {
		p.line("(words: away)")
	}
	if people > 0 {
		p.line("and %d more {person/people} (--out DIR writes them all)", people)
	}
	if days > 0 {
		p.line("and %d more {day/days} (--out DIR writes them all)", days)
	}
}

type weekGrid struct {
	zone          *time.Location
	short         bool // starts alone
	calls, absent bool
	cells         map[agentDay]string
	paid          map[string]time.Duration // of the days shown
}

type agentDay struct {
	agent string
	date  calendar.Date
}

func gridOf(r schedule.Roster, team schedule.Team, days []calendar.Day, words words.Catalogue) weekGrid {
	g := weekGrid{zone: r.Grid.Zone(), short: len(days) > 7, cells: map[agentDay]string{}, paid: map[string]time.Duration{}}
	last := days[len(days)-1].Date
	for _, s := range r.Shifts {
		k := agentDay{s.Agent, calendar.DateOf(s.Start.In(g.zone))}
		if last.Before(k.date) {
			continue
		}
		g.paid[s.Agent] += s.PaidHours()
		g.cells[k] = strings.TrimSpace(g.cells[k] + " " + g.times(s))
		g.calls = g.calls || s.OnCall != nil
	}
	for _, a := range team.Absences {
		for _, d := range days {
			k := agentDay{a.Agent, d.Date}
			if a.From.Before(d.Date.Add(1).In(g.zone)) && a.To.After(d.Date.In(g.zone)) && g.cells[k] == "" {
				g.cells[k], g.absent = text.Trim(words.Kind(a.Kind), map[bool]int{false: 8, true: 3}[g.short]), true
			}
		}
	}
	return g
}

func (g weekGrid) cell(agent string, d calendar.Date) string {
	if c := g.cells[agentDay{agent, d}]; c != "" {
		return c
	}
	return "·"
}

// times is 9-17½, or 9 where starts alone are shown; (9-17½) is on call.
func (g weekGrid) times(s schedule.Shift) string {
	start, end := s.Start.In(g.zone), s.End.In(g.zone)
	at := hour(start.Hour(), start.Minute())
	if !g.short {
		h := end.Hour()
		if h == 0 && end.Minute() == 0 {
			h = 24
		}
		at += "-" + hour(h, end.Minute())
	}
	if s.OnCall != nil {
		return "(" + at + ")"
	}
	return at
}

// hour is 9, 9½ or 9:20.
func hour(h, minute int) string {
	if part, ok := map[int]string{0: "", 15: "¼", 30: "½", 45: "¾"}[minute]; ok {
		return strconv.Itoa(h) + part
	}
	return strconv.Itoa(h) + ":" + strconv.Itoa(100 + minute)[1:]
}

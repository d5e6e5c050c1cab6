package html

import (
	"strings"
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

// week is who works when at a glance: a person a row and a day a column.
type week struct {
	Words string
	Days  []string
	Rows  []weekRow
}

type weekRow struct {
	Agent, Team string
	Cells       []weekCell
	Paid        string
}

// weekCell is one day of one person: the times of shifts, or why there is none.
type weekCell struct {
	Class  string // of the first queue's colour; "away" of an absence, empty of a day off
	Words  string
	OnCall bool
}

func (x *writer) weeks() []week {
	ro := x.plan.Roster.Roster
	if len(ro.Shifts) == 0 {
		return nil
	}
	days := ro.Grid.Days()
	known := x.known(ro, days)
	var out []week
	for len(days) > 0 {
		n := 1
		for n < len(days) && days[n].Date.Weekday() != time.Monday {
			n++
		}
		out, days = append(out, x.week(days[:n], known)), days[n:]
	}
	return out
}

// agentDay is a person's local date.
type agentDay struct {
	agent string
	date  calendar.Date
}

// dayOf is the shifts that start on a person's date, and the kind of an absence on it.
type dayOf struct {
	shifts []schedule.Shift
	away   string
}

func (x *writer) known(ro schedule.Roster, days []calendar.Day) map[agentDay]dayOf {
	out := map[agentDay]dayOf{}
	for _, s := range ro.Shifts {
		k := agentDay{s.Agent, calendar.DateOf(s.Start.In(x.zone))}
		d := out[k]
		d.shifts = append(d.shifts, s)
		out[k] = d
	}
	for _, a := range x.plan.Input.Team.Absences {
		for _, day := range days {
			if a.From.Before(day.Date.Add(1).In(x.zone)) && a.To.After(day.Date.In(x.zone)) {
				k := agentDay{a.Agent, day.Date}
				d := out[k]
				d.away = x.Kind(a.Kind)
				out[k] = d
			}
		}
	}
	return out
}

func (x *writer) week(days []calendar.Day, known map[agentDay]dayOf) week {
	w := week{Words: x.Span(days[0].Date.In(x.zone), days[len(days)-1].Date.Add(1).In(x.zone))}
	for _, d := range days {
		w.Days = append(w.Days, x.dayName(d.Date))
	}
	for _, a := range x.plan.Input.Team.Agents {
		row, paid := weekRow{Agent: x.name(a.ID), Team: a.Group}, 0.0
		for _, d := range days {
			day := known[agentDay{a.ID, d.Date}]
			row.Cells = append(row.Cells, x.weekCell(day.shifts, day.away))
			for _, s := range day.shifts {
				paid += s.PaidHours().Hours()
			}
		}
		row.Paid = x.tenth(paid)
		w.Rows = append(w.Rows, row)
	}
	return w
}

func (x *writer) weekCell(shifts []schedule.Shift, away string) weekCell {
	if len(shifts) == 0 {
		if away != "" {
			return weekCell{Class: "away", Words: away}
		}
		return weekCell{}
	}
	c := weekCell{Class: "qz"}
	words := make([]string, len(shifts))
	for i, s := range shifts {
		words[i] = x.clocks(s.Start, s.End)
		c.OnCall = c.OnCall || s.OnCall != nil
	}
	if queues := queuesOf(shifts[0]); len(queues) > 0 {
		c.Class = x.color(queues[0])
	}
	c.Words = strings.Join(words, " ")
	return c
}

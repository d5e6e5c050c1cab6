package html

import (
	"strings"

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
	type key struct {
		agent string
		date  calendar.Date
	}
	shifts, away := map[key][]schedule.Shift{}, map[key]string{}
	for _, s := range ro.Shifts {
		k := key{s.Agent, calendar.DateOf(s.Start.In(x.zone))}
		shifts[k] = append(shifts[k], s)
	}
	days := ro.Grid.Days()
	for _, a := range x.plan.Input.Team.Absences {
		for _, d := range days {
			if a.From.Before(d.Date.Add(1).In(x.zone)) && a.To.After(d.Date.In(x.zone)) {
				away[key{a.Agent, d.Date}] = a.Kind
			}
		}
	}
	var out []week
	for len(days) > 0 {
		n := 1
		for n < len(days) && days[n].Date.Weekday() != 1 {
			n++
		}
		w := week{Words: x.Span(days[0].Date.In(x.zone), days[n-1].Date.Add(1).In(x.zone))}
		for _, d := range days[:n] {
			w.Days = append(w.Days, x.Span(d.Date.In(x.zone), d.Date.Add(1).In(x.zone)))
		}
		for _, a := range x.plan.Input.Team.Agents {
			row, paid := weekRow{Agent: x.name(a.ID), Team: a.Group}, 0.0
			for _, d := range days[:n] {
				k := key{a.ID, d.Date}
				row.Cells = append(row.Cells, x.weekCell(shifts[k], away[k]))
				for _, s := range shifts[k] {
					paid += s.PaidHours().Hours()
				}
			}
			row.Paid = x.tenth(paid)
			w.Rows = append(w.Rows, row)
		}
		out, days = append(out, w), days[n:]
	}
	return out
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

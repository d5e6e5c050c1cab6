// Package matsp reads the multi-activity, multi-day shift-scheduling instances of Qu &
// Curtois (2020) and scores rosters by their rules.
package matsp

import (
	"fmt"
	"io"
	"strings"

	"turno/bench/roster/section"
)

// Bounds of an instance; anything larger is refused.
const (
	maxDays  = 366
	maxTasks = 100
	maxStaff = 2000
)

// Time is counted in periods of 15 minutes since 06:00 on the first day.
const (
	Minutes = 15           // of a period
	hour    = 60 / Minutes // periods
	day     = 24 * hour
	opening = 6 * hour // clock of period 0
)

// Instance is one problem.
type Instance struct {
	Days, Tasks int
	Staff       []Employee
	Cover       [][]Cover // by task and period; nothing is asked and nothing allowed where both are 0
}

// Employee is one person with limits of total working time.
type Employee struct {
	ID                     string
	MinMinutes, MaxMinutes int
}

// Cover is the people asked for: fewer than Min break a rule, more than Max cost.
type Cover struct{ Min, Max int }

// Periods is the number of periods.
func (in *Instance) Periods() int { return in.Days * day }

type reader struct {
	section.Reader
	in    Instance
	names map[string]bool
	known [][]bool
}

// Read reads an instance. The error names every fault with its line.
func Read(r io.Reader) (*Instance, error) {
	d := &reader{names: map[string]bool{}}
	err := d.Read(r, map[string]func([]string){
		"HORIZON": func(f []string) { d.single(f, "horizon", &d.in.Days, maxDays) },
		"TASKS":   func(f []string) { d.single(f, "tasks", &d.in.Tasks, maxTasks) },
		"STAFF":   d.employee, "COVER": d.cover,
	})
	if err != nil {
		return nil, err
	}
	d.Check(d.in.Cover != nil && len(d.in.Staff) > 0, "staff or cover are missing; expected all four sections")
	if err := d.Err(); err != nil {
		return nil, err
	}
	return &d.in, nil
}

// single reads a number that stands alone in its section.
func (d *reader) single(f []string, name string, to *int, most int) {
	if d.Count(f, 1, 1) && d.Check(*to == 0, "a second number of %s; expected one", name) {
		*to = d.Number(name, f[0], 1, most)
	}
}

func (d *reader) employee(f []string) {
	if !d.Count(f, 3, 3) || !d.Check(len(d.in.Staff) < maxStaff, "more than %d employees", maxStaff) {
		return
	}
	id := strings.TrimSpace(f[0])
	d.Check(id != "" && !d.names[id], "employee %q, expected a name that is not used yet", id)
	d.names[id] = true
	least := d.Number("least minutes", f[1], 0, maxDays*24*60)
	d.in.Staff = append(d.in.Staff, Employee{id, least, d.Number("most minutes", f[2], least, maxDays*24*60)})
}

func (d *reader) cover(f []string) {
	if !d.Count(f, 5, 5) || !d.Check(d.in.Days > 0 && d.in.Tasks > 0, "cover before the horizon and the tasks; expected both above") {
		return
	}
	if d.in.Cover == nil {
		for range d.in.Tasks {
			d.in.Cover, d.known = append(d.in.Cover, make([]Cover, d.in.Periods())), append(d.known, make([]bool, d.in.Periods()))
		}
	}
	date := d.Number("day", f[0], 1, d.in.Days+1)
	from, to, _ := strings.Cut(f[1], "-")
	begin, end := d.clock(from), d.clock(to)
	task := d.Number("task", f[2], 1, d.in.Tasks) - 1
	least := d.Number("least people", f[3], 0, maxStaff)
	most := d.Number("most people", f[4], least, maxStaff)
	at := (date-1)*day + begin - opening
	if !d.Check((begin+1)%day == end, "time %q, expected a quarter of an hour such as 06:00-06:15", f[1]) ||
		!d.Check(at >= 0 && at < d.in.Periods(), "day %d, %s lies outside the horizon from 06:00 on day 1 to 06:00 on day %d", date, f[1], d.in.Days+1) ||
		!d.Check(!d.known[task][at], "a second cover of task %d in day %d, %s", task+1, date, f[1]) {
		return
	}
	d.known[task][at], d.in.Cover[task][at] = true, Cover{least, most}
}

// clock reads a time of day as periods since midnight.
func (d *reader) clock(text string) int {
	var h, m int
	n, err := fmt.Sscanf(text, "%02d:%02d", &h, &m)
	d.Check(err == nil && n == 2 && len(text) == 5 && h >= 0 && h < 24 && m >= 0 && m < 60 && m%Minutes == 0, "time %q, expected a quarter of an hour such as 06:15", text)
	return h*hour + m/Minutes
}

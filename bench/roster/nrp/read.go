// Package nrp reads the shift-scheduling instances of Curtois & Qu (2014), scores and
// writes their rosters, and translates them into the general form of a rostering problem.
package nrp

import (
	"io"
	"strings"

	"turno/bench/roster/section"
)

// Bounds of an instance; anything larger is refused.
const (
	maxWeeks  = 56
	maxTypes  = 200
	maxStaff  = 2000
	maxNumber = 10_000_000
)

// Instance is one problem. Day 0 is a Monday.
type Instance struct {
	Days     int
	Types    []Type
	Staff    []Employee
	Requests []Request
	Cover    []Cover
}

// Type is a kind of shift.
type Type struct {
	ID        string
	Minutes   int
	NotBefore []int // types that may not follow on the next day
}

// Employee is one person with hard rules.
type Employee struct {
	ID                                  string
	Most                                []int // by type: the most that may be worked
	MaxMinutes, MinMinutes              int
	MaxRun, MinRun, MinOff, MaxWeekends int
	DaysOff                             []int
}

// Request costs Weight unless the type is worked on the day (On) or not worked (otherwise).
type Request struct {
	Employee, Day, Type, Weight int
	On                          bool
}

// Cover asks for Want people of a type on a day; each one missing or too many costs.
type Cover struct{ Day, Type, Want, Under, Over int }

// reader collects an instance.
type reader struct {
	section.Reader
	in       Instance
	types    map[string]int
	staff    map[string]int
	covers   map[[2]int]bool
	excluded []string // by type: names of those that may not follow
}

// Read reads an instance. The error names every fault with its line.
func Read(r io.Reader) (*Instance, error) {
	d := &reader{types: map[string]int{}, staff: map[string]int{}, covers: map[[2]int]bool{}}
	err := d.Read(r, map[string]func([]string){
		"HORIZON": d.horizon, "SHIFTS": d.shift, "STAFF": d.employee, "DAYS_OFF": d.daysOff,
		"SHIFT_ON_REQUESTS":  func(f []string) { d.request(f, true) },
		"SHIFT_OFF_REQUESTS": func(f []string) { d.request(f, false) },
		"COVER":              d.cover,
	})
	if err != nil {
		return nil, err
	}
	for t := range d.in.Types {
		d.excludes(t)
	}
	d.Check(d.in.Days > 0 && len(d.in.Types) > 0 && len(d.in.Staff) > 0, "horizon, shifts or staff are missing; expected all three sections")
	if err := d.Err(); err != nil {
		return nil, err
	}
	return &d.in, nil
}

// lookup finds a name among those that were declared.
func (d *reader) lookup(kind, name string, names map[string]int) (int, bool) {
	i, ok := names[strings.TrimSpace(name)]
	return i, d.Check(ok, "%s %q is not declared above", kind, name)
}

func (d *reader) day(text string) int { return d.Number("day", text, 0, max(0, d.in.Days-1)) }

// Package nrp reads the shift-scheduling instances of Curtois & Qu (2014), scores and
// writes their rosters, and translates them into the general form of a rostering problem.
package nrp

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Bounds of an instance; anything larger is refused.
const (
	maxWeeks  = 56
	maxTypes  = 200
	maxStaff  = 2000
	maxLines  = 1_000_000
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

// reader collects an instance and the faults of its text.
type reader struct {
	in     Instance
	line   int
	faults []error
	types  map[string]int
	staff  map[string]int
	covers map[[2]int]bool
}

// Read reads an instance. The error names every fault with its line.
func Read(r io.Reader) (*Instance, error) {
	d := &reader{types: map[string]int{}, staff: map[string]int{}, covers: map[[2]int]bool{}}
	scan := bufio.NewScanner(r)
	scan.Buffer(nil, 1<<20)
	section, after := "", map[string]func([]string){
		"SECTION_HORIZON": d.horizon, "SECTION_SHIFTS": d.shift, "SECTION_STAFF": d.employee, "SECTION_DAYS_OFF": d.daysOff,
		"SECTION_SHIFT_ON_REQUESTS":  func(f []string) { d.request(f, true) },
		"SECTION_SHIFT_OFF_REQUESTS": func(f []string) { d.request(f, false) },
		"SECTION_COVER":              d.cover,
	}
	excluded := map[int]string{}
	for scan.Scan() {
		d.line++
		text := strings.TrimSpace(scan.Text())
		switch {
		case d.line > maxLines:
			return nil, fmt.Errorf("more than %d lines; split the instance", maxLines)
		case text == "" || strings.HasPrefix(text, "#"):
		case strings.HasPrefix(text, "SECTION_"):
			section = text
			d.check(after[section] != nil, "section %q, expected one of HORIZON, SHIFTS, STAFF, DAYS_OFF, SHIFT_ON_REQUESTS, SHIFT_OFF_REQUESTS, COVER", section)
		case after[section] == nil:
			d.check(section != "", "%q stands before the first section", text)
		default:
			fields := strings.Split(text, ",")
			if section == "SECTION_SHIFTS" && len(fields) == 3 {
				excluded[len(d.in.Types)] = fields[2]
			}
			after[section](fields)
		}
	}
	if err := scan.Err(); err != nil {
		return nil, fmt.Errorf("line %d: %w", d.line+1, err)
	}
	for t := range d.in.Types {
		d.excludes(t, excluded[t])
	}
	d.check(d.in.Days > 0 && len(d.in.Types) > 0 && len(d.in.Staff) > 0, "horizon, shifts or staff are missing; expected all three sections")
	if len(d.faults) > 0 {
		return nil, errors.Join(d.faults...)
	}
	return &d.in, nil
}

// check notes a fault unless ok, and passes ok on.
func (d *reader) check(ok bool, format string, args ...any) bool {
	if !ok && len(d.faults) < 50 {
		d.faults = append(d.faults, fmt.Errorf("line %d: "+format, append([]any{d.line}, args...)...))
	}
	return ok
}

// number reads a whole number within the bounds.
func (d *reader) number(name, text string, least, most int) int {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if !d.check(err == nil && n >= least && n <= most, "%s %q, expected a whole number from %d to %d", name, text, least, most) {
		return least
	}
	return n
}

// lookup finds a name among those that were declared.
func (d *reader) lookup(kind, name string, names map[string]int) (int, bool) {
	i, ok := names[strings.TrimSpace(name)]
	return i, d.check(ok, "%s %q is not declared above", kind, name)
}

func (d *reader) count(fields []string, least, most int) bool {
	return d.check(len(fields) >= least && len(fields) <= most, "%d fields, expected %d to %d", len(fields), least, most)
}

func (d *reader) day(text string) int { return d.number("day", text, 0, max(0, d.in.Days-1)) }

package inrc2

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"turno/bench/roster/section"
)

// dayNames are how the files name the days of a week.
var dayNames = []string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}

// Read reads a scenario, the history before its first week, and its weeks in order. The
// error names every fault of every file with its line.
func Read(scenario, history io.Reader, weeks []io.Reader) (*Instance, error) {
	in := &Instance{}
	if err := in.scenario(scenario); err != nil {
		return nil, fmt.Errorf("scenario: %w", err)
	}
	var all []error
	if len(weeks) != in.Weeks {
		all = append(all, fmt.Errorf("%d weeks are given, expected the scenario's %d", len(weeks), in.Weeks))
	} else {
		in.Cover = make([]Cover, in.Days()*len(in.Shifts)*len(in.Skills))
		for w, r := range weeks {
			if err := in.week(r, w); err != nil {
				all = append(all, fmt.Errorf("week %d: %w", w+1, err))
			}
		}
	}
	if err := in.history(history); err != nil {
		all = append(all, fmt.Errorf("history: %w", err))
	}
	return in, errors.Join(all...)
}

// file reads one of the files line by line. A line that begins with a heading, followed by
// nothing or by = and the number of its lines, opens a section; the others belong to the last.
type file struct {
	section.Reader
	in       *Instance
	wanted   map[string]int // by heading: lines announced, -1 for any
	found    map[string]int
	headings map[string]func(fields []string) // what is done with a section's lines
	values   map[string]func(text string)     // headings that are one value
}

// read goes through the text and checks that every section has the lines announced.
func (f *file) read(r io.Reader) error {
	f.wanted, f.found = map[string]int{}, map[string]int{}
	present := ""
	err := f.Lines(r, func(text string) {
		fields := strings.Fields(strings.Replace(text, "=", " = ", 1))
		_, heading := f.headings[fields[0]]
		value := f.values[fields[0]]
		switch {
		case value != nil && len(fields) == 3 && fields[1] == "=":
			value(fields[2])
		case heading && (len(fields) == 1 || fields[1] == "="):
			present = f.open(fields)
		case f.Check(present != "", "%q stands before the first heading", text):
			f.found[present]++
			if n := f.wanted[present]; n < 0 || f.Check(f.found[present] <= n, "more lines than the %d that %s announces", n, present) {
				f.headings[present](fields)
			}
		}
	})
	if err != nil {
		return err
	}
	for name := range f.headings {
		n, ok := f.wanted[name]
		f.Check(ok && (n < 0 || f.found[name] == n), "%s has %d lines, expected %d", name, f.found[name], max(n, 1))
	}
	return f.Err()
}

// open begins a section and notes how many lines it announces.
func (f *file) open(fields []string) string {
	name := fields[0]
	_, twice := f.wanted[name]
	f.Check(!twice, "%s a second time", name)
	f.wanted[name] = -1
	if len(fields) > 1 && f.Check(len(fields) == 3, "%s, expected = and one number behind it", name) {
		f.wanted[name] = f.Number(name, fields[2], 0, maxRequests)
	}
	return name
}

// find looks a name up.
func (f *file) find(kind, name string, names func(i int) string, n int) (int, bool) {
	for i := range n {
		if names(i) == name {
			return i, true
		}
	}
	return 0, f.Check(false, "%s %q is not in the scenario", kind, name)
}

func (f *file) shift(name string) (int, bool) {
	return f.find("shift", name, func(i int) string { return f.in.Shifts[i].Name }, len(f.in.Shifts))
}

func (f *file) skill(name string) (int, bool) {
	return f.find("skill", name, func(i int) string { return f.in.Skills[i] }, len(f.in.Skills))
}

func (f *file) nurse(name string) (int, bool) {
	return f.find("nurse", name, func(i int) string { return f.in.Nurses[i].Name }, len(f.in.Nurses))
}

func (f *file) day(name string) (int, bool) {
	d := slices.Index(dayNames, name)
	return d, f.Check(d >= 0, "day %q, expected one of %v", name, dayNames)
}

// pair reads (2,5).
func (f *file) pair(what, text string) (a, b int) {
	inner, ok := strings.CutPrefix(text, "(")
	inner, closed := strings.CutSuffix(inner, ")")
	x, y, two := strings.Cut(inner, ",")
	if !f.Check(ok && closed && two, "%s %q, expected two numbers such as (2,5)", what, text) {
		return 0, 0
	}
	return f.Number(what, x, 0, maxNumber), f.Number(what, y, 0, maxNumber)
}

func (f *file) limits(what, text string) Range {
	a, b := f.pair(what, text)
	f.Check(a <= b, "%s %q, expected the lesser first", what, text)
	return Range{a, b}
}

// belongs checks that a file is of the scenario.
func (f *file) belongs(name string) {
	f.Check(name == f.in.Name, "scenario %q, expected %q", name, f.in.Name)
}

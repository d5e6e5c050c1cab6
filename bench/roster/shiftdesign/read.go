// Package shiftdesign reads instances of minimum shift design in MiniZinc's data form,
// scores and writes designs. The problem is that of Musliu, Schaerf & Slany (2004) and Di
// Gaspero et al. (2007): find few distinct shifts and how many people work each of them on
// each day, so that the demand of a week that repeats is met closely.
package shiftdesign

import (
	"io"
	"regexp"
	"strconv"
	"strings"

	"turno/bench/roster/section"
)

// Bounds of an instance; anything larger is refused.
const (
	dayMinutes = 24 * 60
	maxDays    = 371
	maxTypes   = 100
	maxNumber  = 1_000_000
	maxText    = 1 << 20 // of one value
)

// Instance is one problem. Time is counted in slots of Interval minutes; slot 0 of the first
// day follows the last slot of the last.
type Instance struct {
	Interval int // minutes
	Days     int
	Demand   []int // people, by slot
	Types    []Type

	// Duties is what the mean number of duties a week should be for somebody who works
	// WeekMinutes.
	Duties      Bounds
	WeekMinutes int

	// Weights of a minute under and over the demand, of a duty a week outside its bounds
	// and of each distinct shift.
	Under, Over, DutiesOutside, Shifts int
}

// Type is a kind of shift: where it may start in its day, and how long it may be, in slots.
type Type struct{ Start, Length Range }

// Range holds both its ends.
type Range struct{ Min, Max int }

// Bounds are those of a mean.
type Bounds struct{ Min, Max float64 }

// Slots is the number of slots in a day.
func (in *Instance) Slots() int { return dayMinutes / in.Interval }

// names are the values of an instance, in the order in which they are read.
var names = []string{
	"interval", "days", "demand", "shiftTypes", "minStart", "maxStart", "minLength", "maxLength", "minDuties", "maxDuties",
	"avgMinutes", "weightUnderCover", "weightOverCover", "weightDutiesPerWeek", "weightShiftInstances",
}

// reader collects the statements of a text.
type reader struct {
	section.Reader
	values map[string]string
}

var statement = regexp.MustCompile(`^\s*([A-Za-z_]\w*)\s*=\s*(.*?)\s*$`)

// Read reads an instance. The error names every fault, those of a statement with its last
// line.
func Read(r io.Reader) (*Instance, error) {
	d := &reader{values: map[string]string{}}
	var open strings.Builder
	err := d.Lines(r, func(text string) {
		text, _, _ = strings.Cut(text, "%")
		for {
			part, rest, ended := strings.Cut(text, ";")
			if d.Check(open.Len()+len(part) <= maxText, "a statement of more than %d characters", maxText) {
				open.WriteString(part)
				open.WriteByte(' ')
			}
			if !ended {
				return
			}
			d.statement(open.String())
			open.Reset()
			text = rest
		}
	})
	if err != nil {
		return nil, err
	}
	d.Check(strings.TrimSpace(open.String()) == "", "no ; behind the last statement")
	for _, name := range names {
		d.Check(d.values[name] != "", "%s is missing", name)
	}
	if err := d.Err(); err != nil {
		return nil, err
	}
	in := d.instance()
	return in, d.Err()
}

func (d *reader) statement(text string) {
	m := statement.FindStringSubmatch(text)
	if !d.Check(m != nil, "%.40q, expected name = value;", strings.TrimSpace(text)) {
		return
	}
	known := false
	for _, name := range names {
		known = known || name == m[1]
	}
	if d.Check(known, "%q, expected one of %v", m[1], names) && d.Check(d.values[m[1]] == "", "%s a second time", m[1]) {
		d.values[m[1]] = m[2]
	}
}

// instance makes the instance of the values.
func (d *reader) instance() *Instance {
	in := &Instance{
		Interval: d.number("interval", 1, dayMinutes), Days: d.number("days", 1, maxDays),
		Duties: Bounds{d.real("minDuties"), d.real("maxDuties")}, WeekMinutes: d.number("avgMinutes", 0, 7*dayMinutes),
		Under: d.number("weightUnderCover", 0, maxNumber), Over: d.number("weightOverCover", 0, maxNumber),
		DutiesOutside: d.number("weightDutiesPerWeek", 0, maxNumber), Shifts: d.number("weightShiftInstances", 0, maxNumber),
	}
	d.Check(dayMinutes%in.Interval == 0, "interval %d, expected a part of a day", in.Interval)
	d.Check(in.Duties.Min <= in.Duties.Max, "duties from %v to %v, expected the lesser first", in.Duties.Min, in.Duties.Max)
	in.Demand = d.list("demand", in.Days*in.Slots(), maxNumber)
	n := d.number("shiftTypes", 1, maxTypes)
	starts, latest := d.list("minStart", n, in.Slots()-1), d.list("maxStart", n, in.Slots()-1)
	least, most := d.list("minLength", n, in.Slots()), d.list("maxLength", n, in.Slots())
	if d.Err() != nil {
		return in
	}
	for i := range n {
		t := Type{Range{starts[i], latest[i]}, Range{least[i], most[i]}}
		d.Check(t.Start.Min <= t.Start.Max && 1 <= t.Length.Min && t.Length.Min <= t.Length.Max,
			"shift type %d starts from %d to %d with lengths %d to %d, expected the lesser first and lengths above 0", i+1, starts[i], latest[i], least[i], most[i])
		in.Types = append(in.Types, t)
	}
	return in
}

func (d *reader) number(name string, least, most int) int {
	return d.Number(name, d.values[name], least, most)
}

func (d *reader) real(name string) float64 {
	x, err := strconv.ParseFloat(d.values[name], 64)
	d.Check(err == nil && x >= 0 && x <= maxNumber, "%s %q, expected a number from 0 to %d", name, d.values[name], maxNumber)
	return x
}

// list reads [1, 2, 3] of so many numbers.
func (d *reader) list(name string, n, most int) []int {
	text, opened := strings.CutPrefix(d.values[name], "[")
	text, closed := strings.CutSuffix(text, "]")
	if !d.Check(opened && closed, "%s, expected a list in [ ]", name) {
		return nil
	}
	parts := strings.Split(text, ",")
	if !d.Check(len(parts) == n, "%s has %d numbers, expected %d", name, len(parts), n) {
		return nil
	}
	out := make([]int, n)
	for i, part := range parts {
		out[i] = d.Number(name, part, 0, most)
	}
	return out
}

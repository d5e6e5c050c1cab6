package auto

import (
	"time"

	"turno/forecast/calendar"
)

// dayType is what holidays of different names may have in common.
type dayType int

const (
	workdayFeast dayType = iota // on a day from Monday to Friday
	weekendFeast
	substitute // a day off for a holiday that fell on the weekend
	dayTypes
)

// feast is a public holiday by its name and the type of the day it is kept on: Christmas
// on a Sunday and the Monday off for it are two.
type feast struct {
	name string
	day  dayType
}

// feastOn is the holiday on a date.
func feastOn(cal *calendar.Calendar, d calendar.Date) (f feast, ok bool) {
	name := cal.Holiday(d)
	if name == "" {
		return feast{}, false
	}
	switch {
	case weekend(d):
		return feast{name, weekendFeast}, true
	case substitutes(cal, d, name):
		return feast{name, substitute}, true
	}
	return feast{name, workdayFeast}, true
}

// substitutes says whether the workday d is off for a holiday of one day that falls on
// the weekend next to it, at most three days away as after two holidays in a row.
func substitutes(cal *calendar.Calendar, d calendar.Date, name string) bool {
	found, others := false, 0
	for away := -3; away <= 3; away++ {
		if other := d.Add(away); away != 0 && cal.Holiday(other) == name {
			found, others = found || weekend(other), others+1
		}
	}
	return found && others == 1
}

func weekend(d calendar.Date) bool {
	return d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
}

package model

import (
	"fmt"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
)

const day = 24 * time.Hour

// slots numbers the intervals of a local week: perDay of them a day, Sunday first.
type slots struct {
	zone   *time.Location
	step   time.Duration
	perDay int
}

// newSlots fails when the step does not divide a day.
func newSlots(step time.Duration, zone *time.Location) (slots, error) {
	if step < time.Minute || step > day || day%step != 0 {
		return slots{}, fmt.Errorf("interval %v: expected one that divides a day, such as 30m or 1h", step)
	}
	return slots{zone, step, int(day / step)}, nil
}

func (s slots) week() int { return 7 * s.perDay }

// at is the slot of t and the number of its local day.
func (s slots) at(t time.Time) (slot int, dayNumber int) {
	t = t.In(s.zone)
	h, m, sec := t.Clock()
	within := time.Duration(h)*time.Hour + time.Duration(m)*time.Minute + time.Duration(sec)*time.Second
	_, offset := t.Zone()
	number := floorDiv(int(t.Unix())+offset, int(day/time.Second))
	return int(t.Weekday())*s.perDay + int(within/s.step), number
}

// hour is the hour of the week, 0 to 167, of a slot.
func (s slots) hour(slot int) int {
	d, within := slot/s.perDay, time.Duration(slot%s.perDay)*s.step
	return d*24 + int(within/time.Hour)
}

// weekend says whether a slot lies on a Saturday or Sunday.
func (s slots) weekend(slot int) bool {
	d := slot / s.perDay
	return d == int(time.Sunday) || d == int(time.Saturday)
}

// kindOfTime numbers the times of day twice: on weekdays from 0, on weekend days from perDay.
func (s slots) kindOfTime(slot int) int {
	if s.weekend(slot) {
		return slot%s.perDay + s.perDay
	}
	return slot % s.perDay
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// zoneOf is where the season is read: the calendar's zone, or the history's own.
func zoneOf(s forecast.Series, cal *calendar.Calendar) *time.Location {
	if cal != nil && cal.Zone != nil {
		return cal.Zone
	}
	return s.Grid.Zone()
}

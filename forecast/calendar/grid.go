package calendar

import (
	"fmt"
	"time"
)

// Grid is N equal intervals of length Step from Start. The location of Start is the zone
// in which people read it. The zero Grid holds no interval.
type Grid struct {
	Start time.Time     // first instant of interval 0
	Step  time.Duration // length of an interval, above 0
	N     int           // number of intervals
}

// NewGrid covers [start, end) with intervals of step. It fails when step is not positive,
// when end is before start, or when the span is not a whole number of steps.
func NewGrid(start, end time.Time, step time.Duration) (Grid, error) {
	switch {
	case step <= 0:
		return Grid{}, fmt.Errorf("interval %v: expected more than 0", step)
	case end.Before(start):
		return Grid{}, fmt.Errorf("period ends %s before it starts %s", end.Format(time.RFC3339), start.Format(time.RFC3339))
	case end.Sub(start)%step != 0:
		return Grid{}, fmt.Errorf("period of %v is not a whole number of intervals of %v", end.Sub(start), step)
	}
	return Grid{Start: start, Step: step, N: int(end.Sub(start) / step)}, nil
}

// At is the first instant of interval i in the grid's zone; At(N) is the end of the grid.
// Indices outside the grid extend it.
func (g Grid) At(i int) time.Time { return g.Start.Add(time.Duration(i) * g.Step) }

// End is the first instant after the grid.
func (g Grid) End() time.Time { return g.At(g.N) }

// Zone is the location in which the grid is read.
func (g Grid) Zone() *time.Location { return g.Start.Location() }

// Hours is the length of an interval in hours.
func (g Grid) Hours() float64 { return g.Step.Hours() }

// Index is the interval that holds t: floor((t-Start)/Step), negative before the grid and
// N or more after it.
func (g Grid) Index(t time.Time) int {
	d := t.Sub(g.Start)
	i := int(d / g.Step)
	if d < 0 && d%g.Step != 0 {
		i--
	}
	return i
}

// Contains says whether t lies within the grid.
func (g Grid) Contains(t time.Time) bool { return !t.Before(g.Start) && t.Before(g.End()) }

// Fine is the same span cut into intervals of step, which must divide g.Step.
func (g Grid) Fine(step time.Duration) (Grid, error) {
	if step <= 0 || g.Step%step != 0 {
		return Grid{}, fmt.Errorf("interval %v does not divide %v", step, g.Step)
	}
	return Grid{Start: g.Start, Step: step, N: g.N * int(g.Step/step)}, nil
}

// Day is one local calendar day of a grid.
type Day struct {
	Date  Date
	First int // first interval whose start lies on the date
	N     int // number of such intervals: 23 or 25 hours' worth when clocks change
}

// Days lists the local days that the grid touches, in order.
func (g Grid) Days() []Day {
	var days []Day
	for i := range g.N {
		d := DateOf(g.At(i))
		if len(days) == 0 || days[len(days)-1].Date != d {
			days = append(days, Day{Date: d, First: i})
		}
		days[len(days)-1].N++
	}
	return days
}

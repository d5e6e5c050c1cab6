package check

import (
	"time"
)

// tally is what one person works in one calendar week, published shifts included.
type tally struct {
	week int
	paid time.Duration
	days int
	ours bool // the roster has a shift in it
}

// weeks tallies the calendar weeks in which the person has a shift, in order.
func weeks(p *person) []tally {
	var out []tally
	day := 0
	for _, s := range p.shifts {
		if len(out) == 0 || out[len(out)-1].week != s.week() {
			out = append(out, tally{week: s.week()})
			day = s.day - 1
		}
		t := &out[len(out)-1]
		t.paid += s.paid
		t.ours = t.ours || s.ours
		if s.day != day {
			t.days, day = t.days+1, s.day
		}
	}
	return out
}

package layout

import (
	"math"
	"strings"
)

// Dates that can be read both ways lie so many times closer together one way where that is
// the right one: 11/01 and 11/02 are a day apart or a month.
const (
	closer  = 8
	leastBy = 20 // rows, below which this may be by chance
)

// order has the month stand first in dates such as 11/01/26, or the day, as the layout says
// unless the first rows speak against it: they are dates only the other way, or much closer
// together. Systems write dates as their users' countries do, whatever the layout.
func (x *reader) order(first *batch) {
	field := x.timeField()
	column := x.column[field]
	if len(x.wide) > 0 {
		column = x.wide[0].at[field]
	}
	turned := x.clock
	turned.monthFirst = !turned.monthFirst
	as, other := first.reach(column, x.clock), first.reach(column, turned)
	if 10*other.n > 11*as.n || other.n >= max(as.n, leastBy) && closer*(other.days()+1) < as.days() {
		x.clock.monthFirst, x.report.Turned = turned.monthFirst, true
	}
	x.report.MonthFirst = x.clock.monthFirst
}

// reach is how many cells are times, and from when to when.
type reach struct {
	n           int
	first, last int64
}

func (r reach) days() float64 { return max(0, float64(r.last-r.first)/daySeconds) }

// reach reads the times in a column of the batch by a clock.
func (b *batch) reach(column int, c clock) reach {
	out, from := reach{first: math.MaxInt64}, 0
	for k, end := range b.ends {
		cells := b.cells[from:end]
		from = end
		if b.errs[k] != nil || column < 0 || column >= len(cells) {
			continue
		}
		if at, ok := c.parse(strings.TrimSpace(cells[column])); ok {
			out.n, out.first, out.last = out.n+1, min(out.first, at), max(out.last, at)
		}
	}
	return out
}

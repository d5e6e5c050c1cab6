package roster

import "slices"

// bounds is the best that can still be gained after a day, by the end of the last shift
// and the days and paid time the week already has, when only the limits of these are kept:
// at least what any legal schedule gains. Time is counted in units and ends in a few
// classes, both rounded in favour of the gain.
type bounds struct {
	p      *Problem
	ag     *Agent
	unit   int
	slack  int // minutes by which units may blur the week's minimum
	width  int // units of paid time
	least  int // units of the shortest and longest shift
	most   int
	starts [][]int // by day: the starts that tell classes apart, ascending
	top    []int   // by day: the greatest class of work that may follow it
	table  [][]float64
	groups []group
	idle   bool // the agent has no limits of weeks: spans is as good
}

// group is the best option of a day among those that the bounds cannot tell apart.
type group struct {
	begin, end int // classes: by its start, of its own day; by its end, of the next
	units      int
	value      float64
}

const (
	weekDays = 8 // states of days worked in a week
	classes  = 8 // of ends, at most
)

// compute fills the table for the options of each day, which are sorted by value.
func (b *bounds) compute(p *Problem, ag *Agent, options [][]option) {
	b.p, b.ag, b.unit, b.slack = p, ag, ag.unit, 0
	if b.unit < 15 {
		b.unit, b.slack = 30, 7*29
	}
	b.measure(options)
	for len(b.table) < len(p.Days) {
		b.table, b.starts, b.top = append(b.table, nil), append(b.starts, nil), append(b.top, 0)
	}
	for d := range p.Days {
		b.classify(d, options[d])
	}
	for d := range p.Days {
		b.top[d] = b.class(d+1, ag.Past.End+ag.Limits.Rest)
		for i := range options[d] {
			o := &options[d][i]
			o.begin, o.class = b.class(d, o.at), b.class(d+1, o.end+ag.Limits.Rest)
			b.top[d] = max(b.top[d], o.class)
		}
	}
	b.idle = ag.need&needWeek == 0
	for d := len(p.Days) - 1; d >= 0 && !b.idle; d-- {
		b.fill(d, options)
	}
}

// measure finds the extent of paid time.
func (b *bounds) measure(options [][]option) {
	b.least, b.most, b.width = 1<<30, 0, 0
	for _, day := range options {
		for i := range day {
			b.least, b.most = min(b.least, day[i].paid/b.unit), max(b.most, day[i].paid/b.unit)
		}
	}
	b.width = b.ag.Past.Paid/b.unit + 7*b.most + weekDays + 2
}

// classify picks the starts of day d that tell classes apart.
func (b *bounds) classify(d int, options []option) {
	at := b.starts[d][:0]
	for i := range options {
		at = append(at, options[i].at)
	}
	slices.Sort(at)
	at = slices.Compact(at)
	if n := len(at); n > classes {
		for c := range classes {
			at[c] = at[c*n/classes]
		}
		at = at[:classes]
	}
	b.starts[d] = at
}

// class is the class, on day d, of work that may begin at t or later.
func (b *bounds) class(d, t int) int {
	if d >= len(b.p.Days) {
		return 0
	}
	c := 0
	for c+1 < len(b.starts[d]) && b.starts[d][c+1] <= t {
		c++
	}
	return c
}

func (b *bounds) cell(class, days, units int) int { return (class*weekDays+days)*b.width + units }

// fill computes what can be gained after day d: on the days that follow.
func (b *bounds) fill(d int, options [][]option) {
	n := classes * weekDays * b.width
	if cap(b.table[d]) < n {
		b.table[d] = make([]float64, n)
	}
	b.table[d] = b.table[d][:n]
	last := b.p.Days[d].Last
	if d+1 < len(b.p.Days) {
		b.group(d+1, options[d+1])
	}
	minimum := b.ag.Weeks[b.p.Days[d].Week].Min - b.slack
	past := 0
	if b.p.Days[d].Week == 0 {
		past = b.ag.Past.Paid / b.unit
	}
	for c := range b.top[d] + 1 {
		rest := 0.0
		if last && d+1 < len(b.p.Days) {
			rest = b.best(d+1, c, 0, 0)
		}
		for days := range weekDays {
			for units := min(past+max(0, days-b.ag.Past.Days)*b.least, b.width); units < min(past+days*b.most+days+2, b.width); units++ {
				gain := rest
				if !last {
					gain = b.best(d+1, c, days, units)
				} else if units*b.unit < minimum {
					gain = never
				}
				b.table[d][b.cell(c, days, units)] = gain
			}
		}
	}
}

// best is the most that can be gained from day d on, for a class of the day and a week
// that has so many days and units before it; the groups are those of day d.
func (b *bounds) best(d, class, days, units int) float64 {
	best, table := never, b.table[d]
	if len(b.ag.Locked[d]) == 0 {
		best = table[b.cell(0, days, units)]
	}
	limit := b.ag.Weeks[b.p.Days[d].Week].Max
	if days+1 >= weekDays || b.ag.Limits.WeekDays > 0 && days+1 > b.ag.Limits.WeekDays {
		return best
	}
	if limit <= 0 {
		limit = 1 << 30
	}
	for i := range b.groups {
		g := &b.groups[i]
		after := units + g.units
		if g.begin < class || after >= b.width || after*b.unit > limit {
			continue
		}
		gain := g.value + table[b.cell(g.end, days+1, after)]
		if b.ag.Pay.After > 0 {
			gain -= b.ag.costWeight * (b.ag.Pay.extra(after*b.unit) - b.ag.Pay.extra(units*b.unit))
		}
		if gain > best {
			best = gain
		}
	}
	return best
}

// group keeps the best option of each kind that the bounds can tell apart.
func (b *bounds) group(d int, options []option) {
	b.groups = b.groups[:0]
next:
	for i := range options {
		o := &options[i]
		g := group{o.begin, o.class, o.paid / b.unit, o.value}
		for k := range b.groups {
			if x := &b.groups[k]; x.units == g.units && x.begin >= g.begin && x.end <= g.end {
				continue next
			}
		}
		b.groups = append(b.groups, g)
	}
}

// after is the bound once day d is done, for work that ended at end in a week with so many
// days and paid minutes.
func (b *bounds) after(d, end, days, paid int) float64 {
	if b.idle {
		return always
	}
	return b.at(d, min(b.class(d+1, end+b.ag.Limits.Rest), b.top[d]), days, paid)
}

// at is after for a class of the day that follows d.
func (b *bounds) at(d, class, days, paid int) float64 {
	if b.idle {
		return always
	}
	return b.table[d][b.cell(class, min(days, weekDays-1), min(paid/b.unit, b.width-1))]
}

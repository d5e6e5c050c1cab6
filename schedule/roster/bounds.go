package roster

// bounds is the best that can still be gained after a day, by the days and paid time the
// week already has, when only the week's limits of days and hours are kept: at least what
// any legal schedule gains.
type bounds struct {
	p      *problem
	ag     *agent
	unit   int
	slack  int // minutes by which rounding to units may blur the week's minimum
	width  int // units of paid time
	table  [][]float64
	groups []option // of a day, the best of each paid time
}

const weekDays = 8 // states of days worked in a week

// compute fills the table for the options of each day, which are sorted by value.
func (b *bounds) compute(p *problem, ag *agent, options [][]option) {
	b.p, b.ag, b.unit, b.slack = p, ag, ag.unit, 0
	if b.unit < 15 {
		b.unit, b.slack = 30, 7*29
	}
	longest := ag.past.paid
	for w := range p.weeks {
		sum := ag.past.paid
		for d := range p.days {
			if p.days[d].week == w {
				most := 0
				for i := range options[d] {
					most = max(most, options[d][i].paid)
				}
				sum += most
			}
		}
		longest = max(longest, sum)
	}
	b.width = longest/b.unit + 1
	for len(b.table) < len(p.days) {
		b.table = append(b.table, nil)
	}
	for d := len(p.days) - 1; d >= 0; d-- {
		b.fill(d, options)
	}
}

// fill computes what can be gained after day d: on the days that follow.
func (b *bounds) fill(d int, options [][]option) {
	n := weekDays * b.width
	if cap(b.table[d]) < n {
		b.table[d] = make([]float64, n)
	}
	b.table[d] = b.table[d][:n]
	if b.p.days[d].last {
		b.fillLast(d, options)
		return
	}
	b.group(options[d+1])
	for days := range weekDays {
		for paid := range b.width {
			b.table[d][days*b.width+paid] = b.best(d+1, days, paid)
		}
	}
}

// fillLast is fill for the last day of a week: the week must come to its minimum, and what
// follows does not depend on it.
func (b *bounds) fillLast(d int, options [][]option) {
	rest := 0.0
	if d+1 < len(b.p.days) {
		b.group(options[d+1])
		rest = b.best(d+1, 0, 0)
	}
	least := b.ag.weeks[b.p.days[d].week].min - b.slack
	for days := range weekDays {
		for paid := range b.width {
			b.table[d][days*b.width+paid] = rest
			if paid*b.unit < least {
				b.table[d][days*b.width+paid] = never
			}
		}
	}
}

// best is the most that can be gained from day d on, before which the week has so many
// days and units; the groups are those of day d.
func (b *bounds) best(d, days, paid int) float64 {
	best := never
	if len(b.ag.locked[d]) == 0 {
		best = b.table[d][days*b.width+paid]
	}
	limit := b.ag.weeks[b.p.days[d].week].max
	if days+1 >= weekDays || b.ag.limits.weekDays > 0 && days+1 > b.ag.limits.weekDays {
		return best
	}
	for i := range b.groups {
		g := &b.groups[i]
		after := paid + g.paid/b.unit
		if after >= b.width || limit > 0 && paid*b.unit+g.paid/b.unit*b.unit > limit {
			continue
		}
		extra := b.ag.pay.extra(after*b.unit) - b.ag.pay.extra(paid*b.unit)
		best = max(best, g.value-b.weight()*extra+b.table[d][(days+1)*b.width+after])
	}
	return best
}

func (b *bounds) weight() float64 { return b.p.terms[termCost].weight }

// group keeps the best option of each paid time.
func (b *bounds) group(options []option) {
	b.groups = b.groups[:0]
next:
	for _, o := range options {
		for i := range b.groups {
			if b.groups[i].paid == o.paid {
				continue next
			}
		}
		b.groups = append(b.groups, o)
	}
}

// after is the bound for a week with so many days and paid minutes once day d is done.
func (b *bounds) after(d, days, paid int) float64 {
	units := min(paid/b.unit, b.width-1)
	return b.table[d][min(days, weekDays-1)*b.width+units]
}

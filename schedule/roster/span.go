package roster

import (
	"cmp"
	"math"
	"slices"
)

// always is a bound that bounds nothing.
var always = math.Inf(1)

// spans is a third bound on what can still be gained after a day, for agents whose period
// has limits of paid time, or whose weeks have none: by the class of the last end and the
// run of working days, with the paid time left to the period priced rather than counted
// (Lagrangian relaxation: at any price of a minute no legal schedule gains more than the
// best one under that price and the minutes left at it; Handler & Zang 1980).
type spans struct {
	p       *Problem
	ag      *Agent
	options [][]option
	used    bool
	runs    int // states of the run of days
	least   int
	most    int // minutes; 0 is none
	tables  []priced
	reach   [][]float64 // most minutes that can still be paid, by day and cell
	pool    [][][]float64
}

// priced is the table of one price of a minute.
type priced struct {
	price float64
	root  float64 // bound of the whole period
	table [][]float64
}

// compute fills the tables for the options of each day.
func (s *spans) compute(p *Problem, ag *Agent, options [][]option, b *bounds) {
	s.p, s.ag, s.options = p, ag, options
	s.least, s.most = ag.Limits.PaidMin, ag.Limits.PaidMax
	if s.used = b.idle || ag.need&needTotal != 0; !s.used {
		return
	}
	s.runs = 1
	if n := ag.Limits.Run; n > 0 && n <= 7 {
		s.runs = n + 1
	}
	for _, x := range s.tables {
		s.pool = append(s.pool, x.table)
	}
	s.tables = s.tables[:0]
	s.tables = append(s.tables, s.at(0, false))
	if s.least <= 0 && s.most <= 0 {
		return
	}
	if s.reach != nil {
		s.pool = append(s.pool, s.reach)
	}
	longest := s.at(-1, true)
	s.reach = longest.table
	if s.most > 0 && longest.root <= float64(s.most) {
		s.most = 0 // cannot be passed
	}
	s.choose()
}

// choose looks for the prices under which the bound of the whole period is low, by golden
// section, and keeps tables of them, the lowest first, beside those of the ends.
func (s *spans) choose() {
	most := s.steepest()
	low, high := 0.0, 0.0
	if s.least > 0 {
		low = -most
	}
	if s.most > 0 {
		high = most
	}
	if low == high {
		return
	}
	for _, price := range []float64{low, high} { // for schedules that have come close to a limit
		if price != 0 {
			s.tables = append(s.tables, s.at(price, false))
		}
	}
	for range priceSteps {
		a, b := low+(high-low)*.382, low+(high-low)*.618
		x, y := s.at(a, false), s.at(b, false)
		if x.root <= y.root {
			high = b
		} else {
			low = a
			x, y = y, x
		}
		s.tables = append(s.tables, x)
		s.pool = append(s.pool, y.table)
	}
	slices.SortStableFunc(s.tables, func(a, b priced) int { return cmp.Compare(a.root, b.root) })
}

// priceSteps is the number of steps towards the best price, each of which leaves a table.
const priceSteps = 5

// steepest is the greatest value of a paid minute.
func (s *spans) steepest() float64 {
	most := 0.0
	for _, day := range s.options {
		for i := range day {
			if o := &day[i]; o.paid > 0 {
				most = max(most, math.Abs(o.value)/float64(o.paid))
			}
		}
	}
	return most
}

// at computes the table of a price; of minutes alone it is that of their number.
func (s *spans) at(price float64, minutes bool) priced {
	x := priced{price: price, table: s.room()}
	clear(x.table[len(s.p.Days)-1])
	var gains [classes][classes]float64
	for d := len(s.p.Days) - 1; d >= 0; d-- {
		s.gains(d, price, minutes, &gains)
		if d > 0 {
			for c := range classes {
				for run := range s.runs {
					x.table[d-1][c*s.runs+run] = s.best(d, c, run, x.table[d], &gains)
				}
			}
		}
	}
	run := min(s.ag.Past.Run, s.runs-1)
	x.root = s.best(0, 0, run, x.table[0], &gains)
	if !minutes {
		x.root += s.left(price, 0)
	}
	return x
}

// room is a table of old or new.
func (s *spans) room() [][]float64 {
	var t [][]float64
	if n := len(s.pool); n > 0 {
		t, s.pool = s.pool[n-1], s.pool[:n-1]
	}
	for len(t) < len(s.p.Days) {
		t = append(t, nil)
	}
	for d := range t {
		if cap(t[d]) < classes*s.runs {
			t[d] = make([]float64, classes*s.runs)
		}
		t[d] = t[d][:classes*s.runs]
	}
	return t
}

// gains is the most that a shift of the day brings, by the class before which it cannot
// begin and that in which it ends.
func (s *spans) gains(d int, price float64, minutes bool, out *[classes][classes]float64) {
	for c := range out {
		for e := range out[c] {
			out[c][e] = never
		}
	}
	for i := range s.options[d] {
		o := &s.options[d][i]
		gain := o.value
		if minutes {
			gain = 0
		}
		if gain -= price * float64(o.paid); gain > out[o.begin][o.class] {
			out[o.begin][o.class] = gain
		}
	}
	for c := classes - 2; c >= 0; c-- {
		for e := range classes {
			out[c][e] = max(out[c][e], out[c+1][e])
		}
	}
}

// best is the most that can be gained from day d on.
func (s *spans) best(d, class, run int, after []float64, gains *[classes][classes]float64) float64 {
	best := never
	if len(s.ag.Locked[d]) == 0 {
		best = after[0]
	}
	next := 0
	if s.runs > 1 {
		if next = run + 1; next >= s.runs {
			return best
		}
	}
	for e, gain := range gains[class] {
		if v := gain + after[e*s.runs+next]; v > best {
			best = v
		}
	}
	return best
}

// left is what the minutes that remain to the period are worth at a price.
func (s *spans) left(price float64, total int) float64 {
	if price > 0 {
		return price * float64(max(0, s.most-total))
	}
	return price * float64(max(0, s.least-total))
}

// after is the bound once day d is done, for a label whose last shift ended in the class,
// with so many minutes more. One at or below floor need not be the lowest that is known.
func (s *spans) after(d, class int, l *label, more int, floor float64) float64 {
	if !s.used {
		return always
	}
	cell := class*s.runs + min(int(l.run), s.runs-1)
	total := int(l.total) + more
	if s.least > 0 && float64(total)+s.reach[d][cell] < float64(s.least) {
		return never
	}
	best := always
	for i := range s.tables {
		x := &s.tables[i]
		if best = min(best, x.table[d][cell]+s.left(x.price, total)); best <= floor {
			return best
		}
	}
	return best
}

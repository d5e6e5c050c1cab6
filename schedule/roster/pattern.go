package roster

// patterns is a second bound on what can still be gained after a day: by the run of days,
// working or off, the weekends worked and the days of the week, when only the rules about
// which days are worked are kept and every shift is the day's best. It sees what bounds
// does not: that a week which needs five days and a free weekend cannot follow a weekend
// that was worked.
type patterns struct {
	offs  int // states of the run of days off
	runs  int // states of the run of working days
	ends  int // states of weekends
	step  int // days that a working day adds to those of the week
	toll  float64
	table [][]float64
}

// The longest runs of working days and of days off that the bound tells apart, and the
// weekends.
const (
	maxRun  = 14
	maxOff  = 7
	maxEnds = 16
)

// compute fills the table for the options of each day, which are sorted by value; toll is
// the price of the wanted limits' weight.
func (b *patterns) compute(p *Problem, ag *Agent, options [][]option, toll float64) {
	b.offs, b.runs, b.toll, b.step = 1, 0, toll, 0
	if ag.need&needWeek != 0 {
		b.step = 1
	}
	if ag.need&needLeast != 0 {
		b.offs = max(1, min(ag.offMin, maxOff))
		b.runs = 1
	}
	b.runs = min(max(b.runs, ag.Limits.Run, ag.runMin, ag.Soft.Run.least()), maxRun)
	b.ends = min(int(ag.weekends)+1, maxEnds)
	most := 0
	for _, day := range options {
		for i := range day {
			most = max(most, day[i].paid)
		}
	}
	for len(b.table) < len(p.Days) {
		b.table = append(b.table, nil)
	}
	for d := len(p.Days) - 1; d >= 0; d-- {
		n := (b.offs + b.runs) * b.ends * weekDays
		if cap(b.table[d]) < n {
			b.table[d] = make([]float64, n)
		}
		b.table[d] = b.table[d][:n]
		for state := range b.offs + b.runs {
			for ends := range b.ends {
				b.fill(p, ag, options, d, state, ends, most)
			}
		}
	}
}

// fill computes what a state gains after day d, for any number of days of the week.
func (b *patterns) fill(p *Problem, ag *Agent, options [][]option, d, state, ends, most int) {
	l := label{off: int8(state + 1), weekends: uint8(ends)}
	if state >= b.offs {
		l.off, l.run = 0, int8(state-b.offs+1)
		if int(l.run) > d && ag.Past.Run == 0 && ag.Past.Off == 0 || l.run == maxRun {
			l.marks = open
		}
	}
	if b.offs == state+1 {
		l.off = 99 // or more
	}
	out, week, last := b.table[d][b.cell(&l):], p.Days[d].Week, p.Days[d].Last
	if last {
		l.weekends = l.weekends << 1 & ag.weekends
	}
	off, on := b.after(p, ag, options, d+1, &l)
	for days := range weekDays {
		from := days
		if last {
			l.days, l.paid, from = int8(days), int32(days*most), 0
			if week == 0 {
				l.paid += int32(ag.Past.Paid)
			}
			if ag.need&needWeek != 0 && !(ag.weekHoursMin(week, &l) && ag.weekDaysMin(week, &l)) {
				out[days] = never
				continue
			}
		}
		gain := off.value
		if off.table != nil {
			gain += off.table[from]
		}
		if on.table != nil && from+1 < weekDays && (ag.Limits.WeekDays <= 0 || from < ag.Limits.WeekDays) {
			gain = max(gain, on.value+on.table[min(from+b.step, weekDays-1)])
		}
		out[days] = gain
	}
}

// onward is what a day brings and the gains of the days after it, by the days of the week.
type onward struct {
	value float64
	table []float64
}

// after is what a day off and a working day bring to a label, on day d; nothing where they
// are not allowed, and a gain of 0 once the period has ended.
func (b *patterns) after(p *Problem, ag *Agent, options [][]option, d int, l *label) (off, on onward) {
	if d == len(p.Days) {
		return onward{}, onward{}
	}
	day, soft := &p.Days[d], ag.need&needSoft != 0
	off.value = never
	if len(ag.Locked[d]) == 0 && ag.mayRest(day, l) {
		next := ag.rest(l)
		off = onward{0, b.table[d][b.cell(&next):]}
		if soft {
			off.value -= b.toll * ag.restCost(day, l)
		}
	}
	if len(options[d]) > 0 && ag.mayWork(day, l) {
		next := ag.work(day, l)
		next.days = 0
		on = onward{options[d][0].value, b.table[d][b.cell(&next):]}
		if soft {
			on.value -= b.toll * ag.dayCost(day, l)
		}
	}
	return off, on
}

func (b *patterns) cell(l *label) int {
	state := min(max(int(l.off), 1), b.offs) - 1
	if l.run > 0 && b.runs > 0 {
		state = b.offs - 1 + min(int(l.run), b.runs)
	}
	return (state*b.ends+int(l.weekends)&(b.ends-1))*weekDays + min(int(l.days), weekDays-1)
}

// bound is the bound once day d is done, for a label whose week has not been closed.
func (b *patterns) bound(d int, l *label) float64 { return b.table[d][b.cell(l)] }

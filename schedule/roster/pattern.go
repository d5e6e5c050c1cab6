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
	b.offs, b.runs, b.toll = 1, 0, toll
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
	for days := range weekDays {
		l := label{off: int8(state + 1), weekends: uint8(ends), days: int8(days), paid: int32(days * most)}
		if state >= b.offs {
			l.off, l.run = 0, int8(state-b.offs+1)
			if int(l.run) > d && ag.Past.Run == 0 && ag.Past.Off == 0 || l.run == maxRun {
				l.marks = open
			}
		}
		if b.offs == state+1 {
			l.off = 99 // or more
		}
		if p.Days[d].Week == 0 {
			l.paid += int32(ag.Past.Paid)
		}
		b.table[d][b.cell(&l)] = b.gain(p, ag, options, d, l)
	}
}

func (b *patterns) cell(l *label) int {
	state := min(max(int(l.off), 1), b.offs) - 1
	if l.run > 0 && b.runs > 0 {
		state = b.offs - 1 + min(int(l.run), b.runs)
	}
	return (state*b.ends+int(l.weekends)&(b.ends-1))*weekDays + min(int(l.days), weekDays-1)
}

// gain is the most that can be gained once day d is done.
func (b *patterns) gain(p *Problem, ag *Agent, options [][]option, d int, l label) float64 {
	if p.Days[d].Last {
		if ag.need&needWeek != 0 && !(ag.weekHoursMin(p.Days[d].Week, &l) && ag.weekDaysMin(p.Days[d].Week, &l)) {
			return never
		}
		l.days, l.weekends = 0, l.weekends<<1&ag.weekends
	}
	if d+1 == len(p.Days) {
		return 0
	}
	best, next := never, &p.Days[d+1]
	soft := ag.need&needSoft != 0
	if len(ag.Locked[d+1]) == 0 && ag.mayRest(next, &l) {
		off := ag.rest(&l)
		best = b.table[d+1][b.cell(&off)]
		if soft {
			best -= b.toll * ag.restCost(next, &l)
		}
	}
	if len(options[d+1]) == 0 || !ag.mayWork(next, &l) || int(l.days)+1 >= weekDays {
		return best
	}
	worked := ag.work(next, &l)
	value := options[d+1][0].value + b.table[d+1][b.cell(&worked)]
	if soft {
		value -= b.toll * ag.dayCost(next, &l)
	}
	return max(best, value)
}

// after is the bound once day d is done, for a label whose week has not been closed.
func (b *patterns) after(d int, l *label) float64 { return b.table[d][b.cell(l)] }

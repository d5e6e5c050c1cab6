package roster

// patterns is a second bound on what can still be gained after a day: by the run of
// working days, the weekends worked and the days of the week, when only the rules about
// which days are worked are kept and every shift is the day's best. It sees what bounds
// does not: that a week which needs five days and a free weekend cannot follow a weekend
// that was worked.
type patterns struct {
	runs  int // states of the run of days
	ends  int // states of weekends
	table [][]float64
}

// compute fills the table for the options of each day, which are sorted by value.
func (b *patterns) compute(p *Problem, ag *Agent, options [][]option) {
	b.runs, b.ends = 1, 1
	if ag.Limits.Run > 0 {
		b.runs = min(ag.Limits.Run, maxRun) + 1
	}
	if ag.Limits.WeekendsFree > 0 {
		b.ends = 16
	}
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
		n := b.runs * b.ends * weekDays
		if cap(b.table[d]) < n {
			b.table[d] = make([]float64, n)
		}
		b.table[d] = b.table[d][:n]
		for run := range b.runs {
			for ends := range b.ends {
				for days := range weekDays {
					l := label{run: int8(run), weekends: uint8(ends), days: int8(days), paid: int32(days * most)}
					if p.Days[d].Week == 0 {
						l.paid += int32(ag.Past.Paid)
					}
					b.table[d][b.cell(&l)] = b.gain(p, ag, options, d, l)
				}
			}
		}
	}
}

// maxRun is the longest run of days that the bound tells apart.
const maxRun = 14

func (b *patterns) cell(l *label) int {
	run, ends := 0, 0
	if b.runs > 1 {
		run = min(int(l.run), b.runs-1)
	}
	if b.ends > 1 {
		ends = int(l.weekends)
	}
	return (run*b.ends+ends)*weekDays + min(int(l.days), weekDays-1)
}

// gain is the most that can be gained once day d is done.
func (b *patterns) gain(p *Problem, ag *Agent, options [][]option, d int, l label) float64 {
	if p.Days[d].Last {
		if !ag.weekHoursMin(p.Days[d].Week, &l) {
			return never
		}
		l.days, l.weekends = 0, l.weekends<<1&15
	}
	if d+1 == len(p.Days) {
		return 0
	}
	best, next := never, &p.Days[d+1]
	if len(ag.Locked[d+1]) == 0 {
		off := l
		off.run = 0
		best = b.table[d+1][b.cell(&off)]
	}
	if len(options[d+1]) == 0 || !ag.mayWork(next, &l) || int(l.days)+1 >= weekDays {
		return best
	}
	l.days++
	l.run = min(l.run+1, maxRun)
	if next.Weekend {
		l.weekends |= 1
	}
	return max(best, options[d+1][0].value+b.table[d+1][b.cell(&l)])
}

// after is the bound once day d is done, for a label whose week has not been closed.
func (b *patterns) after(d int, l *label) float64 { return b.table[d][b.cell(l)] }

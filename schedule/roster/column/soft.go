package column

// Range is what is wanted of a number: each unit below Min costs Short, each above Max Long.
type Range struct {
	Min, Max    int
	Short, Long float64
}

// Soft is what an agent's schedule should keep, in units of its term. The days before the
// period count in runs, but of those too many none costs again; a run that goes on to the last
// day, or one from before the period of which nothing is known, is never too short.
type Soft struct {
	Term     int
	Run, Off Range   // days in a row at work, and off
	Same     []Range // by kind: days in a row on shifts of it; nil asks nothing
	Minutes  Range   // of the period, the prices are of a minute
	Weekends Range   // with work
	Half     float64 // price of a weekend worked on one of its days only
}

// Before is how an agent comes into the period: after so many days off in a row, or so many at
// work, Same of them on shifts of the kind of the last. Neither is nothing known.
type Before struct{ Off, Run, Last, Same int }

func (b *Before) known() bool { return b.Off > 0 || b.Run > 0 }

// any says whether something is asked.
func (s *Soft) any() bool {
	return s.Run.any() || s.Off.any() || len(s.Same) > 0 || s.Minutes.any() || s.Weekends.any() || s.Half > 0
}

func (r Range) any() bool { return r.Short > 0 || r.Long > 0 }

// outside is what a number outside the range costs.
func (r Range) outside(n int) float64 { return r.short(n) + r.Long*float64(max(0, n-r.Max)) }

// short is what a number costs that is below the range, such as that of a run's days.
func (r Range) short(n int) float64 { return r.Short * float64(max(0, r.Min-n)) }

// long is what day n of a run costs.
func (r Range) long(n int) float64 {
	if n <= r.Max {
		return 0
	}
	return r.Long
}

// told is the length of a run from which on the range tells no more lengths apart, of runs of
// so many days at most.
func (r Range) told(days int) int {
	n := 1
	if r.Short > 0 {
		n = max(n, min(r.Min, days+1))
	}
	if r.Long > 0 {
		n = max(n, min(r.Max, days))
	}
	return n
}

// same is what is wanted of the runs of a kind.
func (s *Soft) same(kind int) Range {
	if kind < len(s.Same) {
		return s.Same[kind]
	}
	return Range{}
}

// unwanted is what a schedule costs by the agent's soft limits, in units of their term.
func (a *Agent) unwanted(p *Problem, row []int) float64 {
	s := &a.Soft
	if !s.any() {
		return 0
	}
	sum, minutes, weekends := 0.0, 0, map[int]bool{}
	for d, x := range row {
		if x == Off {
			continue
		}
		minutes += p.Shifts[x].Minutes
		if e := p.Weekend[d]; e >= 0 {
			weekends[e] = true
		}
	}
	for d := 1; d < len(row); d++ {
		if p.Weekend[d] >= 0 && p.Weekend[d] == p.Weekend[d-1] && (row[d] == Off) != (row[d-1] == Off) {
			sum += s.Half
		}
	}
	b := &a.Before
	off := b.Off
	if !b.known() {
		off = a.rested()
	}
	sum += s.Run.runs(row, b.Run, !b.known(), func(x int) bool { return x != Off })
	sum += s.Off.runs(row, off, false, func(x int) bool { return x == Off })
	for kind, r := range s.Same {
		same := 0
		if b.Run > 0 && p.Shifts[b.Last].Kind == kind {
			same = b.Same
		}
		sum += r.runs(row, same, !b.known(), func(x int) bool { return x != Off && p.Shifts[x].Kind == kind })
	}
	return sum + s.Minutes.outside(minutes) + s.Weekends.outside(len(weekends))
}

// rested is the days off that an agent of whom nothing is known counts as having had: just
// enough.
func (a *Agent) rested() int {
	n := max(1, a.Rules.MinOff)
	if a.Soft.Off.Short > 0 {
		n = max(n, a.Soft.Off.Min)
	}
	return n
}

// runs is what the runs of the days that are meant cost; the first goes on from so many days
// before. One that touches the first day is never too short where nothing is known of these.
func (r Range) runs(row []int, before int, open bool, meant func(shift int) bool) float64 {
	sum, run := 0.0, before
	for _, x := range row {
		switch {
		case meant(x):
			run++
			sum += r.long(run)
		case run > 0:
			if !open {
				sum += r.short(run)
			}
			run, open = 0, false
		default:
			open = false
		}
	}
	return sum
}

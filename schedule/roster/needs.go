package roster

import "math/bits"

// need is a set of what a label keeps for the rules of an agent. What no rule asks about is
// not kept, so that more labels dominate each other.
type need uint16

const (
	needWeek   need = 1 << iota // days and paid time of the week
	needRested                  // the week's rest
	needRun                     // working days in a row
	needLeast                   // least runs of days, working or off
	needNights                  // nights in a row
	needWhole                   // the other day of a weekend
	needTotal                   // paid time of the period
	needWorked                  // days of the period
	needMean                    // paid time of a stretch of weeks
	needTired                   // whether the last shift was a night
	needClock                   // start of the last day
	needSpread                  // starts of the week
	needForm                    // form of the last day
	needCount                   // counters
	needSoft                    // limits that cost
)

// the needs that are asked about before a day off, a working day and a shift, and those
// that the plainest comparison of labels leaves out.
const (
	needsOff    = needLeast | needWhole
	needsDay    = needLeast | needWhole | needWorked | needCount
	needsShift  = needTotal | needMean | needTired | needClock | needSpread | needForm | needCount
	needsBeside = needsShift | needsDay
)

// needs is what follows from the limits of an agent.
type needs struct {
	need     need
	windows  []Window // of weekends, hard and soft
	weekends uint8    // the bits of label.weekends that are kept
	runMin   int      // greatest least run, hard or soft
	offMin   int
	counters
}

// needs works out what the rules of the agent ask about.
func (p *Problem) needs(a *Agent) needs {
	l, s := &a.Limits, &a.Soft
	n := needs{windows: a.weekendWindows(), runMin: max(l.RunMin, s.RunMin.least()), offMin: max(l.OffMin, s.OffMin.least())}
	for _, w := range n.windows {
		n.weekends |= 1<<w.Weeks - 1
	}
	whole := l.Whole || s.Whole > 0
	if whole || l.Weekends > 0 || s.Weekends.Weight > 0 {
		n.weekends |= 1
	}
	if most := a.weeksAllow(); l.PaidMax > 0 && most > 0 && most <= l.PaidMax {
		l.PaidMax = 0 // the weeks keep it
	}
	n.counters = p.counters(a)
	for bit, used := range map[need]bool{
		needWeek:   a.Pay.After > 0 || l.WeekDays > 0 || a.weekly(),
		needRested: l.WeekRest > 0,
		needRun:    l.Run > 0 || s.Run.Weight > 0,
		needLeast:  n.runMin > 1 || n.offMin > 1,
		needNights: l.Nights > 0 || l.NightRest > 0,
		needWhole:  whole,
		needTotal:  l.PaidMin > 0 || l.PaidMax > 0,
		needWorked: l.DaysMin > 0 || l.DaysMax > 0,
		needMean:   len(a.Means) > 0,
		needTired:  l.NightRest > 0,
		needClock:  l.Backward > 0 || s.Backward.Weight > 0,
		needSpread: l.Spread > 0,
		needForm:   p.successions(a),
		needCount:  n.used > 0,
		needSoft:   s.any(),
	} {
		if used {
			n.need |= bit
		}
	}
	return n
}

// least is the limit where it costs.
func (s Soft) least() int {
	if s.Weight <= 0 {
		return 0
	}
	return s.Limit
}

func (s *SoftLimits) any() bool {
	return s.Rest.Weight > 0 || s.Run.Weight > 0 || s.RunMin.Weight > 0 || s.OffMin.Weight > 0 || s.Weekends.Weight > 0 ||
		s.Backward.Weight > 0 || s.Whole > 0 || s.Outside > 0 || len(s.Windows) > 0 || s.counts()
}

// weekly says whether a calendar week has limits.
func (a *Agent) weekly() bool {
	for _, w := range a.Weeks {
		if w != (WeekLimit{}) {
			return true
		}
	}
	return false
}

// weeksAllow is the paid time that the weeks allow altogether, 0 where one has no limit.
func (a *Agent) weeksAllow() int {
	sum := 0
	for _, w := range a.Weeks {
		if w.Max <= 0 {
			return 0
		}
		sum += w.Max
	}
	return sum
}

// plain says whether the agent's rules are those that rigid problems know.
func (a *Agent) plain() bool {
	l := a.Limits
	l.Rest, l.Run, l.RunMin, l.OffMin, l.Weekends, l.PaidMin, l.PaidMax = 0, 0, 0, 0, 0, 0, 0
	return l == Limits{} && len(a.Means) == 0
}

// counters are small numbers that a label keeps in one word, each in a field of its own
// below a guard bit.
type counters struct {
	weekends, nights, weekNights tally
	forms                        []tally // by form; those of one kind share theirs
	guards                       uint64
	used                         int // bits
}

// tally is one field: so many units at most.
type tally struct {
	shift int
	mask  uint64 // 0 is no counter
	most  int
}

// counters lays out the fields that the agent's limits need.
func (p *Problem) counters(a *Agent) counters {
	var c counters
	l := &a.Limits
	switch {
	case a.Soft.Weekends.Weight > 0 && (l.Weekends <= 0 || l.Weekends > len(p.Weeks)):
		c.weekends = c.add(len(p.Weeks) + 1)
	case l.Weekends > 0 && l.Weekends <= len(p.Weeks):
		c.weekends = c.add(l.Weekends)
	}
	if l.PeriodNights > 0 && l.PeriodNights < len(p.Days) {
		c.nights = c.add(l.PeriodNights)
	}
	if l.WeekNights > 0 && l.WeekNights < 7 {
		c.weekNights = c.add(max(l.WeekNights, a.Past.WeekNights))
		c.weekNights.most = l.WeekNights
	}
	kinds := map[string]tally{}
	for f, most := range a.Caps {
		if kind := p.Forms[f].Kind; most > 0 && most < p.daysOf(a, kind) {
			if c.forms == nil {
				c.forms = make([]tally, len(a.Caps))
			}
			if _, known := kinds[kind]; !known {
				kinds[kind] = c.add(most)
			}
			c.forms[f] = kinds[kind]
		}
	}
	return c
}

// daysOf is the number of days on which the agent can work a form of the kind.
func (p *Problem) daysOf(a *Agent, kind string) int {
	n := 0
	for d := range p.Days {
		if len(a.Locked) > 0 {
			n += len(a.Locked[d])
		}
		for _, s := range a.Starts[d] {
			if p.Forms[s.Form].Kind == kind {
				n++
				break
			}
		}
	}
	return n
}

// add appends a field. What does not fit any more has no mask; see countable.
func (c *counters) add(most int) tally {
	width := bits.Len(uint(most))
	at := c.used
	c.used += width + 1
	if c.used > 64 {
		return tally{}
	}
	c.guards |= 1 << (at + width)
	return tally{at, 1<<width - 1, most}
}

func (c tally) of(count uint64) int { return int(count >> c.shift & c.mask) }

func (c tally) full(count uint64) bool { return c.mask != 0 && c.of(count) >= c.most }

// more is count with one unit more.
func (c tally) more(count uint64) uint64 {
	if c.mask == 0 || c.of(count) == int(c.mask) {
		return count
	}
	return count + 1<<c.shift
}

// form is the counter of a form.
func (c *counters) form(f int) tally {
	if f < 0 || f >= len(c.forms) {
		return tally{}
	}
	return c.forms[f]
}

// within says whether no field of a is above that of b.
func (c *counters) within(a, b uint64) bool { return ((b|c.guards)-a)&c.guards == c.guards }

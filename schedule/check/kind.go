package check

import (
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

// shiftKind finds shifts whose start, length or day no kind of the contract allows. A
// shift that names its kind must fit that one; one that names none may fit any.
func shiftKind(c *docket, p *person) []schedule.Finding {
	var found []schedule.Finding
	for _, s := range p.shifts {
		if s.ours && len(c.fitting(p, s)) == 0 {
			f := p.broken(schedule.CodeShiftKind, s.Start, s.End, s.End.Sub(s.Start).Hours(), 0, s.Kind)
			if kinds := named(p, s); len(kinds) == 1 {
				f.Limit = kinds[0].Length.Max.Hours()
			}
			found = append(found, f)
		}
	}
	return found
}

// named lists the kinds a shift may be of: the one it names, or all of the contract.
func named(p *person, s shift) []schedule.ShiftKind {
	if s.Kind == "" {
		return p.kinds
	}
	for i, k := range p.kinds {
		if k.Name == s.Kind {
			return p.kinds[i : i+1]
		}
	}
	return nil
}

// fitting lists the kinds that allow the shift's start and length, and are time on call
// just as it is.
func (c *docket) fitting(p *person, s shift) []schedule.ShiftKind {
	var fit []schedule.ShiftKind
	for _, k := range named(p, s) {
		if k.OnCall.Same(s.OnCall) && lengthFits(k, s.End.Sub(s.Start)) && c.startFits(k, s) {
			fit = append(fit, k)
		}
	}
	return fit
}

func lengthFits(k schedule.ShiftKind, length time.Duration) bool {
	if length < k.Length.Min || length > k.Length.Max {
		return false
	}
	return multiple(length-k.Length.Min, k.Grain)
}

// multiple says whether d is a whole multiple of unit; of 0 only 0 is.
func multiple(d, unit time.Duration) bool {
	if unit <= 0 {
		return d == 0
	}
	return d%unit == 0
}

// startFits tries the day of the start and the two before it: a start past 24:00 belongs
// to the day on which its window opens.
func (c *docket) startFits(k schedule.ShiftKind, s shift) bool {
	for back := range 3 {
		d := date(s.day - back)
		if k.Days[d.Weekday()] && c.clockFits(k, d, s.Start.In(c.cal.Zone), back) {
			return true
		}
	}
	return false
}

// clockFits says whether the kind may start at t when its window opens on the day, back
// days before t. Where the clocks have jumped forward, a start that the jump skipped is
// taken at the instant that calendar.Date.At gives for it.
func (c *docket) clockFits(k schedule.ShiftKind, d calendar.Date, t time.Time, back int) bool {
	seconds := time.Duration(t.Second())*time.Second + time.Duration(t.Nanosecond())
	clock := calendar.ClockOf(t) + calendar.TimeOfDay(back)*calendar.Clock(24, 0)
	if lattice(k, clock, seconds) {
		return true
	}
	_, now := t.Zone()
	_, before := t.Add(-4 * time.Hour).Zone()
	skipped := clock - calendar.TimeOfDay((now-before)/60)
	return now > before && lattice(k, skipped, seconds) && d.At(skipped, c.cal.Zone).Add(seconds).Equal(t)
}

func lattice(k schedule.ShiftKind, clock calendar.TimeOfDay, seconds time.Duration) bool {
	after := time.Duration(clock-k.Start.From)*time.Minute + seconds
	return after >= 0 && after <= time.Duration(k.Start.To-k.Start.From)*time.Minute && multiple(after, k.Every)
}

package roster

import (
	"slices"
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

// formsOf makes the forms of a kind: one, or one for each length of its gap where it is
// split.
func (t *translator) formsOf(k schedule.ShiftKind, rules schedule.Rules) []Form {
	var out []Form
	gaps := []time.Duration{0}
	if k.Split != nil {
		gaps = k.Split.Gaps()
	}
	for _, gap := range gaps {
		if f, ok := t.form(k, gap, rules); ok {
			out = append(out, f)
		}
	}
	return out
}

// form makes the legal lengths of a kind, with a gap of the length where it is split,
// under the rules of a contract. It is false where there is none.
func (t *translator) form(k schedule.ShiftKind, gap time.Duration, rules schedule.Rules) (Form, bool) {
	f := Form{Kind: k.Name, Unpaid: unpaid(k.OnCall), OnCall: k.OnCall != nil}
	for length := k.Length.Min; length <= k.Length.Max && length > 0; length += k.Grain {
		if length%time.Minute == 0 {
			f.allow(t.p, length, withGap(k, gap, length), rules)
		}
		if k.Grain <= 0 {
			break
		}
	}
	return f, len(f.Lengths) > 0
}

// withGap is the kind with its gap among the breaks of shifts of the length.
func withGap(k schedule.ShiftKind, gap, length time.Duration) schedule.ShiftKind {
	if k.Split != nil {
		k.Breaks = append(slices.Clip(k.Breaks), k.Split.Break(gap, length))
	}
	return k
}

// allow adds a length to the form unless its paid time or its breaks forbid it.
func (f *Form) allow(p *Problem, minutes time.Duration, k schedule.ShiftKind, rules schedule.Rules) {
	c, ok := breakClass(p, minutes, k)
	if !ok {
		return
	}
	l := Length{Minutes: int(minutes / time.Minute), Paid: int(minutes / time.Minute), Class: len(f.Classes)}
	for _, b := range c.Breaks {
		if !b.Paid {
			l.Paid -= b.Length
		}
	}
	if k.OnCall != nil {
		l.Paid = int(k.OnCall.Paid(minutes) / time.Minute)
	}
	if !dayHoursMax(rules, l) || k.OnCall == nil && !breakAfter(rules, minutes, c) {
		return
	}
	if n := len(f.Classes); n > 0 && same(f.Classes[n-1], c) {
		l.Class = n - 1
	} else {
		f.Classes = append(f.Classes, c)
	}
	f.Lengths = append(f.Lengths, l)
}

// startsOn lists the clock times, as minutes of the period, at which a kind may start on a
// date. Its window may have opened on a day before, which is the one that must be allowed.
func (t *translator) startsOn(k schedule.ShiftKind, d calendar.Date) []int {
	var out []int
	every := calendar.TimeOfDay(k.Every / time.Minute)
	for back := 2; back >= 0; back-- {
		opened := d.Add(-back)
		if !k.Days[opened.Weekday()] {
			continue
		}
		for clock := k.Start.From; clock <= k.Start.To; clock += every {
			at := opened.At(clock, t.cal.Zone).In(t.cal.Zone)
			if calendar.DateOf(at) == d && calendar.ClockOf(at) == clock-calendar.Clock(24*back, 0) {
				out = append(out, t.minute(at))
			}
			if every <= 0 {
				break
			}
		}
	}
	return out
}

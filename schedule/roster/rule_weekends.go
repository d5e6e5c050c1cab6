package roster

import "math/bits"

// weekendWindows lists the limits of weekends worked in any so many on end: those free of
// any 4, those in a row, the turns, and those that only cost.
func (a *Agent) weekendWindows() []Window {
	var out []Window
	if a.Limits.WeekendsFree > 0 {
		out = append(out, Window{Weeks: 4, Most: 4 - a.Limits.WeekendsFree})
	}
	if n := a.Limits.WeekendsRow; n > 0 {
		out = append(out, Window{Weeks: n + 1, Most: n})
	}
	if n := a.Limits.WeekendCycle; n > 0 {
		out = append(out, Window{Weeks: n, Most: a.Limits.WeekendsOn})
	}
	return append(out, a.Soft.Windows...)
}

// crowded says whether work on this weekend makes too many of the window.
func (w *Window) crowded(l *label) bool {
	return bits.OnesCount8((l.weekends|1)&(1<<w.Weeks-1)) > w.Most
}

// weekendsInWindows asks, before a shift on a Saturday or Sunday, that enough of this
// weekend and those before it stay free.
func (a *Agent) weekendsInWindows(d *Day, l *label) bool {
	if !d.Weekend {
		return true
	}
	for i := range a.windows {
		if w := &a.windows[i]; w.Weight <= 0 && w.crowded(l) {
			return false
		}
	}
	return true
}

// weekendsMax asks that few enough weekends of the period are worked.
func (a *Agent) weekendsMax(d *Day, l *label) bool {
	return !d.Weekend || a.Limits.Weekends <= 0 || l.weekends&1 != 0 || !a.counters.weekends.full(l.count)
}

// secondOfWeekend says whether day d, of a weekend, is its later day.
func (p *Problem) secondOfWeekend(d int) bool {
	if d > 0 {
		return p.Days[d-1].Weekend && p.Days[d-1].Week == p.Days[d].Week
	}
	return p.Days[0].To >= p.Weeks[p.Days[0].Week].To
}

// halves says whether the second day of a weekend, worked or not, leaves half of it. The
// first day may lie before the period: then it must be known.
func (a *Agent) halves(d *Day, l *label, worked bool) bool {
	return d.second && (d.From > 0 || a.Past.Run > 0 || a.Past.Off > 0) && (l.weekends&1 != 0) != worked
}

// wholeWeekendOn asks that both days of a weekend are worked or none.
func (a *Agent) wholeWeekendOn(d *Day, l *label) bool {
	return !a.Limits.Whole || !a.halves(d, l, true)
}

func (a *Agent) wholeWeekendOff(d *Day, l *label) bool {
	return !a.Limits.Whole || !a.halves(d, l, false)
}

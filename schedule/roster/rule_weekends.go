package roster

import "math/bits"

// weekendsFree asks, before a shift on a Saturday or Sunday, that enough of this weekend
// and the three before it stay free.
func (a *Agent) weekendsFree(d *Day, l *label) bool {
	if a.Limits.WeekendsFree <= 0 || !d.Weekend {
		return true
	}
	return 4-bits.OnesCount8(l.weekends|1) >= a.Limits.WeekendsFree
}

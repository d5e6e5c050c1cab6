package roster

import "math/bits"

// weekendsFree asks, before a shift on a Saturday or Sunday, that enough of this weekend
// and the three before it stay free.
func (a *agent) weekendsFree(d *day, l *label) bool {
	if a.limits.weekendsFree <= 0 || !d.weekend {
		return true
	}
	return 4-bits.OnesCount8(l.weekends|1) >= a.limits.weekendsFree
}

package roster

// consecutiveDays asks that no run of working days gets too long, the published one at the
// start of the period included.
func (a *agent) consecutiveDays(l *label) bool {
	return a.limits.run <= 0 || int(l.run)+1 <= a.limits.run
}

package roster

// consecutiveDays asks that no run of working days gets too long, the published one at the
// start of the period included.
func (a *Agent) consecutiveDays(l *label) bool {
	return a.Limits.Run <= 0 || int(l.run)+1 <= a.Limits.Run
}

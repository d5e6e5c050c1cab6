package roster

// backward asks that a shift does not start much earlier on the clock than that of the day
// before.
func (a *Agent) backward(e *eve, o *option) bool {
	return a.Limits.Backward <= 0 || e.clock-o.clock < a.Limits.Backward
}

// startSpread asks that the starts of a calendar week lie close together on the clock.
func (a *Agent) startSpread(l *label, o *option) bool {
	return a.need&needSpread == 0 || max(int(l.last), o.clock)-min(int(l.first), o.clock) < a.Limits.Spread
}

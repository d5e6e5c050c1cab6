package roster

// dailyRest asks for enough time between the end of one shift and the start of the next.
// Shifts never overlap, whatever the limit.
func (a *Agent) dailyRest(l *label, o *option) bool {
	return o.at >= int(l.end)+a.Limits.Rest
}

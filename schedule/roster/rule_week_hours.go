package roster

// weekHoursMax asks that the paid time of a calendar week, its published shifts included,
// stays within the limit.
func (a *Agent) weekHoursMax(w int, l *label, o *option) bool {
	return a.Weeks[w].Max <= 0 || int(l.paid)+o.paid <= a.Weeks[w].Max
}

// weekHoursMin asks, when a week closes, that the paid time has come to its minimum.
func (a *Agent) weekHoursMin(w int, l *label) bool { return int(l.paid) >= a.Weeks[w].Min }

// surcharge is the weighted overtime premium that the option brings to the week.
func (a *Agent) surcharge(l *label, o *option) float64 {
	if a.Pay.After <= 0 {
		return 0
	}
	return a.costWeight * (a.Pay.extra(int(l.paid)+o.paid) - a.Pay.extra(int(l.paid)))
}

package roster

// weekHoursMax asks that the paid time of a calendar week, its published shifts included,
// stays within the limit.
func (a *agent) weekHoursMax(w int, l *label, o *option) bool {
	return a.weeks[w].max <= 0 || int(l.paid)+o.paid <= a.weeks[w].max
}

// weekHoursMin asks, when a week closes, that the paid time has come to its minimum.
func (a *agent) weekHoursMin(w int, l *label) bool { return int(l.paid) >= a.weeks[w].min }

// surcharge is the weighted overtime premium that the option brings to the week.
func (a *agent) surcharge(l *label, o *option) float64 {
	if a.pay.after <= 0 {
		return 0
	}
	return a.costWeight * (a.pay.extra(int(l.paid)+o.paid) - a.pay.extra(int(l.paid)))
}

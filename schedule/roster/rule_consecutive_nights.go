package roster

// aNight is the least time between 22:00 and 06:00 that makes a shift a night shift, in
// minutes.
const aNight = 180

// isNight says whether a shift is a night shift.
func (p *problem) isNight(at, end int) bool { return int(p.nights[end]-p.nights[at]) >= aNight }

// consecutiveNights asks that no run of night shifts gets too long.
func (a *agent) consecutiveNights(l *label, o *option) bool {
	return a.limits.nights <= 0 || !o.night || int(l.nights)+1 <= a.limits.nights
}

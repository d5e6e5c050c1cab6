package roster

// aNight is the least time between 22:00 and 06:00 that makes a shift a night shift, in
// minutes.
const aNight = 180

// isNight says whether a shift is a night shift.
func (p *Problem) isNight(at, end int) bool { return int(p.Nights[end]-p.Nights[at]) >= aNight }

// consecutiveNights asks that no run of night shifts gets too long.
func (a *Agent) consecutiveNights(l *label, o *option) bool {
	return a.Limits.Nights <= 0 || !o.night || int(l.nights)+1 <= a.Limits.Nights
}

package roster

import "slices"

// unsteady is the hours by which a plan's shifts start away from the agent's usual time of
// day, summed over the shifts. Without a history the plan's own median is the usual time.
func (a *Agent) unsteady(p *Problem, pl Plan) float64 {
	usual := a.habit(p, pl)
	p = p.by(a)
	sum := 0
	for _, s := range pl {
		sum += apart(s.At-p.Days[s.Day].From, usual)
	}
	return float64(sum) / 60
}

// habit is the minute of the day at which the agent usually starts, or -1.
func (a *Agent) habit(p *Problem, pl Plan) int {
	if a.Usual >= 0 || len(pl) == 0 {
		return a.Usual
	}
	p = p.by(a)
	var buffer [64]int
	clocks := buffer[:0]
	for _, s := range pl {
		clocks = append(clocks, s.At-p.Days[s.Day].From)
	}
	slices.Sort(clocks)
	return clocks[len(clocks)/2]
}

// apart is the minutes between two times of day, the shorter way round the clock.
func apart(a, b int) int {
	if b < 0 {
		return 0
	}
	d := max(a-b, b-a) % 1440
	return min(d, 1440-d)
}

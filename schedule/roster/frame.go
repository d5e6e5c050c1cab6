package roster

// by is the problem by the clock of the agent, which prepare has seen: whatever looks at
// days and weeks of a schedule does so through it.
func (p *Problem) by(a *Agent) *Problem {
	if a.home == nil {
		return p
	}
	return a.home
}

// settle gives the agent the problem by their own clock.
func (p *Problem) settle(a *Agent) {
	if a.home = nil; a.Frame == nil {
		return
	}
	own := *p
	own.Days, own.Weeks, own.Toll, own.Nights = a.Frame.Days, a.Frame.Weeks, a.Frame.Toll, a.Frame.Nights
	own.fill()
	a.home = &own
}

// fill makes what of the days follows from the rest.
func (p *Problem) fill() {
	end := (p.N+p.Tail)*p.Step + 1
	if p.Toll == nil {
		p.Toll = make([]int32, end)
	}
	if p.Nights == nil {
		p.Nights = make([]int32, end)
	}
	for d := range p.Days {
		p.Days[d].second = p.Days[d].Weekend && p.secondOfWeekend(d)
	}
}

// framed says whether somebody lives by another clock than the problem's.
func (p *Problem) framed() bool {
	for a := range p.Agents {
		if p.Agents[a].Frame != nil {
			return true
		}
	}
	return false
}

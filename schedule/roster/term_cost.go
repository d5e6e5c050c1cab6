package roster

// PayScale is what the agent's hours cost, in hours of the team's mean wage.
type PayScale struct {
	UpTo     []float64 // cost of all time before each minute, premiums included
	Wage     float64   // of a plain hour
	Overtime float64   // premium of an hour above after
	After    int       // paid minutes of a calendar week; 0 is never
}

func (s *PayScale) between(from, to int) float64 { return s.UpTo[to] - s.UpTo[from] }

// extra is the overtime premium of a week with so many paid minutes.
func (s *PayScale) extra(paid int) float64 {
	if s.After <= 0 || paid <= s.After {
		return 0
	}
	return s.Overtime * s.Wage * float64(paid-s.After) / 60
}

// money is the pay of a plan without overtime.
func (a *Agent) money(pl Plan) float64 {
	sum := 0.0
	for _, s := range pl {
		for _, part := range s.Parts {
			if part.Duty >= 0 || part.Paid {
				sum += (1 - s.Unpaid) * a.Pay.between(part.From, part.To)
			}
		}
	}
	return sum
}

// overtime is the overtime premium of a plan.
func (a *Agent) overtime(p *Problem, pl Plan) float64 {
	if a.Pay.After <= 0 {
		return 0
	}
	p = p.by(a)
	sum, week, paid := -a.Pay.extra(a.Past.Paid), 0, a.Past.Paid
	for _, s := range pl {
		if w := p.Days[s.Day].Week; w != week {
			sum += a.Pay.extra(paid)
			week, paid = w, 0
		}
		paid += s.Paid
	}
	return sum + a.Pay.extra(paid)
}

// ownCost is the weighted sum of the terms that concern the agent alone.
func (a *Agent) ownCost(p *Problem, pl Plan) float64 {
	return p.Terms[TermCost].Weight*(a.money(pl)+a.overtime(p, pl)) +
		p.Terms[TermMeetings].Weight*a.missed(pl) +
		p.Terms[TermRequests].Weight*a.refused(pl) +
		p.Terms[TermSwitches].Weight*pl.switches() +
		p.Terms[TermConsistency].Weight*a.unsteady(p, pl) +
		p.Terms[TermStability].Weight*a.unsettled(pl) +
		p.Terms[TermRules].Weight*a.unmet(p, pl)
}

package roster

// payScale is what the agent's hours cost, in hours of the team's mean wage.
type payScale struct {
	upTo     []float64 // cost of all time before each minute, premiums included
	wage     float64   // of a plain hour
	overtime float64   // premium of an hour above after
	after    int       // paid minutes of a calendar week; 0 is never
}

func (s *payScale) between(from, to int) float64 { return s.upTo[to] - s.upTo[from] }

// extra is the overtime premium of a week with so many paid minutes.
func (s *payScale) extra(paid int) float64 {
	if s.after <= 0 || paid <= s.after {
		return 0
	}
	return s.overtime * s.wage * float64(paid-s.after) / 60
}

// money is the pay of a plan without overtime.
func (a *agent) money(pl plan) float64 {
	sum := 0.0
	for _, s := range pl {
		for _, part := range s.parts {
			if part.duty >= 0 || part.paid {
				sum += a.pay.between(part.from, part.to)
			}
		}
	}
	return sum
}

// overtime is the overtime premium of a plan.
func (a *agent) overtime(p *problem, pl plan) float64 {
	if a.pay.after <= 0 {
		return 0
	}
	sum, week, paid := -a.pay.extra(a.past.paid), 0, a.past.paid
	for _, s := range pl {
		if w := p.days[s.day].week; w != week {
			sum += a.pay.extra(paid)
			week, paid = w, 0
		}
		paid += s.paid
	}
	return sum + a.pay.extra(paid)
}

// ownCost is the weighted sum of the terms that concern the agent alone.
func (a *agent) ownCost(p *problem, pl plan) float64 {
	return p.terms[termCost].weight*(a.money(pl)+a.overtime(p, pl)) +
		p.terms[termRequests].weight*a.refused(pl) +
		p.terms[termSwitches].weight*pl.switches() +
		p.terms[termConsistency].weight*a.unsteady(p, pl)
}

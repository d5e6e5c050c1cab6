package roster

// unfairness is the sum of squared distances, in hours, of each agent's unsocial hours
// (nights and weekends, those published before the period included) from the mean of the
// agents under the same contract.
func (b *board) unfairness() float64 {
	sum := 0.0
	for g := range b.p.groups {
		n, x, xx := 0.0, 0.0, 0.0
		for a := range b.p.agents {
			if b.p.agents[a].group == g {
				n, x, xx = n+1, x+b.tolls[a], xx+b.tolls[a]*b.tolls[a]
			}
		}
		if n > 0 {
			sum += max(0, xx-x*x/n)
		}
	}
	return sum
}

// burden is the price of one more unsocial hour for agent a who now has so many.
func (b *board) burden(a int, hours float64) float64 {
	n, x := 0.0, 0.0
	for k := range b.p.agents {
		if b.p.agents[k].group == b.p.agents[a].group {
			n, x = n+1, x+b.tolls[k]
		}
	}
	return 2 * (hours - (x-b.tolls[a]+hours)/n)
}

// tollOf is the unsocial hours of a plan.
func (a *agent) tollOf(pl plan) float64 {
	sum := 0
	for _, s := range pl {
		sum += a.unsocial(s.at, s.end)
	}
	return float64(sum) / 60
}

func (a *agent) unsocial(from, to int) int { return int(a.tolls[to] - a.tolls[from]) }

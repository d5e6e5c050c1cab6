package roster

// unfairness is the sum of squared distances, in hours, of each agent's unsocial hours
// (nights and weekends, those published before the period included) from the mean of the
// agents under the same contract.
func (b *board) unfairness() float64 {
	sum := 0.0
	for g := range b.p.Groups {
		n, x, xx := 0.0, 0.0, 0.0
		for a := range b.p.Agents {
			if b.p.Agents[a].Group == g {
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
	for k := range b.p.Agents {
		if b.p.Agents[k].Group == b.p.Agents[a].Group {
			n, x = n+1, x+b.tolls[k]
		}
	}
	return 2 * (hours - (x-b.tolls[a]+hours)/n)
}

// tollOf is the unsocial hours of a plan.
func (a *Agent) tollOf(pl Plan) float64 {
	sum := 0
	for _, s := range pl {
		sum += a.unsocial(s.At, s.End)
	}
	return float64(sum) / 60
}

func (a *Agent) unsocial(from, to int) int { return int(a.tolls[to] - a.tolls[from]) }

package roster

// unfairness is the sum of squared distances of the agents' hours from the mean of those
// under the same contract: of unsocial hours (nights and weekends, those published before
// the period included), or of paid hours above those agreed.
func (b *board) unfairness(hours []float64) float64 {
	sum := 0.0
	for g := range b.p.Groups {
		n, x, xx := 0.0, 0.0, 0.0
		for a := range b.p.Agents {
			if b.p.Agents[a].Group == g {
				n, x, xx = n+1, x+hours[a], xx+hours[a]*hours[a]
			}
		}
		if n > 0 {
			sum += max(0, xx-x*x/n)
		}
	}
	return sum
}

// unfair is the weighted unfairness of a term.
func (b *board) unfair(term int, hours []float64) float64 {
	if w := b.p.Terms[term].Weight; w > 0 {
		return w * b.unfairness(hours)
	}
	return 0
}

// burden is the price of one more hour for agent a who has own of them in place of those
// on the board.
func (b *board) burden(a int, all []float64, own float64) float64 {
	n, x := 0.0, 0.0
	for k := range b.p.Agents {
		if b.p.Agents[k].Group == b.p.Agents[a].Group {
			n, x = n+1, x+all[k]
		}
	}
	return 2 * (own - (x-all[a]+own)/n)
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

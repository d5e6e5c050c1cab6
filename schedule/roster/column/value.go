package column

// Values is the objective of a roster by term, each in its own unit. A nil row works
// nothing and has no wishes granted.
func (p *Problem) Values(r Roster) []float64 {
	out := make([]float64, len(p.Terms))
	supply := make([]float64, p.Lines*p.Slots)
	for a := range p.Agents {
		ag := &p.Agents[a]
		for d, s := range r[a] {
			if s != Off {
				p.Cells(d, s, func(line, slot int) { supply[line*p.Slots+slot] += ag.PaceOn(line) })
			}
		}
		if r[a] != nil && ag.Soft.any() {
			out[ag.Soft.Term] += ag.unwanted(p, r[a])
		}
		for _, w := range ag.Wishes {
			if r[a] != nil && r[a][w.Day] == w.Shift {
				out[w.Term] += w.Worked
			} else {
				out[w.Term] += w.Missed
			}
		}
	}
	for _, c := range p.Cover {
		out[c.Term] += At(c.Cost, supply[c.Line*p.Slots+c.Slot])
	}
	return out
}

// Total is the weighted objective of a roster.
func (p *Problem) Total(r Roster) float64 {
	sum, price := 0.0, p.Price()
	for i, v := range p.Values(r) {
		sum += price[i] * v
	}
	return sum
}

// Package column plans rigid rostering problems. The schedule of one agent
// over all days is a shortest path with resources (Irnich & Desaulniers 2005); paths are
// columns of a master problem over some agents and days, which is solved by column
// generation and rounded by diving (Burke & Curtois 2014; Strandmark, Qu & Curtois 2020)
// again and again as the neighbourhood of a search. Hard rules live in the paths alone, so
// every roster is legal.
package column

// model is a problem with its references resolved: costs weighted and indexed.
type model struct {
	p       *Problem
	cost    [][]float64 // by cell: cost of its supply; nil where nothing is asked
	cells   [][][]int32 // by day and shift: the cells it supplies that ask for something
	own     [][]float64 // by agent and day*(shifts+1)+shift+1: cost of working it; shift -1 is a day off
	walkers []*walker
}

func newModel(p *Problem) *model {
	m := &model{p: p, cost: make([][]float64, p.Lines*p.Slots), cells: make([][][]int32, p.Days)}
	price := p.Price()
	for _, c := range p.Cover {
		k := c.Line*p.Slots + c.Slot
		m.cost[k] = sum(m.cost[k], c.Cost, price[c.Term])
	}
	for d := range m.cells {
		m.cells[d] = make([][]int32, len(p.Shifts))
		for s := range p.Shifts {
			p.Cells(d, s, func(line, slot int) {
				if k := line*p.Slots + slot; m.cost[k] != nil {
					m.cells[d][s] = append(m.cells[d][s], int32(k))
				}
			})
		}
	}
	for a := range p.Agents {
		m.own = append(m.own, m.wishes(&p.Agents[a], price))
		m.walkers = append(m.walkers, newWalker(p, &p.Agents[a]))
	}
	return m
}

// sum adds a table, weighted, to another; the longer one rules, the last slope holds beyond.
func sum(a, b []float64, weight float64) []float64 {
	out := make([]float64, max(len(a), len(b), 2))
	for n := range out {
		out[n] = At(a, float64(n)) + weight*At(b, float64(n))
	}
	return out
}

// wishes is what each day of an agent costs by its wishes.
func (m *model) wishes(ag *Agent, price []float64) []float64 {
	width := len(m.p.Shifts) + 1
	out := make([]float64, m.p.Days*width)
	for _, w := range ag.Wishes {
		for s := range width {
			if s-1 == w.Shift {
				out[w.Day*width+s] += price[w.Term] * w.Worked
			} else {
				out[w.Day*width+s] += price[w.Term] * w.Missed
			}
		}
	}
	return out
}

// ownOf is the cost of a path that does not depend on other agents.
func (m *model) ownOf(a int, path []int) float64 {
	width, sum := len(m.p.Shifts)+1, 0.0
	for d, s := range path {
		sum += m.own[a][d*width+s+1]
	}
	if w := m.walkers[a]; w.asks {
		sum += w.price * m.p.Agents[a].unwanted(m.p, path)
	}
	return sum
}

// each calls f for every cell the path supplies, with the agent's pace.
func (m *model) each(a int, path []int, f func(cell int, pace float64)) {
	for d, s := range path {
		if s < 0 {
			continue
		}
		for _, k := range m.cells[d][s] {
			f(int(k), m.p.Agents[a].PaceOn(int(k)/m.p.Slots))
		}
	}
}

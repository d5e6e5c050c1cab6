package column

import (
	"context"
	"math"
	"math/rand/v2"

	"golang.org/x/sync/errgroup"
)

// part is a neighbourhood: some agents on some days; all else stays as it is.
type part struct {
	agents []int
	open   []bool // by day
}

// master chooses one column for each agent of a part so that their own costs and the costs
// of supply are least. Its rows are the agents, then the cells they can supply.
type master struct {
	m        *model
	part     part
	base     []float64 // by cell: supply of all that stays
	row      []int     // by cell: its row, -1 for none
	cells    []int
	columns  []column
	lp       simplex
	number   []int     // by variable: its column, -1 for a segment of cost
	constant float64   // cost of base in the cells
	bound    float64   // greatest lower bound so far
	centre   []float64 // prices of that bound
}

// column is a legal schedule of an agent.
type column struct {
	agent int
	path  []int // by day: shift or Off
	own   float64
}

func newMaster(m *model, pt part, base []float64, columns []column, first map[int][]int, rng *rand.Rand) *master {
	ms := &master{m: m, part: pt, base: base, row: make([]int, len(m.cost)), bound: never}
	for i := range ms.row {
		ms.row[i] = -1
	}
	for _, a := range pt.agents {
		for d, open := range pt.open {
			if !open || m.walkers[a].free[d] {
				continue
			}
			for _, s := range m.walkers[a].shifts {
				for _, k := range m.cells[d][s] {
					if ms.row[k] < 0 {
						ms.row[k] = len(pt.agents) + len(ms.cells)
						ms.cells = append(ms.cells, int(k))
					}
				}
			}
		}
	}
	ms.start(first, rng)
	for _, c := range columns {
		ms.add(c)
	}
	return ms
}

// start makes the first basis: the first path of every agent, and in each cell the segment
// of cost in which their supply lies.
func (ms *master) start(first map[int][]int, rng *rand.Rand) {
	lp, n := &ms.lp, len(ms.part.agents)
	lp.m = n + len(ms.cells)
	lp.basis, lp.x, lp.y = make([]int, lp.m), make([]float64, lp.m), make([]float64, lp.m)
	lp.alpha, lp.rhs, lp.inv = make([]float64, lp.m), make([]float64, lp.m), make([]float64, lp.m*lp.m)
	for i := range lp.m {
		lp.inv[i*lp.m+i] = 1
	}
	supply := make([]float64, lp.m)
	for i, a := range ms.part.agents {
		v := ms.add(column{a, first[a], ms.m.ownOf(a, first[a])})
		lp.basis[i], lp.rhs[i], lp.vars[v].in = v, 1, true
		for k, r := range lp.vars[v].rows[1:] {
			lp.inv[i*lp.m+r] = -lp.vars[v].vals[k+1]
			supply[r] -= lp.vars[v].vals[k+1]
		}
	}
	for i, k := range ms.cells {
		r := n + i
		lp.rhs[r] = 1e-6 * (1 + rng.Float64()) // tells apart what would be degenerate
		ms.constant += At(ms.m.cost[k], ms.base[k])
		ms.segments(r, k, supply[r]+lp.rhs[r])
	}
	lp.settle()
}

// segments adds the convex cost of a cell as variables and puts the one in which the supply
// lies into the basis.
func (ms *master) segments(r, k int, supply float64) {
	lp, cost, from := &ms.lp, ms.m.cost[k], ms.base[k]
	done, placed := 0.0, false
	for {
		length, slope, last := segment(cost, from+done)
		v := lp.add(variable{rows: []int{r}, vals: []float64{1}, cost: slope, upper: length})
		ms.number = append(ms.number, -1)
		lp.vars[v].high = done+length < supply
		if !placed && supply <= done+length {
			lp.basis[r], lp.vars[v].in, placed = v, true, true
		}
		if last {
			return
		}
		done += length
	}
}

// segment is the stretch of equal slope from a supply on.
func segment(cost []float64, from float64) (length, slope float64, last bool) {
	n := int(from + 1e-9)
	if n >= len(cost)-2 {
		return math.Inf(1), cost[len(cost)-1] - cost[len(cost)-2], true
	}
	slope = cost[n+1] - cost[n]
	for n++; n < len(cost)-1; n++ {
		if math.Abs(cost[n+1]-cost[n]-slope) > 1e-12 {
			return float64(n) - from, slope, false
		}
	}
	return math.Inf(1), slope, true
}

// add makes a variable of a column and returns its number.
func (ms *master) add(c column) int {
	v := variable{rows: []int{ms.index(c.agent)}, vals: []float64{1}, cost: c.own, upper: math.Inf(1)}
	for d, s := range c.path {
		if s < 0 || !ms.part.open[d] {
			continue
		}
		for _, k := range ms.m.cells[d][s] {
			v.rows = append(v.rows, ms.row[k])
			v.vals = append(v.vals, -ms.m.p.Agents[c.agent].PaceOn(int(k)/ms.m.p.Slots))
		}
	}
	ms.columns = append(ms.columns, c)
	ms.number = append(ms.number, len(ms.columns)-1)
	return ms.lp.add(v)
}

func (ms *master) index(agent int) int {
	for i, a := range ms.part.agents {
		if a == agent {
			return i
		}
	}
	return -1
}

// Column generation ends where the gap to the bound is near, as a share of it, and has not
// shrunk by a fifth in so many rounds (stall).
const (
	near  = 0.01
	stall = 12
)

// generate solves the master by column generation, for so many rounds at most, smoothing
// prices towards those of the best bound (Wentges 1997). Where no path of the usual effort
// gains, it looks for one thoroughly if patient. It stops once the bound exceeds cut.
func (ms *master) generate(ctx context.Context, fs []*finder, mask func(a int) []int, rounds int, patient bool, cut float64) {
	smooth, mark := 0.5, math.Inf(1)
	at := usual
	for round := range rounds {
		if ctx.Err() != nil {
			return
		}
		ms.lp.optimize(20000)
		y := append([]float64(nil), ms.lp.y...)
		if ms.centre != nil {
			for r := range y {
				y[r] += smooth * (ms.centre[r] - y[r])
			}
		}
		bound, added := ms.price(fs, at, mask, y)
		if bound > ms.bound {
			ms.bound, ms.centre = bound, y
		}
		gap := ms.constant + ms.lp.objective() - ms.bound
		if ms.bound > cut || gap < 1e-4 {
			return
		}
		if round%stall == stall-1 {
			if gap > 0.8*mark && gap < near*math.Abs(ms.bound) {
				return
			}
			mark = gap
		}
		if added == 0 {
			if smooth == 0 && (!patient || at == thorough) {
				return
			}
			if smooth == 0 {
				at = thorough
			}
			smooth = 0
		} else {
			smooth = 0.5
		}
	}
}

// price adds the best column of every agent at the prices y where it gains at the master's
// own, and returns the Lagrangian bound of y. The finders share the agents out.
func (ms *master) price(fs []*finder, at effort, mask func(a int) []int, y []float64) (bound float64, added int) {
	bound = ms.constant
	n := len(ms.part.agents)
	for r := n; r < ms.lp.m; r++ {
		bound += ms.flat(r-n, y[r])
	}
	paths, most := make([][]int, n), make([]float64, n)
	var group errgroup.Group
	for k, f := range fs {
		group.Go(func() error {
			f.effort = at
			for i := k; i < n; i += len(fs) {
				a := ms.part.agents[i]
				ms.load(f, a, mask(a), y)
				path, _, gain := f.find()
				most[i] = gain
				if path != nil {
					paths[i] = f.shifts(path)
				}
			}
			f.effort = usual
			return nil
		})
	}
	_ = group.Wait()
	for i, a := range ms.part.agents {
		bound -= most[i]
		if paths[i] != nil && ms.enter(column{agent: a, path: paths[i], own: ms.m.ownOf(a, paths[i])}) {
			added++
		}
	}
	return bound, added
}

// enter adds the column where it gains at the master's prices.
func (ms *master) enter(c column) bool {
	v := ms.add(c)
	if ms.lp.reduced(&ms.lp.vars[v]) < -tinyCost {
		return true
	}
	ms.lp.vars = ms.lp.vars[:v]
	ms.number = ms.number[:v]
	ms.columns = ms.columns[:len(ms.columns)-1]
	return false
}

// flat is the least of the cell's cost beyond its base less the price of supply.
func (ms *master) flat(i int, price float64) float64 {
	k, least, done, sum := ms.cells[i], 0.0, 0.0, 0.0
	most := float64(0)
	for _, a := range ms.part.agents {
		most += ms.m.p.Agents[a].PaceOn(k / ms.m.p.Slots)
	}
	for done < most {
		length, slope, last := segment(ms.m.cost[k], ms.base[k]+done)
		length = min(length, most-done)
		sum += length * (slope - price)
		least = min(least, sum)
		done += length
		if last {
			break
		}
	}
	return least
}

// load sets the finder to an agent: the gain of work is the price of its supply less its
// own cost.
func (ms *master) load(f *finder, a int, mask []int, y []float64) {
	f.take(a, mask)
	n := len(f.w.shifts)
	for d, open := range ms.part.open {
		if !open || f.w.free[d] {
			continue
		}
		for i, s := range f.w.shifts {
			for _, k := range ms.m.cells[d][s] {
				f.gain[d*n+i] -= y[ms.row[k]] * ms.m.p.Agents[a].PaceOn(int(k)/ms.m.p.Slots)
			}
		}
	}
}

package column

// walker is an agent's rules as states of a path. A state is a row, the weekends worked and
// the units of time worked. Rows 0 to minOff-1 are that many days off in a row and more;
// then for every class of shifts a row for each length of a run that ends in it.
type walker struct {
	unit           int // minutes
	least, most    int // units
	minRun, maxRun int
	minOff         int
	weekends       int // most
	free           []bool
	shifts         []int // those that may be worked
	groups         []group
	groupOf        []int // by position in shifts
	kinds          int   // classes of shifts with the same successors
	rows           int
	cap            []int // by position in shifts
	capped         bool
}

// group is a set of shifts that differ in nothing but their gain and their cap.
type group struct {
	kind, units int
	after       []bool // by kind: may follow it
	members     []int  // positions in shifts
}

func newWalker(p *Problem, ag *Agent) *walker {
	r := ag.Rules
	w := &walker{minOff: max(1, r.MinOff), minRun: r.MinRun, maxRun: min(r.MaxRun, p.Days), weekends: min(r.MaxWeekends, p.Days)}
	w.minOff, w.minRun = min(w.minOff, p.Days+1), min(w.minRun, p.Days+1)
	w.free = make([]bool, p.Days)
	for _, d := range ag.Free {
		w.free[d] = true
	}
	for s := range p.Shifts {
		if ag.Caps[s] > 0 && w.maxRun > 0 {
			w.shifts = append(w.shifts, s)
			w.cap = append(w.cap, min(ag.Caps[s], p.Days))
			w.capped = w.capped || ag.Caps[s] < p.Days
			w.unit = gcd(w.unit, p.Shifts[s].Minutes)
		}
	}
	w.unit = max(w.unit, 1)
	w.least, w.most = (r.MinMinutes+w.unit-1)/w.unit, r.MaxMinutes/w.unit
	w.classify(p)
	w.rows = w.minOff + w.kinds*w.maxRun
	return w
}

// classify finds the kinds and groups of the shifts that may be worked.
func (w *walker) classify(p *Problem) {
	n := len(w.shifts)
	follows := make([][]bool, n) // [i][j]: j may follow i
	for i, s := range w.shifts {
		follows[i] = make([]bool, n)
		for j, t := range w.shifts {
			follows[i][j] = !contains(p.Shifts[s].Excludes, t)
		}
	}
	kind, first := make([]int, n), []int{}
	for i := range n {
		kind[i] = -1
		for k, f := range first {
			if equal(follows[i], follows[f]) {
				kind[i] = k
			}
		}
		if kind[i] < 0 {
			kind[i] = len(first)
			first = append(first, i)
		}
	}
	w.kinds = len(first)
next:
	for j := range n {
		after := make([]bool, w.kinds)
		for k, f := range first {
			after[k] = follows[f][j]
		}
		units := p.Shifts[w.shifts[j]].Minutes / w.unit
		for g := range w.groups {
			if x := &w.groups[g]; x.kind == kind[j] && x.units == units && equal(x.after, after) {
				x.members = append(x.members, j)
				w.groupOf = append(w.groupOf, g)
				continue next
			}
		}
		w.groupOf = append(w.groupOf, len(w.groups))
		w.groups = append(w.groups, group{kind[j], units, after, []int{j}})
	}
}

// off is the row after a day off on day d, or -1 where it may not be taken.
func (w *walker) off(d, row int) int {
	if row < w.minOff {
		return min(row+1, w.minOff-1)
	}
	if run := (row-w.minOff)%w.maxRun + 1; run < w.minRun && run < d {
		return -1
	}
	return 0
}

// work is the row after working a shift of the group, or -1 where it may not be worked.
func (w *walker) work(row int, g *group) int {
	if row < w.minOff {
		if row < w.minOff-1 {
			return -1
		}
		return w.minOff + g.kind*w.maxRun
	}
	kind, run := (row-w.minOff)/w.maxRun, (row-w.minOff)%w.maxRun
	if run+1 == w.maxRun || !g.after[kind] {
		return -1
	}
	return w.minOff + g.kind*w.maxRun + run + 1
}

// weekend is 1 where work on day d begins a weekend's, 0 otherwise.
func (w *walker) weekend(p *Problem, d, row int) int {
	e := p.Weekend[d]
	if e < 0 || d > 0 && p.Weekend[d-1] == e && row >= w.minOff {
		return 0
	}
	return 1
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func contains(list []int, x int) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}

func equal(a, b []bool) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

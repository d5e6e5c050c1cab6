package column

// walker is an agent's rules as states of a path. A state is a row, the weekends worked and
// the units of time worked. The first rows are so many days off in a row, the last of them
// and more; then come those of each kind of shift, by the days at work in a row that end in
// it and by those of them on shifts of the kind, as far as that matters.
type walker struct {
	unit           int // minutes
	least, most    int // units
	minRun, minOff int
	maxRun         int      // beyond runs where there is no limit
	weekends       int      // most
	start          int      // row before the first day
	offs, runs     int      // longest runs off and at work that are told apart
	states         []state  // by row
	rests          []move   // by row
	works          [][]move // by group and row
	soft           *Soft
	asks           bool    // soft asks something
	price          float64 // of its term
	open           bool    // nothing is known of the days before
	series         []int   // by kind: the kind of the problem's shifts
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
	w := &walker{minOff: max(1, r.MinOff), minRun: r.MinRun, weekends: min(r.MaxWeekends, p.Days), soft: &ag.Soft}
	if w.asks = ag.Soft.any(); w.asks {
		w.price = p.Price()[ag.Soft.Term]
	}
	w.minOff, w.minRun = min(w.minOff, p.Days+1), min(w.minRun, p.Days+1)
	w.free = make([]bool, p.Days)
	for _, d := range ag.Free {
		w.free[d] = true
	}
	for s := range p.Shifts {
		if ag.Caps[s] > 0 && r.MaxRun > 0 {
			w.shifts = append(w.shifts, s)
			w.cap = append(w.cap, min(ag.Caps[s], p.Days))
			w.capped = w.capped || ag.Caps[s] < p.Days
			w.unit = gcd(w.unit, p.Shifts[s].Minutes)
		}
	}
	w.unit = max(w.unit, 1)
	w.least, w.most = (r.MinMinutes+w.unit-1)/w.unit, r.MaxMinutes/w.unit
	w.most = min(w.most, p.Days*w.longest(p))
	w.classify(p)
	w.lay(p, ag)
	return w
}

// longest is the units of the longest shift.
func (w *walker) longest(p *Problem) int {
	most := 0
	for _, s := range w.shifts {
		most = max(most, p.Shifts[s].Minutes/w.unit)
	}
	return most
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
			if equal(follows[i], follows[f]) && (len(w.soft.Same) == 0 || p.Shifts[w.shifts[i]].Kind == p.Shifts[w.shifts[f]].Kind) {
				kind[i] = k
			}
		}
		if kind[i] < 0 {
			kind[i] = len(first)
			first = append(first, i)
			w.series = append(w.series, p.Shifts[w.shifts[i]].Kind)
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

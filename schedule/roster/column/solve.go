package column

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
)

// Settings say how long and from which seed to search.
type Settings struct {
	Seed   uint64
	Effort int // neighbourhoods to search; the result depends on nothing else but the seed
	// Progress, where not nil, is told of every better roster.
	Progress func(Result)
}

// Result is the best roster found.
type Result struct {
	Roster    Roster
	Total     float64
	Bound     float64 // that no roster is below; -Inf where none was found
	Unplanned []int   // agents for whom no schedule was found
	Searched  int     // neighbourhoods
}

// Solve plans the problem. When ctx ends it returns the best roster so far, which is legal
// at any moment. The error is of the problem's values.
func Solve(ctx context.Context, p *Problem, set Settings) (Result, error) {
	if err := p.Validate(); err != nil {
		return Result{}, err
	}
	s := newSearch(p, set)
	for a, w := range s.m.walkers {
		if n := w.rows * (p.Days + 1); n > maxRows {
			return Result{}, fmt.Errorf("agent %q: %d days with runs of up to %d days in %d kinds of shifts by what may follow them are %d states, expected at most %d: shorten the period or the longest run", p.Agents[a].ID, p.Days, w.runs, w.kinds, n, maxRows)
		}
	}
	s.construct()
	s.improve(ctx)
	s.run(ctx)
	return s.result(), nil
}

// maxRows bounds the memory of a path: days times rows of states.
const maxRows = 2_000_000

// search is a roster that is being improved.
type search struct {
	m       *model
	set     Settings
	rng     *rand.Rand
	f       *finder
	finders []*finder // by lane; the first is f
	paths   [][]int
	supply  []float64
	total   float64
	best    [][]int // the best roster so far
	least   float64 // and its total
	grain   float64 // what every total is a multiple of; 0 if that is unknown
	bound   float64
	lost    []int
	done    int
}

func newSearch(p *Problem, set Settings) *search {
	m := newModel(p)
	s := &search{
		m: m, set: set, rng: rand.New(rand.NewPCG(set.Seed, 0x726f73746572)), bound: never,
		paths: make([][]int, len(p.Agents)), supply: make([]float64, len(m.cost)), grain: m.grain(),
	}
	for range lanes {
		s.finders = append(s.finders, &finder{m: m, effort: usual, room: maxStates, memory: make([][]float64, len(p.Agents))})
	}
	s.f = s.finders[0]
	return s
}

func (s *search) result() Result {
	r := Result{Total: s.m.p.Total(s.best), Bound: s.bound, Unplanned: s.lost, Searched: s.done}
	for _, path := range s.best {
		r.Roster = append(r.Roster, append([]int(nil), path...))
	}
	return r
}

// construct plans one agent after the other at what their supply is then worth. Nothing
// cancels it: there is no roster before its end.
func (s *search) construct() {
	for _, a := range s.rng.Perm(len(s.paths)) {
		if !s.replan(a) {
			s.lost = append(s.lost, a)
		}
	}
	s.total = s.m.p.Total(s.paths)
}

// improve replans single agents of a roster that is not large until none gains.
func (s *search) improve(ctx context.Context) {
	if len(s.paths)*s.m.p.Days > large { // parts of it are replanned sooner
		return
	}
	for before := math.Inf(1); s.total < before-1e-9; s.total = s.m.p.Total(s.paths) {
		before = s.total
		for _, a := range s.rng.Perm(len(s.paths)) {
			if ctx.Err() != nil {
				break
			}
			if s.paths[a] != nil {
				s.replan(a)
			}
		}
	}
}

// briefly is how many states a first roster looks at for an agent: it need not be the best.
const briefly = 300_000

// replan gives the agent the best path beside all others; false where there is none.
func (s *search) replan(a int) bool {
	open := make([]bool, s.m.p.Days)
	mask := make([]int, s.m.p.Days)
	for d := range open {
		open[d], mask[d] = true, anyShift
	}
	s.m.supply(s.supply, a, s.paths[a], open, -1)
	s.f.take(a, mask)
	s.f.room = briefly
	defer func() { s.f.room = maxStates }()
	n := len(s.f.w.shifts)
	for d := range open {
		for i, shift := range s.f.w.shifts {
			for _, k := range s.m.cells[d][shift] {
				pace := s.m.p.Agents[a].PaceOn(int(k) / s.m.p.Slots)
				s.f.gain[d*n+i] -= s.m.costAt(int(k), s.supply[k]+pace) - s.m.costAt(int(k), s.supply[k])
			}
		}
	}
	path := s.search(a, n)
	if path == nil && s.paths[a] == nil {
		path = s.rescue(a, mask)
	}
	if path != nil {
		s.paths[a] = s.f.shifts(path)
	}
	s.m.supply(s.supply, a, s.paths[a], open, 1)
	return s.paths[a] != nil
}

// search is a good path at the finder's gains. A first path of a long period is found by a
// beam where its states are too many.
func (s *search) search(a, n int) []int {
	if s.paths[a] == nil && s.f.tooLong() {
		s.f.choose()
		if path := s.f.beam(); path != nil {
			return path
		}
		s.f.room = maxStates
	}
	path, _, _ := s.f.find()
	if path == nil && s.paths[a] == nil {
		s.f.room = maxStates
		s.f.lower(make([]float64, n))
		path, _, _ = s.f.find()
	}
	return path
}

// tooLong says whether the period has more states than there is room for.
func (f *finder) tooLong() bool {
	f.choose()
	return f.reach(f.m.p.Days) > f.room
}

// rescue looks for any path of the agent, whatever it costs.
func (s *search) rescue(a int, mask []int) []int {
	s.f.take(a, mask)
	clear(s.f.gain)
	clear(s.f.idle)
	s.f.effort = utmost
	path, _, _ := s.f.find()
	s.f.effort = usual
	return path
}

// costAt is the cost of a cell at a supply.
func (m *model) costAt(cell int, supply float64) float64 { return At(m.cost[cell], supply) }

// supply adds what a path supplies on the open days, times sign.
func (m *model) supply(to []float64, a int, path []int, open []bool, sign float64) {
	for d, s := range path {
		if s < 0 || !open[d] {
			continue
		}
		for _, k := range m.cells[d][s] {
			to[k] += sign * m.p.Agents[a].PaceOn(int(k)/m.p.Slots)
		}
	}
}

// grain is 1 where every cost and pace is a whole number.
func (m *model) grain() float64 {
	whole := func(list []float64) bool {
		for _, x := range list {
			if x != math.Trunc(x) {
				return false
			}
		}
		return true
	}
	for a := range m.own {
		if !whole(m.own[a]) || !whole(m.p.Agents[a].Pace) {
			return 0
		}
	}
	for _, c := range m.cost {
		if !whole(c) {
			return 0
		}
	}
	return 1
}

package column

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// legal judges a schedule by the words of the problem alone.
func legal(p *Problem, a *Agent, path []int) bool {
	minutes, count, weekends := 0, map[int]int{}, map[int]bool{}
	for d, s := range path {
		if s < 0 {
			continue
		}
		minutes += p.Shifts[s].Minutes
		if count[s]++; count[s] > a.Caps[s] || contains(a.Free, d) {
			return false
		}
		if p.Weekend[d] >= 0 {
			weekends[p.Weekend[d]] = true
		}
		if d > 0 && path[d-1] >= 0 && contains(p.Shifts[path[d-1]].Excludes, s) {
			return false
		}
	}
	for from, to := 0, 0; from < len(path); from = to {
		for to = from; to < len(path) && (path[to] < 0) == (path[from] < 0); to++ {
		}
		inside := from > 0 && to < len(path)
		if path[from] < 0 && inside && to-from < a.Rules.MinOff ||
			path[from] >= 0 && (to-from > a.Rules.MaxRun || inside && to-from < a.Rules.MinRun) {
			return false
		}
	}
	return minutes >= a.Rules.MinMinutes && minutes <= a.Rules.MaxMinutes && len(weekends) <= a.Rules.MaxWeekends
}

// all is every legal schedule of an agent.
func all(p *Problem, a *Agent) (out [][]int) {
	path := make([]int, p.Days)
	var fill func(d int)
	fill = func(d int) {
		if d == p.Days {
			if legal(p, a, path) {
				out = append(out, append([]int(nil), path...))
			}
			return
		}
		for s := -1; s < len(p.Shifts); s++ {
			path[d] = s
			fill(d + 1)
		}
	}
	fill(0)
	return out
}

// random is a small problem: every rule binds now and then.
func random(rng *rand.Rand, days, shifts, agents int) *Problem {
	p := &Problem{Days: days, Slots: days, Lines: shifts, Terms: []Term{{Name: "cover", Tier: 1, Weight: 1}, {Name: "wishes", Tier: 1, Weight: 1}}}
	for d := range days {
		p.Begin, p.Weekend = append(p.Begin, d), append(p.Weekend, -1)
		if d%7 >= 5 {
			p.Weekend[d] = d / 7
		}
	}
	for s := range shifts {
		x := Shift{ID: fmt.Sprint(s), Minutes: 480 + 120*rng.IntN(2), Spans: []Span{{Line: s, From: 0, To: 1}}}
		for t := range s {
			if rng.IntN(2) == 0 {
				x.Excludes = append(x.Excludes, t)
			}
		}
		p.Shifts = append(p.Shifts, x)
	}
	for d := range days {
		for s := range shifts {
			cost, want := make([]float64, 5), rng.IntN(agents+1)
			for n := range cost {
				cost[n] = float64(20*max(0, want-n) + max(0, n-want))
			}
			p.Cover = append(p.Cover, Cover{Line: s, Slot: d, Cost: cost})
		}
	}
	for i := range agents {
		p.Agents = append(p.Agents, someone(rng, p, i))
	}
	return p
}

func someone(rng *rand.Rand, p *Problem, i int) Agent {
	a := Agent{ID: fmt.Sprint("A", i), Free: []int{rng.IntN(p.Days)}, Rules: Rules{
		MinMinutes: 480 * rng.IntN(p.Days/2+1), MaxRun: 2 + rng.IntN(4), MinRun: rng.IntN(3), MinOff: rng.IntN(3), MaxWeekends: rng.IntN(2),
	}}
	a.Rules.MaxMinutes = a.Rules.MinMinutes + 480*rng.IntN(4)
	for range p.Shifts {
		a.Caps = append(a.Caps, []int{0, 1, 2, NoLimit}[rng.IntN(4)])
	}
	for d := range p.Days {
		a.Wishes = append(a.Wishes, Wish{Day: d, Shift: rng.IntN(len(p.Shifts)), Term: 1, Worked: float64(rng.IntN(6)), Missed: float64(rng.IntN(6))})
	}
	return a
}

func TestPathIsTheBestOfAll(t *testing.T) {
	for seed := range uint64(400) {
		rng := rand.New(rand.NewPCG(seed, 1))
		p := random(rng, 7, 3, 1)
		require.NoError(t, p.Validate())
		m := newModel(p)
		f := &finder{m: m, effort: utmost, room: maxStates, memory: make([][]float64, 1)}
		mask := make([]int, p.Days)
		for d := range mask {
			mask[d] = anyShift
		}
		paths := all(p, &p.Agents[0])
		for range 3 { // again with what it remembers
			f.take(0, mask)
			for i := range f.gain {
				f.gain[i] += float64(rng.IntN(50))
			}
			gains := append([]float64(nil), f.gain...)
			best := never
			for _, path := range paths {
				best = max(best, value(f, gains, path))
			}
			path, gain, bound := f.find()
			require.Equal(t, best == never, path == nil, "seed %d", seed)
			if path != nil {
				require.True(t, legal(p, &p.Agents[0], f.shifts(path)), "seed %d", seed)
				require.InDelta(t, best, gain, 1e-6, "seed %d", seed)
				require.InDelta(t, best, value(f, gains, f.shifts(path)), 1e-6, "seed %d", seed)
				require.GreaterOrEqual(t, bound, best-1e-6, "seed %d", seed)
			}
		}
	}
}

func TestANarrowPathIsLegal(t *testing.T) {
	found, narrowed := 0, 0
	for seed := range uint64(50) {
		p := random(rand.New(rand.NewPCG(seed, 5)), 28, 3, 1)
		f := &finder{m: newModel(p), effort: utmost, room: 1000, memory: make([][]float64, 1)}
		mask := make([]int, p.Days)
		for d := range mask {
			mask[d] = anyShift
		}
		f.take(0, mask)
		path, gain, bound := f.find()
		if math.IsInf(bound, 1) {
			narrowed++
		}
		if path != nil {
			found++
			assert.True(t, legal(p, &p.Agents[0], f.shifts(path)), "seed %d", seed)
			assert.InDelta(t, value(f, f.gain, f.shifts(path))+f.tollsPaid(path), gain, 1e-6)
		}
	}
	assert.Greater(t, found, 5)
	assert.Greater(t, narrowed, 5)
}

// tollsPaid is what the tolls took from a path's gains.
func (f *finder) tollsPaid(path []int) (sum float64) {
	for _, s := range path {
		if s >= 0 {
			sum += f.toll[s]
		}
	}
	return sum
}

func TestRulesWithTooManyStatesAreRefused(t *testing.T) {
	p := random(rand.New(rand.NewPCG(1, 6)), 392, 3, 1)
	for s := range 200 {
		p.Shifts = append(p.Shifts, Shift{ID: fmt.Sprint("x", s), Minutes: 480, Excludes: []int{len(p.Shifts)}})
		p.Agents[0].Caps = append(p.Agents[0].Caps, NoLimit)
	}
	p.Agents[0].Rules.MaxRun = p.Days - 1
	_, err := Solve(context.Background(), p, Settings{})
	assert.ErrorContains(t, err, `agent "A0"`)
}

func value(f *finder, gains []float64, path []int) (sum float64) {
	for d, s := range path {
		if s < 0 {
			sum += f.idle[d]
			continue
		}
		for i, x := range f.w.shifts {
			if x == s {
				sum += gains[d*len(f.w.shifts)+i]
			}
		}
		if !contains(f.w.shifts, s) {
			return never
		}
	}
	return sum
}

func TestSmallProblemsAreSolvedToTheOptimum(t *testing.T) {
	solved := 0
	for seed := range uint64(60) {
		p := random(rand.New(rand.NewPCG(seed, 2)), 6, 2, 2)
		r, err := Solve(context.Background(), p, Settings{Seed: seed, Effort: 40})
		require.NoError(t, err)
		left, right := all(p, &p.Agents[0]), all(p, &p.Agents[1])
		assert.Equal(t, len(left) == 0, r.Roster[0] == nil, "seed %d", seed)
		assert.Equal(t, len(right) == 0, r.Roster[1] == nil, "seed %d", seed)
		if len(left) == 0 || len(right) == 0 {
			assert.NotEmpty(t, r.Unplanned)
			continue
		}
		solved++
		best := math.Inf(1)
		for _, a := range left {
			for _, b := range right {
				best = min(best, p.Total(Roster{a, b}))
			}
		}
		assert.InDelta(t, best, r.Total, 1e-6, "seed %d", seed)
		assert.LessOrEqual(t, r.Bound, best+1e-6, "seed %d", seed)
		assert.InDelta(t, p.Total(r.Roster), r.Total, 1e-6)
		assert.True(t, legal(p, &p.Agents[0], r.Roster[0]) && legal(p, &p.Agents[1], r.Roster[1]), "seed %d", seed)
	}
	assert.Greater(t, solved, 20)
}

func TestSameSeedSameRoster(t *testing.T) {
	p := random(rand.New(rand.NewPCG(5, 3)), 21, 3, 6)
	first, err := Solve(context.Background(), p, Settings{Seed: 7, Effort: 8})
	require.NoError(t, err)
	again, err := Solve(context.Background(), p, Settings{Seed: 7, Effort: 8})
	require.NoError(t, err)
	assert.Equal(t, first, again)
}

func TestCancelledAtOnceItIsLegal(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	p := random(rand.New(rand.NewPCG(9, 4)), 28, 3, 8)
	r, err := Solve(ctx, p, Settings{Seed: 1, Effort: 100})
	require.NoError(t, err)
	assert.Zero(t, r.Searched)
	for a, path := range r.Roster {
		if path != nil {
			assert.True(t, legal(p, &p.Agents[a], path))
		} else {
			assert.Contains(t, r.Unplanned, a)
		}
	}
}

func TestSimplexFindsTheVertex(t *testing.T) {
	// Least -3a-2b with a+b+s = 4, a+3b+t = 6, a at most 3: a 3, b 1.
	s := simplex{m: 2, basis: []int{0, 1}, rhs: []float64{4, 6}, x: make([]float64, 2), y: make([]float64, 2), alpha: make([]float64, 2), inv: []float64{1, 0, 0, 1}}
	inf := math.Inf(1)
	s.add(variable{rows: []int{0}, vals: []float64{1}, upper: inf, in: true})
	s.add(variable{rows: []int{1}, vals: []float64{1}, upper: inf, in: true})
	s.add(variable{rows: []int{0, 1}, vals: []float64{1, 1}, cost: -3, upper: 3})
	s.add(variable{rows: []int{0, 1}, vals: []float64{1, 3}, cost: -2, upper: inf})
	s.settle()
	s.optimize(100)
	assert.InDelta(t, -11, s.objective(), 1e-9)
	require.True(t, s.invert())
	assert.InDelta(t, -11, s.objective(), 1e-9)
	for i := range s.vars {
		if v := &s.vars[i]; !v.in && !v.high {
			assert.GreaterOrEqual(t, s.reduced(v), -1e-9)
		}
	}
}

// Paths under a mask are looked for on few days only; that must not change the best.
func TestStretchChangesNothing(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	shorter := 0
	for range 400 {
		p := random(rng, 7, 2, 2)
		m := newModel(p)
		f := &finder{m: m, effort: utmost, room: maxStates, memory: make([][]float64, len(p.Agents))}
		for a := range p.Agents {
			ways := all(p, &p.Agents[a])
			if len(ways) == 0 {
				continue
			}
			open := make([]bool, p.Days)
			for d, first := 0, rng.IntN(p.Days); d < 1+rng.IntN(2); d++ {
				open[min(first+d, p.Days-1)] = true
			}
			mask := m.mask(a, ways[rng.IntN(len(ways))], open)
			f.take(a, mask)
			if f.lo > 0 || f.hi < p.Days {
				shorter++
			}
			path, gain, bound := f.find()
			f.take(a, mask)
			f.stretch = stretch{hi: p.Days, from: place{row: f.w.start}, used: make([]int, len(f.w.shifts))}
			full, want, most := f.find()
			require.NotNil(t, path)
			require.True(t, legal(p, &p.Agents[a], f.shifts(path)))
			require.Equal(t, full == nil, path == nil)
			require.InDelta(t, want, gain, 1e-9)
			require.InDelta(t, most, bound, 1e-9)
		}
	}
	require.Greater(t, shorter, 100)
}

func TestABeamIsLegal(t *testing.T) {
	found, possible := 0, 0
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 3))
		p := random(rng, 8, 3, 1)
		f := &finder{m: newModel(p), effort: utmost, room: maxStates, memory: make([][]float64, 1)}
		mask := make([]int, p.Days)
		for d := range mask {
			mask[d] = anyShift
		}
		f.take(0, mask)
		f.choose()
		if path := f.beam(); path != nil {
			require.True(t, legal(p, &p.Agents[0], f.shifts(path)), "seed %d", seed)
			found++
		}
		if len(all(p, &p.Agents[0])) > 0 {
			possible++
		}
	}
	require.Greater(t, found, possible*9/10)
}

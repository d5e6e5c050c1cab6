package column

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// softer gives the agents soft limits, and some of them days before the period.
func softer(rng *rand.Rand, p *Problem) {
	some := func(most int) Range {
		least := rng.IntN(most)
		return Range{least, least + rng.IntN(3), float64(rng.IntN(20)), float64(rng.IntN(2) * rng.IntN(20))}
	}
	for s := range p.Shifts {
		p.Shifts[s].Kind = s / 2
	}
	for i := range p.Agents {
		a := &p.Agents[i]
		a.Soft = Soft{Term: 1, Run: some(4), Off: some(4), Weekends: Range{Max: rng.IntN(2), Long: 9}, Half: float64(rng.IntN(8))}
		a.Soft.Minutes = Range{480 * rng.IntN(4), 480 * (4 + rng.IntN(3)), 0.01, 0.02}
		for range 2 {
			a.Soft.Same = append(a.Soft.Same, some(3))
		}
		last := rng.IntN(len(p.Shifts))
		switch same := 1 + rng.IntN(3); {
		case rng.IntN(3) == 0:
			a.Before.Off = 1 + rng.IntN(4)
		case a.Caps[last] > 0 && rng.IntN(2) == 0:
			a.Before = Before{Run: same + rng.IntN(3), Last: last, Same: same}
		}
	}
}

// follows says whether the path may follow the days before.
func follows(p *Problem, a *Agent, path []int) bool {
	off, run := a.Before.Off, a.Before.Run
	if off == 0 && run == 0 {
		return true
	}
	if run > 0 && path[0] >= 0 && contains(p.Shifts[a.Before.Last].Excludes, path[0]) {
		return false
	}
	first := 0
	for first < len(path) && (path[first] < 0) == (path[0] < 0) {
		first++
	}
	ends := first < len(path)
	if path[0] < 0 {
		return (run == 0 || run >= a.Rules.MinRun) && (off == 0 && !(run > 0 && ends && first < a.Rules.MinOff) || off > 0 && (!ends || off+first >= a.Rules.MinOff))
	}
	return (off == 0 || off >= a.Rules.MinOff && !(ends && first < a.Rules.MinRun)) && run+first <= a.Rules.MaxRun && (run == 0 || !ends || run+first >= a.Rules.MinRun)
}

// ways is every legal schedule of an agent.
func ways(p *Problem, a *Agent) (out [][]int) {
	for _, path := range all(p, a) {
		if follows(p, a, path) {
			out = append(out, path)
		}
	}
	return out
}

func TestSoftPathIsTheBestOfAll(t *testing.T) {
	costs := 0
	for seed := range uint64(600) {
		rng := rand.New(rand.NewPCG(seed, 4))
		p := random(rng, 7, 3, 1)
		softer(rng, p)
		require.NoError(t, p.Validate())
		m, a := newModel(p), &p.Agents[0]
		f := &finder{m: m, effort: utmost, room: maxStates, memory: make([][]float64, 1)}
		mask := m.mask(0, make([]int, p.Days), []bool{true, true, true, true, true, true, true})
		f.take(0, mask)
		for i := range f.gain {
			f.gain[i] += float64(rng.IntN(50))
		}
		gains, best := append([]float64(nil), f.gain...), never
		worth := func(path []int) float64 { return value(f, gains, path) - a.unwanted(p, path) }
		for _, path := range ways(p, a) {
			best = max(best, worth(path))
		}
		path, gain, bound := f.find()
		require.Equal(t, best == never, path == nil, "seed %d", seed)
		if path == nil {
			continue
		}
		require.InDelta(t, best, gain, 1e-6, "seed %d", seed)
		require.InDelta(t, best, worth(f.shifts(path)), 1e-6, "seed %d", seed)
		require.GreaterOrEqual(t, bound, best-1e-6, "seed %d", seed)
		if a.unwanted(p, f.shifts(path)) > 0 {
			costs++
		}
	}
	require.Greater(t, costs, 100)
}

func TestSoftStretchChangesNothing(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	for range 400 {
		p := random(rng, 7, 2, 1)
		softer(rng, p)
		m, paths := newModel(p), ways(p, &p.Agents[0])
		if len(paths) == 0 {
			continue
		}
		f := &finder{m: m, effort: utmost, room: maxStates, memory: make([][]float64, 1)}
		open := make([]bool, p.Days)
		open[rng.IntN(p.Days)] = true
		mask := m.mask(0, paths[rng.IntN(len(paths))], open)
		f.take(0, mask)
		path, gain, _ := f.find()
		f.take(0, mask)
		f.stretch = stretch{hi: p.Days, from: place{row: f.w.start}, used: make([]int, len(f.w.shifts))}
		full, want, _ := f.find()
		require.Equal(t, full == nil, path == nil)
		require.InDelta(t, want, gain, 1e-9)
	}
}

func TestSoftProblemsAreSolvedToTheOptimum(t *testing.T) {
	for seed := range uint64(40) {
		rng := rand.New(rand.NewPCG(seed, 5))
		p := random(rng, 6, 2, 2)
		softer(rng, p)
		r, err := Solve(context.Background(), p, Settings{Seed: seed, Effort: 40})
		require.NoError(t, err)
		best := math.Inf(1)
		for _, a := range ways(p, &p.Agents[0]) {
			for _, b := range ways(p, &p.Agents[1]) {
				best = min(best, p.Total(Roster{a, b}))
			}
		}
		if math.IsInf(best, 1) {
			assert.NotEmpty(t, r.Unplanned)
			continue
		}
		assert.InDelta(t, best, r.Total, 1e-6, "seed %d", seed)
		assert.LessOrEqual(t, r.Bound, best+1e-6, "seed %d", seed)
	}
}

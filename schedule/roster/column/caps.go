package column

import "math"

// effort is how often the tolls are changed before the search takes over, and after how
// many states that gives up.
type effort struct{ rounds, states int }

var (
	usual    = effort{5, 1000}
	thorough = effort{20, 30000}
	utmost   = effort{100, 100000} // for a first schedule of an agent
)

// within finds a path that keeps the caps: tolls on the shifts whose cap is broken (a
// Lagrangian relaxation; Held & Karp 1971) give paths that keep them and lower the bound,
// then a best-first search closes what gap remains or gives up.
func (f *finder) within(bound float64) (path []int, gain, least float64) {
	gain, least = never, bound
	best, step := append([]float64(nil), f.toll...), f.firstSteps()
	way := make([]int, len(f.toll))
	for range f.effort.rounds {
		walk := f.walk()
		count, kept := f.count(walk)
		if all := f.worth(walk); kept && all > gain {
			path, gain = walk, all
		}
		if least-gain < 1e-9 {
			break
		}
		f.move(count, way, step)
		f.choose()
		f.rate()
		if b := f.top() + f.tolled(); b < least {
			least = b
			copy(best, f.toll)
		}
	}
	f.memory[f.agent] = best
	if least-gain < 1e-9 {
		return path, gain, least
	}
	f.lower(best)
	f.choose()
	f.rate()
	return f.search(path, gain, least)
}

// firstSteps is the first change of each toll: of the order of the gains.
func (f *finder) firstSteps() []float64 {
	most, n := 1.0, len(f.w.shifts)
	for d := f.lo; d < f.hi; d++ {
		for s := range n {
			most = max(most, math.Abs(f.gain[d*n+s]-f.idle[d]))
		}
	}
	most /= 8
	if f.memory[f.agent] != nil {
		most /= 8
	}
	out := make([]float64, n)
	for i := range out {
		out[i] = most
	}
	return out
}

// move raises the tolls of broken caps and lowers those of caps with room, by less each
// time the way turns.
func (f *finder) move(count, way []int, step []float64) {
	n := len(f.w.shifts)
	next := append([]float64(nil), f.toll...)
	for s := range n {
		turn := 0
		switch {
		case count[s] > f.w.cap[s]:
			turn = 1
		case count[s] < f.w.cap[s] && f.toll[s] > 0:
			turn = -1
		}
		if way[s]*turn < 0 {
			step[s] /= 2
		} else if turn == 1 && way[s] == 1 {
			step[s] *= 2
		}
		if turn != 0 {
			way[s] = turn
			next[s] = max(0, f.toll[s]+float64(turn)*step[s])
		}
	}
	f.lower(next)
}

// lower sets the tolls, and the gains with them.
func (f *finder) lower(toll []float64) {
	n := len(f.w.shifts)
	for s, t := range toll {
		if t == f.toll[s] {
			continue
		}
		for d := f.lo; d < f.hi; d++ {
			f.gain[d*n+s] += f.toll[s] - t
		}
		f.toll[s] = t
	}
}

// tolled is what the tolls give back at most.
func (f *finder) tolled() (sum float64) {
	for s, t := range f.toll {
		if t > 0 {
			sum += t * float64(f.w.cap[s]-f.used[s])
		}
	}
	return sum
}

// worth is the gain of a path without tolls.
func (f *finder) worth(path []int) (sum float64) {
	if f.w.asks {
		sum = -f.w.price * f.m.p.Agents[f.agent].unwanted(f.m.p, f.shifts(path))
	}
	for d, s := range path {
		sum += f.gainOf(d, s)
		if s >= 0 && d >= f.lo && d < f.hi {
			sum += f.toll[s]
		}
	}
	return sum
}

// count is how often a path works each shift, and whether that keeps the caps.
func (f *finder) count(path []int) (count []int, kept bool) {
	count, kept = make([]int, len(f.w.shifts)), true
	for _, s := range path {
		if s >= 0 {
			count[s]++
			kept = kept && count[s] <= f.w.cap[s]
		}
	}
	return count, kept
}

// keeps says whether a path keeps the caps.
func (f *finder) keeps(path []int) bool {
	_, kept := f.count(path)
	return kept
}

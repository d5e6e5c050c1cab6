package shiftdesign

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
)

// Settings steer Anneal.
type Settings struct {
	Seed   uint64
	Effort int // coolings at most
	Better func(penalty float64)
}

// Anneal looks for a good design by simulated annealing with the neighbourhoods of Di
// Gaspero et al. (2007): somebody more or less on a shift, somebody on another shift, and a
// shift that becomes its neighbour or joins another on all days. Shift design knows no
// people, so that turno's roster optimiser has nothing to say about it; this is what its
// penalties are measured with. When ctx ends it returns the best design so far.
func (in *Instance) Anneal(ctx context.Context, set Settings) Design {
	best, least := Design(nil), math.Inf(1)
	for k := 0; k < max(1, set.Effort) && (k == 0 || ctx.Err() == nil); k++ {
		a := in.annealing(rand.New(rand.NewPCG(set.Seed, uint64(k))))
		a.cool(ctx, func() {
			if a.cost < least-1e-9 {
				best, least = a.design(), a.cost
				if set.Better != nil {
					set.Better(least)
				}
			}
		})
	}
	return best
}

// moves is the length of a cooling.
const moves = 400_000

// annealing is a design that is being changed.
type annealing struct {
	in      *Instance
	rng     *rand.Rand
	shifts  []Shift        // every legal one, with its workers
	at      map[[2]int]int // by start and length
	heads   []int          // by shift: workers of all days
	used    []int          // shifts with workers
	place   []int          // by shift: in used, or -1
	have    []int
	off     int // weighted minutes away from the demand
	duties  int
	minutes int
	cost    float64
}

func (in *Instance) annealing(rng *rand.Rand) *annealing {
	a := &annealing{in: in, rng: rng, at: map[[2]int]int{}, have: make([]int, len(in.Demand))}
	for _, t := range in.Types {
		for start := t.Start.Min; start <= t.Start.Max; start++ {
			for length := t.Length.Min; length <= t.Length.Max; length++ {
				if _, twice := a.at[[2]int{start, length}]; !twice {
					a.at[[2]int{start, length}] = len(a.shifts)
					a.shifts = append(a.shifts, Shift{start, length, make([]int, in.Days)})
				}
			}
		}
	}
	a.heads, a.place = make([]int, len(a.shifts)), make([]int, len(a.shifts))
	for s := range a.place {
		a.place[s] = -1
	}
	for _, want := range in.Demand {
		a.off += want * in.Interval * in.Under
	}
	a.cost = a.total()
	return a
}

// add changes the workers of a shift on a day by n and keeps all sums.
func (a *annealing) add(s, day, n int) {
	x := &a.shifts[s]
	x.Workers[day] += n
	slot := day*a.in.Slots() + x.Start
	for range x.Length {
		if slot >= len(a.have) {
			slot -= len(a.have)
		}
		a.off -= a.away(slot)
		a.have[slot] += n
		a.off += a.away(slot)
		slot++
	}
	a.duties += n
	a.minutes += n * x.Length * a.in.Interval
	a.heads[s] += n
	switch at := a.place[s]; {
	case a.heads[s] > 0 && at < 0:
		a.place[s] = len(a.used)
		a.used = append(a.used, s)
	case a.heads[s] == 0 && at >= 0:
		last := a.used[len(a.used)-1]
		a.used[at], a.place[last], a.place[s] = last, at, -1
		a.used = a.used[:len(a.used)-1]
	}
}

// away is the weighted minutes of a slot away from its demand.
func (a *annealing) away(slot int) int {
	d := a.have[slot] - a.in.Demand[slot]
	return a.in.Interval * (a.in.Over*max(0, d) + a.in.Under*max(0, -d))
}

func (a *annealing) total() float64 {
	sum := float64(a.off + a.in.Shifts*len(a.used))
	if a.minutes > 0 {
		mean := float64(a.duties) * float64(a.in.WeekMinutes) / float64(a.minutes)
		sum += float64(a.in.DutiesOutside) * max(0, a.in.Duties.Min-mean, mean-a.in.Duties.Max)
	}
	return sum
}

// cool makes the moves of one cooling, from the price of a few shifts down to less than a
// slot, and tells of every new design that is better than the one before.
func (a *annealing) cool(ctx context.Context, told func()) {
	hot, cold := 2*float64(max(a.in.Shifts, a.in.Interval)), 0.1*float64(a.in.Interval)
	var undo []step
	least := math.Inf(1)
	for k := range moves {
		if k%1000 == 0 && ctx.Err() != nil {
			break
		}
		heat := hot * math.Pow(cold/hot, float64(k)/moves)
		undo = a.move(undo[:0])
		cost := a.total()
		if cost > a.cost && a.rng.Float64() >= math.Exp((a.cost-cost)/heat) {
			for i := len(undo) - 1; i >= 0; i-- {
				a.add(undo[i].shift, undo[i].day, -undo[i].n)
			}
			continue
		}
		if a.cost = cost; cost < least {
			least = cost
			told()
		}
	}
	told()
}

// step is one change of workers.
type step struct{ shift, day, n int }

// move changes the design at random and returns what it did.
func (a *annealing) move(did []step) []step {
	change := func(s, day, n int) {
		if n != 0 {
			a.add(s, day, n)
			did = append(did, step{s, day, n})
		}
	}
	day := a.rng.IntN(a.in.Days)
	from, to := a.pick(), a.target()
	switch kind := a.rng.IntN(100); {
	case from < 0 || kind < 30:
		change(to, day, 1)
	case kind < 60:
		if a.shifts[from].Workers[day] > 0 {
			change(from, day, -1)
		}
	case kind < 90:
		if a.shifts[from].Workers[day] > 0 && from != to {
			change(from, day, -1)
			change(to, day, 1)
		}
	default:
		if kind < 97 {
			to = a.neighbour(from)
		}
		if from != to {
			for day, n := range a.shifts[from].Workers {
				change(from, day, -n)
				change(to, day, n)
			}
		}
	}
	return did
}

// pick is a shift that somebody works, or -1.
func (a *annealing) pick() int {
	if len(a.used) == 0 {
		return -1
	}
	return a.used[a.rng.IntN(len(a.used))]
}

// target is a shift to put somebody on: mostly one that is used.
func (a *annealing) target() int {
	if s := a.pick(); s >= 0 && a.rng.IntN(10) > 0 {
		return s
	}
	return a.rng.IntN(len(a.shifts))
}

// neighbour is a shift that begins or lasts a slot more or less, or the shift itself where
// there is none.
func (a *annealing) neighbour(s int) int {
	x := a.shifts[s]
	by := [][2]int{{1, 0}, {-1, 0}, {0, 1}, {0, -1}, {1, -1}, {-1, 1}}[a.rng.IntN(6)]
	if n, ok := a.at[[2]int{x.Start + by[0], x.Length + by[1]}]; ok {
		return n
	}
	return s
}

// design is a copy of the shifts that are used, by start and length.
func (a *annealing) design() (out Design) {
	for s, x := range a.shifts {
		if a.heads[s] > 0 {
			out = append(out, Shift{x.Start, x.Length, slices.Clone(x.Workers)})
		}
	}
	return out
}

package staffing

import "fmt"

// FlexLoss is the share of contacts lost by two queues that keep nobody waiting, with
// loads a1 and a2, n1 and n2 agents of their own and flex agents who serve both: a contact
// takes an own agent while one is free, then a flexible one, and stays with its agent. It
// is the exact Markov chain (Wallace & Whitt 2005 show that a few flexible agents give most
// of the gain of pooling). It fails when there are too many agents for it.
func FlexLoss(a1, a2 float64, n1, n2, flex int) (lost1, lost2 float64, err error) {
	n1, n2, flex = max(n1, 0), max(n2, 0), max(flex, 0)
	if n1+n2+flex == 0 {
		return 1, 1, nil
	}
	if flex == 0 {
		return ErlangB(a1, n1), ErlangB(a2, n2), nil
	}
	if states := float64(n1+1) * float64(n2+1) * float64(flex+1); states > mostStates {
		return 0, 0, fmt.Errorf("%d, %d and %d agents: more states than the exact chain can hold", n1, n2, flex)
	}
	f := flexChain{load: [2]float64{a1, a2}, own: [2]int{n1, n2}, flex: flex}
	f.number()
	chain := leveled{size: f.sizes(), up: f.up, down: f.down}
	p, err := chain.stationary()
	if err != nil {
		return 0, 0, err
	}
	for k, level := range f.states {
		for i, s := range level {
			if s[2] < flex {
				continue
			}
			if s[0] == n1 {
				lost1 += p[k][i]
			}
			if s[1] == n2 {
				lost2 += p[k][i]
			}
		}
	}
	return lost1, lost2, nil
}

// flexState is the busy agents of the first, the second and the flexible team.
type flexState [3]int

type flexChain struct {
	load   [2]float64
	own    [2]int
	flex   int
	states [][]flexState // by how many are busy
	index  map[flexState]int
}

func (f *flexChain) number() {
	f.states = make([][]flexState, f.own[0]+f.own[1]+f.flex+1)
	f.index = map[flexState]int{}
	for x := range f.own[0] + 1 {
		for y := range f.own[1] + 1 {
			for z := range f.flex + 1 {
				s := flexState{x, y, z}
				f.index[s] = len(f.states[x+y+z])
				f.states[x+y+z] = append(f.states[x+y+z], s)
			}
		}
	}
}

func (f *flexChain) sizes() []int {
	out := make([]int, len(f.states))
	for k, level := range f.states {
		out[k] = len(level)
	}
	return out
}

func (f *flexChain) up(level, i int) []move {
	var out []move
	for q, load := range f.load {
		s := f.states[level][i]
		switch {
		case s[q] < f.own[q]:
			s[q]++
		case s[2] < f.flex:
			s[2]++
		default:
			continue
		}
		if load > 0 {
			out = append(out, move{f.index[s], load})
		}
	}
	return out
}

func (f *flexChain) down(level, i int) []move {
	var out []move
	for team := range 3 {
		s := f.states[level][i]
		if busy := s[team]; busy > 0 {
			s[team]--
			out = append(out, move{f.index[s], float64(busy)})
		}
	}
	return out
}

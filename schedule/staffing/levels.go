package staffing

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// move is a transition of a Markov chain to a state of a neighbouring level.
type move struct {
	to   int // index within the level
	rate float64
}

// leveled is a finite Markov chain whose states form levels, such as the number of contacts
// in it, that change by one at a time.
type leveled struct {
	size     []int                     // states per level
	up, down func(level, i int) []move // transitions of state i of a level, up not of the last level, down not of the first
}

// mostWork bounds the multiplications that a chain may take: some seconds.
const mostWork = 3e9

// mostStates bounds the states of a chain.
const mostStates = 200_000

// stationary is the long-run probability of every state, by level. It reduces the chain
// level by level from the top (Latouche & Ramaswami 1999): what is left of a level once
// those above are gone stays a sub-generator, which is inverted without loss.
func (c leveled) stationary() ([][]float64, error) {
	top := len(c.size) - 1
	var work float64
	for _, n := range c.size {
		work += float64(n) * float64(n) * float64(n)
	}
	if work > mostWork {
		return nil, fmt.Errorf("the exact chain has too many states for so many agents and slots")
	}
	ratios := make([]*mat.Dense, top+1) // of level k: weights of a level from those of the one below it
	for k := top; k >= 1; k-- {
		inverse, err := c.reduced(k, ratios)
		if err != nil {
			return nil, err
		}
		ratios[k] = mat.NewDense(c.size[k-1], c.size[k], nil)
		for i := range c.size[k-1] {
			row := ratios[k].RawRowView(i)
			for _, m := range c.up(k-1, i) {
				for j, x := range inverse.RawRowView(m.to) {
					row[j] += m.rate * x
				}
			}
		}
	}
	return c.weights(ratios)
}

// reduced inverts what leaves the states of level k for good, the levels above taken away.
func (c leveled) reduced(k int, ratios []*mat.Dense) (*mat.Dense, error) {
	n := c.size[k]
	a := mat.NewDense(n, n, nil)
	top := len(c.size) - 1
	for i := range n {
		var out float64
		for _, m := range c.down(k, i) {
			out += m.rate
		}
		if k < top {
			for _, m := range c.up(k, i) {
				out += m.rate
			}
			for j, x := range ratios[k+1].RawRowView(i) {
				for _, m := range c.down(k+1, j) {
					a.Set(i, m.to, a.At(i, m.to)-x*m.rate)
				}
			}
		}
		a.Set(i, i, a.At(i, i)+out)
	}
	var inverse mat.Dense
	if err := inverse.Inverse(a); err != nil {
		if _, bad := err.(mat.Condition); !bad || math.IsInf(mat.Norm(&inverse, 1), 0) || math.IsNaN(mat.Norm(&inverse, 1)) {
			return nil, fmt.Errorf("the chain does not settle: %w", err)
		}
	}
	return &inverse, nil
}

// weights follows the ratios up from the lowest level, which must hold a single state, in
// logarithms so that nothing overflows.
func (c leveled) weights(ratios []*mat.Dense) ([][]float64, error) {
	out := [][]float64{{1}}
	logs := []float64{0}
	most := 0.0
	for k := 1; k < len(c.size); k++ {
		var v mat.VecDense
		v.MulVec(ratios[k].T(), mat.NewVecDense(c.size[k-1], out[k-1]))
		level := v.RawVector().Data
		sum := mat.Sum(&v)
		if !(sum > 0) || math.IsInf(sum, 1) {
			return nil, fmt.Errorf("the chain does not settle at level %d", k)
		}
		for j := range level {
			level[j] /= sum
		}
		out, logs = append(out, level), append(logs, logs[k-1]+math.Log(sum))
		most = max(most, logs[k])
	}
	var total float64
	for _, l := range logs {
		total += math.Exp(l - most)
	}
	for k, level := range out {
		for j := range level {
			level[j] *= math.Exp(logs[k]-most) / total
		}
	}
	return out, nil
}

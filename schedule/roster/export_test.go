package roster

import (
	"context"
	"math/rand/v2"
)

// Replanner plans the input once and returns what gives one agent after the other the best
// schedule beside all others, for benchmarks.
func Replanner(in Input) func() {
	ctx := context.Background()
	p, _ := translate(in)
	found := p.solve(ctx, Options{Effort: 1})
	l := &lane{p: p, b: newBoard(p), rng: rand.New(rand.NewPCG(1, 1)), none: found.Lost, work: []worker{{newPathPlanner(p), new(prices)}}}
	for a, pl := range found.Plans {
		l.b.put(a, pl)
	}
	a := 0
	return func() {
		l.replan(ctx, []int{a}, 1)
		a = (a + 1) % len(p.Agents)
	}
}

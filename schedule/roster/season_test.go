package roster

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// year is a made-up problem of some people over so many weeks: a day has one shift, everybody
// rests at least one day in four, and may work half of the days.
func year(people, weeks int) *Problem {
	p := &Problem{Step: 1440, N: 7 * weeks, Tail: 1, Terms: make([]Objective, termCount), Forms: []Form{{Kind: "day", Lengths: []Length{{Minutes: 1440, Paid: 480}}, Classes: make([]Class, 1)}}}
	p.Terms[TermService], p.Terms[TermFairness] = Objective{"cover", 1, 10}, Objective{"fairness", 2, 0.001} // the latter keeps it from being rigid
	table := make([][]float64, p.N)
	for d := range p.N {
		p.Days = append(p.Days, Day{From: d * 1440, To: (d + 1) * 1440, Week: d / 7, Weekend: d%7 >= 5, Last: d%7 == 6})
		if d%7 == 0 {
			p.Weeks = append(p.Weeks, Week{From: d * 1440, To: (d + 7) * 1440, Whole: true})
		}
		table[d] = []float64{3, 1, 0, 0}
		if d > p.N/2 {
			table[d] = []float64{9, 5, 2, 0}
		}
	}
	p.Lines = []Line{{Queue: "a", Cover: []Cover{{TermService, table}}}}
	for range people {
		a := Agent{Usual: -1, Starts: make([][]Start, p.N), Past: Past{End: -1 << 20}, Limits: Limits{Run: 3, DaysMax: p.N / 2}}
		a.Duties = []Duty{{Queues: []string{"a"}, Adds: []Add{{0, 1}}, Blend: -1, Live: -1, Pace: 1}}
		for d := range p.N {
			a.Starts[d] = []Start{{At: d * 1440, Room: 1440}}
		}
		p.Agents = append(p.Agents, a)
	}
	p.Groups = 1
	return p
}

// A season leaves the rest of the year as it is, keeps the limits of the whole, and costs no
// more than before.
func TestASeasonLeavesTheRest(t *testing.T) {
	p := year(3, 26)
	require.NoError(t, p.Validate())
	p.prepare()
	l := &lane{p: p, b: newBoard(p), rng: rand.New(rand.NewPCG(1, 1)), none: make([]bool, 3), work: []worker{{newPathPlanner(p), new(prices)}}, done: func() {}}
	l.construct(context.Background())
	moved := 0
	for k := range 60 {
		a, weeks := k%3, l.season()
		require.Equal(t, season*7*1440, weeks.to-weeks.from)
		total, before := l.b.total(), l.b.take(a)
		l.b.price(a, before, 1, l.work[0].pr)
		after := l.replanned(context.Background(), l.work[0], a, before, weeks)
		outside := func(pl Plan) (days []int) {
			for _, s := range pl {
				if s.At < weeks.from || s.At >= weeks.to {
					days = append(days, s.Day)
				}
			}
			return days
		}
		require.Equal(t, outside(before), outside(after))
		require.LessOrEqual(t, len(after), p.Agents[a].Limits.DaysMax)
		l.b.put(a, after)
		require.LessOrEqual(t, l.b.total(), total+1e-6)
		if l.b.total() < total-1e-6 {
			moved++
		}
	}
	assert.Positive(t, moved)
}

// As many visits a week, whether it is planned alone or with others.
func TestRounds(t *testing.T) {
	for _, c := range []struct{ people, weeks, want int }{
		{20, 1, 120}, {100, 1, 60}, {20, 4, 80}, {75, 4, 26}, {500, 1, 16}, {500, 4, 16}, {20, 50, 1200},
	} {
		assert.Equal(t, c.want, rounds(year(c.people, c.weeks), Options{}), "%+v", c)
	}
	assert.Equal(t, 7, rounds(year(20, 4), Options{Effort: 7, Searches: 3}))
	assert.Equal(t, 40, rounds(year(20, 1), Options{Searches: 3}))
	assert.Equal(t, fewest, rounds(year(500, 1), Options{Searches: 3}))
}

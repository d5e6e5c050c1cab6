package roster

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A week's least paid time that only the longest shifts on the most days reach, in lengths
// that differ by minutes, is found whatever the prices lure to.
func TestALeastWeekIsFoundAtAnyPrice(t *testing.T) {
	p := &Problem{Step: 60, N: 14 * 24, Tail: 4, Terms: make([]Objective, termCount), Groups: 1}
	p.Terms[TermCost] = Objective{"cost", 1, 1} // keeps it from being rigid
	for _, n := range []int{17, 29, 31, 43, 47, 53, 61, 67, 71, 73, 79, 83, 89, 96} {
		p.Forms = append(p.Forms, Form{Kind: "short", Lengths: []Length{{Minutes: n, Paid: n}}, Classes: make([]Class, 1)})
	}
	a := Agent{ID: "a", Usual: -1, Past: Past{End: -1 << 20, Off: 9}, Limits: Limits{WeekDays: 5, WeekRest: 2100}, Duties: []Duty{{Adds: []Add{{0, 1}}, Blend: -1, Live: -1, Pace: 1}}}
	for d := range 14 {
		p.Days = append(p.Days, Day{From: d * 1440, To: (d + 1) * 1440, Week: d / 7, Weekend: d%7 >= 5, Last: d%7 == 6})
		var starts []Start
		for hour := 8; hour < 14; hour++ {
			for f := range p.Forms {
				starts = append(starts, Start{Form: f, At: d*1440 + hour*60, Room: 120})
			}
		}
		a.Starts = append(a.Starts, starts)
	}
	for k := range 2 {
		p.Weeks = append(p.Weeks, Week{From: k * 7 * 1440, To: (k + 1) * 7 * 1440, Whole: true})
		a.Weeks = append(a.Weeks, WeekLimit{Min: 480})
	}
	p.Lines = []Line{{Queue: "a"}}
	p.Agents = []Agent{a}
	require.NoError(t, p.Validate())
	p.prepare()
	var pr prices
	pr.fit(1, p.N+p.Tail)
	pr.usual = -1
	for i := range p.N {
		pr.duty[i] = -1000 - float64(i%7) // the shorter, the better
	}
	pr.sum(1)
	pl, ok := newPathPlanner(p).plan(context.Background(), &p.Agents[0], &pr, nil)
	require.True(t, ok)
	assert.Equal(t, 16.0, pl.paid())
}

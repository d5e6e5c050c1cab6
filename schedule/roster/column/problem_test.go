package column

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
)

// pair is two people over two days on one line of two slots a day.
func pair() *Problem {
	return &Problem{
		Days: 2, Weekend: []int{-1, 0}, Begin: []int{0, 2}, Slots: 4, Lines: 1,
		Shifts: []Shift{{ID: "day", Minutes: 60, Spans: []Span{{0, 0, 2}}}, {ID: "late", Minutes: 60, Spans: []Span{{0, 1, 3}}, Excludes: []int{0}}},
		Agents: []Agent{
			{ID: "a", Caps: []int{NoLimit, 1}, Rules: Rules{MaxMinutes: 120, MaxRun: 2, MaxWeekends: 1}, Wishes: []Wish{{Day: 1, Shift: 1, Term: 1, Worked: 5, Missed: 1}}},
			{ID: "b", Pace: []float64{0.5}, Caps: []int{1, 1}, Rules: Rules{MaxMinutes: 120, MaxRun: 2, MaxWeekends: 1}},
		},
		Cover: []Cover{{0, 1, 0, []float64{30, 10, 0}}, {0, 2, 0, []float64{30, 10, 0}}},
		Terms: []Term{{"cover", 1, 2}, {"wishes", 2, 3}},
	}
}

func TestValues(t *testing.T) {
	p := pair()
	// Slot 1 has a's day and half of b's late, which also reaches the second day.
	assert.Equal(t, []float64{5 + 20, 1}, p.Values(Roster{{0, Off}, {1, Off}}))
	assert.Equal(t, []float64{60, 1}, p.Values(Roster{nil, nil}))
	assert.Equal(t, []float64{30 + 30, 5}, p.Values(Roster{{Off, 1}, nil}))
	assert.Equal(t, []float64{2 * TierRatio, 3}, p.Price())
	assert.Equal(t, 25*2*TierRatio+3.0, p.Total(Roster{{0, Off}, {1, Off}}))
}

func TestAt(t *testing.T) {
	cost := []float64{10, 4, 0, 1}
	for x, want := range map[float64]float64{-1: 10, 0: 10, 0.5: 7, 2: 0, 2.5: 0.5, 3: 1, 5: 3} {
		assert.Equal(t, want, At(cost, x))
	}
	assert.Zero(t, At(nil, 3))
	assert.Equal(t, 7.0, At([]float64{7}, 3))
}

func TestValidate(t *testing.T) {
	assert.NoError(t, pair().Validate())
	cases := map[string]func(*Problem){
		"days: 0":                 func(p *Problem) { p.Days = 0 },
		"lines x slots":           func(p *Problem) { p.Lines = math.MaxInt },
		"begin and weekend":       func(p *Problem) { p.Begin = nil },
		"day 0 begins at slot 9":  func(p *Problem) { p.Begin[0] = 9 },
		"minutes 0":               func(p *Problem) { p.Shifts[0].Minutes = 0 },
		"excludes shift number 7": func(p *Problem) { p.Shifts[0].Excludes = []int{7} },
		"span":                    func(p *Problem) { p.Shifts[0].Spans[0].To = -1 },
		"1 caps":                  func(p *Problem) { p.Agents[0].Caps = p.Agents[0].Caps[:1] },
		"pace NaN":                func(p *Problem) { p.Agents[1].Pace[0] = math.NaN() },
		"free day 2":              func(p *Problem) { p.Agents[0].Free = []int{2} },
		"limits of 0 or more":     func(p *Problem) { p.Agents[0].Rules.MaxRun = -1 },
		"names a day":             func(p *Problem) { p.Agents[0].Wishes[0].Shift = 2 },
		"finite costs":            func(p *Problem) { p.Agents[0].Wishes[0].Missed = math.Inf(1) },
		"a tier of 1 to 5":        func(p *Problem) { p.Terms[0].Tier = 0 },
		"names a line":            func(p *Problem) { p.Cover[0].Slot = 4 },
		"convex":                  func(p *Problem) { p.Cover[0].Cost = []float64{0, 10, 0} },
	}
	for want, spoil := range cases {
		p := pair()
		spoil(p)
		assert.ErrorContains(t, p.Validate(), want)
	}
}

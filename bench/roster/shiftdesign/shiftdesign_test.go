package shiftdesign

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// small is two days of four slots with an early and a late type.
const small = `% two days
interval = 360;
days = 2;
demand = [1,2,1,0,
  0,1,1,1];
shiftTypes = 2;
minStart = [0, 2]; maxStart = [1, 3];
minLength = [1, 2]; maxLength = [2, 2];
minDuties = 1.5;
maxDuties = 2;
avgMinutes = 1440;
weightUnderCover = 1;
weightOverCover = 2;
weightDutiesPerWeek = 100;
weightShiftInstances = 60;
`

func TestRead(t *testing.T) {
	in, err := Read(strings.NewReader(small))
	require.NoError(t, err)
	assert.Equal(t, &Instance{
		Interval: 360, Days: 2, Demand: []int{1, 2, 1, 0, 0, 1, 1, 1},
		Types:  []Type{{Range{0, 1}, Range{1, 2}}, {Range{2, 3}, Range{2, 2}}},
		Duties: Bounds{1.5, 2}, WeekMinutes: 1440, Under: 1, Over: 2, DutiesOutside: 100, Shifts: 60,
	}, in)
}

func TestReadNamesEveryFault(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"interval = 360;", "interval = 7;", "interval 7, expected a part of a day"},
		{"interval = 360;", "interval = 0;", `interval "0", expected a whole number from 1 to 1440`},
		{"interval = 360;", "", "interval is missing"},
		{"interval = 360;", "interval 360;", `line 2: "interval 360", expected name = value;`},
		{"interval = 360;", "pause = 1;", `line 2: "pause", expected one of`},
		{"days = 2;", "days = 2; days = 3;", "line 3: days a second time"},
		{"days = 2;", "days = 3;", "demand has 8 numbers, expected 12"},
		{"[1,2,1,0,", "1,2,1,0,", "demand, expected a list in [ ]"},
		{"[1,2,1,0,", "[1,2,1,-1,", `demand "-1"`},
		{"maxStart = [1, 3]", "maxStart = [1, 4]", `maxStart " 4", expected a whole number from 0 to 3`},
		{"minStart = [0, 2]", "minStart = [0, 2, 3]", "minStart has 3 numbers, expected 2"},
		{"minLength = [1, 2]", "minLength = [0, 2]", "shift type 1 starts from 0 to 1 with lengths 0 to 2"},
		{"minDuties = 1.5;", "minDuties = NaN;", `minDuties "NaN", expected a number from 0`},
		{"minDuties = 1.5;", "minDuties = 2.5;", "duties from 2.5 to 2"},
		{"weightShiftInstances = 60;", "weightShiftInstances = 60", "no ; behind the last statement"},
	} {
		_, err := Read(strings.NewReader(strings.Replace(small, c.old, c.new, 1)))
		assert.ErrorContains(t, err, c.want)
	}
}

func TestScore(t *testing.T) {
	in, err := Read(strings.NewReader(small))
	require.NoError(t, err)
	for _, c := range []struct {
		name   string
		design Design
		want   Score
	}{
		{"nobody", nil, Score{Under: 7 * 360, Penalty: 7 * 360}},
		{"a shift that nobody works", Design{{0, 1, []int{0, 0}}}, Score{Under: 7 * 360, Penalty: 7 * 360}},
		// Of 720 minutes each, two a week make 1440.
		{"two shifts", Design{{0, 2, []int{1, 0}}, {1, 2, []int{1, 1}}}, Score{Under: 360, Shifts: 2, Penalty: 360 + 120}},
		{"past midnight and past the end", Design{{3, 2, []int{1, 1}}}, Score{Under: 5 * 360, Over: 2 * 360, Shifts: 1, Penalty: 5*360 + 2*2*360 + 60}},
		// Short ones: four duties of 360 minutes make a week.
		{"duties above", Design{{1, 1, []int{2, 1}}}, Score{Under: 4 * 360, Duties: 2, Shifts: 1, Penalty: 4*360 + 200 + 60}},
		{"the same shift twice is one", Design{{0, 2, []int{1, 0}}, {0, 2, []int{0, 1}}}, Score{Under: 4 * 360, Over: 360, Shifts: 1, Penalty: 4*360 + 720 + 60}},
		{"not of any type", Design{{2, 1, []int{1, 0}}}, Score{
			Under: 7 * 360, Penalty: 7 * 360, Broken: []string{"no shift type has start 2, length 1"}}},
		{"fewer than nobody", Design{{0, 2, []int{-1, 0, 1}}}, Score{
			Under: 7 * 360, Penalty: 7 * 360, Broken: []string{"-1 workers on day 0: start 0, length 2", "1 workers on day 2: start 0, length 2"}}},
	} {
		assert.Equal(t, c.want, in.Score(c.design), c.name)
	}
}

func TestWrite(t *testing.T) {
	in, err := Read(strings.NewReader(small))
	require.NoError(t, err)
	var out bytes.Buffer
	require.NoError(t, in.Write(&out, Design{{0, 2, []int{1, 3}}, {1, 2, []int{0, 0}}, {1, 1, []int{1}}}))
	assert.Equal(t, "# start,length,workers of each day\n0,2,1,3\n1,1,1,0\n", out.String())
}

func FuzzRead(f *testing.F) {
	f.Add(small)
	f.Add("interval = 1440; days = 1; demand = [0];%\n;")
	f.Fuzz(func(t *testing.T, text string) {
		in, err := Read(strings.NewReader(text))
		if err != nil {
			return
		}
		assert.GreaterOrEqual(t, in.Score(Design{{in.Types[0].Start.Min, in.Types[0].Length.Max, []int{1}}}).Penalty, 0.0)
	})
}

func TestAnneal(t *testing.T) {
	in, err := Read(strings.NewReader(small))
	require.NoError(t, err)
	var told []float64
	set := Settings{Seed: 1, Effort: 1, Better: func(x float64) { told = append(told, x) }}
	d := in.Anneal(context.Background(), set)
	s := in.Score(d)
	assert.Empty(t, s.Broken)
	assert.Equal(t, s.Penalty, told[len(told)-1])
	assert.Equal(t, best(in), s.Penalty)
	assert.Equal(t, d, in.Anneal(context.Background(), set))
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	assert.Empty(t, in.Score(in.Anneal(ended, set)).Broken)
}

// best tries all designs with at most two workers for each shift and day.
func best(in *Instance) float64 {
	a := in.annealing(nil)
	least := a.cost
	var try func(s, day int)
	try = func(s, day int) {
		if day == in.Days {
			s, day = s+1, 0
		}
		if s == len(a.shifts) {
			least = min(least, a.total())
			return
		}
		for n := range 3 {
			a.add(s, day, n)
			try(s, day+1)
			a.add(s, day, -n)
		}
	}
	try(0, 0)
	return least
}

package matsp

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const small = `SECTION_HORIZON
7
SECTION_TASKS
2
SECTION_STAFF
# ID, MinTotalMinutes, MaxTotalMinutes
1,360,2400
SECTION_COVER
1,06:00-06:15,1,1,1
1,23:45-00:00,2,0,0
2,00:00-00:15,2,0,3
8,05:45-06:00,1,2,4
`

func TestRead(t *testing.T) {
	in, err := Read(strings.NewReader(small))
	require.NoError(t, err)
	assert.Equal(t, 7*96, in.Periods())
	assert.Equal(t, []Employee{{"1", 360, 2400}}, in.Staff)
	assert.Equal(t, Cover{1, 1}, in.Cover[0][0])
	assert.Equal(t, Cover{0, 3}, in.Cover[1][72])
	assert.Equal(t, Cover{2, 4}, in.Cover[0][671])
}

func TestReadNamesEveryFault(t *testing.T) {
	cases := []struct{ old, new, want string }{
		{"7\n", "0\n", `line 2: horizon "0"`},
		{"2\n", "2,3\n", "line 4: 2 fields, expected 1 to 1"},
		{"1,360,2400", "1,360,300", `line 7: most minutes "300"`},
		{"8,05:45-06:00", "8,06:00-06:15", "line 12: day 8, 06:00-06:15 lies outside"},
		{"1,06:00-06:15", "1,05:45-06:00", "line 9: day 1, 05:45-06:00 lies outside"},
		{"06:00-06:15", "06:00-06:30", `line 9: time "06:00-06:30"`},
		{"06:00-06:15", "06:00", `line 9: time ""`},
		{"06:00-06:15", "06:07-06:22", `line 9: time "06:07"`},
		{"06:15,1,1,1", "06:15,3,1,1", `line 9: task "3"`},
		{"06:15,1,1,1", "06:15,1,2,1", `line 9: most people "1"`},
		{"2,00:00-00:15", "1,23:45-00:00", "line 11: a second cover of task 2"},
		{"SECTION_TASKS\n2\n", "", "cover before the horizon and the tasks"},
	}
	for _, c := range cases {
		_, err := Read(strings.NewReader(strings.Replace(small, c.old, c.new, 1)))
		assert.ErrorContains(t, err, c.want)
	}
}

// work is a row with tasks at [from, to), in hours since 06:00 on day 1.
func work(stretches ...[3]int) []int {
	row := make([]int, 7*day)
	for p := range row {
		row[p] = Idle
	}
	for _, s := range stretches {
		for p := s[0] * hour; p < s[1]*hour; p++ {
			row[p] = s[2]
		}
	}
	return row
}

func TestScore(t *testing.T) {
	in, err := Read(strings.NewReader(small))
	require.NoError(t, err)
	short := work([3]int{0, 8, 0})
	short[4], short[5] = 1, 1
	cases := []struct {
		row  []int
		want []string
	}{
		{work([3]int{0, 8, 0}), nil},
		{work([3]int{0, 4, 0}, [3]int{4, 8, 1}), nil},
		{work([3]int{0, 5, 0}), []string{"length of shift: employee 1, day 1", "total time: employee 1, day 1"}},
		{work([3]int{5, 12, 0}), []string{"start of shift: employee 1, day 1"}},
		{work([3]int{16, 22, 0}), nil}, // 22:00 to 04:00
		{work([3]int{0, 6, 0}, [3]int{12, 18, 0}), []string{"rest: employee 1, day 1", "second shift of a day: employee 1, day 1"}},
		{work([3]int{0, 6, 0}, [3]int{18, 24, 0}), []string{"rest: employee 1, day 2"}},
		{work([3]int{0, 6, 0}, [3]int{24, 30, 0}, [3]int{48, 54, 0}, [3]int{72, 78, 0}, [3]int{96, 102, 0}, [3]int{120, 126, 0}), []string{"days in a row: employee 1, day 6"}},
		{short, []string{"length of task: employee 1, day 1"}},
		{work(), []string{"total time: employee 1, day 1"}},
	}
	for i, c := range cases {
		assert.Equal(t, c.want, in.Score(Roster{c.row}).Broken, "case %d", i)
	}
	s := in.Score(Roster{work([3]int{0, 8, 0})})
	assert.Equal(t, 2, s.Missing)  // in the last period
	assert.Equal(t, 31, s.Penalty) // one too many in all periods but the first
	assert.Equal(t, 3, in.Score(nil).Missing)
}

func FuzzRead(f *testing.F) {
	f.Add(small)
	f.Fuzz(func(t *testing.T, text string) {
		in, err := Read(strings.NewReader(text))
		if err == nil {
			assert.GreaterOrEqual(t, in.Score(nil).Missing, 0)
		}
	})
}

func TestWrite(t *testing.T) {
	in, err := Read(strings.NewReader(small))
	require.NoError(t, err)
	var out strings.Builder
	require.NoError(t, in.Write(&out, Roster{work([3]int{0, 4, 0}, [3]int{4, 8, 1}, [3]int{24, 30, 0})}))
	assert.Equal(t, "# employee,day,from,to,task\n1,1,06:00,10:00,1\n1,1,10:00,14:00,2\n1,2,06:00,12:00,1\n", out.String())
}

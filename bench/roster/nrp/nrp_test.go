package nrp

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/schedule/roster"
)

// small is two weeks of one employee with a day and a night shift.
const small = `# two weeks
SECTION_HORIZON
14
SECTION_SHIFTS
E,480,
N,600,E
SECTION_STAFF
A,E=14|N=1,4320,1440,5,2,2,1
SECTION_DAYS_OFF
A,13
SECTION_SHIFT_ON_REQUESTS
A,0,E,3
SECTION_SHIFT_OFF_REQUESTS
A,1,E,2
SECTION_COVER
0,E,2,100,1
3,E,0,100,5
`

func TestRead(t *testing.T) {
	in, err := Read(strings.NewReader(small))
	require.NoError(t, err)
	assert.Equal(t, 14, in.Days)
	assert.Equal(t, []Type{{"E", 480, nil}, {"N", 600, []int{0}}}, in.Types)
	assert.Equal(t, []Employee{{ID: "A", Most: []int{14, 1}, MaxMinutes: 4320, MinMinutes: 1440, MaxRun: 5, MinRun: 2, MinOff: 2, MaxWeekends: 1, DaysOff: []int{13}}}, in.Staff)
	assert.Equal(t, []Request{{0, 0, 0, 3, true}, {0, 1, 0, 2, false}}, in.Requests)
	assert.Equal(t, []Cover{{0, 0, 2, 100, 1}, {3, 0, 0, 100, 5}}, in.Cover)
}

func TestReadNamesEveryFault(t *testing.T) {
	cases := []struct{ old, new, want string }{
		{"14\n", "13\n", "line 3: horizon 13, expected whole weeks"},
		{"14\n", "99999999999999999999\n", `line 3: horizon "99999999999999999999"`},
		{"E,480,", "E,NaN,", `line 5: length "NaN"`},
		{"E,480,", "E,480,,", "line 5: 4 fields, expected 2 to 3"},
		{"N,600,E", "E,600,E", `line 6: shift "E"`},
		{"N=1", "N", `line 8: most shifts "N", expected shift=number`},
		{"N=1", "X=1", `line 8: shift "X" is not declared above`},
		{"4320", "-1", `line 8: most minutes "-1"`},
		{"A,13", "B,13", `line 10: employee "B" is not declared above`},
		{"A,13", "A,14", `line 10: day "14"`},
		{"A,0,E,3", "A,0,E", "line 12: 3 fields, expected 4 to 4"},
		{"3,E,0,100,5", "0,E,0,100,5", "line 17: a second cover of day 0"},
		{"SECTION_COVER", "SECTION_WANTED", `line 15: section "WANTED"`},
		{"SECTION_HORIZON", "14", `line 2: "14" stands before the first section`},
	}
	for _, c := range cases {
		_, err := Read(strings.NewReader(strings.Replace(small, c.old, c.new, 1)))
		assert.ErrorContains(t, err, c.want)
	}
	_, err := Read(strings.NewReader(""))
	assert.ErrorContains(t, err, "missing")
}

// rows are rosters of the small instance with the rule that each of them breaks.
var rows = []struct{ row, rule string }{
	{"E,E,,,E,E,,,,,,,,", ""},
	{"E,,,,E,E,,,E,E,,,,", ""}, // a run at the first day is never too short
	{"E,E,E,,E,E,,,,,,,,", "too few days off in a row: employee A, day 3"},
	{"E,E,,,E,,,E,E,,,,,", "too few days in a row: employee A, day 4"},
	{"E,E,E,E,E,E,,,,,,,,", "too many days in a row: employee A, day 0"},
	{"E,E,,,E,E,,,,,,E,E,", "too many weekends: employee A, day 0"},
	{"E,E,,,,,,,,,,,E,E", "fixed day off: employee A, day 13"},
	{"E,E,,,,,,,,,,,,", "too few minutes: employee A, day 0"},
	{"N,E,,,E,E,,,,,,,,", "succession: employee A, day 1"},
	{"E,N,,,E,N,,,,,,,,", "too many N: employee A, day 5"},
	{"E,E,E,E,E,,,E,E,E,E,E,,", "too many minutes: employee A, day 0"},
}

func parse(in *Instance, row string) Roster {
	out := Roster{nil}
	for _, cell := range strings.Split(row, ",") {
		day := -1
		for t := range in.Types {
			if in.Types[t].ID == cell {
				day = t
			}
		}
		out[0] = append(out[0], day)
	}
	return out
}

func TestScore(t *testing.T) {
	in, err := Read(strings.NewReader(small))
	require.NoError(t, err)
	for _, c := range rows {
		var want []string
		if c.rule != "" {
			want = []string{c.rule}
		}
		assert.Equal(t, want, in.Score(parse(in, c.row)).Broken, c.row)
	}
	s := in.Score(parse(in, "E,E,,,E,E,,,,,,,,"))
	assert.Equal(t, Score{OffRequests: 2, Under: 100}, s)
	s = in.Score(parse(in, ",,,E,E,E,,,,,,,,"))
	assert.Equal(t, Score{OnRequests: 3, Under: 200, Over: 5}, s)
	assert.Equal(t, 208, s.Penalty())
}

func TestGeneralFormCostsTheSame(t *testing.T) {
	in, err := Read(strings.NewReader(small))
	require.NoError(t, err)
	p := in.Problem()
	require.NoError(t, p.Validate())
	for _, c := range rows {
		r := parse(in, c.row)
		var plan roster.Plan
		for d, x := range r[0] {
			if x >= 0 {
				plan = append(plan, roster.Placed{Day: d, Form: x, Kind: in.Types[x].ID, At: d * 1440, End: (d + 1) * 1440, Lock: -1, Parts: []roster.Part{{From: d * 1440, To: (d + 1) * 1440, Duty: x, Paid: true}}})
			}
		}
		_, total := p.Rate([]roster.Plan{plan})
		assert.Equal(t, float64(in.Score(r).Penalty()), total, c.row)
	}
}

func TestWrite(t *testing.T) {
	in, err := Read(strings.NewReader(small))
	require.NoError(t, err)
	var out bytes.Buffer
	require.NoError(t, in.Write(&out, parse(in, "E,N,,,E,E,,,,,,,,")))
	assert.Equal(t, "A:E,N,,,E,E,,,,,,,,\n", out.String())
}

func FuzzRead(f *testing.F) {
	f.Add(small)
	f.Add("SECTION_STAFF\nA,=,1,1,1,1,1,1\nSECTION_SHIFTS\n,,\n")
	f.Fuzz(func(t *testing.T, text string) {
		in, err := Read(strings.NewReader(text))
		if err != nil {
			return
		}
		assert.NoError(t, in.Problem().Validate())
		assert.GreaterOrEqual(t, in.Score(nil).Penalty(), 0)
	})
}

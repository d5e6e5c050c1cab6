package inrc2

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A week of two nurses, one of whom heads the other.
const (
	scenarioText = `SCENARIO = tiny

WEEKS = 1

SKILLS = 2
Head
Nurse

SHIFT_TYPES = 2
Early (2,3)
Night (1,4)

FORBIDDEN_SHIFT_TYPES_SUCCESSIONS
Early 0
Night 1 Early

CONTRACTS = 2
Full (4,5) (2,4) (2,3) 1 1
Part (1,2) (1,2) (1,7) 1 0

NURSES = 2
Ann Full 2 Head Nurse
Bob Part 1 Nurse
`
	historyText = `HISTORY
0 tiny

NURSE_HISTORY
Ann 0 0 Night 1 3 0
Bob 0 1 None 0 0 2
`
	weekText = `WEEK_DATA
tiny

REQUIREMENTS
Early Head (0,0) (1,1) (0,0) (0,0) (0,0) (0,0) (0,0)
Early Nurse (0,2) (0,0) (0,0) (0,0) (0,0) (0,0) (0,0)

SHIFT_OFF_REQUESTS = 2
Ann Night Mon
Bob Any Sun
`
)

func readAll(scenario, history string, weeks ...string) (*Instance, error) {
	var readers []io.Reader
	for _, w := range weeks {
		readers = append(readers, strings.NewReader(w))
	}
	return Read(strings.NewReader(scenario), strings.NewReader(history), readers)
}

func tiny(t *testing.T) *Instance {
	in, err := readAll(scenarioText, historyText, weekText)
	require.NoError(t, err)
	return in
}

func TestRead(t *testing.T) {
	in := tiny(t)
	assert.Equal(t, "tiny", in.Name)
	assert.Equal(t, []Shift{{"Early", Range{2, 3}, nil}, {"Night", Range{1, 4}, []int{0}}}, in.Shifts)
	assert.Equal(t, Contract{"Full", Range{4, 5}, Range{2, 4}, Range{2, 3}, 1, true}, in.Contracts[0])
	assert.Equal(t, Nurse{"Ann", 0, []int{0, 1}, History{Last: 1, ShiftRun: 1, Run: 3}}, in.Nurses[0])
	assert.Equal(t, Nurse{"Bob", 1, []int{1}, History{Weekends: 1, Last: -1, DaysOff: 2}}, in.Nurses[1])
	assert.Equal(t, Cover{1, 1}, in.CoverOf(1, 0, 0))
	assert.Equal(t, Cover{0, 2}, in.CoverOf(0, 0, 1))
	assert.Equal(t, []Request{{0, 0, 1}, {1, 6, -1}}, in.Requests)
}

func TestReadNamesEveryFault(t *testing.T) {
	cases := []struct{ file, old, new, want string }{
		{"s", "WEEKS = 1", "WEEKS = 0", `scenario: line 3: weeks "0", expected a whole number from 1 to 53`},
		{"s", "WEEKS = 1", "WEEKS = 2", "1 weeks are given, expected the scenario's 2"},
		{"s", "SCENARIO = tiny", "", "no name or weeks"},
		{"s", "SKILLS = 2", "SKILLS = 3", "SKILLS has 2 lines, expected 3"},
		{"s", "SKILLS = 2", "SKILLS = 1", "line 7: more lines than the 1 that SKILLS announces"},
		{"s", "SKILLS = 2\n", "", `line 5: "Head" stands before the first heading`},
		{"s", "Early (2,3)", "Early (3,2)", `line 10: days in a row "(3,2)", expected the lesser first`},
		{"s", "Early (2,3)", "Early 2,3", `line 10: days in a row "2,3", expected two numbers such as (2,5)`},
		{"s", "Night (1,4)", "Early (1,4)", `line 11: shift "Early", expected a name that is not used yet`},
		{"s", "Night 1 Early", "Night 2 Early", "line 15: 1 shifts, expected 2"},
		{"s", "Night 1 Early", "Night 1 Late", `line 15: shift "Late" is not in the scenario`},
		{"s", "Ann Full", "Ann Fool", `line 22: contract "Fool" is not in the scenario`},
		{"s", "2 Head Nurse", "2 Head Head", `line 22: skill "Head" twice`},
		{"s", "NURSES", "NURSES = 2\nNURSES", "line 22: NURSES a second time"},
		{"h", "0 tiny", "1 tiny", `history: line 2: history of week "1", expected 0`},
		{"h", "0 tiny", "0 small", `line 2: scenario "small", expected "tiny"`},
		{"h", "Bob 0", "Ann 0", `line 6: nurse "Ann" a second time`},
		{"h", "None 0 0 2", "None 0 1 2", "line 6: last shift None after 0 days on it, 1 at work and 2 off"},
		{"h", "Bob 0 1 None 0 0 2\n", "", "history of 1 nurses, expected all 2"},
		{"w", "Early Head", "Early Nurse", "a second requirement of shift Early and skill Nurse"},
		{"w", "(1,1)", "(2,1)", `week 1: line 5: nurses "(2,1)"`},
		{"w", "Ann Night Mon", "Ann Night Monday", `line 9: day "Monday", expected one of`},
		{"w", "Ann Night Mon", "Ann Night", "line 9: 2 fields, expected 3 to 3"},
		{"w", "SHIFT_OFF_REQUESTS = 2\n", "", "SHIFT_OFF_REQUESTS has 0 lines, expected 1"},
	}
	for _, c := range cases {
		texts := map[string]string{"s": scenarioText, "h": historyText, "w": weekText}
		texts[c.file] = strings.Replace(texts[c.file], c.old, c.new, 1)
		_, err := readAll(texts["s"], texts["h"], texts["w"])
		assert.ErrorContains(t, err, c.want)
	}
}

// roster reads rows of days: - is off, E and N are shifts as a nurse, e and n as a head.
func parse(rows ...string) Roster {
	var out Roster
	for _, row := range rows {
		var cells []Cell
		for _, c := range row {
			cells = append(cells, map[rune]Cell{'-': Off, 'e': {0, 0}, 'n': {1, 0}, 'E': {0, 1}, 'N': {1, 1}}[c])
		}
		out = append(out, cells)
	}
	return out
}

func TestScoreOfRunsAcrossTheEdges(t *testing.T) {
	meant := func(x int) bool { return x >= 0 }
	for _, c := range []struct {
		row    string
		before int
		want   int
	}{
		{"-------", 0, 0},
		{"-------", 1, 1},  // one day of two, ended by the first day off
		{"-------", 9, 0},  // too long already, but before the horizon
		{"E------", 1, 0},  // two of two
		{"EE-----", 4, 2},  // both beyond four
		{"E------", 0, 1},  // one of two
		{"------E", 0, 0},  // may yet grow
		{"-EEEEEE", 0, 2},  // six of four
		{"E-E-E-E", 0, 3},  // three of one, and one that may grow
		{"EEEEEEE", 4, 7},  // all beyond four
		{"--EE-E-", 2, 1},  // the last is short
		{"-N-EN--", 30, 1}, // the night; early and night are one run
	} {
		assert.Equal(t, c.want, excess(parse(c.row)[0], c.before, Range{2, 4}, meant), "%s after %d", c.row, c.before)
	}
}

func TestScoreByConstraint(t *testing.T) {
	in := tiny(t)
	for _, c := range []struct {
		ann, bob string
		want     Score
		broken   []string
	}{
		{ // Ann's Monday off is one short of two and Bob's holiday two days too long; nobody is there on Monday
			ann: "-ee--EE", bob: "-------",
			want: Score{Coverage: 60, DaysOff: 3 * 30, Assignments: 20},
		},
		{ // Bob works one day of the weekend, which he may, but it is his second weekend and he asked for it off
			ann: "-ee--EE", bob: "------N",
			want: Score{Coverage: 60, DaysOff: 2 * 30, Preferences: 10, Weekends: 30},
		},
		{ // Ann gets the night she did not want, her fourth day in a row; then too few hours and half a weekend
			ann: "N-----N", bob: "E------",
			want:   Score{Coverage: 30 + 30, DaysOff: 2 * 30, Consecutive: 15, Preferences: 10, CompleteWeekends: 30, Assignments: 40},
			broken: []string{"H2 0 of 1 on Early as Head: day 1"},
		},
		{ // early after night, from before and within; a head that Bob is not; three single earlies
			ann: "E-NE---", bob: "-e-----",
			want: Score{Coverage: 30, Consecutive: 3 * 15, DaysOff: 30, Assignments: 20},
			broken: []string{"H3 Early after Night: nurse Ann, day 0", "H3 Early after Night: nurse Ann, day 3",
				"H4 skill 0: nurse Bob, day 1"},
		},
	} {
		s := in.Score(parse(c.ann, c.bob))
		c.want.Broken = c.broken
		assert.Equal(t, c.want, s, "%s %s", c.ann, c.bob)
	}
	assert.Equal(t, 20*(4+1), in.Score(nil).Assignments)
}

func TestWrite(t *testing.T) {
	in := tiny(t)
	r := parse("-ee--EE", "E------")
	var out bytes.Buffer
	require.NoError(t, in.Write(&out, r, 0))
	assert.Equal(t, "SOLUTION\n0 tiny\n\nASSIGNMENTS = 5\nAnn Tue Early Head\nAnn Wed Early Head\nAnn Sat Early Nurse\nAnn Sun Early Nurse\nBob Mon Early Nurse\n", out.String())
	back, err := in.ReadRoster([]io.Reader{&out})
	require.NoError(t, err)
	assert.Equal(t, r, back)
}

func TestReadRosterNamesFaults(t *testing.T) {
	in := tiny(t)
	for _, c := range []struct{ text, want string }{
		{"SOLUTION\n1 tiny\nASSIGNMENTS = 0\n", `week 1: line 2: week "1", expected 0`},
		{"SOLUTION\n0 tiny\nASSIGNMENTS = 1\nAnn Mon Early\n", "line 4: 3 fields"},
		{"SOLUTION\n0 tiny\nASSIGNMENTS = 2\nAnn Mon Early Head\nAnn Mon Night Nurse\n", "line 5: a second shift of nurse Ann on Mon"},
		{"SOLUTION\n0 tiny\nASSIGNMENTS = 1\nEve Mon Early Head\n", `nurse "Eve" is not in the scenario`},
	} {
		_, err := in.ReadRoster([]io.Reader{strings.NewReader(c.text)})
		assert.ErrorContains(t, err, c.want)
	}
	_, err := in.ReadRoster(nil)
	assert.ErrorContains(t, err, "0 weeks are given, expected 1")
}

func FuzzRead(f *testing.F) {
	f.Add(scenarioText, historyText, weekText)
	f.Add("SCENARIO = a\nWEEKS = 1\nSKILLS = 1\nx\nSHIFT_TYPES = 1\ny (0,0)\n", "HISTORY", "=")
	f.Fuzz(func(t *testing.T, scenario, history, week string) {
		in, err := readAll(scenario, history, week)
		if err != nil {
			return
		}
		s := in.Score(nil)
		assert.GreaterOrEqual(t, s.Penalty(), 0)
		require.NoError(t, in.Write(io.Discard, nil, 0), fmt.Sprint(in.Name))
	})
}

func FuzzReadRoster(f *testing.F) {
	f.Add("SOLUTION\n0 tiny\n\nASSIGNMENTS = 1\nAnn Tue Early Head\n")
	in, err := readAll(scenarioText, historyText, weekText)
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, text string) {
		r, err := in.ReadRoster([]io.Reader{strings.NewReader(text)})
		if err != nil {
			return
		}
		var out bytes.Buffer
		require.NoError(t, in.Write(&out, r, 0))
		back, err := in.ReadRoster([]io.Reader{&out})
		require.NoError(t, err)
		assert.Equal(t, r, back)
	})
}

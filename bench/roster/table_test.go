package main

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/bench/roster/inrc2"
	"turno/schedule/roster"
)

// oneNurse is an instance of one person and a week.
const oneNurse = `SECTION_HORIZON
7
SECTION_SHIFTS
E,480,
SECTION_STAFF
A,E=7,2400,0,5,1,1,1
SECTION_COVER
0,E,1,100,1
6,E,1,100,1
`

func TestTableGoesOnWhereItStopped(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"Instance2", "Instance10"} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name+".txt"), []byte(oneNurse), 0o600))
	}
	known := filepath.Join(dir, "known.csv")
	require.NoError(t, os.WriteFile(known, []byte("instance,days,employees,types,best_known[W]\n2,7,1,1,4\n10,7,1,1,\n"), 0o600))
	out := filepath.Join(dir, "out")
	args := []string{"--instances", filepath.Join(dir, "Instance*.txt"), "--known", known, "--verifier", "", "--effort", "1", "--cores", "2", "--out", out}
	require.NoError(t, table(context.Background(), args))
	text, err := os.ReadFile(filepath.Join(out, "table.md"))
	require.NoError(t, err)
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	require.Len(t, lines, 4)
	assert.True(t, strings.HasPrefix(lines[2], "| Instance2 | 0 | 4 | -100.00 |"), lines[2])
	assert.True(t, strings.HasPrefix(lines[3], "| Instance10 | 0 | – | – |"), lines[3])
	plan, err := os.ReadFile(filepath.Join(out, "Instance2.roster"))
	require.NoError(t, err)
	assert.Equal(t, "A:E,,,,,,E\n", string(plan))

	// A result that is there is taken, one of other settings is not.
	name := filepath.Join(out, "Instance2.json")
	var r row
	text, err = os.ReadFile(name)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &r))
	r.Penalty = 1234
	changed, err := json.Marshal(r)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(name, changed, 0o600))
	require.NoError(t, table(context.Background(), args))
	text, _ = os.ReadFile(filepath.Join(out, "table.md"))
	assert.Contains(t, string(text), "| Instance2 | 1234 |")
	require.NoError(t, table(context.Background(), append(args, "--seed", "2")))
	text, _ = os.ReadFile(filepath.Join(out, "table.md"))
	assert.Contains(t, string(text), "| Instance2 | 0 |")
}

func TestTableRefuses(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"--instances", "nowhere*", "--out", t.TempDir()}, `--instances "nowhere*"`},
		{[]string{"--instances", "*.go"}, `--out ""`},
		{[]string{"--instances", "*.go", "--out", t.TempDir(), "--known", "", "x"}, `argument "x"`},
		{[]string{"--instances", "*.go", "--out", t.TempDir(), "--format", "xyz"}, `--format "xyz"`},
		{[]string{"--instances", "table.go", "--out", t.TempDir(), "--known", "table.go"}, "--known table.go: expected columns"},
		{[]string{"--instances", "table.go", "--out", t.TempDir(), "--known", ""}, "--instance table.go: line 1"},
	} {
		assert.ErrorContains(t, table(context.Background(), c.args), c.want)
	}
}

func TestNatural(t *testing.T) {
	names := []string{"a10", "a9", "a", "b1_2", "b1_10", "a09b", "a9a"}
	slices.SortFunc(names, natural)
	assert.Equal(t, []string{"a", "a9", "a9a", "a09b", "a10", "b1_2", "b1_10"}, names)
}

func TestScenarios(t *testing.T) {
	assert.Equal(t, []selection{{"inrc2", "x/n030w4", "1", "6-2-9-1"}, {"inrc2", "x/n030w4", "1", "6-7-5-3"}}, scenarios("x/n030w4"))
	assert.Equal(t, []selection{{"inrc2", "x/n005w4", "0", "0-1-2-3"}}, scenarios("x/n005w4"))
}

func TestSingleRefuses(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"--format", "xyz"}, `--format "xyz": expected one of nrp, matsp, shiftdesign, inrc2`},
		{[]string{"--instance", "nowhere"}, "--instance nowhere"},
		{[]string{"--format", "inrc2", "--instance", "nowhere"}, "--weeks is missing"},
	} {
		assert.ErrorContains(t, single(context.Background(), c.args), c.want)
	}
}

func TestGenWritesAWorkspace(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, gen(context.Background(), []string{"--agents", "20", "--write", dir}))
	for _, name := range []string{"turno.yaml", "agents.csv", "history.csv", "requirement.csv"} {
		assert.FileExists(t, filepath.Join(dir, name))
	}
	assert.ErrorContains(t, gen(context.Background(), []string{"--agents", "1"}), "1 agents, expected 8 to 5000")
}

// TestRostersOfTheCompetitionComeBack plans a published instance in little time: the parts
// the general form has are kept, and the files read back to the same score.
func TestRostersOfTheCompetitionComeBack(t *testing.T) {
	for _, s := range scenarios(shared(t, "data", "roster", "inrc2", "n005w4")) {
		in, err := readINRC2(s)
		require.NoError(t, err)
		require.NoError(t, in.Problem().Validate())
		task, err := open(s)
		require.NoError(t, err)
		ctx := context.Background()
		o, err := task.plan(ctx, roster.Options{Seed: 1, Effort: 1})
		require.NoError(t, err)
		var weeks []io.Reader
		for _, f := range o.files {
			var text strings.Builder
			require.NoError(t, f.write(&text))
			weeks = append(weeks, strings.NewReader(text.String()))
		}
		rows, err := in.ReadRoster(weeks)
		require.NoError(t, err)
		assert.Equal(t, o.penalty, float64(in.Score(rows).Penalty()))
		for _, broken := range o.broken {
			assert.True(t, strings.HasPrefix(broken, "H2"), broken)
		}
	}
}

func TestEveryScenarioIsRead(t *testing.T) {
	for name := range inrc2.Known {
		part := strings.Split(name, "_")
		folder := shared(t, "data", "roster", "inrc2", part[0])
		in, err := readINRC2(selection{"inrc2", folder, part[1], part[2]})
		if os.IsNotExist(err) {
			continue // of the weeks some are kept back
		}
		require.NoError(t, err, name)
		require.NoError(t, in.Problem().Validate(), name)
	}
}

package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/bench/roster/matsp"
	"turno/bench/roster/nrp"
	"turno/bench/roster/shiftdesign"
	"turno/schedule/roster"
)

// shared is the folder of published instances beside the checkout; the test is skipped
// where there is none.
func shared(t *testing.T, name ...string) string {
	t.Helper()
	path := filepath.Join(append([]string{"..", "..", "..", "shared"}, name...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("%s is not there", path)
	}
	return path
}

// verify is what the published instances' own verifier says: the penalty and the number of
// broken rules.
func verify(t *testing.T, instance, roster string) (penalty, broken int) {
	t.Helper()
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is not there")
	}
	out, err := exec.Command(python, shared(t, "tools", "nrp_verify.py"), "--quiet", instance, roster).Output()
	if exit, ok := err.(*exec.ExitError); !ok || exit.ExitCode() != 1 { // 1 is broken rules
		require.NoError(t, err)
	}
	var word string
	_, err = fmt.Sscanf(string(out), "%s hard=%d penalty=%d", &word, &broken, &penalty)
	require.NoError(t, err)
	return penalty, broken
}

func TestVerifierAgrees(t *testing.T) {
	for _, n := range []int{1, 3, 9, 15} {
		name := shared(t, "data", "roster", "nrp", fmt.Sprintf("Instance%d.txt", n))
		in, err := read(name, nrp.Read)
		require.NoError(t, err)
		r, err := roster.Solve(context.Background(), in.Problem(), roster.Options{Seed: 1, Effort: 1})
		require.NoError(t, err)
		rosters := []nrp.Roster{in.Rows(r), random(in)}
		for i, rows := range rosters {
			file := filepath.Join(t.TempDir(), "roster")
			var text strings.Builder
			require.NoError(t, in.Write(&text, rows))
			require.NoError(t, os.WriteFile(file, []byte(text.String()), 0o600))
			penalty, broken := verify(t, name, file)
			score := in.Score(rows)
			assert.Equal(t, penalty, score.Penalty(), "%s, roster %d", name, i)
			assert.Len(t, score.Broken, broken, "%s, roster %d", name, i)
			if i == 0 {
				assert.Zero(t, broken)
				assert.InDelta(t, penalty, r.Total, 1e-6)
			}
		}
	}
}

// random is a roster that breaks many rules.
func random(in *nrp.Instance) nrp.Roster {
	rng := rand.New(rand.NewPCG(1, 1))
	out := make(nrp.Roster, len(in.Staff))
	for e := range out {
		for range in.Days {
			out[e] = append(out[e], rng.IntN(len(in.Types)+2)-2)
		}
		for d := range out[e] {
			out[e][d] = max(out[e][d], -1)
		}
	}
	return out
}

func TestEveryPublishedInstanceIsRead(t *testing.T) {
	for n := 1; n <= 23; n += 2 {
		in, err := read(shared(t, "data", "roster", "nrp", fmt.Sprintf("Instance%d.txt", n)), nrp.Read)
		require.NoError(t, err)
		require.NoError(t, in.Problem().Validate())
	}
	files, err := filepath.Glob(filepath.Join(shared(t, "data", "roster", "matsp"), "*.gz"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for i, name := range files {
		if testing.Short() && i%10 > 0 {
			continue
		}
		in, err := read(name, matsp.Read)
		require.NoError(t, err, name)
		var id, days, staff, tasks int
		_, err = fmt.Sscanf(filepath.Base(name), "%d_%d_%d_%d", &id, &days, &staff, &tasks)
		require.NoError(t, err)
		assert.Equal(t, []int{days, staff, tasks}, []int{in.Days, len(in.Staff), in.Tasks}, name)
	}
}

func TestEveryDesignIsRead(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(shared(t, "data", "roster", "shiftdesign"), "*.dzn"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, name := range files {
		in, err := read(name, shiftdesign.Read)
		require.NoError(t, err, name)
		people := 0
		for _, n := range in.Demand {
			people += n
		}
		assert.Equal(t, people*in.Interval, in.Score(nil).Under, name)
	}
}

package staffing_test

import (
	"encoding/csv"
	"math"
	"os"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"turno/schedule/staffing"
)

// TestReference compares every model with testdata/reference.csv, 845 exact values of
// queueing theory, and lists the models.
func TestReference(t *testing.T) {
	file, err := os.Open("testdata/reference.csv")
	require.NoError(t, err)
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	require.NoError(t, err)
	type tally struct{ passed, cases int }
	built, missing := map[string]*tally{}, map[string]int{}
	var names []string
	known := staffing.Models()
	for _, r := range rows[1:] {
		id, model, params, metric := r[0], r[1], r[2], r[3]
		if !slices.Contains(known, model) {
			missing[model]++
			continue
		}
		if built[model] == nil {
			built[model] = &tally{}
			names = append(names, model)
		}
		built[model].cases++
		got, err := staffing.Compute(model, params)
		require.NoError(t, err, id)
		x, ok := got[metric]
		require.True(t, ok, "%s: no metric %s", id, metric)
		want, err := strconv.ParseFloat(r[4], 64)
		require.NoError(t, err, id)
		tolerance, err := strconv.ParseFloat(r[5], 64)
		require.NoError(t, err, id)
		limit := tolerance * math.Abs(want)
		if want == 0 {
			limit = tolerance
		}
		if math.Abs(x-want) <= limit {
			built[model].passed++
			continue
		}
		t.Errorf("%s %s %s %s: %.15g, want %.15g (relative %.2g)", id, model, params, metric, x, want, math.Abs(x-want)/math.Abs(want))
	}
	for _, name := range names {
		t.Logf("%-24s %3d of %3d", name, built[name].passed, built[name].cases)
	}
	require.Empty(t, missing, "models that are not built")
	require.Len(t, rows, 846, "a header and 845 cases")
}

package staffing_test

import (
	"context"
	"encoding/csv"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"turno/schedule/staffing"
)

// TestReference compares every model with testdata/reference.csv, 845 exact values of
// queueing theory, and lists the models.
func TestReference(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(staffing.ReferenceCSV)).ReadAll()
	require.NoError(t, err)
	require.Len(t, rows, 846, "a header and 845 cases")
	var cases []staffing.Case
	for _, r := range rows[1:] {
		value, err := strconv.ParseFloat(r[4], 64)
		require.NoError(t, err, r[0])
		tolerance, err := strconv.ParseFloat(r[5], 64)
		require.NoError(t, err, r[0])
		cases = append(cases, staffing.Case{ID: r[0], Model: r[1], Params: r[2], Metric: r[3], Value: value, Tolerance: tolerance, Source: r[6]})
	}
	verdicts, err := staffing.Verify(context.Background(), cases)
	require.NoError(t, err)
	for _, v := range verdicts {
		if !v.OK {
			t.Errorf("%s %s %s %s: %.15g, want %.15g (%v)", v.ID, v.Model, v.Params, v.Metric, v.Got, v.Value, v.Err)
		}
	}
	scores := staffing.Scores(verdicts)
	for _, s := range scores {
		t.Logf("%-24s %3d of %3d", s.Model, s.OK, s.Cases)
	}
	require.Len(t, scores, len(staffing.Models()), "every model has cases")
}

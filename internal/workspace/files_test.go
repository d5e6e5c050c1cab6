package workspace_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"turno/forecast/messages"
	"turno/internal/workspace"
	"turno/plan"
)

// packed is a file as gzip packs it.
func packed(t *testing.T, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := z.Write(data)
	require.NoError(t, errors.Join(err, z.Close()))
	return b.Bytes()
}

// book is a workbook of one sheet, whose dates are counted from 1904.
func book(t *testing.T, rows ...[]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	early := true
	require.NoError(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &early}))
	for i, cells := range rows {
		at, err := excelize.CoordinatesToCellName(1, i+1)
		require.NoError(t, err)
		require.NoError(t, f.SetSheetRow("Sheet1", at, &cells))
	}
	var b bytes.Buffer
	require.NoError(t, f.Write(&b))
	return b.Bytes()
}

// sizes are what of an input comes from which file.
func sizes(in plan.Input) []float64 {
	out := []float64{float64(len(in.Team.Agents)), float64(len(in.Team.Absences)), float64(len(in.Team.Requests)), float64(len(in.Team.Published))}
	for _, s := range in.History {
		out = append(out, s.Total())
	}
	return out
}

// TestFormsOfTables: every table may be packed or a workbook, with the same answer; two of a
// kind are refused by name, and so is what may not be packed.
func TestFormsOfTables(t *testing.T) {
	plain := files(t, "moda", nil)
	want, err := workspace.Load(plain, workspace.Options{})
	require.NoError(t, err)
	for _, name := range []string{"history.csv", "agents.csv", "absences.csv", "requests.csv", "published.csv"} {
		fs := files(t, "moda", map[string][]byte{name + ".gz": packed(t, plain[name].Data)})
		_, err = workspace.Load(fs, workspace.Options{})
		assert.ErrorContains(t, err, "both "+name+" and "+name+".gz are there")
		delete(fs, name)
		got, err := workspace.Load(fs, workspace.Options{})
		require.NoError(t, err, name)
		assert.Equal(t, sizes(want), sizes(got), name)
	}
	_, err = workspace.Load(files(t, "moda", map[string][]byte{"agents.xlsx": book(t, []any{"agent"})}), workspace.Options{})
	assert.ErrorContains(t, err, "both agents.csv and agents.xlsx are there")
	fs := files(t, "moda", map[string][]byte{"turno.yaml.gz": packed(t, plain["turno.yaml"].Data)})
	delete(fs, "turno.yaml")
	_, err = workspace.Load(fs, workspace.Options{})
	assert.ErrorContains(t, err, "turno.yaml.gz: compressed")
}

// TestAssessmentsOf1904: days counted from 1904, as old Macs do, are those that the sheet shows;
// a formula whose value the file does not hold is told with its cell; and a packed table counts.
func TestAssessmentsOf1904(t *testing.T) {
	rows := [][]any{{"agent", "date", "assessor", "kind", "subject", "score"}, {"l.trevisol", time.Date(2026, 10, 5, 0, 0, 0, 0, time.UTC), "Lab", "rating", "empathy", "4/5"}}
	in, err := workspace.Load(files(t, "moda", map[string][]byte{"assessments.xlsx": book(t, rows...)}), workspace.Options{})
	require.NoError(t, err)
	require.Len(t, in.Assessed, 1)
	assert.Equal(t, "2026-10-05", in.Assessed[0].Date.Format(time.DateOnly))
	table := []byte("agent,date,assessor,kind,subject,score\nl.trevisol,2026-10-05,Lab,rating,empathy,4/5\n")
	again, err := workspace.Load(files(t, "moda", map[string][]byte{"assessments.csv.gz": packed(t, table)}), workspace.Options{})
	require.NoError(t, err)
	assert.Equal(t, in.Assessed, again.Assessed)
	_, err = workspace.Load(files(t, "moda", map[string][]byte{"assessments.csv.gz": packed(t, table), "assessments.xlsx": book(t, rows...)}), workspace.Options{})
	assert.ErrorContains(t, err, "both assessments.csv.gz and assessments.xlsx are there")

	f := excelize.NewFile()
	defer f.Close()
	rows[1] = rows[1][:5]
	for i, cells := range rows {
		require.NoError(t, f.SetSheetRow("Sheet1", []string{"A1", "A2"}[i], &cells))
	}
	require.NoError(t, f.SetCellFormula("Sheet1", "F2", "2+2"))
	var b bytes.Buffer
	require.NoError(t, f.Write(&b))
	_, err = workspace.Load(files(t, "moda", map[string][]byte{"assessments.xlsx": b.Bytes()}), workspace.Options{})
	assert.ErrorContains(t, err, "assessments.xlsx: sheet Sheet1, cell F2: a formula without a value")
}

// TestImportBesideAWorkbook: a history in a workbook is read, but an import does not put
// another beside it.
func TestImportBesideAWorkbook(t *testing.T) {
	history := book(t, []any{"timestamp", "queue", "volume"}, []any{time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), "care", 3}, []any{time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC), "care", 4})
	in, err := workspace.ReadIntake(fstest.MapFS{"history.xlsx": &fstest.MapFile{Data: history}}, time.UTC)
	require.NoError(t, err)
	require.Len(t, in.History, 1)
	assert.InDelta(t, 7, in.History[0].Total(), 0)
	err = in.Fits(messages.Result{History: in.History}, 0)
	assert.ErrorContains(t, err, "history.xlsx: an import cannot be joined with a workbook")
}

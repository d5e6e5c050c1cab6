package workspace_test

import (
	"bytes"
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"turno/internal/workspace"
	"turno/samples"
	"turno/skills"
)

// files is a sample with other files beside its own.
func files(t *testing.T, sample string, more map[string][]byte) fstest.MapFS {
	t.Helper()
	src, err := samples.Open(sample)
	require.NoError(t, err)
	out := fstest.MapFS{}
	for _, name := range []string{"turno.yaml", "history.csv", "agents.csv", "absences.csv", "requests.csv", "published.csv"} {
		data, err := fs.ReadFile(src, name)
		require.NoError(t, err)
		out[name] = &fstest.MapFile{Data: data}
	}
	for name, data := range more {
		out[name] = &fstest.MapFile{Data: data}
	}
	return out
}

// A workbook of assessments gives the abilities that the table gives; both are one too many.
func TestAssessmentsFromTableOrWorkbook(t *testing.T) {
	rows := [][]any{
		{"agent", "date", "assessor", "kind", "subject", "score", "at_once", "minutes", "done"},
		{"l.trevisol", "2026-10-05", "Lab", "stress", "social", "", 1, 600, 180},
		{"m.lovisolo", "2026-10-05", "Lab", "stress", "social", "", 1, 600, 240},
		{"newcomer", "2026-10-05", "Lab", "rating", "empathy", "4/5", "", "", ""},
	}
	f := excelize.NewFile()
	defer f.Close()
	var table bytes.Buffer
	for i, cells := range rows {
		require.NoError(t, f.SetSheetRow("Sheet1", []string{"A1", "A2", "A3", "A4"}[i], &cells))
	}
	table.WriteString("agent,date,assessor,kind,subject,score,at_once,minutes,done\nl.trevisol,2026-10-05,Lab,stress,social,,1,600,180\n" +
		"m.lovisolo,2026-10-05,Lab,stress,social,,1,600,240\nnewcomer,2026-10-05,Lab,rating,empathy,4/5,,,\n")
	var book bytes.Buffer
	require.NoError(t, f.Write(&book))
	candidates := []byte("candidate,name\nnewcomer,New Comer\n")

	a, err := workspace.Load(files(t, "moda", map[string][]byte{"assessments.csv": table.Bytes(), "candidates.csv": candidates}), workspace.Options{})
	require.NoError(t, err)
	b, err := workspace.Load(files(t, "moda", map[string][]byte{"assessments.xlsx": book.Bytes(), "candidates.csv": candidates}), workspace.Options{})
	require.NoError(t, err)
	assert.Equal(t, a.Assessed, b.Assessed)
	assert.Equal(t, a.Team.Agents, b.Team.Agents)
	assert.Equal(t, []skills.Person{{ID: "newcomer", Name: "New Comer"}}, a.Others)
	pace := map[string]float64{}
	for _, x := range a.Team.Agents {
		pace[x.ID] = x.Abilities[0].Pace
	}
	assert.Greater(t, pace["m.lovisolo"], pace["l.trevisol"], "the tested pace takes the place of the stated one")
	assert.Equal(t, 1.1, pace["g.ferraris"], "and the stated one stays where nothing was tested")

	_, err = workspace.Load(files(t, "moda", map[string][]byte{"assessments.csv": table.Bytes(), "assessments.xlsx": book.Bytes()}), workspace.Options{})
	assert.ErrorContains(t, err, "expected one of them")
	_, err = workspace.Load(files(t, "moda", map[string][]byte{"assessments.csv": table.Bytes()}), workspace.Options{})
	assert.ErrorContains(t, err, "assessments.csv:4:1: \"newcomer\"")
}

// Nothing assessed, nothing changed.
func TestWithoutAssessmentsAbilitiesAreAsStated(t *testing.T) {
	in, err := workspace.Load(files(t, "moda", nil), workspace.Options{})
	require.NoError(t, err)
	for i, a := range in.Team.Agents {
		if a.From.Year == 0 { // those in induction change by the week
			assert.Equal(t, in.Stated[i].Abilities, a.Abilities, a.ID)
		}
	}
}

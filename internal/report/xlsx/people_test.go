package xlsx_test

import (
	"bytes"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"turno/internal/report/people"
	"turno/internal/report/text"
	"turno/internal/report/xlsx"
	"turno/plan"
	"turno/skills"
)

// The sheet of scorecards: numbers are numbers, so that people can be sorted by them, and a
// name that begins like a formula is none. The same input gives the same bytes.
func TestSheetOfPeople(t *testing.T) {
	in := plan.Input{Skills: skills.Default(), Currency: "EUR", Now: time.Date(2026, 11, 9, 0, 0, 0, 0, time.UTC)}
	in.Period.Start, in.Period.Step, in.Period.N = in.Now, time.Hour, 168
	day := in.Now.AddDate(0, 0, -7)
	fits := skills.Score([]skills.Person{{ID: "=1+1"}, {ID: "bo"}}, []skills.Assessment{
		{Person: "=1+1", Date: day, Kind: skills.WritingTest, Score: 0.9},
		{Person: "=1+1", Date: day, Kind: skills.StressTest, Subject: "social", Slots: 1, Minutes: 60, Done: 20},
	}, in.Skills)
	words := text.English(time.UTC, 2026)
	write := func() []byte {
		var b bytes.Buffer
		require.NoError(t, xlsx.People(&b, plan.Plan{Input: in}, []people.Page{people.Assess(in, fits, words), people.Scorecard(in, fits[:1], words)}, xlsx.Options{Words: words}))
		return b.Bytes()
	}
	data := write()
	assert.True(t, bytes.Equal(data, write()))
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	require.NoError(t, err)
	defer f.Close()
	assert.Equal(t, []string{"Assess", "Scorecard"}, f.GetSheetList())
	name, err := f.GetCellValue("Assess", "A4")
	require.NoError(t, err)
	assert.Equal(t, "=1+1", name)
	formula, err := f.GetCellFormula("Assess", "A4")
	require.NoError(t, err)
	assert.Empty(t, formula)
	level, err := f.GetCellValue("Assess", "B4")
	require.NoError(t, err)
	parsed, err := strconv.ParseFloat(level, 64)
	require.NoError(t, err)
	assert.InDelta(t, 100*fits[0].Level, parsed, 0.1)
	unknown, err := f.GetCellValue("Assess", "C5")
	require.NoError(t, err)
	assert.Equal(t, "unknown", unknown)
}

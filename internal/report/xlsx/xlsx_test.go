package xlsx_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"turno/forecast"
	"turno/forecast/auto"
	"turno/forecast/calendar"
	"turno/internal/report/text"
	"turno/internal/report/xlsx"
	"turno/plan"
	"turno/plan/capacity"
	"turno/plan/cost"
	"turno/schedule"
	"turno/schedule/check"
	"turno/schedule/roster"
	"turno/schedule/simulate"
)

// hostile is a name that a spreadsheet would read as a formula if it were let.
const hostile = `=HYPERLINK("http://x","click") 😀 שלום`

func small(t *testing.T) plan.Plan {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Rome")
	require.NoError(t, err)
	day := calendar.Date{Year: 2026, Month: time.October, Day: 25} // clocks go back: 25 hours
	grid := calendar.Grid{Start: day.In(zone), Step: time.Hour, N: 25}
	flat := func(x float64) []float64 {
		v := make([]float64, grid.N)
		for i := range v {
			v[i] = x
		}
		return v
	}
	volume := forecast.Volume{Queue: hostile, Grid: grid, Mean: flat(10), Levels: forecast.Levels(), Quantiles: [][]float64{flat(6), flat(10), flat(15)}}
	start := day.At(calendar.Clock(9, 0), zone)
	shift := schedule.Shift{
		Agent: hostile, Kind: "day", Start: start, End: start.Add(8 * time.Hour),
		Breaks: []schedule.Break{{Start: start.Add(4 * time.Hour), End: start.Add(5 * time.Hour)}},
		Duties: []schedule.Duty{{Start: start, End: start.Add(4 * time.Hour), Queues: []string{hostile}}, {Start: start.Add(5 * time.Hour), End: start.Add(8 * time.Hour), Queues: []string{hostile}}},
	}
	money := decimal.RequireFromString("101.50")
	line := cost.Line{Agent: hostile, PaidHours: decimal.NewFromInt(7), Base: money, Total: money}
	queue := schedule.Queue{Name: hostile, Channel: "social", Targets: []schedule.Target{{Share: 0.8, Within: time.Hour, Measure: schedule.FirstReply}}}
	return plan.Plan{
		Input: plan.Input{
			Name: hostile, Calendar: calendar.Plain(zone), Period: grid, Now: grid.Start, Currency: "EUR", Queues: []schedule.Queue{queue},
			Team: schedule.Team{Agents: []schedule.Agent{{ID: hostile, Name: hostile}}},
		},
		Forecast:    auto.Result{Volumes: []forecast.Volume{volume}, Methods: []string{"profile"}},
		Profiles:    []forecast.Profile{{Volume: volume}},
		Requirement: schedule.Requirement{Grid: grid, Deferrable: []schedule.DeferrableRequirement{{Queue: hostile, Open: flat(1), Level: flat(1)}}},
		Roster:      roster.Result{Roster: schedule.Roster{Grid: grid, Shifts: []schedule.Shift{shift}}},
		Check: check.Report{
			Coverage: schedule.Coverage{Grid: grid, Queues: []schedule.QueueCoverage{{Queue: hostile, Required: flat(1), Supplied: flat(0.5), Heads: flat(1), Contacts: flat(4), Missed: flat(1)}}},
			Agents:   []check.AgentHours{{Agent: hostile, Shifts: 1, Paid: 7}},
		},
		Service:  simulate.Result{Replications: 10, Queues: []simulate.Service{{Queue: hostile, Targets: []simulate.Estimate{{Mean: 0.9, Low: 0.88, High: 0.92}}}}},
		Cost:     cost.Statement{Currency: "EUR", Agents: []cost.Line{line}, Total: line},
		Findings: []schedule.Finding{{Code: schedule.CodeUncovered, Severity: schedule.Missed, Queue: hostile, Value: 3, Limit: 10, From: start, To: start.Add(time.Hour)}},
	}
}

func write(t *testing.T, p plan.Plan) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, xlsx.Plan(&b, p, xlsx.Options{Words: text.English(p.Input.Calendar.Zone, 2026)}))
	return b.Bytes()
}

func TestSheets(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(write(t, small(t))))
	require.NoError(t, err)
	defer f.Close()
	assert.Equal(t, []string{"Summary", "Inputs", "Totals", "Volume", "Requirement", "Intervals", "Roster", "Gantt", "Coverage", "Hours", "Cost", "Checks"}, f.GetSheetList())
	header, err := f.GetCellValue("Gantt", "F2")
	require.NoError(t, err)
	assert.Equal(t, "09", header, "the chart begins with the first hour that anybody works")
}

// TestChartsArePrinted: what stands right of a table is in the area that is printed, and the
// months to come make a workbook of their own.
func TestChartsArePrinted(t *testing.T) {
	p := small(t)
	f, err := excelize.OpenReader(bytes.NewReader(write(t, p)))
	require.NoError(t, err)
	defer f.Close()
	areas := map[string]int{}
	for _, n := range f.GetDefinedName() {
		if n.Name == "_xlnm.Print_Area" {
			areas[n.Scope] = strings.Count(n.RefersTo, "!")
		}
	}
	assert.Equal(t, 2, areas["Cost"])
	assert.Equal(t, 2, areas["Intervals"])
	assert.Equal(t, 1, areas["Checks"])
	var b bytes.Buffer
	require.NoError(t, xlsx.Capacity(&b, capacity.Plan{Currency: "EUR", Keep: 0.75, FTE: 40 * time.Hour}, p.Input, xlsx.Options{Words: text.English(time.UTC, 2026)}))
	assert.NotEmpty(t, b.Bytes())
}

// TestNamesAreText looks at every cell: nothing from input may become a formula.
func TestNamesAreText(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(write(t, small(t))))
	require.NoError(t, err)
	defer f.Close()
	found := 0
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		require.NoError(t, err)
		for r, row := range rows {
			for c, value := range row {
				name, err := excelize.CoordinatesToCellName(c+1, r+1)
				require.NoError(t, err)
				formula, err := f.GetCellFormula(sheet, name)
				require.NoError(t, err)
				assert.NotContains(t, formula, "HYPERLINK(", "%s!%s", sheet, name)
				if strings.Contains(value, hostile) {
					found++
				}
			}
		}
	}
	assert.Greater(t, found, 5, "the name is shown where it belongs")
}

func TestSameBytes(t *testing.T) {
	p := small(t)
	first := write(t, p)
	for range 5 {
		require.True(t, bytes.Equal(first, write(t, p)), "the same plan gives the same workbook")
	}
}

func TestEmptyPlan(t *testing.T) {
	p := plan.Plan{Input: plan.Input{Calendar: calendar.Plain(time.UTC)}}
	f, err := excelize.OpenReader(bytes.NewReader(write(t, p)))
	require.NoError(t, err)
	assert.NoError(t, f.Close())
}

package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"turno/internal/locale"
	"turno/internal/report/xlsx"
	"turno/internal/workspace"
	"turno/internal/workspace/settings"
	"turno/plan"
	"turno/plan/scenario"
	"turno/samples"
)

// formulaCell is a cell of a sheet as it stands in the file.
type formulaCell struct {
	Ref     string `xml:"r,attr"`
	Type    string `xml:"t,attr"`
	Formula string `xml:"f"`
	Value   string `xml:"v"`
}

// sheetCells reads the cells of every sheet by name. Sheets stand in numbered files in the
// order of the workbook.
func sheetCells(t *testing.T, data []byte) map[string][]formulaCell {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	require.NoError(t, err)
	names := f.GetSheetList()
	require.NoError(t, f.Close())
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	var files []string
	parts := map[string]*zip.File{}
	for _, p := range archive.File {
		if strings.HasPrefix(p.Name, "xl/worksheets/sheet") {
			files, parts[p.Name] = append(files, p.Name), p
		}
	}
	number := regexp.MustCompile(`\d+`)
	slices.SortFunc(files, func(a, b string) int {
		x, _ := strconv.Atoi(number.FindString(a))
		y, _ := strconv.Atoi(number.FindString(b))
		return x - y
	})
	require.Equal(t, len(names), len(files))
	out := map[string][]formulaCell{}
	for i, name := range files {
		r, err := parts[name].Open()
		require.NoError(t, err)
		var sheet struct {
			Rows []struct {
				Cells []formulaCell `xml:"c"`
			} `xml:"sheetData>row"`
		}
		require.NoError(t, xml.NewDecoder(r).Decode(&sheet))
		require.NoError(t, r.Close())
		for _, row := range sheet.Rows {
			out[names[i]] = append(out[names[i]], row.Cells...)
		}
	}
	return out
}

var cached = regexp.MustCompile(`(</f>)<v>[^<]*</v>`)

// recalculated opens a workbook without any calculated value in LibreOffice and gives what
// that writes.
func recalculated(t *testing.T, data []byte) map[string][]formulaCell {
	t.Helper()
	dir := t.TempDir()
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	var bare bytes.Buffer
	out := zip.NewWriter(&bare)
	for _, p := range in.File {
		r, err := p.Open()
		require.NoError(t, err)
		content, err := io.ReadAll(r)
		require.NoError(t, err)
		if strings.HasPrefix(p.Name, "xl/worksheets/sheet") {
			content = cached.ReplaceAll(content, []byte("$1"))
		}
		w, err := out.Create(p.Name)
		require.NoError(t, err)
		_, err = w.Write(content)
		require.NoError(t, err)
	}
	require.NoError(t, out.Close())
	name := filepath.Join(dir, "book.xlsx")
	require.NoError(t, os.WriteFile(name, bare.Bytes(), 0o644))
	calc := exec.Command("libreoffice", "--headless", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", filepath.Join(dir, "out"), name)
	said, err := calc.CombinedOutput()
	require.NoError(t, err, string(said))
	result, err := os.ReadFile(filepath.Join(dir, "out", "book.xlsx"))
	require.NoError(t, err, string(said))
	return sheetCells(t, result)
}

// sameFigures fails on every formula of ours whose value LibreOffice calculates otherwise, to
// a tenth of a cent, and gives how many there are.
func sameFigures(t *testing.T, ours, theirs map[string][]formulaCell) int {
	t.Helper()
	n, wrong := 0, 0
	for sheet, cells := range ours {
		found := map[string]formulaCell{}
		for _, c := range theirs[sheet] {
			found[c.Ref] = c
		}
		for _, c := range cells {
			if c.Formula == "" {
				continue
			}
			n++
			got := found[c.Ref]
			x, errX := strconv.ParseFloat(c.Value, 64)
			y, errY := strconv.ParseFloat(got.Value, 64)
			same := c.Value == got.Value || errX == nil && errY == nil && math.Abs(x-y) < 0.001
			if got.Type == "e" || !same {
				if wrong++; wrong < 20 {
					t.Errorf("%s!%s: turno says %q, LibreOffice %q: =%s", sheet, c.Ref, c.Value, got.Value, c.Formula)
				}
			}
		}
	}
	assert.Zero(t, wrong, "formulas that differ")
	return n
}

// withInput is the workbook with one named value changed by hand.
func withInput(t *testing.T, data []byte, name string, value any) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	require.NoError(t, err)
	defer f.Close()
	for _, d := range f.GetDefinedName() {
		if d.Name == name {
			sheet, ref, _ := strings.Cut(d.RefersTo, "!")
			require.NoError(t, f.SetCellValue(strings.Trim(sheet, "'"), strings.ReplaceAll(ref, "$", ""), value))
			out, err := f.WriteToBuffer()
			require.NoError(t, err)
			return out.Bytes()
		}
	}
	require.Fail(t, "no cell of the name", name)
	return nil
}

// office skips a test where LibreOffice is not there or there is no time for it.
func office(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("opens LibreOffice several times")
	}
	if _, err := exec.LookPath("libreoffice"); err != nil {
		t.Skip("libreoffice is not on the PATH")
	}
}

// TestWorkbookIsRecalculated opens workbooks of the samples in LibreOffice: every formula
// gives turno's own figure, and after values are changed by hand on Inputs the figures of an
// export with --set, the roster held fixed.
func TestWorkbookIsRecalculated(t *testing.T) {
	office(t)
	for _, c := range []struct {
		sample string
		weeks  string
		set    []string // as flags; a name may be a prefix
		value  []any    // and as cells
	}{
		{"moda", "4", []string{"shrinkage_planned=10%", "wage_full=15.37"}, []any{0.10, 15.37}},
		{"volo", "1", []string{"premiums_=highest", "fte_hours=37h30m"}, []any{"highest", 37.5}},
		{"banka", "1", []string{"premiums_=add", "night_=33.3%", "wage_=612.35"}, []any{"add", 0.333, 612.35}},
	} {
		t.Run(c.sample, func(t *testing.T) {
			dir := t.TempDir()
			results := filepath.Join(dir, "plan")
			turno(t, "plan", "--sample", c.sample, "--weeks", c.weeks, "--effort", "1", "--repairs", "0", "--replications", "4", "--out", results)
			roster := filepath.Join(results, "roster.csv")
			args := []string{"export", "--sample", c.sample, "--weeks", c.weeks, "--roster", roster, "--replications", "4"}
			was := exported(t, filepath.Join(dir, "was.xlsx"), args...)
			t.Logf("%d formulas", sameFigures(t, sheetCells(t, was), recalculated(t, was)))
			changed := was
			for i, set := range c.set {
				prefix, value, _ := strings.Cut(set, "=")
				name := firstNamed(t, was, prefix)
				args = append(args, "--set", name+"="+value)
				changed = withInput(t, changed, name, c.value[i])
			}
			now := sheetCells(t, exported(t, filepath.Join(dir, "now.xlsx"), args...))
			// Only what compares with the cost as planned, a typed cell, may differ.
			now["Checks"] = slices.DeleteFunc(now["Checks"], func(c formulaCell) bool {
				return strings.HasPrefix(c.Formula, "ROUND(B") && strings.HasSuffix(c.Formula, ",2)")
			})
			sameFigures(t, now, recalculated(t, changed))
		})
	}
}

func exported(t *testing.T, name string, args ...string) []byte {
	t.Helper()
	turno(t, append(args, "--out", name)...)
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	return data
}

// TestHostileWorkbookIsRecalculated plans people whose names a spreadsheet would calculate,
// with a scenario beside: LibreOffice shows the names as they are.
func TestHostileWorkbookIsRecalculated(t *testing.T) {
	office(t)
	fsys, err := samples.Open("moda")
	require.NoError(t, err)
	in, scenarios, err := workspace.LoadScenarios(fsys, workspace.Options{Weeks: 1})
	require.NoError(t, err)
	names := []string{`=HYPERLINK("http://x","y")`, "+1+1", "-2", "@sum", strings.Repeat("long ", 200), "😀 שלום עולם", "'=1", `a"b&c<d>`, "tab\there"}
	for i, name := range names {
		in.Team.Agents[i].Name, in.Team.Agents[i].Group, in.Team.Agents[i].Centre = name, name, name
	}
	in.Effort, in.Replications = 1, 4
	p, err := plan.Build(context.Background(), in, nil)
	require.NoError(t, err)
	held := scenarios[0]
	held.Mode = scenario.Held
	c, err := scenario.Run(context.Background(), in, []scenario.Scenario{held}, scenario.Options{})
	require.NoError(t, err)
	var out bytes.Buffer
	require.NoError(t, workbook(&out, p, xlsx.Options{Comparison: &c}))
	theirs := recalculated(t, out.Bytes())
	t.Logf("%d formulas", sameFigures(t, sheetCells(t, out.Bytes()), theirs))
	assert.NotEmpty(t, theirs["Scenarios"])
}

// TestCapacityIsRecalculated does the same with the sheet Capacity, alone and with the leave
// changed by hand.
func TestCapacityIsRecalculated(t *testing.T) {
	office(t)
	dir := t.TempDir()
	turno(t, "plan", "--sample", "moda", "--months", "5", "--out", filepath.Join(dir, "plan"))
	book, err := os.ReadFile(filepath.Join(dir, "plan", "capacity.xlsx"))
	require.NoError(t, err)
	assert.Greater(t, sameFigures(t, sheetCells(t, book), recalculated(t, book)), 100)

	other := filepath.Join(dir, "w")
	turno(t, "init", "--sample", "moda", "--workspace", other)
	settings, err := os.ReadFile(filepath.Join(other, "turno.yaml"))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(other, "turno.yaml"), bytes.Replace(settings, []byte("leave: 9%"), []byte("leave: 12%"), 1), 0o644))
	turno(t, "plan", "--workspace", other, "--months", "5", "--out", filepath.Join(dir, "leave"))
	after, err := os.ReadFile(filepath.Join(dir, "leave", "capacity.xlsx"))
	require.NoError(t, err)
	ours, theirs := sheetCells(t, after), recalculated(t, withInput(t, book, "capacity_leave", 0.12))
	for sheet, cells := range ours { // who is there for which queue is shared out anew by the needs, which is turno's to do
		ours[sheet] = slices.DeleteFunc(cells, func(c formulaCell) bool {
			return slices.ContainsFunc([]string{"N", "SUMIFS($N", "-SUMIFS($O", "L"}, func(prefix string) bool { return strings.HasPrefix(c.Formula, prefix) })
		})
	}
	assert.Greater(t, sameFigures(t, ours, theirs), 50)
}

func firstNamed(t *testing.T, data []byte, prefix string) string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	require.NoError(t, err)
	defer f.Close()
	for _, d := range f.GetDefinedName() {
		if strings.HasPrefix(d.Name, prefix) {
			return d.Name
		}
	}
	require.Fail(t, "no cell of the name", prefix)
	return ""
}

// TestCostLinesAddUpToTheWorkbook compares cost.csv with the workbook's total, to the cent.
func TestCostLinesAddUpToTheWorkbook(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "plan")
	turno(t, "plan", "--workspace", moda(t), "--effort", "1", "--repairs", "0", "--replications", "4", "--out", dir)
	f, err := os.Open(filepath.Join(dir, "cost.csv"))
	require.NoError(t, err)
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	var sum decimal.Decimal
	for _, row := range rows[1:] {
		sum = sum.Add(decimal.RequireFromString(row[9]))
	}
	book, err := os.ReadFile(filepath.Join(dir, "plan.xlsx"))
	require.NoError(t, err)
	for _, c := range sheetCells(t, book)["Cost"] {
		if c.Ref == "P3" {
			assert.Equal(t, sum.StringFixed(2), fmt.Sprintf("%.2f", decimal.RequireFromString(c.Value).InexactFloat64()))
			return
		}
	}
	assert.Fail(t, "the workbook has no total of its cost")
}

// TestLocalesAreThoseOfTheWorkbook: whatever turno.yaml may name, a workbook can be written in.
func TestLocalesAreThoseOfTheWorkbook(t *testing.T) {
	for _, tag := range locale.Tags() {
		assert.Contains(t, string(settings.Schema()), `"`+tag+`"`)
	}
}

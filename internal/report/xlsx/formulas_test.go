package xlsx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"turno/internal/report/text"
	"turno/internal/report/xlsx"
	"turno/plan"
)

// typed says where numbers may stand that are not formulas: values that people change,
// turno's results, and the keys by which rows are summed. By sheet, columns and rows; row 0
// is all of them.
var typed = map[string]func(column string, row int) bool{
	"Summary": func(column string, row int) bool { return strings.Contains("D E F G H K", column) || column == "C" }, // see TestSummaryFollows
	"Inputs":  func(column string, row int) bool { return true },                                                     // what may change, and see TestInputsAreNamed
	"Totals":  func(column string, row int) bool { return column == "B" },
	"Volume":  func(column string, row int) bool { return row > 3 },
	"Requirement": func(column string, row int) bool {
		return strings.Contains("A C D E", column)
	},
	"Intervals": func(column string, row int) bool { // required and rostered of each queue
		n, _ := excelize.ColumnNameToNumber(column)
		return row > 3 && (n <= 2 || (n-3)%4 < 2)
	},
	"Roster":   func(column string, row int) bool { return strings.Contains("C D I", column) },
	"Gantt":    func(column string, row int) bool { return strings.Contains("A E", column) },
	"Coverage": func(column string, row int) bool { return column == "A" },
	"Hours": func(column string, row int) bool {
		n, _ := excelize.ColumnNameToNumber(column)
		return row > 4 && (strings.Contains("C D H I K L M", column) || n > 25)
	},
	"Cost":   func(column string, row int) bool { return row > 4 && strings.Contains("F G", column) },
	"Checks": func(column string, row int) bool { return false },
}

var ref = regexp.MustCompile(`^([A-Z]+)(\d+)$`)

// TestNoNumberWhereAFormulaBelongs walks all cells of all sheets.
func TestNoNumberWhereAFormulaBelongs(t *testing.T) {
	for name, p := range both(t) {
		sheets, _ := workbook(t, p)
		for sheet, cells := range sheets {
			may := typed[sheet]
			require.NotNil(t, may, "say where numbers may be typed on the sheet %s", sheet)
			for _, c := range cells {
				column, row := c.at(t)
				planned := sheet == "Checks" && column == "B" && c.Formula == "" // the cost as planned, beside what it is now
				if c.Type == "" && c.Value != "" && c.Formula == "" && !may(column, row) && !planned {
					t.Errorf("%s: %s!%s is the number %s: expected a formula", name, sheet, c.Ref, c.Value)
				}
			}
		}
	}
}

// literal is a number within a formula that is no part of a reference, a name or a text.
var (
	literal = regexp.MustCompile(`(?:^|[-+*/(,<>=])(\d+(?:\.\d+)?)`)
	quotes  = regexp.MustCompile(`"[^"]*"|'[^']*'!`)
)

// TestFormulasHoldNoFigures: a number within a formula is a unit or a place, never an amount.
func TestFormulasHoldNoFigures(t *testing.T) {
	units := map[string]bool{"0": true, "1": true, "7": true, "3600": true, "100": true, "0.9": true, // hours, weeks, shares
		"2": true, "4": true, "6": true, "9": true, "0.03": true, "0.01": true} // places of rounding, and a cent
	const queues = 4 // of a centre, named by their numbers
	for _, p := range both(t) {
		sheets, _ := workbook(t, p)
		for sheet, cells := range sheets {
			for _, c := range cells {
				for _, m := range literal.FindAllStringSubmatch(quotes.ReplaceAllString(c.Formula, ""), -1) {
					n, err := strconv.Atoi(m[1])
					if !units[m[1]] && (err != nil || n > queues) {
						t.Errorf("%s!%s: %s in =%s", sheet, c.Ref, m[1], c.Formula)
					}
				}
			}
		}
	}
}

// TestEveryNameIsUsed: each named input leads somewhere. Those of a queue's kinds of message
// are used in place, row by row.
func TestEveryNameIsUsed(t *testing.T) {
	word := regexp.MustCompile(`[A-Za-z_][A-Za-z0-9_]*`)
	for _, p := range both(t) {
		sheets, names := workbook(t, p)
		used := map[string]bool{}
		for _, cells := range sheets {
			for _, c := range cells {
				for _, w := range word.FindAllString(quotes.ReplaceAllString(c.Formula, ""), -1) {
					used[w] = true
				}
			}
		}
		inPlace := regexp.MustCompile("^(_xlnm|flush_|triage_|replies_|aht_)")
		for _, n := range names {
			assert.True(t, used[n] || inPlace.MatchString(n), n)
		}
	}
}

// tiny is a centre of eight people over a week.
var tiny = sync.OnceValues(func() (plan.Plan, error) { return made(8, 1) })

// place is a cell as it stands in the file.
type place struct {
	Ref     string `xml:"r,attr"`
	Type    string `xml:"t,attr"`
	Formula string `xml:"f"`
	Value   string `xml:"v"`
	Text    string `xml:"is>t"`
}

func (p place) at(t *testing.T) (column string, row int) {
	m := ref.FindStringSubmatch(p.Ref)
	row, err := strconv.Atoi(m[2])
	require.NoError(t, err)
	return m[1], row
}

// workbook is the cells of a workbook by sheet, and its named cells.
func workbook(t *testing.T, p plan.Plan) (sheets map[string][]place, names []string) {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, xlsx.Plan(&b, p, xlsx.Options{Words: text.English(p.Input.Calendar.Zone, 2026), Rows: rows(t, p)}))
	archive, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	require.NoError(t, err)
	read := func(name string, into any) {
		f, err := archive.Open(name)
		require.NoError(t, err)
		require.NoError(t, xml.NewDecoder(f).Decode(into))
		require.NoError(t, f.Close())
	}
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
		} `xml:"sheets>sheet"`
		Names []struct {
			Name string `xml:"name,attr"`
		} `xml:"definedNames>definedName"`
	}
	read("xl/workbook.xml", &book)
	sheets = map[string][]place{}
	for i, s := range book.Sheets {
		var rows struct {
			Rows []struct {
				Cells []place `xml:"c"`
			} `xml:"sheetData>row"`
		}
		read(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+2), &rows)
		for _, row := range rows.Rows {
			sheets[s.Name] = append(sheets[s.Name], row.Cells...)
		}
	}
	for _, n := range book.Names {
		names = append(names, n.Name)
	}
	return sheets, names
}

// both are the workbooks that the tests walk through.
func both(t *testing.T) map[string]plan.Plan {
	t.Helper()
	p, err := tiny()
	require.NoError(t, err)
	return map[string]plan.Plan{"small": small(t), "centre": p}
}

// TestSummaryFollows: hours and money of the summary are formulas.
func TestSummaryFollows(t *testing.T) {
	sheets, _ := workbook(t, small(t))
	formulas := map[string]string{}
	for _, c := range sheets["Summary"] {
		formulas[c.Ref] = c.Formula
	}
	found := 0
	for _, c := range sheets["Summary"] {
		for _, label := range []string{"Paid hours", "Productive hours", "Cost, EUR", "Checks that fail: must be 0"} {
			if column, row := c.at(t); column == "A" && c.Text == label {
				assert.NotEmpty(t, formulas[fmt.Sprintf("C%d", row)], label)
				found++
			}
		}
	}
	assert.Equal(t, 4, found)
}

// TestNothingFails: what turno writes passes its own checks.
func TestNothingFails(t *testing.T) {
	for name, p := range both(t) {
		sheets, _ := workbook(t, p)
		for _, c := range sheets["Checks"] {
			if c.Ref == "B4" {
				assert.Equal(t, "0", c.Value, name)
			}
		}
	}
}

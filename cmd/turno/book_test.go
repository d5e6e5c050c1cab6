package main

import (
	"encoding/csv"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
)

// A roster as a planner leaves it in a spreadsheet program: book CSV XLSX [EDIT...] writes
// the rows of a roster.csv to a sheet Roster below a title, times as dates of the
// spreadsheet. An edit is AGENT DATE COLUMN=VALUE for the row that starts on the date,
// "tired" (of the two shifts of one person that are closest the later moves to 9 h after the
// earlier; the person's name becomes $TIRED) or "lock DATE" (all that start then).
func book(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: book CSV XLSX [EDIT...]")
	}
	rows, err := csv.NewReader(strings.NewReader(ts.ReadFile(args[0]))).ReadAll()
	ts.Check(err)
	for _, edit := range args[2:] {
		words := strings.SplitN(edit, " ", 3)
		switch {
		case edit == "tired":
			tire(ts, rows)
		case words[0] == "lock":
			for _, r := range rows[1:] {
				if strings.HasPrefix(r[1], words[1]) {
					r[6] = "sì"
				}
			}
		default:
			column, value, _ := strings.Cut(words[2], "=")
			for _, r := range rows[1:] {
				if r[0] == words[0] && strings.HasPrefix(r[1], words[1]) {
					r[slices.Index(rows[0], column)] = value
				}
			}
		}
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), bookOf(ts, rows), 0o644))
}

func tire(ts *testscript.TestScript, rows [][]string) {
	const layout = "2006-01-02 15:04"
	times := func(r []string) (from, to time.Time, ok bool) {
		from, errFrom := time.Parse(layout, r[1])
		to, errTo := time.Parse(layout, r[2])
		return from, to, errFrom == nil && errTo == nil
	}
	best, least := 0, 20*time.Hour
	for i := 2; i < len(rows); i++ {
		_, end, okBefore := times(rows[i-1])
		start, _, ok := times(rows[i])
		if gap := start.Sub(end); ok && okBefore && rows[i][0] == rows[i-1][0] && gap > 10*time.Hour && gap < least {
			best, least = i, gap
		}
	}
	if best == 0 {
		ts.Fatalf("nobody works two days in a row")
	}
	r := rows[best]
	from, to, _ := times(r)
	r[1], r[2] = from.Add(9*time.Hour-least).Format(layout), to.Add(9*time.Hour-least).Format(layout)
	ts.Setenv("TIRED", r[0])
	ts.Setenv("TIRED_END", rows[best-1][2][11:])
}

func bookOf(ts *testscript.TestScript, rows [][]string) []byte {
	f := excelize.NewFile()
	defer f.Close()
	ts.Check(f.SetSheetName("Sheet1", "Roster"))
	ts.Check(f.SetCellStr("Roster", "B1", "The week"))
	at := func(column, row int) string {
		name, err := excelize.CoordinatesToCellName(column, row)
		ts.Check(err)
		return name
	}
	for i, r := range rows {
		for k, v := range r {
			if t, err := time.Parse("2006-01-02 15:04", v); err == nil && (k == 1 || k == 2) {
				ts.Check(f.SetCellValue("Roster", at(k+1, i+3), t))
				continue
			}
			ts.Check(f.SetCellStr("Roster", at(k+1, i+3), v))
		}
	}
	b, err := f.WriteToBuffer()
	ts.Check(err)
	return b.Bytes()
}

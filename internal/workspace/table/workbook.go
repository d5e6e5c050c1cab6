package table

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"turno/internal/workspace/book"
	"turno/internal/workspace/fault"
)

// FromWorkbook reads the sheet of the name, or else the first, of an .xlsx workbook as a
// table, so that what stands in a row of the sheet stands in that line of the table. In
// columns whose header is one of dates a number is a day as spreadsheets count them. What is
// wrong with the workbook is a *fault.Error.
func FromWorkbook(name string, r io.Reader, sheet string, dates ...string) (io.Reader, error) {
	b, err := book.Open(r)
	var out *bytes.Buffer
	if err == nil {
		at := max(0, slices.IndexFunc(b.Sheets(), func(s string) bool { return strings.EqualFold(s, sheet) }))
		if len(b.Sheets()) == 0 {
			err = &book.Error{Text: "holds no sheet: expected one with a first row that names the columns"}
		} else {
			out, err = rowsOf(b, b.Sheets()[at], dates)
		}
	}
	if broken, ok := errors.AsType[*book.Error](err); ok {
		var faults fault.List
		faults.Addf(name, 0, 0, "%s", broken.Text)
		return nil, faults.Err()
	}
	return out, err
}

// rowsOf writes the rows of a sheet as CSV, one to a line.
func rowsOf(b *book.Book, sheet string, dates []string) (*bytes.Buffer, error) {
	rows, err := b.Rows(sheet)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	var dated []bool
	for line := 1; ; line++ {
		n, cells, err := rows.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		for ; line < n; line++ { // rows that the file leaves out
			w.Flush()
			out.WriteByte('\n')
		}
		var record []string
		for i, c := range cells {
			text := strings.Join(strings.Fields(c.Text), " ") // a line break would shift the rows
			if dated != nil && i < len(dated) && dated[i] && c.Number {
				text = serialDay(text)
			}
			record = append(record, text)
		}
		if dated == nil && len(record) > 0 {
			dated = []bool{}
			for _, h := range record {
				dated = append(dated, slices.Contains(dates, canonical(h)))
			}
		}
		for len(record) < len(dated) {
			record = append(record, "")
		}
		if err := w.Write(record); err != nil {
			return nil, err
		}
	}
	if w.Flush(); out.Len() == 0 {
		return nil, &book.Error{Text: "the sheet " + sheet + " is empty: expected a first row that names the columns"}
	}
	return &out, w.Error()
}

// serialDay is a day as spreadsheets count them, from the end of 1899, as a date.
func serialDay(s string) string {
	x, err := strconv.ParseFloat(s, 64)
	if err != nil || x < 1 || x > 100_000 {
		return s
	}
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(x)).Format(time.DateOnly)
}

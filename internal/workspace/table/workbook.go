package table

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"turno/internal/workspace/fault"
)

// The bounds of a workbook with a table: far beyond what people assess.
const (
	maxWorkbook     = 16 << 20
	maxUnpacked     = 128 << 20
	maxSheetRows    = 100_000
	maxSheetColumns = 100
)

// FromWorkbook reads the sheet of the name, or else the first, of an .xlsx workbook as a
// table, so that what stands in a row of the sheet stands in that line of the table. In
// columns whose header is one of dates a number is a day as spreadsheets count them. What is
// wrong with the workbook is a *fault.Error.
func FromWorkbook(name string, r io.Reader, sheet string, dates ...string) (io.Reader, error) {
	var faults fault.List
	refuse := func(format string, args ...any) error {
		faults.Addf(name, 0, 0, format, args...)
		return faults.Err()
	}
	data, err := io.ReadAll(io.LimitReader(r, maxWorkbook+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxWorkbook {
		return nil, refuse("larger than %d MiB: expected a workbook with one table", maxWorkbook>>20)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true, UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked})
	if err != nil {
		return nil, refuse("not a workbook, or a damaged or protected one: expected a file saved as .xlsx without a password")
	}
	defer f.Close()
	at := 0
	for i, s := range f.GetSheetList() {
		if strings.EqualFold(s, sheet) {
			at = i
		}
	}
	out, err := sheetRows(f, f.GetSheetName(at), dates)
	if err != nil {
		return nil, refuse("%v", err)
	}
	return out, nil
}

// sheetRows writes the rows of a sheet as CSV, one to a line.
func sheetRows(f *excelize.File, sheet string, dates []string) (io.Reader, error) {
	rows, err := f.Rows(sheet)
	if err != nil {
		return nil, errors.New("the sheet cannot be read: expected a file saved as .xlsx")
	}
	defer rows.Close()
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	var dated []bool
	for n := 1; rows.Next(); n++ {
		cells, err := rows.Columns()
		switch {
		case err != nil:
			return nil, fmt.Errorf("row %d cannot be read: expected a file saved as .xlsx", n)
		case n > maxSheetRows || len(cells) > maxSheetColumns:
			return nil, fmt.Errorf("more than %d rows or %d columns: expected a table", maxSheetRows, maxSheetColumns)
		}
		if n == 1 {
			for _, c := range cells {
				header := false
				for _, d := range dates {
					header = header || canonical(c) == d
				}
				dated = append(dated, header)
			}
		}
		for len(cells) < len(dated) {
			cells = append(cells, "")
		}
		for i, c := range cells {
			cells[i] = strings.Join(strings.Fields(c), " ") // a line break would shift the rows
			if n > 1 && i < len(dated) && dated[i] {
				cells[i] = serialDay(cells[i])
			}
		}
		if err := w.Write(cells); err != nil {
			return nil, err
		}
	}
	if w.Flush(); b.Len() == 0 {
		return nil, errors.New("the sheet is empty: expected a first row that names the columns")
	}
	return &b, w.Error()
}

// serialDay is a day as spreadsheets count them, from the end of 1899, as a date.
func serialDay(s string) string {
	x, err := strconv.ParseFloat(s, 64)
	if err != nil || x < 1 || x > 100_000 {
		return s
	}
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(x)).Format(time.DateOnly)
}

package table

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"turno/internal/workspace/book"
)

// sheetRows are the rows of a sheet of a workbook below, and with, the one that names the
// columns. A row with nothing in the columns of the layout is left out: it is blank, or a
// total; so are headers in people's words right below the names.
type sheetRows struct {
	rows   *book.Rows
	header []string
	line   int
	below  int // the row under the one that names the columns
	begun  bool
	counts []bool // fields that make a row count
	times  []bool // fields that may hold dates as numbers
	empty  []bool // of the row last read: formulas without a value
}

// headerWithin is how far down a sheet the row that names the columns is looked for.
const headerWithin = 60

// openSheet finds the sheet with the columns: the one of the wanted name, or any other that
// has them. Its name is the wanted one where there is none.
func openSheet(b *book.Book, wanted string, columns []Column, times []string) (*sheetRows, string, error) {
	names := b.Sheets()
	slices.SortStableFunc(names, func(x, y string) int { return called(y, wanted) - called(x, wanted) })
	for _, name := range names {
		rows, err := b.Rows(name)
		if err != nil {
			return nil, name, err
		}
		s, err := header(rows, columns, times)
		if err != nil || s != nil {
			return s, name, err
		}
		rows.Close()
	}
	return nil, wanted, &book.Error{Text: fmt.Sprintf("no row among the first %d of any sheet (%s) names the columns %s", headerWithin, clip(strings.Join(names, ", ")), Layout{Columns: columns}.names())}
}

func called(name, wanted string) int {
	if strings.EqualFold(name, wanted) {
		return 1
	}
	return 0
}

// header reads to the row that names all columns that must be there; nil where there is
// none.
func header(rows *book.Rows, columns []Column, times []string) (*sheetRows, error) {
	for {
		line, cells, err := rows.Next()
		if errors.Is(err, io.EOF) || err == nil && line > headerWithin {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		s := &sheetRows{rows: rows, line: line, below: line + 1}
		for _, c := range cells {
			name := canonical(c.Text)
			s.header = append(s.header, strings.TrimSpace(c.Text))
			s.counts = append(s.counts, slices.ContainsFunc(columns, func(x Column) bool { return x.Name == name && name != "locked" && name != "name" }))
			s.times = append(s.times, slices.Contains(times, name))
		}
		if !slices.ContainsFunc(columns, func(x Column) bool {
			return x.Required && !slices.ContainsFunc(s.header, func(h string) bool { return canonical(h) == x.Name })
		}) {
			return s, nil
		}
	}
}

// Read implements source.
func (s *sheetRows) Read() ([]string, error) {
	if !s.begun {
		s.begun = true
		return s.header, nil
	}
	for {
		line, cells, err := s.rows.Next()
		if err != nil {
			return nil, err
		}
		record, full := make([]string, len(s.header)), false
		s.line, s.empty = line, make([]bool, len(s.header))
		for i, c := range cells[:min(len(cells), len(record))] {
			record[i], s.empty[i] = s.text(i, c), c.Empty
			full = full || s.counts[i] && (c.Empty || strings.TrimSpace(record[i]) != "")
		}
		if full && !(line == s.below && s.labels(record)) {
			return record, nil
		}
	}
}

// labels says whether the row holds headers for people: words where times should be.
func (s *sheetRows) labels(record []string) bool {
	for i, v := range record {
		if s.times[i] && (v == "" || strings.ContainsAny(v, "0123456789")) {
			return false
		}
	}
	return true
}

// text is a cell as people would type it: a date as a local time.
func (s *sheetRows) text(i int, c book.Cell) string {
	if !s.times[i] {
		return c.Text
	}
	if c.Number {
		if t, ok := s.rows.Moment(c.Text); ok {
			return strings.TrimSuffix(t.Format("2006-01-02 15:04:05"), ":00")
		}
	}
	return dotted(strings.TrimSpace(c.Text))
}

// dotted turns 2.11.2026 9:00, as dates are written with dots, into 2026-11-02 09:00; other
// text stays.
func dotted(s string) string {
	var day, month, year, hour, minute int
	var more string
	n, _ := fmt.Sscanf(s, "%d.%d.%d %d:%d%s", &day, &month, &year, &hour, &minute, &more)
	if n != 5 || year < 1000 || year > 9999 || min(day, month, hour, minute) < 0 || max(day, month, hour, minute) > 99 {
		return s
	}
	return fmt.Sprintf("%04d-%02d-%02d %02d:%02d", year, month, day, hour, minute)
}

// FieldPos implements source.
func (s *sheetRows) FieldPos(field int) (line, column int) { return s.line, field + 1 }

package rows

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"turno/internal/workspace/book"
)

// sheet is a sheet of a workbook, with dates and times as people type them.
type sheet struct {
	name  string
	rows  *book.Rows
	cells []string
	empty []bool // formulas of the row last read whose value the file does not hold
	line  int
	times []bool // columns in which any number is a date
}

// openSheet finds the sheet with the row that names the columns: that of the wanted name, or
// any other.
func (f *File) openSheet(b *book.Book) error {
	names := b.Sheets()
	slices.SortStableFunc(names, func(x, y string) int { return called(y, f.opt.Sheet) - called(x, f.opt.Sheet) })
	for _, name := range names {
		found, err := f.headed(b, name)
		if err != nil || found {
			return err
		}
	}
	return broken(0, "no row among the first %d of any sheet (%s) names the columns %s", headerWithin, clip(strings.Join(names, ", ")), f.opt.Names)
}

func clip(s string) string {
	const most = 120
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

func called(name, wanted string) int {
	if strings.EqualFold(name, wanted) {
		return 1
	}
	return 0
}

// headed reads a sheet to the row that names the columns.
func (f *File) headed(b *book.Book, name string) (bool, error) {
	rows, err := b.Rows(name)
	if err != nil {
		return false, err
	}
	s := &sheet{name: name, rows: rows}
	for above := []string(nil); ; above = slices.Clone(s.cells) {
		cells, err := s.next()
		if errors.Is(err, io.EOF) || err == nil && s.line > headerWithin {
			return false, rows.Close()
		}
		if err != nil {
			return false, err
		}
		if len(cells) > maxColumns {
			cells = cells[:maxColumns]
		}
		if both := joined(above, cells); f.opt.Header != nil && !f.opt.Header(cells) {
			if above == nil || !f.opt.Header(both) {
				continue
			}
			cells = both
		} else if blank(cells) {
			continue
		}
		f.source, f.sheet, f.line = s, s, s.line
		for _, c := range cells {
			f.header = append(f.header, strings.TrimSpace(c))
			s.times = append(s.times, f.opt.Times != nil && f.opt.Times(strings.TrimSpace(c)))
		}
		return true, nil
	}
}

// next implements source. A row is as wide as the header.
func (s *sheet) next() ([]string, error) {
	line, cells, err := s.rows.Next()
	if err != nil {
		return nil, err
	}
	s.line, s.cells, s.empty = line, s.cells[:0], s.empty[:0]
	for i, c := range cells {
		if s.times != nil && i >= len(s.times) {
			break // notes beside the table
		}
		s.cells, s.empty = append(s.cells, s.text(i, c)), append(s.empty, c.Empty)
	}
	for len(s.cells) < len(s.times) {
		s.cells, s.empty = append(s.cells, ""), append(s.empty, false)
	}
	return s.cells, nil
}

// text is a cell as people would type it: a date as a local time, a length of time as a clock.
func (s *sheet) text(i int, c book.Cell) string {
	times := i < len(s.times) && s.times[i]
	if c.Number && (times || c.Format == book.Date) {
		if t, ok := s.rows.Moment(c.Text); ok {
			return strings.TrimSuffix(strings.TrimSuffix(t.Format("2006-01-02 15:04:05"), ":00"), " 00:00")
		}
	}
	if c.Number && c.Format == book.Clock {
		if d, ok := book.Length(c.Text); ok {
			return fmt.Sprintf("%d:%02d:%02d", int(d.Hours()), int(d.Minutes())%60, int(d.Seconds())%60)
		}
	}
	if times {
		return dotted(strings.TrimSpace(c.Text))
	}
	return c.Text
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

// place implements source.
func (s *sheet) place(cell int) (line, column int) { return s.line, cell + 1 }

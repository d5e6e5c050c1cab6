package xlsx

import (
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	pages "turno/internal/report/people"
)

// People writes pages about people as a workbook, a sheet each. The sheets of a plan are not
// in it.
func People(w io.Writer, all []pages.Page, opt Options) (err error) {
	f := excelize.NewFile()
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	b := &book{f: f, words: opt.Words, styles: map[string]int{}}
	for _, page := range all {
		if err := b.add(page.Name, func(s *sheet) error { return s.people(page) }); err != nil {
			return fmt.Errorf("sheet %s: %w", page.Name, err)
		}
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		return err
	}
	f.SetActiveSheet(0)
	return f.Write(w)
}

// people writes one page: its blocks below each other.
func (s *sheet) people(page pages.Page) error {
	s.text(1, 1, page.Title, s.title())
	row, wide := 3, 1
	for _, b := range page.Blocks {
		if b.Heading != "" {
			s.text(1, row, b.Heading, s.bold())
			row++
		}
		if len(b.Rows) > 0 {
			row = s.block(row, b)
		}
		for _, n := range b.Notes {
			s.text(1, row, n, 0)
			row++
		}
		wide = max(wide, len(b.Columns))
		row++
	}
	s.width(1, 1, 26)
	s.width(2, max(2, wide), 14)
	s.landscape()
	return nil
}

// block writes the rows of a block and gives the row after them. A course takes a column for
// every hour.
func (s *sheet) block(row int, b pages.Block) int {
	names := b.Columns
	last := len(names) - 1
	if c := b.Rows[0][last]; c.Form == pages.Course {
		names = append([]string{}, names[:last]...)
		for h := range c.Series {
			names = append(names, fmt.Sprintf("%02d", h))
		}
	}
	s.headers(row, names...)
	for _, cells := range b.Rows {
		row++
		for i, c := range cells {
			s.cell(i+1, row, c)
		}
	}
	return row + 1
}

// cell writes one cell.
func (s *sheet) cell(column, row int, c pages.Cell) {
	switch c.Form {
	case pages.Text:
		s.text(column, row, c.Text, 0)
	case pages.Whole:
		s.number(column, row, c.Value, formatWhole)
	case pages.Tenth:
		s.number(column, row, c.Value, formatTenth)
	case pages.Cent:
		s.number(column, row, c.Value, formatMoney)
	case pages.Part:
		s.number(column, row, c.Value, "0%")
	case pages.Course:
		for h, x := range c.Series {
			s.number(column+h, row, x, formatTenth)
		}
	}
}

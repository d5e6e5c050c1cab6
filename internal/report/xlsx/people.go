package xlsx

import (
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	pages "turno/internal/report/people"
	"turno/plan"
)

// People writes pages about people as a workbook, a sheet each. The sheets of the plan are not
// in it.
func People(w io.Writer, p plan.Plan, all []pages.Page, opt Options) (err error) {
	f := excelize.NewFile()
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	b := newBook(f, p, opt)
	if err := b.properties(); err != nil {
		return err
	}
	var list []page
	for _, x := range all {
		list = append(list, page{x.Name, x.Name, func(s *sheet) error { return s.people(x) }, false})
	}
	if err := b.write(list); err != nil {
		return err
	}
	return b.pack(w)
}

// people writes one page: its blocks below each other.
func (s *sheet) people(x pages.Page) error {
	s.text(1, 1, x.Title, s.title())
	row, wide := 3, 1
	for _, b := range x.Blocks {
		if b.Heading != "" {
			s.text(1, row, b.Heading, s.bold())
			row++
		}
		if len(b.Rows) > 0 {
			var columns int
			row, columns = s.block(row, b)
			wide = max(wide, columns)
		}
		for _, n := range b.Notes {
			s.text(1, row, n, s.note())
			row++
		}
		row++
	}
	s.width(1, 1, 26)
	s.width(2, max(2, wide), 13)
	if wide > 24 { // hours
		s.width(9, wide, 6)
	}
	s.landscape()
	s.printed(max(wide, 8), row, 0, 0)
	s.plain()
	return nil
}

// block writes the rows of a block, and gives the row after them and its columns. A course
// takes a column for every hour, coloured by its height.
func (s *sheet) block(row int, b pages.Block) (next, columns int) {
	names := b.Columns
	last := len(names) - 1
	course := b.Rows[0][last].Form == pages.Course
	if course {
		names = append([]string{}, names[:last]...)
		for h := range b.Rows[0][last].Series {
			names = append(names, fmt.Sprintf("%02d", h))
		}
	}
	s.headers(row, names...)
	first := row + 1
	for _, cells := range b.Rows {
		row++
		for i, c := range cells {
			s.cell(i+1, row, c)
		}
	}
	if course {
		s.warm(fmt.Sprintf("%s:%s", cell(last+1, first), cell(len(names), row)))
	}
	return row + 1, len(names)
}

// warm colours cells from nothing to the most of the area.
func (s *sheet) warm(area string) {
	s.keep(s.f.SetConditionalFormat(s.name, area, []excelize.ConditionalFormatOptions{{
		Type: "2_color_scale", Criteria: "=", MinType: "num", MinValue: "0", MaxType: "max", MinColor: "#FFFFFF", MaxColor: "#E8A27C",
	}}))
}

// cell writes one cell.
func (s *sheet) cell(column, row int, c pages.Cell) {
	switch c.Form {
	case pages.Text:
		s.text(column, row, c.Text, s.look(look{indent: column > 1}))
	case pages.Whole:
		format := formatWhole
		if c.Text != "" {
			format = fmt.Sprintf("0 %q", c.Text)
		}
		s.number(column, row, c.Value, format)
	case pages.Tenth:
		s.number(column, row, c.Value, formatTenth)
	case pages.Cent:
		s.number(column, row, c.Value, formatHours)
	case pages.Money:
		s.number(column, row, c.Value, formatMoney)
	case pages.Part:
		s.number(column, row, c.Value, "0%")
	case pages.Course:
		for h, x := range c.Series {
			s.number(column+h, row, x, formatTenth)
		}
	}
}

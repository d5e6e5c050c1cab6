package xlsx

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// option changes what holds for a row.
func (s *sheet) option(row int, change func(*excelize.RowOpts)) {
	if s.opts == nil {
		s.opts = map[int]excelize.RowOpts{}
	}
	o := s.opts[row]
	change(&o)
	s.opts[row] = o
	if row > len(s.rows) {
		s.rows = append(s.rows, make([][]box, row-len(s.rows))...)
	}
}

func (s *sheet) height(row int, points float64) {
	s.option(row, func(o *excelize.RowOpts) { o.Height = points })
}

// outline puts a row under the one that sums it up, where it can be folded away.
func (s *sheet) outline(row, level int) {
	s.folded[s.name] = true
	s.option(row, func(o *excelize.RowOpts) { o.OutlineLevel = level })
}

func (s *sheet) hide(row int) { s.option(row, func(o *excelize.RowOpts) { o.Hidden = true }) }

func (s *sheet) merge(column, row, toColumn, toRow int) {
	s.merged = append(s.merged, [2]string{cell(column, row), cell(toColumn, toRow)})
}

func (s *sheet) headers(row int, names ...string) {
	s.height(row, 32)
	for i, n := range names {
		s.text(i+1, row, n, s.header())
	}
}

func columnName(n int) string {
	name, err := excelize.ColumnNumberToName(n)
	if err != nil {
		return "A"
	}
	return name
}

func (s *sheet) width(first, last int, width float64) {
	s.keep(s.f.SetColWidth(s.name, columnName(first), columnName(last), width))
}

// fold puts columns under the one before them, where they can be folded away.
func (s *sheet) fold(first, last int) {
	s.folded[s.name] = true
	for c := first; c <= last; c++ {
		s.keep(s.f.SetColOutlineLevel(s.name, columnName(c), 1))
	}
}

// freeze keeps the rows above and the columns left of the cell in sight.
func (s *sheet) freeze(column, row int) {
	pane := "bottomRight"
	switch {
	case column == 1:
		pane = "bottomLeft"
	case row == 1:
		pane = "topRight"
	}
	s.keep(s.f.SetPanes(s.name, &excelize.Panes{
		Freeze: true, XSplit: column - 1, YSplit: row - 1, TopLeftCell: cell(column, row), ActivePane: pane,
	}))
}

// landscape prints the sheet one page wide.
func (s *sheet) landscape() { s.spread(1) }

// spread prints the sheet across so many pages.
func (s *sheet) spread(wide int) {
	orientation, high, paper := "landscape", 0, 9 // A4
	if s.locale.Letter {
		paper = 1
	}
	fit, below := true, false
	s.keep(s.f.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &fit, OutlineSummaryBelow: &below}))
	s.keep(s.f.SetPageLayout(s.name, &excelize.PageLayoutOptions{Orientation: &orientation, FitToWidth: &wide, FitToHeight: &high, Size: &paper}))
}

// filter lets the rows be filtered by the header row.
func (s *sheet) filter(row, columns, last int) {
	if last > row {
		s.keep(s.f.AutoFilter(s.name, fmt.Sprintf("%s:%s", cell(1, row), cell(columns, last)), nil))
	}
}

// rectangle is a stretch of cells, from its first column and row to its last.
type rectangle struct{ left, top, right, bottom int }

// printed is the area that is printed, with rows that stand on every page, and what stands
// right of it, such as charts, on pages of its own.
func (s *sheet) printed(columns, last, headFirst, headLast int, aside ...rectangle) {
	area := ""
	for _, b := range append([]rectangle{{1, 1, columns, last}}, aside...) {
		if b.bottom >= b.top {
			area += fmt.Sprintf(",%s!$%s$%d:$%s$%d", s.quoted(), columnName(b.left), b.top, columnName(b.right), b.bottom)
		}
	}
	s.keep(s.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", Scope: s.name, RefersTo: area[1:]}))
	if headFirst > 0 {
		s.keep(s.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: s.name,
			RefersTo: fmt.Sprintf("%s!$%d:$%d", s.quoted(), headFirst, headLast)}))
	}
}

// quoted is the sheet's name as formulas write it.
func (s *sheet) quoted() string { return quoted(s.name) }

func quoted(name string) string { return "'" + name + "'" }

// plain hides the lines of the grid.
func (s *sheet) plain() {
	off := false
	s.keep(s.f.SetSheetView(s.name, 0, &excelize.ViewOptions{ShowGridLines: &off}))
}

// area is an absolute range of one column, for charts and formulas of other sheets.
func (s *sheet) area(column, first, last int) string {
	name := columnName(column)
	if first == last {
		return fmt.Sprintf("%s!$%s$%d", s.quoted(), name, first)
	}
	return fmt.Sprintf("%s!$%s$%d:$%s$%d", s.quoted(), name, first, name, last)
}

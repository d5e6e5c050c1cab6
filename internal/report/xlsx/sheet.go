package xlsx

import (
	"math"
	"slices"
	"time"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"
)

// sheet holds the cells of a sheet until it is flushed, and keeps the first error. Cells
// may be written in any order; the last of two in one place holds.
type sheet struct {
	*book
	name   string
	rows   [][]box
	opts   map[int]excelize.RowOpts
	merged [][2]string
	err    error
}

// box is a cell being written.
type box struct {
	column  int
	style   int
	kind    kind
	number  float64
	text    string
	formula string
}

type kind uint8

const (
	blank kind = iota
	numeric
	textual
)

func cell(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return "A1"
	}
	return name
}

func (s *sheet) keep(err error) {
	if s.err == nil {
		s.err = err
	}
}

// at is the box of a place, made where there is none.
func (s *sheet) at(column, row int) *box {
	if row > len(s.rows) {
		s.rows = slices.Grow(s.rows, row-len(s.rows))[:row]
	}
	list := s.rows[row-1]
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].column == column {
			return &list[i]
		}
		if list[i].column < column {
			break // a later one can only stand where cells came out of order
		}
	}
	if i := slices.IndexFunc(list, func(b box) bool { return b.column == column }); i >= 0 {
		return &list[i]
	}
	s.rows[row-1] = append(list, box{column: column})
	return &s.rows[row-1][len(list)]
}

// text writes a string as a string, whatever it begins with.
func (s *sheet) text(column, row int, value string, style int) {
	const most = 32767 // characters in a cell
	if r := []rune(value); len(r) > most {
		value = string(r[:most])
	}
	b := s.at(column, row)
	b.kind, b.text, b.formula = textual, value, ""
	if style == 0 {
		style = s.look(look{})
	}
	b.style = style
}

// number writes a typed number: a result of turno, or a value that people may change.
func (s *sheet) number(column, row int, value float64, format string) {
	s.numbered(column, row, value, s.format(format))
}

func (s *sheet) numbered(column, row int, value float64, style int) {
	if math.IsNaN(value) || math.IsInf(value, 0) {
		return
	}
	b := s.at(column, row)
	b.kind, b.number, b.formula, b.style = numeric, value, "", style
}

// formula writes a formula with the value it has now, for readers that do not calculate.
func (s *sheet) formula(column, row int, formula string, value float64, format string) {
	s.calculated(column, row, formula, value, s.format(format))
}

func (s *sheet) calculated(column, row int, formula string, value float64, style int) {
	if math.IsNaN(value) || math.IsInf(value, 0) {
		value = 0
	}
	b := s.at(column, row)
	b.kind, b.number, b.formula, b.style = numeric, value, formula, style
}

// total writes a formula of money in bold.
func (s *sheet) total(column, row int, formula string, value decimal.Decimal) {
	s.calculated(column, row, formula, value.InexactFloat64(), s.look(look{format: formatMoney, bold: true}))
}

// worded writes a formula that gives a text.
func (s *sheet) worded(column, row int, formula, value string, style int) {
	s.text(column, row, value, style)
	s.at(column, row).formula = formula
}

// moment writes a local time as the spreadsheet's serial number, which has no zone.
func (s *sheet) moment(column, row int, t time.Time) {
	s.numbered(column, row, serial(t, s.words.Zone), s.format(formatMoment))
}

// serial is the days since the spreadsheets' epoch, 30 December 1899, by the local clock.
func serial(t time.Time, zone *time.Location) float64 {
	if zone != nil {
		t = t.In(zone)
	}
	local := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
	return float64(local.Unix()-time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).Unix()) / 86400
}

func (s *sheet) styled(column, row, style int) {
	if style != 0 {
		s.at(column, row).style = style
	}
}

// flush streams the cells in order. What else belongs to the sheet has been set before.
func (s *sheet) flush() error {
	if s.err != nil {
		return s.err
	}
	out, err := s.f.NewStreamWriter(s.name)
	if err != nil {
		return err
	}
	for _, m := range s.merged {
		if err := out.MergeCell(m[0], m[1]); err != nil {
			return err
		}
	}
	var values []any
	for i, list := range s.rows {
		opt, special := s.opts[i+1]
		if len(list) == 0 && !special {
			continue
		}
		slices.SortFunc(list, func(a, b box) int { return a.column - b.column })
		values = values[:0]
		for _, b := range list {
			for len(values) < b.column-1 {
				values = append(values, nil)
			}
			values = append(values, b.value())
		}
		if err := out.SetRow(cell(1, i+1), values, opt); err != nil {
			return err
		}
	}
	s.rows = nil
	return out.Flush()
}

func (b box) value() any {
	c := excelize.Cell{StyleID: b.style, Formula: b.formula}
	switch b.kind {
	case numeric:
		c.Value = b.number
	case textual:
		c.Value = b.text
	}
	return c
}

// Package people lays out what is said about people (skills and plan/people) as pages: headed
// blocks of rows and notes, worded once. The terminal and the workbook show the same page.
package people

import (
	"math"
	"strings"

	"turno/internal/report/text"
	"turno/skills"
)

// Page is what one command shows.
type Page struct {
	Name   string // of the sheet
	Title  string
	Blocks []Block
}

// Block is a table with a heading and notes below it.
type Block struct {
	Heading string
	Columns []string
	Rows    [][]Cell
	Notes   []string
	Book    bool // for the workbook alone
}

// Form is how a value is written.
type Form int

// The forms of a cell.
const (
	Text   Form = iota // Text
	Whole              // Value, without decimals, and Text behind it
	Tenth              // Value, to a tenth
	Cent               // Value, to a hundredth
	Money              // Value, in the workspace's currency
	Part               // Value from 0 to 1, as a percentage
	Course             // Series, by the hour
)

// Cell is one value, or nothing.
type Cell struct {
	Form   Form
	Text   string
	Value  float64
	Series []float64
}

// Right says whether the cell is a figure.
func (c Cell) Right() bool { return c.Form != Text && c.Form != Course }

// In is the cell in the words of a terminal; a course is not worded here.
func (c Cell) In(w text.Catalogue) string {
	if c.Form != Text && (math.IsNaN(c.Value) || math.IsInf(c.Value, 0)) {
		return "-"
	}
	switch c.Form {
	case Whole:
		return strings.TrimSpace(w.Decimal(math.Round(c.Value)+0, 0) + " " + c.Text)
	case Tenth:
		return w.Decimal(c.Value, 1)
	case Cent, Money:
		return w.Decimal(c.Value, 2)
	case Part:
		return w.Percent(c.Value, 0)
	}
	return c.Text
}

func said(s string) Cell       { return Cell{Text: s} }
func whole(x float64) Cell     { return Cell{Form: Whole, Value: x} }
func tenth(x float64) Cell     { return Cell{Form: Tenth, Value: x} }
func cent(x float64) Cell      { return Cell{Form: Cent, Value: x} }
func money(x float64) Cell     { return Cell{Form: Money, Value: x} }
func part(x float64) Cell      { return Cell{Form: Part, Value: x} }
func course(xs []float64) Cell { return Cell{Form: Course, Series: xs} }
func around(c text.Catalogue, f skills.Fit) Cell {
	return Cell{Form: Whole, Value: 100 * f.Level, Text: c.T("±%.0f", 50*(f.High-f.Low))}
}

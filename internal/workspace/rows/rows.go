// Package rows is the one way into every file that people hand over: CSV, the sheets of a
// workbook, JSON. It finds out from the content, never from the name, how a file is packed,
// written and separated and where the row is that names its columns, and gives its rows as
// text, each with its place.
//
// A file is hostile until read: whatever it holds, reading it ends within bounds of bytes,
// lines and cells, and takes little memory (a workbook's shared strings aside).
package rows

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// The bounds of every file.
const (
	maxRow     = 1 << 20 // bytes of a row
	maxColumns = 1000
	maxBlank   = 1 << 20 // empty lines one after another

	headerWithin = 60 // rows in which the one that names the columns is looked for
)

// Options say what is looked for in a file.
type Options struct {
	Header func(cells []string) bool // whether a row names the columns; nil takes the first row
	Names  string                    // of the columns, to tell people
	Sheet  string                    // the sheet of a workbook that is asked first
	Times  func(name string) bool    // columns in which any number of a workbook is a date; nil is none
	Labels bool                      // a row of words right below the names, for people, is left out
	Quotes bool                      // quotes must be as in RFC 4180; else a row with others is read where that is clear
	Fields []Field                   // columns that are made of the objects of a JSON file; none refuses JSON
	Bytes  int64                     // most bytes of the file, unpacked; 0 is 1 GiB
}

// Field is a column of a file of objects.
type Field struct {
	Name string
	Keys []string // under the first of which that an object has it stands; user.id is the id in user
}

// Error is what is wrong with a file as a whole, for people.
type Error struct {
	Line int // 0 where it is no one's
	Text string
}

// Error implements error.
func (e *Error) Error() string { return e.Text }

// BadRow is what is wrong with one row; others may be read.
type BadRow struct {
	Line, Column int // the column is 0 where it is the row's as a whole
	Cell         int // from 0, -1 where it is the row's as a whole
	Text         string
}

// Error implements error.
func (e *BadRow) Error() string { return e.Text }

func broken(line int, format string, args ...any) error {
	return &Error{line, fmt.Sprintf(format, args...)}
}

// source is the rows of a file, the header among them.
type source interface {
	// next gives the cells of a row with any content, valid until the next call. A *BadRow is
	// an error of this row alone; io.EOF ends the rows.
	next() ([]string, error)
	// place is where a cell of the row last read is, the column in bytes or cells.
	place(cell int) (line, column int)
}

// File is a file that is being read.
type File struct {
	source
	opt    Options
	header []string
	line   int // of the header
	times  []bool
	begun  bool // some row below the header was read
	sheet  *sheet
	object bool
	coding string
}

// Open begins to read a file up to the row that names the columns: the first that Header
// wants, or else the first. The error is an *Error, or that of the disk.
func Open(r io.Reader, opt Options) (*File, error) {
	if opt.Bytes == 0 {
		opt.Bytes = 1 << 30
	}
	in, err := unpack(r, opt)
	if err != nil {
		return nil, damaged(err)
	}
	f := &File{opt: opt, coding: in.coding}
	switch head := in.head(); {
	case in.book != nil:
		err = f.openSheet(in.book)
	case len(head) == 0:
		err = broken(0, "empty: expected a first line that names %s", opt.Names)
	case head[0] == '<':
		err = broken(1, "a web page or XML, whatever its name says: expected a table; save it as CSV (UTF-8) or .xlsx")
	case (head[0] == '{' || head[0] == '[') && len(opt.Fields) > 0:
		f.object = true
		f.source, err = openObjects(in.text, head, opt.Fields)
		for _, x := range opt.Fields {
			f.header = append(f.header, x.Name)
		}
	default:
		var t *table
		if t, err = openTable(in, opt); err == nil {
			f.source = t
			err = f.seek(t.skip, t.above)
		}
	}
	if err != nil {
		return nil, damaged(err)
	}
	for _, name := range f.header {
		f.times = append(f.times, opt.Times != nil && opt.Times(name))
	}
	return f, nil
}

// seek reads the header behind some rows; the last of them may be a part of it.
func (f *File) seek(skip int, above []string) error {
	for {
		cells, err := f.source.next()
		var bad *BadRow
		if errors.As(err, &bad) {
			err = &Error{bad.Line, bad.Text}
			if skip > 0 { // a title may hold anything
				skip, err = skip-1, nil
				continue
			}
		}
		if err != nil {
			return err
		}
		if skip--; skip >= 0 {
			continue
		}
		f.line, _ = f.source.place(0)
		if len(cells) > maxColumns {
			return broken(f.line, "the first line has %d cells: expected the names of at most %d columns", len(cells), maxColumns)
		}
		f.header = joined(above, cells)
		return nil
	}
}

// Header is the names of the columns as the file writes them.
func (f *File) Header() []string { return f.header }

// HeaderLine is the line of the names.
func (f *File) HeaderLine() int { return f.line }

// Sheet is the name of the sheet of a workbook; empty for other files.
func (f *File) Sheet() string {
	if f.sheet == nil {
		return ""
	}
	return f.sheet.name
}

// Objects says whether the columns are the Fields of a JSON file.
func (f *File) Objects() bool { return f.object }

// Coding is how the letters of the rows so far were written, where not in UTF-8.
func (f *File) Coding() string {
	if t, ok := f.source.(*table); ok && t.name != "" {
		return t.name
	}
	return f.coding
}

// Next gives the cells of the next row with any content, as many as the header has, valid
// until the next call. A *BadRow is about this row alone, and its cells come with it where
// they can be told apart; io.EOF ends the rows; another error is an *Error or that of the disk.
func (f *File) Next() ([]string, error) {
	for {
		cells, err := f.source.next()
		if err != nil {
			return cells, damaged(err)
		}
		if blank(cells) {
			continue
		}
		first := !f.begun
		f.begun = true
		if first && f.opt.Labels && f.labels(cells) {
			continue
		}
		return f.fit(cells)
	}
}

// Place is where a cell of the row last read is: its line, and its column in bytes, of a
// sheet in cells.
func (f *File) Place(cell int) (line, column int) { return f.source.place(cell) }

// Valueless is what is wrong with a cell of the row last read that is a formula whose value
// the workbook does not hold; nil for others.
func (f *File) Valueless(cell int) *BadRow {
	if f.sheet == nil || cell < 0 || cell >= len(f.sheet.empty) || !f.sheet.empty[cell] {
		return nil
	}
	return &BadRow{f.sheet.line, cell + 1, cell, "a formula without a value: expected the workbook opened and saved in a spreadsheet program, or the value typed in"}
}

// fit makes a row as wide as the header, where only empty cells are in the way.
func (f *File) fit(cells []string) ([]string, error) {
	width := len(f.header)
	if len(cells) > width {
		i := slices.IndexFunc(cells[width:], func(c string) bool { return strings.TrimSpace(c) != "" })
		if !f.opt.Quotes { // a separator may stand within a cell
			i = max(i, 0)
		}
		if i >= 0 {
			line, column := f.source.place(width + i)
			return cells, &BadRow{line, column, width + i,
				fmt.Sprintf("a cell too many: the row has %d, the header %d; put quotes around a cell that holds the separator", len(cells), width)}
		}
		cells = cells[:width]
	}
	if len(cells) < width {
		line, _ := f.source.place(0)
		return cells, &BadRow{line, 0, -1, fmt.Sprintf("the row has %d cells, the header %d: expected as many", len(cells), width)}
	}
	return cells, nil
}

// labels says whether the row below the names holds names for people, words alone and one in
// each column of times, or units: (hh:mm:ss), %.
func (f *File) labels(cells []string) bool {
	words, units := 0, true
	for i, c := range cells {
		c = strings.TrimSpace(c)
		if strings.ContainsAny(c, "0123456789") {
			return false
		}
		units = units && (c == "" || c == "%" || c[0] == '(' || c[0] == '[' || strings.EqualFold(c, "hh:mm:ss"))
		if i < len(f.times) && f.times[i] && c == "" {
			words = -len(cells)
		} else if i < len(f.times) && f.times[i] {
			words++
		}
	}
	return units || words > 0
}

func blank(cells []string) bool {
	for _, c := range cells {
		if c != "" && strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// Separator is what parts the cells of a text; 0 of other files.
func (f *File) Separator() byte {
	if t, ok := f.source.(*table); ok {
		return t.comma
	}
	return 0
}

package table

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"turno/internal/workspace/fault"
	"turno/internal/workspace/rows"
	"turno/internal/workspace/value"
)

// The bounds within which a table is read. They are far beyond what planning needs and
// far below what would hurt the machine.
const (
	maxBytes  = 1 << 30 // of a file, unpacked
	maxRows   = 10_000_000
	maxFaults = 10_000 // after which a file is not read further
)

// Reader walks the rows of one table. Columns are addressed by their place in the layout.
// Faults are collected; Err has them all at the end.
type Reader struct {
	name    string
	file    *rows.File
	faults  fault.List
	err     error    // of the disk, not of the content
	index   []int    // field of each column, -1 when the file has none
	width   int      // fields of the header
	further []string // headers of Layout.More
	record  []string
	line    int
	rows    int
	most    int // rows
	bad     int // faults
	done    bool
}

// NewReader opens a table and reads its header. The name is for messages. Faults of the
// header show in Err; Next is then false.
func NewReader(name string, r io.Reader, layout Layout) *Reader {
	t := &Reader{name: name, most: cmp.Or(layout.Rows, maxRows)}
	file, err := rows.Open(r, rows.Options{Header: layout.heads, Names: layout.names(), Sheet: layout.Sheet, Times: layout.times, Labels: layout.Labels, Quotes: true, Bytes: maxBytes})
	if err != nil {
		t.fail(err)
		return t
	}
	t.file = file
	t.begin(layout)
	return t
}

// begin matches the header.
func (t *Reader) begin(layout Layout) {
	header := t.file.Header()
	t.record, t.width, t.line = header, len(header), t.file.HeaderLine()
	for i, h := range header {
		if what := badText(h); what != "" {
			t.rejectField(i, h, what, "")
		}
	}
	t.index = layout.match(t, header)
	t.done = t.faults.Err() != nil
}

// add records a fault. A file with very many is not read to its end.
func (t *Reader) add(f fault.Fault) {
	if t.file != nil {
		f.Sheet = t.file.Sheet()
	}
	t.faults.Add(f)
	t.bad++
	t.done = t.done || t.full()
}

// full says that there are faults enough.
func (t *Reader) full() bool { return t.bad >= maxFaults }

func (t *Reader) addf(line, column int, format string, args ...any) {
	t.add(fault.Fault{File: t.name, Line: line, Column: column, Expected: fmt.Sprintf(format, args...)})
}

// Next goes to the next row that has any content and is as wide as the header; others are
// faults, and so are formulas without a value. It is false at the end.
func (t *Reader) Next() bool {
	for !t.done {
		record, err := t.file.Next()
		var bad *rows.BadRow
		if errors.As(err, &bad) {
			t.badRow(record, bad)
			continue
		}
		if err != nil {
			t.fail(err)
			return false
		}
		t.record = record
		t.line, _ = t.file.Place(0)
		if t.valueless() {
			continue
		}
		if t.rows++; t.rows > t.most {
			t.fail(&rows.Error{Line: t.line, Text: fmt.Sprintf("more than %d rows: expected fewer", t.most)})
			return false
		}
		return true
	}
	return false
}

// badRow records a row that cannot be told apart into the cells of the header.
func (t *Reader) badRow(record []string, bad *rows.BadRow) {
	f := fault.Fault{File: t.name, Line: bad.Line, Column: bad.Column, Expected: bad.Text}
	if bad.Cell >= 0 && bad.Cell < len(record) {
		f.Value = record[bad.Cell]
	}
	t.add(f)
}

// valueless faults the formulas whose value a workbook does not hold.
func (t *Reader) valueless() bool {
	found := false
	for _, i := range t.index {
		if bad := t.file.Valueless(i); bad != nil {
			t.badRow(t.record, bad)
			found = true
		}
	}
	return found
}

// fail ends the reading: at the end of the file, at what is wrong with it as a whole, or at
// an error of the disk.
func (t *Reader) fail(err error) {
	t.done = true
	var whole *rows.Error
	switch {
	case errors.As(err, &whole):
		t.addf(whole.Line, 0, "%s", whole.Text)
	case !errors.Is(err, io.EOF):
		t.err = fmt.Errorf("reading %s: %w", t.name, err)
	}
}

// Err is nil, a *fault.Error with every fault, or the error of the disk.
func (t *Reader) Err() error {
	if t.err != nil {
		return t.err
	}
	return t.faults.Err()
}

// Line is the line of the current row, from 1.
func (t *Reader) Line() int { return t.line }

// Further are the headers taken up by Layout.More; their columns follow those of the
// layout.
func (t *Reader) Further() []string { return t.further }

// Rows is how many rows Next has found.
func (t *Reader) Rows() int { return t.rows }

// Has says whether the file has the column.
func (t *Reader) Has(column int) bool { return t.index[column] >= 0 }

// Cell is the current row's cell without blanks around it, empty when the file does not
// have the column.
func (t *Reader) Cell(column int) string {
	i := t.index[column]
	if i < 0 {
		return ""
	}
	return strings.TrimSpace(t.record[i])
}

// Text is a cell that people name things by: UTF-8 without control characters. An
// apostrophe put before a cell that a spreadsheet would calculate is taken away.
func (t *Reader) Text(column int) string {
	s := Unguard(t.Cell(column))
	if what := badText(s); what != "" {
		t.Reject(column, what, "")
		return ""
	}
	return s
}

// Number is a cell that holds a number from least to most.
func (t *Reader) Number(column int, least, most float64) float64 {
	x, ok := number(t.Cell(column))
	if !ok || x < least || x > most {
		t.Reject(column, fmt.Sprintf("expected a number from %g to %g", least, most), "")
		return least
	}
	return x
}

// Numbers is a cell that holds numbers from least to most with blanks between them.
func (t *Reader) Numbers(column int, least, most float64) []float64 {
	words := strings.Fields(t.Cell(column))
	if len(words) == 0 {
		return nil
	}
	out := make([]float64, len(words))
	for i, w := range words {
		x, ok := number(w)
		if !ok || x < least || x > most {
			t.Reject(column, fmt.Sprintf("%q: expected numbers from %g to %g with blanks between them", clip(w), least, most), "")
			return nil
		}
		out[i] = x
	}
	return out
}

// Span is a stretch of time from one column to another, local in the zone or with
// offsets.
func (t *Reader) Span(from, to int, zone *time.Location) (a, b time.Time) {
	a, errA := value.ParseTime(t.Cell(from), zone)
	b, errB := value.ParseTime(t.Cell(to), zone)
	switch {
	case errA != nil:
		t.RejectError(from, errA)
	case errB != nil:
	case !a.Before(b):
		t.Reject(to, fmt.Sprintf("expected a time after %s; a date alone is its first instant, so that one day ends with the date of the next", t.Cell(from)), "")
	}
	if errB != nil {
		t.RejectError(to, errB)
	}
	return a, b
}

// maxText is the longest name in runes.
const maxText = 200

func badText(s string) string {
	switch {
	case !utf8.ValidString(s):
		return "not UTF-8: expected letters in UTF-8; save the file as CSV (UTF-8)"
	case utf8.RuneCountInString(s) > maxText:
		return fmt.Sprintf("too long: expected at most %d letters", maxText)
	case value.Hidden(s):
		return "holds a line break or control character: expected plain text"
	}
	return ""
}

// Reject records a fault of the current row's cell.
func (t *Reader) Reject(column int, expected, hint string) {
	i := t.index[column]
	if i < 0 {
		t.addf(t.line, 0, "%s", expected)
		return
	}
	t.rejectField(i, t.Cell(column), expected, hint)
}

// RejectError records the error of a value's parser as a fault of the current row's cell.
func (t *Reader) RejectError(column int, err error) {
	line, place := t.file.Place(t.index[column])
	t.add(value.At(err, t.name, line, place))
}

// RejectRow records a fault of a row.
func (t *Reader) RejectRow(line int, format string, args ...any) {
	t.addf(line, 0, format, args...)
}

func (t *Reader) rejectField(i int, value, expected, hint string) {
	line, column := t.file.Place(i)
	t.add(fault.Fault{File: t.name, Line: line, Column: column, Value: value, Expected: expected, Hint: hint})
}

// Guard makes a name safe to open in a spreadsheet: one that begins with a sign that
// would start a calculation gets an apostrophe before it. Unguard takes it away.
func Guard(s string) string {
	if s == "" || !calculates(s[0]) && (s[0] != '\'' || len(s) < 2 || !calculates(s[1]) && s[1] != '\'') {
		return s
	}
	return "'" + s
}

// Unguard is the name that Guard made safe.
func Unguard(s string) string {
	if len(s) > 1 && s[0] == '\'' && (calculates(s[1]) || s[1] == '\'') {
		return s[1:]
	}
	return s
}

func calculates(b byte) bool { return strings.IndexByte("=+-@\t\r", b) >= 0 }

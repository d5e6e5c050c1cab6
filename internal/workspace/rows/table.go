package rows

import (
	"bytes"
	"errors"
	"io"
	"strings"
)

// table is a CSV file. Lines without quotes, which are nearly all of most exports, are cut at
// their separators; others as RFC 4180 says, with what follows them while a quote is open.
type table struct {
	lines
	comma  byte
	strict bool
	skip   int      // rows above the header
	above  []string // names in the row above it, where both make the names
	cells  []string // of the row last read
	starts []int    // of the cells in the row, where it holds quotes
	row    string   // itself, without its end
	first  int      // line on which it begins
}

// openTable finds the separator and the row of the header.
func openTable(in *input, opt Options) (*table, error) {
	head, err := in.text.Peek(bufferSize / 4)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	t := &table{lines: lines{text: in.text, head: bytes.Clone(head)}, strict: opt.Quotes}
	first, _, _ := bytes.Cut(head, []byte{'\n'})
	if told, ok := bytes.CutPrefix(bytes.TrimSpace(first), []byte("sep=")); ok && len(told) == 1 { // a line for Excel
		t.comma = told[0]
		_, err := t.lines.next()
		return t, err
	}
	commas := separators(head)
	t.comma = commas[0]
	if opt.Header == nil {
		return t, nil
	}
	for _, comma := range commas {
		if skip, above, ok := named(head, comma, opt.Header); ok {
			t.comma, t.skip, t.above = comma, skip, above
			break
		}
	}
	return t, nil
}

// next implements source.
func (t *table) next() ([]string, error) {
	for {
		line, err := t.lines.next()
		if err != nil {
			return nil, err
		}
		t.first = t.n
		quotes := bytes.IndexByte(line, '"') >= 0
		if bytes.IndexByte(line, 0) >= 0 {
			return t.binary()
		}
		if quotes {
			return t.quoted(line)
		}
		if line = trimEnd(line); len(line) > 0 {
			t.row = string(line)
			t.plain(t.row)
			return t.cells, nil
		}
	}
}

// binary answers a line that no text holds.
func (t *table) binary() ([]string, error) {
	t.cells, t.starts, t.row = t.cells[:0], t.starts[:0], ""
	if t.strict || t.n == 1 {
		return nil, broken(t.n, "not a text file: expected a table in CSV, or a workbook (.xlsx)")
	}
	return nil, &BadRow{t.n, 0, -1, "holds bytes that no text has: expected letters"}
}

func trimEnd[T []byte | string](line T) T {
	n := len(line)
	if n > 0 && line[n-1] == '\n' {
		if n--; n > 0 && line[n-1] == '\r' {
			n--
		}
	}
	return line[:n]
}

// plain cuts a row without quotes.
func (t *table) plain(row string) {
	t.cells, t.starts = t.cells[:0], t.starts[:0]
	for {
		i := strings.IndexByte(row, t.comma)
		if i < 0 {
			t.cells = append(t.cells, row)
			return
		}
		t.cells = append(t.cells, row[:i])
		row = row[i+1:]
	}
}

// The two ways in which a quote is out of place.
const (
	quoteWithin = "a quote within a cell: expected the cell in quotes with the quotes inside doubled"
	quoteOpen   = "a quote that is not closed, or text after one: expected a quote at both ends of the cell"
)

// quoted reads a row that begins with a line that holds quotes. Where its quotes are out of
// place the lines behind the first are read anew as rows of their own, so that a quote which
// nobody closes swallows no others.
func (t *table) quoted(line []byte) ([]string, error) {
	first := string(line)
	more, open, err := t.gather(line)
	if err != nil {
		return nil, err
	}
	t.row = trimEnd(first + strings.Join(more, ""))
	at, what := t.cut(t.row, false)
	if !open && what == "" {
		return t.cells, nil
	}
	bad := &BadRow{Cell: -1, Text: what}
	bad.Line, bad.Column = t.at(at)
	t.giveBack(more)
	t.row = trimEnd(first)
	if !t.strict {
		if _, what := t.cut(t.row, true); what == "" {
			return t.cells, nil
		}
	}
	t.cells = t.cells[:0]
	return nil, bad
}

// gather reads on while a quote is open; open says that none closes it.
func (t *table) gather(line []byte) (more []string, open bool, err error) {
	odd, size := bytes.Count(line, []byte{'"'})%2 == 1, len(line)
	for odd {
		next, err := t.lines.next()
		if errors.Is(err, io.EOF) {
			return more, true, nil // comes again
		}
		if err != nil {
			return nil, true, err
		}
		more = append(more, string(next))
		if size += len(next); size > maxRow {
			return more, true, nil
		}
		odd = bytes.Count(next, []byte{'"'})%2 == 0
	}
	return more, false, nil
}

// cut cuts a row that holds quotes at its separators; where one is out of place it tells at
// which byte, and what. With lazy, quotes within a cell are letters like others.
func (t *table) cut(row string, lazy bool) (at int, what string) {
	t.cells, t.starts = t.cells[:0], t.starts[:0]
	for i := 0; ; i++ {
		start := i
		for i < len(row) && (row[i] == ' ' || row[i] == '\t') && row[i] != t.comma {
			i++
		}
		t.starts = append(t.starts, i)
		var cell string
		if i < len(row) && row[i] == '"' {
			if cell, i = t.unquote(row, i, lazy); i < 0 {
				return -i - 1, quoteOpen
			}
		} else {
			end := len(row)
			if k := strings.IndexByte(row[i:], t.comma); k >= 0 {
				end = i + k
			}
			cell, i = row[start:end], end
			if k := strings.IndexByte(cell, '"'); k >= 0 && !lazy {
				return start + k, quoteWithin
			}
		}
		if t.cells = append(t.cells, cell); i == len(row) {
			return 0, ""
		}
	}
}

// unquote reads a cell in quotes that begins at a byte, and tells where it ends; -n-1 where a
// quote at n is out of place.
func (t *table) unquote(row string, start int, lazy bool) (cell string, end int) {
	var inner strings.Builder
	from := start + 1
	for at := from; ; {
		k := strings.IndexByte(row[at:], '"')
		if k < 0 {
			return "", -start - 1
		}
		at += k + 1
		switch {
		case at == len(row) || row[at] == t.comma:
			if cell = row[from : at-1]; inner.Len() > 0 {
				inner.WriteString(cell)
				cell = inner.String()
			}
			return strings.ReplaceAll(cell, "\r\n", "\n"), at
		case row[at] == '"':
			inner.Grow(len(row) - from) // once
			inner.WriteString(row[from:at])
			at++
			from = at
		case !lazy:
			return "", -at
		}
	}
}

// place implements source.
func (t *table) place(cell int) (line, column int) {
	at := 0
	switch {
	case cell < len(t.starts):
		at = t.starts[cell]
	case cell < len(t.cells):
		for _, c := range t.cells[:cell] {
			at += len(c) + 1
		}
		at += len(t.cells[cell]) - len(strings.TrimLeft(t.cells[cell], " "))
	}
	return t.at(at)
}

// at is the line and column of a byte of the row.
func (t *table) at(b int) (line, column int) {
	above := t.row[:min(b, len(t.row))]
	return t.first + strings.Count(above, "\n"), b - strings.LastIndexByte(above, '\n')
}

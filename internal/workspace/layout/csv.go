package layout

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"strings"
)

// tableRows is a CSV file. Lines without quotes, which are nearly all of most exports, are
// split here; a line with quotes, and what follows while they are open, goes to csv.Reader.
type tableRows struct {
	text  *bufio.Reader
	csv   *csv.Reader
	comma byte
	names []string
	cells []string
	feed  feed
	line  int // lines read
}

// feed hands a csv.Reader one line at each call, so that it never reads beyond its row.
type feed struct {
	rows *tableRows
	rest []byte // of the line that is being handed over
	run  int    // bytes since the row began
}

// Read implements io.Reader. It ends a row that has no end, such as one behind a quote that
// is never closed.
func (f *feed) Read(p []byte) (int, error) {
	if len(f.rest) == 0 {
		if f.run > maxRow {
			return 0, tooLong
		}
		line, err := f.rows.read()
		if len(line) == 0 && err != nil {
			return 0, err
		}
		f.rest = line
	}
	n := copy(p, f.rest)
	f.rest = f.rest[n:]
	f.run += n
	return n, nil
}

var tooLong = broken{fmt.Sprintf("a row is longer than %d KiB: is a closing quote missing?", maxRow>>10)}

// read gives the next line with its end, valid until the next call.
func (t *tableRows) read() ([]byte, error) {
	line, err := t.text.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		long := bytes.Clone(line)
		for errors.Is(err, bufio.ErrBufferFull) {
			if len(long) > maxRow {
				return nil, tooLong
			}
			line, err = t.text.ReadSlice('\n')
			long = append(long, line...)
		}
		line = long
	}
	if len(line) > 0 {
		t.line++
	}
	return line, err
}

func openTable(text *bufio.Reader, head []byte) (source, error) {
	t := &tableRows{text: text, comma: separator(head)}
	t.feed.rows = t
	t.csv = csv.NewReader(&t.feed)
	t.csv.Comma = rune(t.comma)
	t.csv.FieldsPerRecord = -1
	t.csv.ReuseRecord = true
	t.csv.LazyQuotes = true
	names, _, err := t.next()
	switch {
	case err != nil:
		return nil, err
	case len(names) > maxColumns:
		return nil, broken{fmt.Sprintf("the first line has %d cells: expected the names of at most %d columns", len(names), maxColumns)}
	}
	for _, n := range names {
		t.names = append(t.names, strings.Clone(n))
	}
	return t, nil
}

func (t *tableRows) header() []string { return t.names }
func (t *tableRows) close() error     { return nil }

func (t *tableRows) next() ([]string, int, error) {
	cells, line, err := t.row()
	var syntax *csv.ParseError
	switch {
	case errors.As(err, &syntax):
		return nil, line, badRow{"a quote out of place: expected cells with quotes in quotes, the quotes inside doubled"}
	case err != nil:
		return nil, 0, damaged(err)
	}
	if t.names != nil && len(cells) != len(t.names) && !(len(cells) == 1 && strings.TrimSpace(cells[0]) == "") {
		return nil, line, badRow{fmt.Sprintf("the row has %d cells, the header %d: expected as many; a cell that holds the separator or a line break needs quotes", len(cells), len(t.names))}
	}
	return cells, line, nil
}

// row is the next row that is not empty, and the line it begins on.
func (t *tableRows) row() ([]string, int, error) {
	for {
		line, err := t.read()
		if len(line) == 0 && err != nil {
			return nil, t.line, err
		}
		first := t.line
		if bytes.IndexByte(line, '"') >= 0 {
			t.feed.rest, t.feed.run = line, 0
			cells, err := t.csv.Read()
			return cells, first, err
		}
		if line = bytes.TrimSuffix(bytes.TrimSuffix(line, []byte{'\n'}), []byte{'\r'}); len(line) > 0 {
			return t.split(string(line)), first, nil
		}
	}
}

// split cuts a line without quotes.
func (t *tableRows) split(line string) []string {
	t.cells = t.cells[:0]
	for {
		i := strings.IndexByte(line, t.comma)
		if i < 0 {
			t.cells = append(t.cells, line)
			return t.cells
		}
		t.cells = append(t.cells, line[:i])
		line = line[i+1:]
	}
}

// separator is the one of comma, semicolon and tab that the first line holds most often
// outside quotes.
func separator(head []byte) byte {
	line, _, _ := bytes.Cut(head, []byte{'\n'})
	quoted, count := false, map[byte]int{}
	for _, b := range line {
		if b == '"' {
			quoted = !quoted
		} else if !quoted {
			count[b]++
		}
	}
	best := byte(',')
	for _, b := range []byte{';', '\t'} {
		if count[b] > count[best] {
			best = b
		}
	}
	return best
}

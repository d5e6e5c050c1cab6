package layout

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// The bounds of an export: far beyond what teams have, far below what hurts the machine.
const (
	maxBytes   = 1 << 38 // decompressed
	maxRow     = 1 << 20 // bytes of one row
	maxColumns = 1000
	maxSheet   = 1 << 30 // bytes of an unpacked workbook
	bufferSize = 1 << 18
)

// source is the rows of an export, whatever its format.
type source interface {
	// header is the names of the columns.
	header() []string
	// next gives the cells of a row, valid until the next call, and its line. A badRow is
	// an error of this row alone; io.EOF ends the rows.
	next() (cells []string, line int, err error)
	close() error
}

// badRow is a row that cannot be read; others may.
type badRow struct{ expected string }

func (e badRow) Error() string { return e.expected }

// broken is what is wrong with a whole file.
type broken struct{ expected string }

func (e broken) Error() string { return e.expected }

// open finds out what an export is: CSV, JSON Lines or a workbook, compressed or not. Of
// JSON the columns are the fields wanted, each under one of some keys, which may be nested:
// user.id.
func open(r io.Reader, fields []string, keys [][]string) (source, error) {
	packed := bufio.NewReaderSize(r, bufferSize)
	magic, err := packed.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	var plain io.Reader = packed
	switch {
	case bytes.HasPrefix(magic, []byte{0x1f, 0x8b}):
		if plain, err = gzip.NewReader(packed); err != nil {
			return nil, damaged(err)
		}
	case bytes.HasPrefix(magic, []byte("PK\x03\x04")):
		return openSheet(packed)
	case bytes.HasPrefix(magic, []byte("\xff\xfe")), bytes.HasPrefix(magic, []byte("\xfe\xff")):
		return nil, broken{"text in UTF-16: expected UTF-8; save it as CSV (UTF-8)"}
	case bytes.HasPrefix(magic, []byte("\xd0\xcf\x11\xe0")):
		return nil, broken{"an old workbook: expected CSV, JSON Lines or XLSX"}
	}
	text := bufio.NewReaderSize(&guard{src: plain}, bufferSize)
	if mark, _ := text.Peek(3); bytes.Equal(mark, []byte("\xef\xbb\xbf")) {
		_, _ = text.Discard(3) // cannot fail: the bytes have been peeked
	}
	head, err := text.Peek(bufferSize / 4)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, damaged(err)
	}
	if start := bytes.TrimLeft(head, " \t\r\n"); len(start) == 0 {
		return nil, broken{"empty: expected a first line that names the columns, or JSON Lines"}
	} else if start[0] == '{' {
		return &lines{text: text, fields: fields, keys: keys}, nil
	}
	return openTable(text, head)
}

// damaged words an error of reading as far as the file is to blame.
func damaged(err error) error {
	var b broken
	switch {
	case errors.As(err, &b), errors.Is(err, io.EOF):
		return err
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum), errors.Is(err, io.ErrUnexpectedEOF), strings.Contains(err.Error(), "flate:"):
		return broken{"damaged: the compressed file breaks off or does not unpack; copy it again"}
	}
	return err
}

// guard ends files that are no text, and rows and files beyond bounds. Its error is sticky.
type guard struct {
	src   io.Reader
	total int64
	err   error
}

// Read implements io.Reader.
func (g *guard) Read(p []byte) (int, error) {
	if g.err != nil {
		return 0, g.err
	}
	n, err := g.src.Read(p)
	g.err = err
	g.total += int64(n)
	switch {
	case g.total > maxBytes:
		g.err = broken{fmt.Sprintf("holds more than %d GiB: expected less; cut it into parts", maxBytes>>30)}
		return 0, g.err
	case bytes.IndexByte(p[:n], 0) >= 0:
		g.err = broken{"not a text file: expected CSV or JSON Lines in UTF-8, or XLSX"}
		return 0, g.err
	}
	return n, err
}

// lines is JSON Lines: an object a line. A column is a field of the layout.
type lines struct {
	text   *bufio.Reader
	fields []string
	keys   [][]string // of each field
	cells  []string
	line   int
}

func (l *lines) header() []string { return l.fields }
func (l *lines) close() error     { return nil }

func (l *lines) next() ([]string, int, error) {
	for {
		data, err := l.text.ReadSlice('\n')
		l.line++
		if errors.Is(err, bufio.ErrBufferFull) {
			long := append([]byte(nil), data...)
			for errors.Is(err, bufio.ErrBufferFull) {
				if len(long) > maxRow {
					return nil, l.line, broken{fmt.Sprintf("a line is longer than %d KiB: expected an object a line", maxRow>>10)}
				}
				data, err = l.text.ReadSlice('\n')
				long = append(long, data...)
			}
			data = long
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, l.line, damaged(err)
		}
		if data = bytes.TrimSpace(data); len(data) > 0 {
			cells, bad := l.object(data)
			return cells, l.line, bad
		}
		if err != nil {
			return nil, l.line, io.EOF
		}
	}
}

func (l *lines) object(data []byte) ([]string, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var object map[string]any
	if err := d.Decode(&object); err != nil || object == nil || d.More() {
		return nil, badRow{"not a JSON object: expected one on each line"}
	}
	l.cells = l.cells[:0]
	for _, keys := range l.keys {
		cell := ""
		for k := 0; k < len(keys) && cell == ""; k++ {
			cell = valueAt(object, keys[k])
		}
		l.cells = append(l.cells, cell)
	}
	return l.cells, nil
}

// valueAt is the value of a key, or of keys with dots between, as a cell would hold it.
func valueAt(object map[string]any, key string) string {
	v, ok := object[key]
	for !ok {
		name, rest, nested := strings.Cut(key, ".")
		inner, is := object[name].(map[string]any)
		if !nested || !is {
			return ""
		}
		object, key = inner, rest
		v, ok = object[key]
	}
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}

// sheet is the first sheet of a workbook.
type sheet struct {
	book  *excelize.File
	rows  *excelize.Rows
	names []string
	line  int
}

func openSheet(r io.Reader) (source, error) {
	book, err := excelize.OpenReader(io.LimitReader(r, maxSheet), excelize.Options{UnzipSizeLimit: maxSheet, UnzipXMLSizeLimit: maxSheet, RawCellValue: true})
	if err != nil {
		return nil, broken{"a workbook that cannot be read: expected an XLSX file with one table; save it again, or as CSV (UTF-8)"}
	}
	s := &sheet{book: book}
	names := book.GetSheetList()
	if len(names) == 0 {
		return nil, errors.Join(broken{"a workbook without sheets: expected one table"}, book.Close())
	}
	if s.rows, err = book.Rows(names[0]); err == nil {
		s.names, _, err = s.next()
	}
	if err != nil {
		return nil, errors.Join(broken{"the first sheet is empty: expected a first row that names the columns"}, book.Close())
	}
	return s, nil
}

func (s *sheet) header() []string { return s.names }

func (s *sheet) next() ([]string, int, error) {
	if !s.rows.Next() {
		if err := s.rows.Error(); err != nil {
			return nil, s.line, broken{"a sheet that cannot be read to its end: save it again, or as CSV (UTF-8)"}
		}
		return nil, s.line, io.EOF
	}
	s.line++
	cells, err := s.rows.Columns(excelize.Options{RawCellValue: true})
	if err != nil {
		return nil, s.line, badRow{"a row that cannot be read"}
	}
	for s.names != nil && len(cells) < len(s.names) { // sheets leave out empty cells at the end
		cells = append(cells, "")
	}
	return cells, s.line, nil
}

func (s *sheet) close() error { return errors.Join(s.rows.Close(), s.book.Close()) }

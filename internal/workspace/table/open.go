package table

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"syscall"
)

const bufferSize = 64 << 10

// open finds out how the file is packed and separated and starts to read it.
func open(r io.Reader) (*csv.Reader, error) {
	packed := bufio.NewReaderSize(r, bufferSize)
	magic, err := packed.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	var plain io.Reader = packed
	if bytes.HasPrefix(magic, []byte{0x1f, 0x8b}) {
		if plain, err = gzip.NewReader(packed); err != nil {
			return nil, err
		}
	} else if what := foreign(magic); what != "" {
		return nil, &boundError{1, what}
	}
	text := bufio.NewReaderSize(&guard{src: plain}, bufferSize)
	if mark, _ := text.Peek(3); bytes.Equal(mark, []byte("\xef\xbb\xbf")) {
		_, _ = text.Discard(3) // cannot fail: the bytes have been peeked
	}
	head, _ := text.Peek(bufferSize) // its error comes again with the first read
	reader := csv.NewReader(text)
	reader.Comma = separator(head)
	reader.TrimLeadingSpace = reader.Comma != '\t'
	reader.FieldsPerRecord = -1 // rows are measured against the header here
	reader.ReuseRecord = true
	return reader, nil
}

// foreign names well-known contents that are not tables.
func foreign(magic []byte) string {
	switch {
	case bytes.HasPrefix(magic, []byte("PK\x03\x04")):
		return "a workbook or zip archive: expected CSV; save the sheet as CSV (UTF-8)"
	case bytes.HasPrefix(magic, []byte("\xd0\xcf\x11\xe0")):
		return "an old workbook: expected CSV; save the sheet as CSV (UTF-8)"
	case bytes.HasPrefix(magic, []byte("\xff\xfe")), bytes.HasPrefix(magic, []byte("\xfe\xff")):
		return "text in UTF-16: expected UTF-8; save it as CSV (UTF-8)"
	case bytes.HasPrefix(magic, []byte("\x28\xb5\x2f\xfd")), bytes.HasPrefix(magic, []byte("BZh")), bytes.HasPrefix(magic, []byte("\xfd7zX")):
		return "compressed in a way that is not known: expected plain CSV or gzip (.gz)"
	}
	return ""
}

// separator is the one of comma, semicolon and tab that the first line holds most often
// outside quotes.
func separator(head []byte) rune {
	line, _, _ := bytes.Cut(head, []byte{'\n'})
	quoted := false
	count := map[byte]int{}
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
	return rune(best)
}

// unreadable words an error of reading, when the file's content or kind is to blame for
// it, or is empty.
func unreadable(err error) (line int, text string) {
	var bound *boundError
	var corrupt flate.CorruptInputError
	switch {
	case errors.As(err, &bound):
		return bound.line, bound.text
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum), errors.Is(err, io.ErrUnexpectedEOF), errors.As(err, &corrupt):
		return 0, "damaged: the compressed file breaks off or does not unpack; copy it again"
	case errors.Is(err, syscall.EISDIR), strings.Contains(err.Error(), "is a directory"):
		return 0, "a directory: expected a file"
	}
	return 0, ""
}

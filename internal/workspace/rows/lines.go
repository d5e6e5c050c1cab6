package rows

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// lines gives text line by line within bounds, in UTF-8.
type lines struct {
	text  *bufio.Reader
	head  []byte // of the text, by which a code page is told
	n     int    // lines given
	blank int    // empty ones at the end of them
	back  []string
	page  *charmap.Charmap // that lines are in; nil is UTF-8
	name  string           // of the page
	buf   []byte
}

// next gives the next line with its end, valid until the next call.
func (l *lines) next() ([]byte, error) {
	if k := len(l.back); k > 0 {
		line := l.back[k-1]
		l.back = l.back[:k-1]
		l.n++
		return []byte(line), nil
	}
	line, err := l.text.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		l.buf = append(l.buf[:0], line...)
		for errors.Is(err, bufio.ErrBufferFull) {
			if len(l.buf) > maxRow {
				return nil, l.long()
			}
			line, err = l.text.ReadSlice('\n')
			l.buf = append(l.buf, line...)
		}
		if line = l.buf; len(line) > maxRow {
			return nil, l.long()
		}
	}
	if len(line) == 0 {
		return nil, err
	}
	if l.n++; len(line) > 2 {
		l.blank = 0
	} else if l.blank++; l.blank > maxBlank {
		return nil, broken(l.n, "more than %d empty lines: expected rows of a table", maxBlank)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	return l.legible(line), nil
}

func (l *lines) long() error {
	return broken(l.n+1, "the line is longer than %d KiB: expected a row of a table; is a line break or a closing quote missing?", maxRow>>10)
}

// giveBack makes lines come again, the first of them first.
func (l *lines) giveBack(given []string) {
	l.n -= len(given)
	for i := len(given) - 1; i >= 0; i-- {
		l.back = append(l.back, given[i])
	}
}

// legible is a line in UTF-8. From the first on that is not, lines are read in the code page
// in which spreadsheet programs save CSV, unless the beginning has letters in UTF-8: then the
// line is damaged, and stays as it is.
func (l *lines) legible(line []byte) []byte {
	if l.page == nil {
		if utf8.Valid(line) {
			return line
		}
		if utf8.RuneCount(l.head) < len(l.head) && utf8.Valid(whole(l.head)) {
			return line
		}
		l.page, l.name = pageOf(line)
	}
	if out, err := l.page.NewDecoder().Bytes(line); err == nil && !bytes.ContainsRune(out, encoding.ASCIISub) && !bytes.ContainsRune(out, utf8.RuneError) {
		return out
	}
	return line
}

// whole is text without a letter cut off at its end.
func whole(head []byte) []byte {
	for k := range min(utf8.UTFMax, len(head)) {
		if rest := head[:len(head)-k]; utf8.Valid(rest) {
			return rest
		}
	}
	return head
}

// pageOf is the code page of a line: Windows-1251 where most letters beyond ASCII stand in
// runs of three, as in Cyrillic, else Windows-1252.
func pageOf(line []byte) (*charmap.Charmap, string) {
	inRuns, all, run := 0, 0, 0
	for _, b := range append(bytes.Clone(line), ' ') {
		if b >= 0xc0 {
			all++
			run++
			continue
		}
		if run >= 3 {
			inRuns += run
		}
		run = 0
	}
	if 2*inRuns > all {
		return charmap.Windows1251, "Windows-1251"
	}
	return charmap.Windows1252, "Windows-1252"
}

package table

import (
	"bytes"
	"fmt"
	"io"
)

// The bounds within which a table is read. They are far beyond what planning needs and
// far below what would hurt the machine.
const (
	maxBytes = 1 << 30    // of a file, decompressed
	maxLine  = 1 << 20    // bytes of one line
	maxRows  = 10_000_000 // of a file; lines, empty ones included, twice as many

	maxColumns = 1000
	maxFaults  = 10_000 // after which a file is not read further
)

// guard passes bytes on until they stop looking like a table: a line or a file beyond
// bounds, or a byte that no text holds. Its error is sticky. Line breaks within quotes do
// not end a line, so that an unclosed quote cannot swallow a file.
type guard struct {
	src    io.Reader
	total  int64
	lines  int // complete lines passed on
	run    int // bytes of the current line
	quoted bool
	err    error
}

// boundError is what a guard answers to content that is not a table.
type boundError struct {
	line int
	text string
}

func (e *boundError) Error() string { return e.text }

// Read implements io.Reader.
func (g *guard) Read(p []byte) (int, error) {
	if g.err != nil {
		return 0, g.err
	}
	n, err := g.src.Read(p)
	g.err = err
	if bad := g.check(p[:n]); bad != nil {
		g.err = bad
		return 0, bad
	}
	return n, g.err
}

func (g *guard) check(p []byte) error {
	if g.total += int64(len(p)); g.total > maxBytes {
		return &boundError{g.lines + 1, fmt.Sprintf("holds more than %d MiB: expected less; cut it into parts or sum it to longer intervals", maxBytes>>20)}
	}
	if bytes.IndexByte(p, 0) >= 0 {
		return &boundError{g.lines + 1 + bytes.Count(p[:bytes.IndexByte(p, 0)], []byte{'\n'}), "not a text file: expected a table in CSV with UTF-8 letters"}
	}
	if !g.quoted && bytes.IndexByte(p, '"') < 0 {
		g.plain(p)
	} else {
		g.quotes(p)
	}
	if g.lines > 2*maxRows {
		return &boundError{g.lines, fmt.Sprintf("more than %d lines: expected fewer", 2*maxRows)}
	}
	if g.run > maxLine {
		return &boundError{g.lines + 1, fmt.Sprintf("the line is longer than %d KiB: expected a row of a table; is a line break or a closing quote missing?", maxLine>>10)}
	}
	return nil
}

// plain follows lines through bytes that hold no quote.
func (g *guard) plain(p []byte) {
	last := bytes.LastIndexByte(p, '\n')
	if last < 0 {
		g.run += len(p)
		return
	}
	g.lines += bytes.Count(p, []byte{'\n'})
	g.run = len(p) - last - 1
}

func (g *guard) quotes(p []byte) {
	for _, b := range p {
		g.run++
		switch {
		case b == '"':
			g.quoted = !g.quoted
		case b == '\n' && !g.quoted:
			g.lines++
			g.run = 0
		}
	}
}

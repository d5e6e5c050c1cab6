// Package section reads text in sections of comma-separated lines, the form in which
// benchmark instances are published, and collects all faults with their lines.
package section

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Bounds of a text and of the faults that are told.
const (
	maxLines  = 1_000_000
	maxLength = 1 << 20
	maxFaults = 50
)

// Reader is where a text has been read to, and what is wrong with it so far.
type Reader struct {
	line   int
	faults []error
}

// Read calls, for every line, what its section names, with the line's fields. Empty lines
// and those that begin with # are left out. The error is of reading; see Err for faults.
func (r *Reader) Read(in io.Reader, sections map[string]func(fields []string)) error {
	var section func([]string)
	return r.Lines(in, func(text string) {
		switch name, ok := strings.CutPrefix(text, "SECTION_"); {
		case strings.HasPrefix(text, "#"):
		case ok:
			section = sections[name]
			if !r.Check(section != nil, "section %q, expected one of %v", name, slices.Sorted(maps.Keys(sections))) {
				section = func([]string) {}
			}
		case r.Check(section != nil, "%q stands before the first section", text):
			section(strings.Split(text, ","))
		}
	})
}

// Lines reads a text of any form: each gets every line that is not blank, without the
// blanks around it. The error is that of reading; see Err for faults.
func (r *Reader) Lines(in io.Reader, each func(text string)) error {
	scan := bufio.NewScanner(in)
	scan.Buffer(nil, maxLength)
	for scan.Scan() {
		if r.line++; r.line > maxLines {
			return fmt.Errorf("more than %d lines; split the text", maxLines)
		}
		if text := strings.TrimSpace(scan.Text()); text != "" {
			each(text)
		}
	}
	if err := scan.Err(); err != nil {
		return fmt.Errorf("line %d: %w", r.line+1, err)
	}
	return nil
}

// Check notes a fault of the present line unless ok, and passes ok on.
func (r *Reader) Check(ok bool, format string, args ...any) bool {
	if !ok && len(r.faults) < maxFaults {
		r.faults = append(r.faults, fmt.Errorf("line %d: "+format, append([]any{r.line}, args...)...))
	}
	return ok
}

// Count checks the number of fields.
func (r *Reader) Count(fields []string, least, most int) bool {
	return r.Check(len(fields) >= least && len(fields) <= most, "%d fields, expected %d to %d", len(fields), least, most)
}

// Number reads a whole number within bounds, or notes a fault and returns the least.
func (r *Reader) Number(name, text string, least, most int) int {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if !r.Check(err == nil && n >= least && n <= most, "%s %q, expected a whole number from %d to %d", name, text, least, most) {
		return least
	}
	return n
}

// Err is all faults so far, nil for none.
func (r *Reader) Err() error { return errors.Join(r.faults...) }

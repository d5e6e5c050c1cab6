// Package fault is how a bad input file is answered: every fault at once, each with the
// place, the value, what was expected and what to do.
package fault

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xrash/smetrics"
)

// Fault is one thing wrong with an input.
type Fault struct {
	File         string // as the user named it
	Sheet        string // of a workbook; empty for text
	Line, Column int    // 1-based; 0 where it does not apply
	Value        string // what was found; may be empty
	Expected     string // what was expected, and what to do
	Hint         string // a likely intended value, or empty
}

// String is file:line:column: "value": expected (did you mean ...?), on one line; of a
// workbook file: sheet Roster, cell C12: and so on. What cannot be printed is shown as
// U+FFFD: a file's text must not steer the terminal.
func (f Fault) String() string {
	var b strings.Builder
	b.WriteString(f.File)
	b.WriteString(f.place())
	b.WriteString(": ")
	if f.Value != "" {
		fmt.Fprintf(&b, "%q: ", clip(f.Value))
	}
	b.WriteString(f.Expected)
	if f.Hint != "" {
		fmt.Fprintf(&b, " (did you mean %q?)", f.Hint)
	}
	return strings.Map(func(r rune) rune {
		if !strconv.IsPrint(r) {
			return utf8.RuneError
		}
		return r
	}, b.String())
}

// place is where in the file the fault is.
func (f Fault) place() string {
	switch {
	case f.Sheet != "" && f.Column > 0:
		return fmt.Sprintf(": sheet %s, cell %s%d", f.Sheet, columnName(f.Column), f.Line)
	case f.Sheet != "" && f.Line > 0:
		return fmt.Sprintf(": sheet %s, row %d", f.Sheet, f.Line)
	case f.Sheet != "":
		return ": sheet " + f.Sheet
	case f.Line > 0 && f.Column > 0:
		return fmt.Sprintf(":%d:%d", f.Line, f.Column)
	case f.Line > 0:
		return fmt.Sprintf(":%d", f.Line)
	}
	return ""
}

// columnName is the letters of a column from 1, as spreadsheets count.
func columnName(n int) string {
	name := ""
	for ; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

func clip(s string) string {
	const most = 60
	r := []rune(s)
	if len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// List collects faults. The zero value is ready to use.
type List struct {
	faults []Fault
	more   int
}

// most is how many faults a list keeps; a file wrong in every row would otherwise hide
// the message in its own size.
const most = 50

// Add records a fault.
func (l *List) Add(f Fault) {
	if len(l.faults) >= most {
		l.more++
		return
	}
	l.faults = append(l.faults, f)
}

// Addf records a fault without a value or hint.
func (l *List) Addf(file string, line, column int, format string, args ...any) {
	l.Add(Fault{File: file, Line: line, Column: column, Expected: fmt.Sprintf(format, args...)})
}

// Merge adds the faults of err when it is an *Error, or err itself as one fault of file.
func (l *List) Merge(file string, err error) {
	switch e := err.(type) {
	case nil:
	case *Error:
		for _, f := range e.Faults {
			l.Add(f)
		}
		l.more += e.More
	default:
		l.Add(Fault{File: file, Expected: err.Error()})
	}
}

// Err is nil for an empty list, else an *Error.
func (l *List) Err() error {
	if len(l.faults) == 0 {
		return nil
	}
	return &Error{Faults: slices.Clone(l.faults), More: l.more}
}

// Error is one or more faults of the input: exit code 2.
type Error struct {
	Faults []Fault
	More   int // faults beyond those listed
}

// Error lists the faults, one per line.
func (e *Error) Error() string {
	lines := make([]string, 0, len(e.Faults)+1)
	for _, f := range e.Faults {
		lines = append(lines, f.String())
	}
	if e.More > 0 {
		lines = append(lines, fmt.Sprintf("and %d more", e.More))
	}
	return strings.Join(lines, "\n")
}

// Closest is the candidate most like value, or empty when none is near enough to be what
// was meant (Jaro-Winkler similarity of at least 0.8, ignoring case, or two neighbouring
// letters swapped, which that measure misses in short words).
func Closest(value string, candidates []string) string {
	best, score := "", 0.8
	for _, c := range candidates {
		a, b := strings.ToLower(value), strings.ToLower(c)
		if swapped(a, b) {
			return c
		}
		if s := smetrics.JaroWinkler(a, b, 0.7, 4); s > score {
			best, score = c, s
		}
	}
	return best
}

// swapped says whether b is a with two neighbouring bytes in the other order.
func swapped(a, b string) bool {
	if len(a) != len(b) || len(a) < 3 {
		return false
	}
	for i := range len(a) - 1 {
		if a[i] != b[i] {
			return a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
		}
	}
	return false
}

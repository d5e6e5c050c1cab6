// Package value reads the small values that people write in the files of a workspace:
// durations, percentages, times, opening hours, names. Every parser answers a bad value
// with an *Error that says what was expected and, where it can tell, what was meant.
package value

import (
	"errors"
	"fmt"

	"turno/internal/workspace/fault"
)

// Error is one value that could not be read.
type Error struct {
	Value    string // as written
	Expected string // what was expected, and what to do
	Hint     string // a likely intended value, or empty
}

// Error is the value, what was expected and the hint, on one line.
func (e *Error) Error() string {
	text := fmt.Sprintf("%q: %s", e.Value, e.Expected)
	if e.Hint != "" {
		text += fmt.Sprintf(" (did you mean %q?)", e.Hint)
	}
	return text
}

// At is err as a fault at a place in a file; line and column are 1-based, 0 where they do
// not apply. An *Error keeps its value and hint.
func At(err error, file string, line, column int) fault.Fault {
	f := fault.Fault{File: file, Line: line, Column: column}
	var e *Error
	if errors.As(err, &e) {
		f.Value, f.Expected, f.Hint = e.Value, e.Expected, e.Hint
		return f
	}
	f.Expected = err.Error()
	return f
}

func expected(value, format string, args ...any) *Error {
	return &Error{Value: value, Expected: fmt.Sprintf(format, args...)}
}

func (e *Error) hint(meant string) *Error {
	e.Hint = meant
	return e
}

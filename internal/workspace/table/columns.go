package table

import (
	"fmt"
	"slices"
	"strings"

	"turno/internal/workspace/fault"
)

// Columns maps the name of a history column to the name it bears in a file.
type Columns map[string]string

// ParseColumns reads a mapping such as timestamp=time,queue=brand,volume=count. The empty
// string maps nothing. The error is a *fault.Error of --columns.
func ParseColumns(s string) (Columns, error) {
	var faults fault.List
	reject := func(value, expected, hint string) {
		faults.Add(fault.Fault{File: "--columns", Value: value, Expected: expected, Hint: hint})
	}
	known := make([]string, len(historyColumns))
	for i, c := range historyColumns {
		known[i] = c.Name
	}
	columns := Columns{}
	for _, pair := range strings.Split(s, ",") {
		name, other, ok := strings.Cut(pair, "=")
		name, other = canonical(name), strings.TrimSpace(other)
		_, twice := columns[name]
		switch {
		case strings.TrimSpace(pair) == "":
		case !ok || other == "":
			reject(pair, "expected NAME=COLUMN, such as volume=count", "")
		case !slices.Contains(known, name):
			reject(name, fmt.Sprintf("expected one of %s before the =", strings.Join(known, ", ")), fault.Closest(name, known))
		case twice:
			reject(name, "mapped twice: expected each name once", "")
		default:
			columns[name] = other
		}
	}
	return columns, faults.Err()
}

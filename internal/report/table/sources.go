package table

import (
	"io"
	"maps"
	"slices"
	"strings"
)

// Sources tells which figures of the queues' work came from measurement (measured.yaml), for
// turno.yaml does not state them. It prints nothing where none did.
func Sources(w io.Writer, measured map[string][]string, opt Options) error {
	if len(measured) == 0 {
		return nil
	}
	p := &printer{w: w, opt: opt}
	p.line("\nMeasured by turno import, since turno.yaml does not state it:")
	for _, queue := range slices.Sorted(maps.Keys(measured)) {
		p.line("  %s: %s", queue, strings.Join(measured[queue], ", "))
	}
	return p.err
}

package result

import (
	"encoding/csv"
	"io"
	"math"
	"strconv"
	"time"

	"turno/internal/workspace/table"
)

// Digits of numbers: of those that the next step reads back as many as tell the number from
// every other, so that the walk in steps ends where the whole one does, and of those for
// people.
const (
	exact  = -1
	people = 6
)

// figure writes a number, or nothing where there is none.
func figure(x float64, digits int) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return ""
	}
	if x == 0 {
		return "0"
	}
	return strconv.FormatFloat(x, 'g', digits, 64)
}

// writer writes the rows of a table and remembers the first error.
type writer struct {
	csv  *csv.Writer
	zone *time.Location
	err  error
}

func newWriter(w io.Writer, zone *time.Location, header ...string) *writer {
	out := &writer{csv: csv.NewWriter(w), zone: zone}
	out.row(header...)
	return out
}

func (w *writer) row(cells ...string) {
	if w.err == nil {
		w.err = w.csv.Write(cells)
	}
}

func (w *writer) time(t time.Time) string { return table.FormatTime(t, w.zone) }

func (w *writer) close() error {
	w.csv.Flush()
	if w.err != nil {
		return w.err
	}
	return w.csv.Error()
}

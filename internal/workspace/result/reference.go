package result

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"turno/internal/workspace/fault"
	"turno/internal/workspace/table"
	"turno/schedule/staffing"
)

// The columns of a table of reference cases.
const (
	refID = iota
	refModel
	refParams
	refMetric
	refValue
	refTolerance
	refSource
)

const maxCases = 100_000

// ReadReference reads known figures of the queueing models, one a row: id, model, params
// (key=value joined by semicolons, lists by |), metric, value, rel_tol and, for people,
// source. Models, parameters and metrics are not judged here. The error is a *fault.Error
// with all faults, or that of the disk.
func ReadReference(name string, r io.Reader) ([]staffing.Case, error) {
	columns := []table.Column{
		{Name: "id", Required: true}, {Name: "model", Required: true}, {Name: "params", Required: true}, {Name: "metric", Required: true},
		{Name: "value", Required: true}, {Name: "rel_tol", Required: true}, {Name: "source"},
	}
	t := table.NewReader(name, r, table.Layout{Rows: maxCases, Columns: columns, Remedy: "expected the layout of the reference table: id,model,params,metric,value,rel_tol,source"})
	var out []staffing.Case
	for t.Next() {
		c := staffing.Case{ID: t.Text(refID), Model: t.Text(refModel), Params: t.Cell(refParams), Metric: t.Text(refMetric), Source: t.Cell(refSource)}
		for _, column := range []int{refID, refModel, refMetric} {
			if t.Cell(column) == "" {
				t.Reject(column, fmt.Sprintf("empty: expected the case's %s", columns[column].Name), "")
			}
		}
		const longest = 100_000
		if len(c.Params) > longest {
			t.Reject(refParams, fmt.Sprintf("expected at most %d letters", longest), "")
		}
		c.Value = exactNumber(t, refValue, math.Inf(-1))
		c.Tolerance = exactNumber(t, refTolerance, 0)
		out = append(out, c)
	}
	if t.Err() == nil && len(out) == 0 {
		var none fault.List
		none.Addf(name, 0, 0, "no rows below the header: expected at least one case")
		return nil, none.Err()
	}
	return out, t.Err()
}

// exactNumber is a cell with a number of least or more, to its last digit; a value may be
// inf.
func exactNumber(t *table.Reader, column int, least float64) float64 {
	x, err := strconv.ParseFloat(t.Cell(column), 64)
	plain := !strings.ContainsAny(t.Cell(column), "xX_")
	if err != nil || !plain || math.IsNaN(x) || x < least || math.IsInf(x, 0) && column == refTolerance {
		t.Reject(column, "expected a number, such as 0.25 or 1e-9", "")
		return 0
	}
	return x
}

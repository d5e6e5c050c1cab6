package table

import (
	"io"
	"strconv"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"turno/schedule/staffing"
)

// Reference prints every case with what the model makes of it, why the misses miss, and how
// many cases of each model hold.
func Reference(w io.Writer, verdicts []staffing.Verdict, opt Options) error {
	p := &printer{w: w, opt: opt}
	var rows []table.Row
	missed := 0
	for _, v := range verdicts {
		got, ok := "-", p.say("yes")
		if v.Err == nil {
			got = strconv.FormatFloat(v.Got, 'g', 15, 64)
		}
		if !v.OK {
			ok = p.paint(p.say("NO"), text.FgRed)
			missed++
		}
		rows = append(rows, table.Row{v.ID, got, strconv.FormatFloat(v.Value, 'g', 15, 64), ok})
	}
	p.rows(p.header("id", "value", "expected", "ok"), rows, 2, 3)
	if missed > 0 {
		p.heading("Misses")
	}
	for _, v := range verdicts {
		switch {
		case v.OK:
		case v.Err != nil:
			p.line("  %s: %v", v.ID, v.Err)
		default:
			p.line("  %s: %s %s of %s: %.15g, expected %.15g within %g", v.ID, v.Model, v.Metric, v.Params, v.Got, v.Value, v.Tolerance)
		}
	}
	p.heading("Models")
	rows = nil
	for _, s := range staffing.Scores(verdicts) {
		rows = append(rows, table.Row{s.Model, s.OK, s.Cases})
	}
	p.rows(p.header("model", "ok", "cases"), rows, 2, 3)
	p.line("%s of %s cases are within their tolerance.", count(float64(len(verdicts)-missed)), count(float64(len(verdicts))))
	return p.err
}

package document

import (
	"io"
	"math"

	"turno/schedule/staffing"
)

// Reference writes every case of queueing theory with what the model makes of it, to the
// last digit.
func Reference(w io.Writer, verdicts []staffing.Verdict) error {
	type row struct {
		ID        string   `json:"id"`
		Model     string   `json:"model"`
		Params    string   `json:"params"`
		Metric    string   `json:"metric"`
		Value     *float64 `json:"value"`
		Expected  *float64 `json:"expected"`
		Tolerance float64  `json:"rel_tol"`
		OK        bool     `json:"ok"`
		Fault     string   `json:"fault,omitempty"`
	}
	type score struct {
		Model string `json:"model"`
		Cases int    `json:"cases"`
		OK    int    `json:"ok"`
	}
	doc := struct {
		Head
		Cases  []row   `json:"cases"`
		Models []score `json:"models"`
		Missed int     `json:"missed"`
	}{Head: head("reference"), Cases: []row{}}
	for _, v := range verdicts {
		r := row{ID: v.ID, Model: v.Model, Params: v.Params, Metric: v.Metric, Value: whole(v.Got), Expected: whole(v.Value), Tolerance: v.Tolerance, OK: v.OK}
		if v.Err != nil {
			r.Fault = v.Err.Error()
		}
		if !v.OK {
			doc.Missed++
		}
		doc.Cases = append(doc.Cases, r)
	}
	for _, s := range staffing.Scores(verdicts) {
		doc.Models = append(doc.Models, score{s.Model, s.Cases, s.OK})
	}
	return write(w, doc)
}

// whole is a number with all its digits, or null.
func whole(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}

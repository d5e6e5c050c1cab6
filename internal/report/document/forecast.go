package document

import (
	"fmt"
	"io"
	"strings"
	"time"

	"turno/forecast"
	"turno/forecast/auto"
	"turno/internal/report/text"
)

// Forecast writes, per queue and interval, the mean and the quantiles, and what the history
// told. Quantiles are named p10, p50, p90.
func Forecast(w io.Writer, r auto.Result, words text.Catalogue) error {
	type queue struct {
		Queue     string           `json:"queue"`
		Method    string           `json:"method"`
		Seconds   float64          `json:"interval_seconds"`
		Total     number           `json:"total"`
		Intervals []map[string]any `json:"intervals"`
	}
	type note struct {
		Code  forecast.NoteCode `json:"code"`
		Queue string            `json:"queue"`
		Text  string            `json:"text"`
		From  string            `json:"from,omitempty"`
		To    string            `json:"to,omitempty"`
		Value number            `json:"value"`
	}
	doc := struct {
		Head
		Queues []queue `json:"queues"`
		Notes  []note  `json:"notes"`
	}{Head: head("forecast"), Queues: []queue{}, Notes: []note{}}
	for i, v := range r.Volumes {
		q := queue{Queue: v.Queue, Method: r.Methods[i], Seconds: v.Grid.Step.Seconds(), Total: number(v.Total())}
		for k := range v.Grid.N {
			row := map[string]any{"start": v.Grid.At(k).Format(time.RFC3339), "mean": number(v.Mean[k])}
			for l, p := range v.Levels {
				row[level(p)] = number(v.Quantiles[l][k])
			}
			q.Intervals = append(q.Intervals, row)
		}
		doc.Queues = append(doc.Queues, q)
	}
	for _, n := range r.Notes {
		doc.Notes = append(doc.Notes, note{n.Code, n.Queue, words.Note(n), stamp(n.Span.From, words), stamp(n.Span.To, words), number(n.Value)})
	}
	return write(w, doc)
}

// level names a quantile: p10, p97.5.
func level(p float64) string {
	s := fmt.Sprintf("%.4f", 100*p)
	return "p" + strings.TrimRight(strings.TrimRight(s, "0"), ".")
}

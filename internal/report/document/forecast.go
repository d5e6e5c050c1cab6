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

// ForecastOptions are how a forecast is shown.
type ForecastOptions struct {
	Words      text.Catalogue
	By         forecast.Period // totals to add; empty adds none
	Components bool            // the factors whose product is the mean
}

type forecastQueue struct {
	Queue      string              `json:"queue"`
	Method     string              `json:"method"`
	Methods    []weight            `json:"methods,omitempty"`
	Seconds    float64             `json:"interval_seconds"`
	Total      number              `json:"total"`
	Intervals  []map[string]any    `json:"intervals"`
	Totals     []map[string]any    `json:"totals,omitempty"`
	Components map[string][]number `json:"components,omitempty"`
}

type weight struct {
	Method string `json:"method"`
	Weight number `json:"weight"`
}

type note struct {
	Code  forecast.NoteCode `json:"code"`
	Queue string            `json:"queue"`
	Name  string            `json:"name,omitempty"`
	Text  string            `json:"text"`
	From  string            `json:"from,omitempty"`
	To    string            `json:"to,omitempty"`
	Value number            `json:"value"`
	Low   *number           `json:"low,omitempty"`
	High  *number           `json:"high,omitempty"`
}

// Forecast writes, per queue and interval, the mean and the quantiles, and what the history
// told. Quantiles are named p10, p50, p90.
func Forecast(w io.Writer, r auto.Result, opt ForecastOptions) error {
	doc := struct {
		Head
		Queues []forecastQueue  `json:"queues"`
		Totals []map[string]any `json:"totals,omitempty"`
		Notes  []note           `json:"notes"`
	}{Head: head("forecast"), Queues: []forecastQueue{}, Notes: notes(r.Notes, opt.Words)}
	for i, v := range r.Volumes {
		q := forecastQueue{Queue: v.Queue, Method: r.Methods[i], Seconds: v.Grid.Step.Seconds(), Total: number(v.Total())}
		for _, c := range r.Choices {
			for _, m := range c.Members {
				if c.Queue == v.Queue {
					q.Methods = append(q.Methods, weight{m.Method, number(m.Weight)})
				}
			}
		}
		for k := range v.Grid.N {
			q.Intervals = append(q.Intervals, row(v, k, v.Mean[k], func(l int) float64 { return v.Quantiles[l][k] }))
		}
		if opt.By != "" {
			q.Totals = totals(v, v.Totals(opt.By, 0))
		}
		if opt.Components && len(v.Components) > 0 {
			q.Components = map[string][]number{}
			for _, c := range v.Components {
				q.Components[c.Name] = numbers(c.Factor)
			}
		}
		doc.Queues = append(doc.Queues, q)
	}
	if opt.By != "" && len(r.Volumes) > 1 { // of all queues together
		doc.Totals = totals(r.Volumes[0], forecast.TotalsOf(r.Volumes, opt.By, 0))
	}
	return write(w, doc)
}

// totals are totals on the grid and with the levels of a volume.
func totals(v forecast.Volume, list []forecast.Total) []map[string]any {
	var out []map[string]any
	for _, t := range list {
		total := row(v, t.First, t.Mean, func(l int) float64 { return t.Quantiles[l] })
		total["end"] = v.Grid.At(t.First + t.N).Format(time.RFC3339)
		out = append(out, total)
	}
	return out
}

func row(v forecast.Volume, first int, mean float64, quantile func(level int) float64) map[string]any {
	r := map[string]any{"start": v.Grid.At(first).Format(time.RFC3339), "mean": number(mean)}
	for l, p := range v.Levels {
		r[level(p)] = number(quantile(l))
	}
	return r
}

func notes(list []forecast.Note, words text.Catalogue) []note {
	out := make([]note, len(list))
	for i, n := range list {
		out[i] = note{Code: n.Code, Queue: n.Queue, Name: n.Name, Text: words.Note(n), From: stamp(n.Span.From, words), To: stamp(n.Span.To, words), Value: number(n.Value)}
		if n.Low != 0 || n.High != 0 {
			low, high := number(n.Low), number(n.High)
			out[i].Low, out[i].High = &low, &high
		}
	}
	return out
}

// level names a quantile: p10, p97.5.
func level(p float64) string {
	s := fmt.Sprintf("%.4f", 100*p)
	return "p" + strings.TrimRight(strings.TrimRight(s, "0"), ".")
}

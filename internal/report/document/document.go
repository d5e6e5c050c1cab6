// Package document shows results to programs: one versioned JSON document per thing shown,
// with stable names, times in RFC 3339 and shares from 0 to 1. A value that does not exist
// is null.
package document

import (
	"encoding/json"
	"io"
	"math"
	"time"

	"turno/internal/report/text"
	"turno/schedule"
	"turno/schedule/simulate"
)

// Version is the version of every document: it rises when a field changes its meaning or
// goes away, not when one is added.
const Version = 1

// Head begins every document.
type Head struct {
	Version int    `json:"version"`
	Kind    string `json:"kind"` // plan, forecast, requirement, roster, check, service
}

func head(kind string) Head { return Head{Version, kind} }

func write(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", " ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// number is a float that JSON can hold: NaN and infinities are null.
type number float64

// MarshalJSON writes at most nine significant digits, or null.
func (n number) MarshalJSON() ([]byte, error) {
	x := float64(n)
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return []byte("null"), nil
	}
	if x != 0 {
		scale := math.Pow(10, 8-math.Floor(math.Log10(math.Abs(x))))
		if r := math.Round(x*scale) / scale; !math.IsNaN(r) && !math.IsInf(r, 0) {
			x = r
		}
	}
	return json.Marshal(x)
}

func numbers(xs []float64) []number {
	out := make([]number, len(xs))
	for i, x := range xs {
		out[i] = number(x)
	}
	return out
}

type estimate struct {
	Mean number `json:"mean"`
	Low  number `json:"low"`
	High number `json:"high"`
}

func estimated(e simulate.Estimate) estimate {
	return estimate{number(e.Mean), number(e.Low), number(e.High)}
}

type finding struct {
	Code     schedule.Code     `json:"code"`
	Severity schedule.Severity `json:"severity"`
	Text     string            `json:"text"`
	Agent    string            `json:"agent,omitempty"`
	Queue    string            `json:"queue,omitempty"`
	From     string            `json:"from,omitempty"`
	To       string            `json:"to,omitempty"`
	Value    number            `json:"value"`
	Limit    number            `json:"limit"`
	Names    []string          `json:"names,omitempty"`
}

func findings(fs []schedule.Finding, words text.Catalogue) []finding {
	out := make([]finding, len(fs))
	for i, f := range fs {
		out[i] = finding{f.Code, f.Severity, words.Finding(f), f.Agent, f.Queue, stamp(f.From, words), stamp(f.To, words), number(f.Value), number(f.Limit), f.Names}
	}
	return out
}

func stamp(t time.Time, words text.Catalogue) string {
	if t.IsZero() {
		return ""
	}
	return t.In(words.Zone).Format(time.RFC3339)
}

type target struct {
	Share   number `json:"share"`
	Seconds number `json:"within_seconds"`
	Measure string `json:"measure"`
	Clock   string `json:"clock"`
}

func targeted(t schedule.Target) target {
	return target{number(t.Share), number(t.Within.Seconds()), string(t.Measure), string(t.Clock)}
}

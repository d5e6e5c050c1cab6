package result

import (
	"encoding/json"
	"io"
	"math"
	"time"

	"turno/schedule"
)

// version of findings.json: it rises when a field changes its meaning or goes away.
const version = 1

type finding struct {
	Code     schedule.Code     `json:"code"`
	Severity schedule.Severity `json:"severity"`
	Text     string            `json:"text"`
	Agent    string            `json:"agent,omitempty"`
	Queue    string            `json:"queue,omitempty"`
	From     string            `json:"from,omitempty"`
	To       string            `json:"to,omitempty"`
	Value    *float64          `json:"value"`
	Limit    *float64          `json:"limit"`
	Names    []string          `json:"names,omitempty"`
}

// WriteFindings writes findings.json: every finding with its values, times in RFC 3339 in
// the zone, and its wording, and what explains them, a JSON value that is left out where it
// is nil. A value that is not finite is null.
func WriteFindings(w io.Writer, findings []schedule.Finding, explanations any, zone *time.Location, words func(schedule.Finding) string) error {
	doc := struct {
		Version      int       `json:"version"`
		Kind         string    `json:"kind"`
		Findings     []finding `json:"findings"`
		Explanations any       `json:"explanations,omitempty"`
	}{version, "findings", make([]finding, len(findings)), explanations}
	for i, f := range findings {
		doc.Findings[i] = finding{f.Code, f.Severity, words(f), f.Agent, f.Queue, instant(f.From, zone), instant(f.To, zone), finite(f.Value), finite(f.Limit), f.Names}
	}
	e := json.NewEncoder(w)
	e.SetIndent("", " ")
	e.SetEscapeHTML(false)
	return e.Encode(doc)
}

func instant(t time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	return t.In(zone).Format(time.RFC3339)
}

func finite(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}

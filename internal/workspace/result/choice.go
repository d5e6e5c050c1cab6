package result

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"

	"turno/forecast/auto"
	"turno/internal/workspace/fault"
)

// The bounds of choice.json.
const (
	choiceKind   = "choice"
	maxChoice    = 1 << 26 // bytes
	maxMembers   = 200
	choiceRemedy = "expected a choice.json as turno forecast --out writes it"
)

// WriteChoice writes choice.json: per queue everything that its choice holds, under the
// names of its fields in lower case.
func WriteChoice(w io.Writer, choices []auto.Choice) error {
	doc := struct {
		Version int    `json:"version"`
		Kind    string `json:"kind"`
		Queues  []any  `json:"queues"`
	}{version, choiceKind, []any{}}
	for _, c := range choices {
		data, err := json.Marshal(c)
		if err != nil {
			return fmt.Errorf("choice of queue %s: %w", c.Queue, err)
		}
		var fields any
		if err := json.Unmarshal(data, &fields); err != nil {
			return fmt.Errorf("choice of queue %s: %w", c.Queue, err)
		}
		doc.Queues = append(doc.Queues, lower(fields))
	}
	e := json.NewEncoder(w)
	e.SetIndent("", " ")
	e.SetEscapeHTML(false)
	return e.Encode(doc)
}

// lower puts the keys of a decoded document in lower case; reading takes any case.
func lower(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := make(map[string]any, len(v))
		for key, value := range v {
			out[strings.ToLower(key)] = lower(value)
		}
		return out
	case []any:
		for i := range v {
			v[i] = lower(v[i])
		}
	}
	return v
}

// ReadChoice reads what WriteChoice wrote. The name is the file's, for messages. The error
// is a *fault.Error with all faults, or that of the disk.
func ReadChoice(name string, r io.Reader) ([]auto.Choice, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxChoice+1))
	if err != nil {
		return nil, err
	}
	var faults fault.List
	say := func(value, format string, args ...any) {
		faults.Add(fault.Fault{File: name, Value: value, Expected: fmt.Sprintf(format, args...)})
	}
	var doc struct {
		Version int
		Kind    string
		Queues  []auto.Choice
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	switch err := d.Decode(&doc); {
	case len(data) > maxChoice:
		say("", "longer than %d MiB: %s", maxChoice>>20, choiceRemedy)
	case err != nil:
		say("", "not read (%v): %s", plain(err), choiceRemedy)
	case doc.Kind != choiceKind || doc.Version != version:
		say(doc.Kind, "of version %d: %s, version %d", doc.Version, choiceRemedy, version)
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for _, c := range doc.Queues {
		if seen[c.Queue] {
			say(c.Queue, "this queue is there twice: expected each once")
		}
		seen[c.Queue] = true
		if wrong := wrongChoice(c); wrong != "" {
			say(c.Queue, "%s", wrong)
		}
	}
	return doc.Queues, faults.Err()
}

// wrongChoice says what is wrong with the methods of a choice, or nothing. Whether there
// are methods of these names, the forecaster says.
func wrongChoice(c auto.Choice) string {
	if len(c.Members) == 0 || len(c.Members) > maxMembers {
		return fmt.Sprintf("%d members: expected 1 to %d", len(c.Members), maxMembers)
	}
	var sum float64
	for _, m := range c.Members {
		if m.Method == "" || m.Weight <= 0 || m.Weight > 1 {
			return fmt.Sprintf("the method %q has the weight %v: expected a name and a share above 0, at most 1", m.Method, m.Weight)
		}
		sum += m.Weight
	}
	if math.Abs(sum-1) > 0.001 {
		return fmt.Sprintf("the weights make %v together: expected 1", sum)
	}
	return ""
}

// plain is the error of the JSON reader without its package.
func plain(err error) error {
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		return fmt.Errorf("%s is a %s", strings.ToLower(kind.Field), kind.Value)
	}
	return err
}

package document

import (
	"io"

	"turno/internal/report/text"
	"turno/plan/repair"
	"turno/schedule"
)

type explanation struct {
	finding
	Missing       number   `json:"agent_hours_missing"`
	Heads         int      `json:"agents_missing"` // at the worst moment
	At            string   `json:"worst_moment,omitempty"`
	Able          int      `json:"agents_able"`
	Why           string   `json:"why"`
	Reasons       []reason `json:"reasons"`
	Contradiction []demand `json:"contradiction"`
	Repairs       []fix    `json:"repairs"`
	Priced        int      `json:"repairs_priced"`
}

type reason struct {
	Cause  repair.Cause `json:"cause"`
	Agents []string     `json:"agents"`
	Value  number       `json:"value"`
	Name   string       `json:"name,omitempty"`
}

type demand struct {
	Demand repair.DemandKind `json:"demand"`
	Text   string            `json:"text"`
	Agent  string            `json:"agent,omitempty"`
	Queue  string            `json:"queue,omitempty"`
	From   string            `json:"from,omitempty"`
	To     string            `json:"to,omitempty"`
	Value  number            `json:"value"`
	Name   string            `json:"name,omitempty"`
}

type fix struct {
	Change   repair.ChangeKind `json:"change"`
	Text     string            `json:"text"`
	Agents   []string          `json:"agents"`
	Contacts number            `json:"contacts_in_time"` // more than without
	Here     number            `json:"contacts_in_time_here"`
	Minimum  number            `json:"minimum_hours"`
	Granted  int               `json:"requests_granted"`
	Kept     number            `json:"limits_kept"` // days, hours or weekends beyond a wanted limit, less than without
	Cost     string            `json:"cost"`
	Paid     number            `json:"paid_hours"`
	Moved    []string          `json:"shifts_moved"`
	Worse    map[string]number `json:"contacts_late_elsewhere"`
}

// Explanations is the JSON value of what was explained, nil where nothing was.
func Explanations(troubles []repair.Trouble, currency string, words text.Catalogue) any {
	if len(troubles) == 0 {
		return nil
	}
	out := make([]explanation, len(troubles))
	for i, t := range troubles {
		out[i] = explained(t, currency, words)
	}
	return out
}

// Trouble writes what is known of one queue at one moment: explain --roster --json.
func Trouble(w io.Writer, t repair.Trouble, currency string, words text.Catalogue) error {
	return write(w, struct {
		Head
		explanation
	}{head("gap"), explained(t, currency, words)})
}

func explained(t repair.Trouble, currency string, words text.Catalogue) explanation {
	e := explanation{
		Missing: number(t.Hours), Heads: t.Heads, At: stamp(t.At, words), Able: t.Able, Why: words.Why(t), Priced: t.Priced,
		Reasons: []reason{}, Contradiction: []demand{}, Repairs: []fix{},
	}
	e.finding = findings([]schedule.Finding{t.Finding}, words)[0]
	for _, r := range t.Reasons {
		e.Reasons = append(e.Reasons, reason{r.Cause, r.Agents, number(r.Value), r.Name})
	}
	for _, d := range t.Contradiction {
		e.Contradiction = append(e.Contradiction, demand{
			d.Kind, words.Demand(d), d.Agent, d.Queue, stamp(d.From, words), stamp(d.To, words), number(d.Value), d.Name,
		})
	}
	for _, r := range t.Repairs {
		f := fix{
			Change: r.Change.Kind, Text: words.Repair(r, currency), Agents: r.Change.Agents, Contacts: number(r.Gain.Contacts), Here: number(r.Gain.Here),
			Minimum: number(r.Gain.Heads), Granted: r.Gain.Granted, Kept: number(r.Gain.Kept), Cost: r.Cost.StringFixed(2), Paid: number(r.Hours), Moved: r.Moved, Worse: map[string]number{},
		}
		for _, x := range r.Worse {
			f.Worse[x.Queue] = number(x.Contacts)
		}
		e.Repairs = append(e.Repairs, f)
	}
	return e
}

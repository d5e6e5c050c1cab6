package document

import (
	"io"

	"github.com/shopspring/decimal"

	"turno/internal/report/text"
	"turno/plan/repair"
	"turno/schedule"
	"turno/schedule/check"
)

// Verdict is the opinion on a roster that somebody made or changed.
type Verdict struct {
	Report       check.Report
	Explanations any // see Explanations
	Mendings     []repair.Mending
	Currency     string
	Cost         decimal.Decimal
	Hours        float64            // paid
	Against      string             // the roster that it is compared with; empty is none
	Changed      *repair.Difference // from that one
}

type mending struct {
	finding
	Shifts []interval `json:"shifts"`
	Mends  []mend     `json:"repairs"`
	Tried  int        `json:"repairs_tried"`
}

type mend struct {
	Text    string    `json:"text"`
	Changes []edit    `json:"changes"`
	Wishes  []finding `json:"requests_lost"`
	Missed  number    `json:"missed"`
	Hours   number    `json:"paid_hours"`
	Cost    string    `json:"cost"`
}

// Check writes the verdict on a roster: coverage, findings, how to keep the rules that it
// breaks, what it costs and what it changes.
func Check(w io.Writer, v Verdict, words text.Catalogue) error {
	type queue struct {
		Queue    string   `json:"queue"`
		Service  number   `json:"service_by_formula"`
		Required []number `json:"required"`
		Supplied []number `json:"supplied"`
	}
	type against struct {
		Roster string `json:"roster"`
		difference
	}
	r := v.Report
	doc := struct {
		Head
		Broken   int       `json:"rules_broken"`
		Granted  int       `json:"requests_granted"`
		Requests int       `json:"requests"`
		Currency string    `json:"currency"`
		Cost     string    `json:"cost"`
		Hours    number    `json:"paid_hours"`
		Queues   []queue   `json:"queues"`
		Findings []finding `json:"findings"`
		Mendings []mending `json:"rules_repairs"`
		Against  *against  `json:"against"`

		Explanations any `json:"explanations,omitempty"`
	}{head("check"), r.Broken(), r.Granted, r.Requests, v.Currency, v.Cost.StringFixed(2), number(v.Hours), []queue{}, findings(r.Findings, words), mended(v, words), nil, v.Explanations}
	for _, q := range r.Coverage.Queues {
		doc.Queues = append(doc.Queues, queue{q.Queue, number(q.Service()), numbers(q.Required), numbers(q.Supplied)})
	}
	if v.Changed != nil {
		doc.Against = &against{v.Against, differing(*v.Changed, words)}
	}
	return write(w, doc)
}

func mended(v Verdict, words text.Catalogue) []mending {
	out := []mending{}
	for _, m := range v.Mendings {
		x := mending{finding: findings([]schedule.Finding{m.Finding}, words)[0], Shifts: []interval{}, Mends: []mend{}, Tried: m.Tried}
		for _, s := range m.Shifts {
			x.Shifts = append(x.Shifts, *spanned(s, words))
		}
		for _, y := range m.Mends {
			x.Mends = append(x.Mends, mend{words.Mend(y, v.Currency), edited(y.Edits, words), findings(y.Wishes, words), number(y.Missed), number(y.Hours), y.Cost.StringFixed(2)})
		}
		out = append(out, x)
	}
	return out
}

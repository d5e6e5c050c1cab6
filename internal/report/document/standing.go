package document

import (
	"io"

	"turno/internal/report/text"
	"turno/plan/repair"
	"turno/schedule"
)

type edit struct {
	Agent  string    `json:"agent"`
	Kind   string    `json:"kind"`
	Text   string    `json:"text"`
	With   string    `json:"with,omitempty"`
	Before *interval `json:"before"`
	After  *interval `json:"after"`
}

func edited(list []repair.Edit, words text.Catalogue) []edit {
	out := make([]edit, len(list))
	for i, e := range list {
		out[i] = edit{e.Agent, string(e.Kind), words.Edit(e), e.With, spanned(e.Before, words), spanned(e.After, words)}
	}
	return out
}

func spanned(s schedule.Shift, words text.Catalogue) *interval {
	if s.Start.IsZero() {
		return nil
	}
	x := between(s.Start.In(words.Zone), s.End.In(words.Zone))
	return &x
}

type queueTotal struct {
	Queue   string `json:"queue"`
	Missed  number `json:"missed"`
	Service number `json:"service_by_formula"`
	Short   number `json:"agent_hours_short"`
}

type rosterTotals struct {
	Shifts int          `json:"shifts"`
	Hours  number       `json:"paid_hours"`
	Cost   string       `json:"cost"`
	Broken int          `json:"rules_broken"`
	Queues []queueTotal `json:"queues"`
}

func totalled(t repair.Totals) rosterTotals {
	out := rosterTotals{t.Shifts, number(t.Hours), t.Cost.StringFixed(2), t.Broken, []queueTotal{}}
	for _, q := range t.Queues {
		out.Queues = append(out.Queues, queueTotal{q.Queue, number(q.Missed), number(q.Service), number(q.Short)})
	}
	return out
}

type difference struct {
	People  int          `json:"people"`
	Changes []edit       `json:"changes"`
	Before  rosterTotals `json:"before"`
	After   rosterTotals `json:"after"`
}

func differing(d repair.Difference, words text.Catalogue) difference {
	return difference{d.People, edited(d.Edits, words), totalled(d.Before), totalled(d.After)}
}

// Difference writes what changes from one roster to another.
func Difference(w io.Writer, d repair.Difference, currency string, words text.Catalogue) error {
	return write(w, struct {
		Head
		Currency string `json:"currency"`
		difference
	}{head("diff"), currency, differing(d, words)})
}

// Replanned writes what fell out of a roster, the steps of its repair and what changes.
func Replanned(w io.Writer, r repair.Replanned, d repair.Difference, currency string, words text.Catalogue) error {
	type step struct {
		Helpers []string `json:"helpers"`
		Week    bool     `json:"week"`
		Missed  number   `json:"missed"`
		Kept    bool     `json:"kept"`
	}
	type lost struct {
		Agent string `json:"agent"`
		interval
	}
	doc := struct {
		Head
		Currency string `json:"currency"`
		Lost     []lost `json:"lost"`
		Steps    []step `json:"steps"`
		difference
	}{head("replan"), currency, []lost{}, []step{}, differing(d, words)}
	for _, s := range r.Lost {
		doc.Lost = append(doc.Lost, lost{s.Agent, *spanned(s, words)})
	}
	for _, s := range r.Steps {
		doc.Steps = append(doc.Steps, step{append([]string{}, s.Helpers...), s.Week, number(s.Missed), s.Kept})
	}
	return write(w, doc)
}

// Offers writes who could take a shift or swap for it, the best first.
func Offers(w io.Writer, shift schedule.Shift, offers []repair.Offer, currency string, words text.Catalogue) error {
	type queue struct {
		Queue  string `json:"queue"`
		Missed number `json:"missed"`
	}
	type offer struct {
		Agent  string    `json:"agent"`
		Back   *interval `json:"in_return"`
		Legal  bool      `json:"legal"`
		Broken []finding `json:"rules_broken"`
		Wishes []finding `json:"requests_lost"`
		Missed number    `json:"missed"`
		Queues []queue   `json:"queues"`
		Hours  number    `json:"paid_hours"`
		Cost   string    `json:"cost"`
	}
	doc := struct {
		Head
		Currency string   `json:"currency"`
		Agent    string   `json:"agent"`
		Shift    interval `json:"shift"`
		Offers   []offer  `json:"offers"`
	}{head("swap"), currency, shift.Agent, *spanned(shift, words), []offer{}}
	for _, o := range offers {
		x := offer{Agent: o.Agent, Legal: o.Legal(), Broken: findings(o.Broken, words), Wishes: findings(o.Wishes, words),
			Missed: number(o.Missed), Queues: []queue{}, Hours: number(o.Hours), Cost: o.Cost.StringFixed(2)}
		if o.Back != nil {
			x.Back = spanned(*o.Back, words)
		}
		for _, q := range o.Queues {
			x.Queues = append(x.Queues, queue{q.Queue, number(q.Missed)})
		}
		doc.Offers = append(doc.Offers, x)
	}
	return write(w, doc)
}

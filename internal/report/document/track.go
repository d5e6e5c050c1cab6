package document

import (
	"io"

	"turno/internal/report/text"
	"turno/plan/track"
)

type tracked struct {
	Queue     string     `json:"queue"`
	Expected  number     `json:"forecast"`
	Came      number     `json:"came"`
	Intervals int        `json:"intervals"`
	Within    int        `json:"within_range"`
	AHT       number     `json:"aht_planned"`
	AHTCame   number     `json:"aht_came"`
	Flush     number     `json:"flush_planned"`
	FlushCame number     `json:"flush_came"`
	Required  number     `json:"required_hours"`
	Planned   number     `json:"work_planned_hours"`
	Workload  number     `json:"work_difference_hours"`
	Volume    number     `json:"by_volume_hours"`
	Mix       number     `json:"by_mix_hours"`
	Handle    number     `json:"by_handle_time_hours"`
	Supplied  number     `json:"supply_planned_hours"`
	Supply    *number    `json:"by_shrinkage_hours"`
	Kinds     []kindCame `json:"kinds,omitempty"`
}

type kindCame struct {
	Kind     string `json:"kind"`
	Expected number `json:"by_planned_mix"`
	Came     number `json:"came"`
}

type restQueue struct {
	Queue    string   `json:"queue"`
	Handle   number   `json:"handle_time_factor"`
	Volume   []number `json:"volume"`
	Required []number `json:"required"`
	Supplied []number `json:"supplied"`
	Service  number   `json:"service_by_formula"`
}

// Track writes what came beside what was planned, in agent-hours, and how the rest of the
// period looks now, by its intervals; rest is nil where none is left.
func Track(w io.Writer, r track.Report, rest *track.Rest, words text.Catalogue) error {
	type restForm struct {
		From         string      `json:"from"`
		To           string      `json:"to"`
		Queues       []restQueue `json:"queues"`
		Findings     []finding   `json:"findings"`
		Explanations any         `json:"explanations,omitempty"`
	}
	doc := struct {
		Head
		From     string    `json:"from"`
		To       string    `json:"to"`
		Queues   []tracked `json:"queues"`
		Rostered number    `json:"rostered_hours"`
		Lost     *number   `json:"lost_hours"`
		Allowed  number    `json:"allowed_hours"`
		Rest     *restForm `json:"rest"`
	}{Head: head("track"), From: stamp(r.From, words), To: stamp(r.To, words), Queues: []tracked{}, Rostered: number(r.Rostered), Allowed: number(r.Allowed)}
	known := func(x float64) *number {
		if !r.Known {
			return nil
		}
		n := number(x)
		return &n
	}
	doc.Lost = known(r.Shrinkage)
	for _, q := range r.Queues {
		doc.Queues = append(doc.Queues, tracked{q.Queue, number(q.Expected), number(q.Came), q.Hours, q.Within, number(q.AHT), number(q.AHTCame), number(q.Flush), number(q.FlushCame),
			number(q.Required), number(q.Planned), number(q.Workload), number(q.Volume), number(q.Mix), number(q.Handle), number(q.Supplied), known(q.Supply), kindsCame(q.Kinds)})
	}
	if rest != nil {
		g := rest.Input.Period
		form := restForm{From: stamp(g.Start, words), To: stamp(g.End(), words), Queues: []restQueue{}, Findings: findings(rest.Check.Findings, words),
			Explanations: Explanations(rest.Troubles, rest.Input.Currency, words)}
		for _, c := range rest.Check.Coverage.Queues {
			q := restQueue{Queue: c.Queue, Handle: 1, Volume: []number{}, Required: numbers(c.Required), Supplied: numbers(c.Supplied), Service: number(c.Service())}
			if f, ok := rest.Handle[c.Queue]; ok {
				q.Handle = number(f)
			}
			for _, v := range rest.Volumes {
				if fine, err := v.Fine(g); v.Queue == c.Queue && err == nil {
					q.Volume = numbers(fine.Mean)
				}
			}
			form.Queues = append(form.Queues, q)
		}
		doc.Rest = &form
	}
	return write(w, doc)
}

func kindsCame(kinds []track.Kind) (out []kindCame) {
	for _, k := range kinds {
		out = append(out, kindCame{string(k.Kind), number(k.Expected), number(k.Came)})
	}
	return out
}

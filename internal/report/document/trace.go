package document

import (
	"io"
	"time"

	"turno/internal/report/text"
	"turno/schedule"
	"turno/schedule/staffing"
)

// trace is the document of a staffing.Trace.
type trace struct {
	Head
	Queue   string      `json:"queue"`
	From    string      `json:"from"`
	To      string      `json:"to"`
	Model   string      `json:"model"`
	Agents  number      `json:"agents"`
	Heads   number      `json:"heads"`
	Naive   number      `json:"naive"`
	Open    number      `json:"open"`
	Risk    number      `json:"risk"`
	Offered number      `json:"offered"`
	Pivoted number      `json:"pivoted"`
	Care    number      `json:"need_an_answer"`
	Redials number      `json:"redialled"`
	Closing number      `json:"closing_posts"`
	Yields  bool        `json:"other_work_interruptible"`
	Rates   []number    `json:"rates_per_hour"`
	Handle  number      `json:"handle_seconds"`
	Erlangs number      `json:"erlangs"`
	Carried []number    `json:"carried_over"`
	Uneven  number      `json:"unevenness"`
	Again   number      `json:"write_again"`
	Work    number      `json:"work_hours"`
	Before  number      `json:"open_before_hours"`
	Due     number      `json:"due_hours"`
	Spans   []traceSpan `json:"stretches"`
	Targets []target    `json:"targets"`
	Kinds   []traceKind `json:"kinds"`
	Near    []traceNear `json:"near"`
	Words   []string    `json:"words"`
}

// traceKind is the work of one kind of message.
type traceKind struct {
	Kind       string `json:"kind"`
	Share      number `json:"share"`
	Flush      number `json:"flush"`
	Triage     number `json:"triage_seconds"`
	HandleTime number `json:"handle_seconds"`
	Turns      number `json:"turns"`
	Think      number `json:"think_seconds"`
	Care       number `json:"need_an_answer"`
}

// traceSpan is a stretch over which work that may wait is levelled.
type traceSpan struct {
	Kinds   []string `json:"kinds,omitempty"`
	Within  float64  `json:"within_seconds"`
	Clock   string   `json:"clock"`
	From    string   `json:"from"`
	To      string   `json:"to"`
	Open    number   `json:"open_hours"`
	Work    number   `json:"work_hours"`
	Busy    number   `json:"busy_agents"`
	Reserve number   `json:"reserve_agents"`
	Rush    number   `json:"rush_agents"`
}

// traceNear is what a few agents more or less would reach.
type traceNear struct {
	Agents    int      `json:"agents"`
	InTime    []number `json:"in_time"`
	Occupancy number   `json:"occupancy"`
	Absorb    number   `json:"absorb_erlangs"`
}

// Trace writes why a queue is asked for so many agents: every input, and the same in words.
func Trace(w io.Writer, t staffing.Trace, lost schedule.Shrinkage, words text.Catalogue) error {
	doc := trace{
		Head: head("explain"), Queue: t.Queue.Name, From: t.From.Format(time.RFC3339), To: t.To.Format(time.RFC3339), Model: t.Model(),
		Agents: number(t.Agents), Heads: number(t.Agents / max(1-lost.Share(), 1e-9)), Naive: number(t.Naive), Open: number(t.Open), Risk: number(t.Risk),
		Offered: number(t.Offered), Pivoted: number(t.Pivoted), Care: number(t.Care), Redials: number(t.Redialled), Closing: number(t.Closings), Yields: t.Yields, Rates: numbers(t.Rates), Handle: number(t.HandleTime), Erlangs: number(t.Load),
		Carried: numbers(t.CarriedBy[:]), Uneven: number(t.Uneven), Again: number(t.Again), Work: number(t.WorkHours), Before: number(t.OpenBefore), Due: number(t.DueHours),
		Spans: []traceSpan{}, Kinds: []traceKind{}, Near: []traceNear{}, Words: words.Trace(t, lost),
	}
	doc.list(t)
	return write(w, doc)
}

// list adds the targets, the kinds, the stretches and what is near.
func (doc *trace) list(t staffing.Trace) {
	for _, x := range t.Queue.Targets {
		doc.Targets = append(doc.Targets, targeted(x))
	}
	for _, k := range t.Kinds {
		doc.Kinds = append(doc.Kinds, traceKind{k.Kind, number(k.Share), number(k.Flush), number(k.Triage), number(k.HandleTime), number(k.Turns), number(k.Think), number(k.Care)})
	}
	for _, s := range t.Stretches {
		doc.Spans = append(doc.Spans, traceSpan{s.Kinds, s.Within.Seconds(), string(s.Clock), s.From.Format(time.RFC3339), s.To.Format(time.RFC3339),
			number(s.OpenHours), number(s.WorkHours), number(s.Busy), number(s.Reserve), number(s.Rush)})
	}
	for _, n := range t.Near {
		doc.Near = append(doc.Near, traceNear{n.Agents, numbers(n.InTime), number(n.Occupancy), number(n.Absorb)})
	}
}

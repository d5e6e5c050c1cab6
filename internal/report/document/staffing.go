package document

import (
	"io"
	"time"

	"turno/internal/report/text"
	"turno/schedule"
	"turno/schedule/staffing"
)

// Trace writes why a queue is asked for so many agents: every input, and the same in words.
func Trace(w io.Writer, t staffing.Trace, lost schedule.Shrinkage, words text.Catalogue) error {
	type kind struct {
		Kind       string `json:"kind"`
		Share      number `json:"share"`
		Flush      number `json:"flush"`
		Triage     number `json:"triage_seconds"`
		HandleTime number `json:"handle_seconds"`
		Turns      number `json:"turns"`
		Think      number `json:"think_seconds"`
		Care       number `json:"need_an_answer"`
	}
	type span struct {
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
	type near struct {
		Agents    int      `json:"agents"`
		InTime    []number `json:"in_time"`
		Occupancy number   `json:"occupancy"`
		Absorb    number   `json:"absorb_erlangs"`
	}
	doc := struct {
		Head
		Queue   string   `json:"queue"`
		From    string   `json:"from"`
		To      string   `json:"to"`
		Model   string   `json:"model"`
		Agents  number   `json:"agents"`
		Heads   number   `json:"heads"`
		Naive   number   `json:"naive"`
		Open    number   `json:"open"`
		Risk    number   `json:"risk"`
		Offered number   `json:"offered"`
		Pivoted number   `json:"pivoted"`
		Care    number   `json:"need_an_answer"`
		Redials number   `json:"redialled"`
		Closing number   `json:"closing_posts"`
		Yields  bool     `json:"other_work_interruptible"`
		Rates   []number `json:"rates_per_hour"`
		Handle  number   `json:"handle_seconds"`
		Erlangs number   `json:"erlangs"`
		Carried []number `json:"carried_over"`
		Uneven  number   `json:"unevenness"`
		Again   number   `json:"write_again"`
		Work    number   `json:"work_hours"`
		Before  number   `json:"open_before_hours"`
		Due     number   `json:"due_hours"`
		Spans   []span   `json:"stretches"`
		Targets []target `json:"targets"`
		Kinds   []kind   `json:"kinds"`
		Near    []near   `json:"near"`
		Words   []string `json:"words"`
	}{
		Head: head("explain"), Queue: t.Queue.Name, From: t.From.Format(time.RFC3339), To: t.To.Format(time.RFC3339), Model: t.Model(),
		Agents: number(t.Agents), Heads: number(t.Agents / max(1-lost.Share(), 1e-9)), Naive: number(t.Naive), Open: number(t.Open), Risk: number(t.Risk),
		Offered: number(t.Offered), Pivoted: number(t.Pivoted), Care: number(t.Care), Redials: number(t.Redialled), Closing: number(t.Closings), Yields: t.Yields, Rates: numbers(t.Rates), Handle: number(t.HandleTime), Erlangs: number(t.Load),
		Carried: numbers(t.CarriedBy[:]), Uneven: number(t.Uneven), Again: number(t.Again), Work: number(t.WorkHours), Before: number(t.OpenBefore), Due: number(t.DueHours),
		Spans: []span{}, Kinds: []kind{}, Near: []near{}, Words: words.Trace(t, lost),
	}
	for _, x := range t.Queue.Targets {
		doc.Targets = append(doc.Targets, targeted(x))
	}
	for _, k := range t.Kinds {
		doc.Kinds = append(doc.Kinds, kind{k.Kind, number(k.Share), number(k.Flush), number(k.Triage), number(k.HandleTime), number(k.Turns), number(k.Think), number(k.Care)})
	}
	for _, s := range t.Stretches {
		doc.Spans = append(doc.Spans, span{s.Kinds, s.Within.Seconds(), string(s.Clock), s.From.Format(time.RFC3339), s.To.Format(time.RFC3339),
			number(s.OpenHours), number(s.WorkHours), number(s.Busy), number(s.Reserve), number(s.Rush)})
	}
	for _, n := range t.Near {
		doc.Near = append(doc.Near, near{n.Agents, numbers(n.InTime), number(n.Occupancy), number(n.Absorb)})
	}
	return write(w, doc)
}

// Blend writes how much deferrable work a live queue's agents can take, point by point.
func Blend(w io.Writer, b staffing.BlendCurve, from time.Time) error {
	type point struct {
		Reserve   int    `json:"reserve"`
		Absorb    number `json:"erlangs"`
		InTime    number `json:"in_time"`
		Price     number `json:"points_per_erlang"`
		Occupancy number `json:"occupancy"`
		Meets     bool   `json:"meets"`
	}
	doc := struct {
		Head
		Queue  string  `json:"queue"`
		At     string  `json:"at"`
		Agents int     `json:"agents"`
		Need   int     `json:"need"`
		Load   number  `json:"erlangs"`
		Target target  `json:"target"`
		Apart  bool    `json:"set_apart"`
		Best   int     `json:"best"`
		Usual  number  `json:"usual_rule_erlangs"`
		Filled number  `json:"usual_rule_in_time"`
		Points []point `json:"points"`
	}{
		Head: head("blend"), Queue: b.Queue, At: from.Format(time.RFC3339), Agents: b.Agents, Need: b.Need, Load: number(b.Load), Target: targeted(b.Target),
		Apart: b.Apart, Best: b.Best, Usual: number(b.Usual), Filled: number(b.Filled), Points: []point{},
	}
	for _, p := range b.Points {
		doc.Points = append(doc.Points, point{p.Reserve, number(p.Absorb), number(p.InTime), number(p.Price), number(p.Occupancy), p.Meets})
	}
	return write(w, doc)
}

// Openings writes opening hours against what they cost and bring, a week.
func Openings(w io.Writer, queue string, list []staffing.Opening, promise time.Duration, currency string, name func(staffing.Opening) string) error {
	type row struct {
		Open       string `json:"open"`
		Announced  bool   `json:"as_now"`
		OpenHours  number `json:"open_hours"`
		AgentHours number `json:"agent_hours"`
		Cost       number `json:"cost"`
		Kept       number `json:"promise_kept"`
		Backlog    number `json:"waiting_at_opening"`
		Lost       number `json:"lost"`
		Efficient  bool   `json:"frontier"`
	}
	doc := struct {
		Head
		Queue    string  `json:"queue"`
		Promise  float64 `json:"promise_seconds"`
		Currency string  `json:"currency"`
		Choices  []row   `json:"choices"`
	}{Head: head("hours"), Queue: queue, Promise: promise.Seconds(), Currency: currency, Choices: []row{}}
	for _, o := range list {
		doc.Choices = append(doc.Choices, row{name(o), o.Announced, number(o.OpenHours), number(o.AgentHours), number(o.Cost), number(o.Kept), number(o.Backlog), number(o.Lost), o.Efficient})
	}
	return write(w, doc)
}

// Promise writes what response times a staffing keeps, by hour of the day, and after each
// opening. A time that cannot be promised is null.
func Promise(w io.Writer, p staffing.Promise, announced *schedule.Target, rostered bool) error {
	type hour struct {
		Hour     int    `json:"hour"`
		Contacts number `json:"contacts_a_day"`
		Wall     number `json:"within_seconds"`
		Open     number `json:"within_open_seconds"`
		Left     number `json:"left"`
	}
	type reply struct {
		Opens    string `json:"opens"`
		Contacts number `json:"waiting"`
		Within   number `json:"within_seconds_of_opening"`
	}
	of := func(h staffing.PromiseHour) hour {
		return hour{h.Hour, number(h.Contacts), number(h.Wall), number(h.Open), number(h.Left)}
	}
	doc := struct {
		Head
		Queue     string  `json:"queue"`
		Staffing  string  `json:"staffing"`
		Share     number  `json:"share"`
		Announced *target `json:"announced"`
		All       hour    `json:"all"`
		Hours     []hour  `json:"hours"`
		OffHours  []reply `json:"off_hours"`
	}{Head: head("promise"), Queue: p.Queue, Staffing: "requirement", Share: number(p.Share), All: of(p.All), Hours: []hour{}, OffHours: []reply{}}
	if rostered {
		doc.Staffing = "roster"
	}
	if announced != nil {
		t := targeted(*announced)
		doc.Announced = &t
	}
	for _, h := range p.Hours {
		doc.Hours = append(doc.Hours, of(h))
	}
	for _, o := range p.OffHours {
		doc.OffHours = append(doc.OffHours, reply{o.Opens.Format(time.RFC3339), number(o.Contacts), number(o.Within)})
	}
	return write(w, doc)
}

package document

import (
	"io"
	"time"

	"turno/schedule"
	"turno/schedule/staffing"
)

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

// Package html writes a plan and the difference between two rosters as a page for the
// planner: one file that needs no network, reads without scripts, and prints.
//
// One file of Go per section makes the values that plan.tmpl and difference.tmpl show, in
// words of the catalogue. All text of the input passes through html/template, which escapes
// it by its place.
package html

import (
	"bufio"
	"embed"
	"fmt"
	"html/template"
	"io"
	"strconv"
	"strings"
	"time"

	"turno/forecast/calendar"
	"turno/internal/report/palette"
	"turno/internal/report/text"
	"turno/plan"
	"turno/schedule"
)

// Options are how a page is written.
type Options struct {
	Words    text.Catalogue
	Language string // IETF tag of the page; empty is that of the words
}

//go:embed *.tmpl style.css page.js
var files embed.FS

// pages holds the templates. Their labels are said by t, as Catalogue.T says them; each
// page brings its own.
var pages = template.Must(template.New("").Funcs(template.FuncMap{"t": text.Catalogue{}.T}).ParseFS(files, "*.tmpl"))

// frame is what every page has.
type frame struct {
	Language, Title, Zone, Stamp string
	Period                       string
	Style                        template.CSS
	Script                       template.JS
	Answer                       []string
	Queues                       []swatch
}

// swatch is a queue with the class of its colour and its number, by which rows are filtered.
type swatch struct {
	Name, Class string
	Number      int
}

// writer makes the sections of one page.
type writer struct {
	text.Catalogue
	plan   plan.Plan
	zone   *time.Location
	colors map[string]string // class by queue
	number map[string]int    // of the queue
	agents map[string]schedule.Agent
	sum    plan.Summary
	heats  []*heat // the coverage of every queue
}

// Plan writes the planner's page of a plan. What the plan does not hold (a forecast, a
// simulation) has no section. It fails where the writer does.
func Plan(w io.Writer, p plan.Plan, opt Options) error {
	x := newWriter(p, opt)
	x.sum, x.heats = p.Summary(), x.coverage()
	f := x.frame(opt)
	f.Answer = x.answer()
	return x.render(w, "plan.tmpl", struct {
		frame
		Simulated  bool
		Forecasted bool
		Tiles      []tile
		Overview   overview
		Service    []service
		Fans       []fan
		Cover      []cover
		Gantt      gantt
		Weeks      []week
		People     people
		Requests   requests
		Troubles   troubles
		Cost       costs
	}{
		f, len(p.Service.Queues) > 0, len(p.Profiles) > 0, x.tiles(), x.overview(), x.service(), x.fans(), x.cover(), x.gantt(), x.weeks(), x.people(), x.requests(), x.troubles(), x.costs(),
	})
}

func newWriter(p plan.Plan, opt Options) *writer {
	x := &writer{Catalogue: opt.Words, plan: p, colors: map[string]string{}, number: map[string]int{}, agents: map[string]schedule.Agent{}, zone: time.UTC}
	if p.Input.Calendar != nil && p.Input.Calendar.Zone != nil {
		x.zone = p.Input.Calendar.Zone
	}
	if x.Zone == nil {
		x.Zone = x.zone
	}
	x.Group = "\u202f"
	for i, q := range p.Input.Queues {
		x.colors[q.Name], x.number[q.Name] = class(i), i
	}
	for _, a := range p.Input.Team.Agents {
		x.agents[a.ID] = a
	}
	return x
}

// colors are those of the queues, as the style names them.
func colors() string {
	var b strings.Builder
	b.WriteString(":root{")
	for i := range palette.Size() {
		fmt.Fprintf(&b, "--q%d:#%s;", i, palette.Queue(i))
	}
	fmt.Fprintf(&b, "--qz:#%s;--on:#%s}", palette.Other, palette.Ink)
	return b.String()
}

// class is the colour and pattern of the queue at a place; those beyond the last share the
// plain one, for labels tell them apart all the same.
func class(i int) string {
	const colors = "0123456789ab"
	if i >= len(colors) {
		return "qz"
	}
	return "q" + colors[i:i+1]
}

func (x *writer) color(queue string) string {
	if c, ok := x.colors[queue]; ok {
		return c
	}
	return "qz"
}

func (x *writer) swatch(queue string) swatch {
	return swatch{queue, x.color(queue), x.number[queue]}
}

// name is how people call the agent.
func (x *writer) name(id string) string {
	if a := x.agents[id]; a.Name != "" {
		return a.Name
	}
	return id
}

func (x *writer) frame(opt Options) frame {
	in := x.plan.Input
	f := frame{
		Language: opt.Language, Title: in.Name, Zone: x.zone.String(), Period: x.Span(in.Period.Start, in.Period.End()),
		Style: template.CSS(colors() + read("style.css")), Script: template.JS(read("page.js")),
	}
	if f.Language == "" {
		f.Language = x.Catalogue.Language()
	}
	if f.Title == "" {
		f.Title = x.T("Roster")
	}
	f.Stamp = x.T("As of %s, seed %s", in.Now.In(x.zone).Format("2006-01-02 15:04"), strconv.FormatUint(in.Seed, 10))
	for _, q := range in.Queues {
		f.Queues = append(f.Queues, x.swatch(q.Name))
	}
	return f
}

// read is an embedded file, which is there.
func read(name string) string {
	b, err := files.ReadFile(name)
	if err != nil {
		panic(err) // forgotten in the line of go:embed, met by any test
	}
	return string(b)
}

func (x *writer) render(w io.Writer, name string, data any) error {
	t, err := pages.Clone()
	if err != nil {
		return err
	}
	b := bufio.NewWriterSize(w, 1<<16)
	if err := t.Funcs(template.FuncMap{"t": x.T}).ExecuteTemplate(b, name, data); err != nil {
		return err
	}
	return b.Flush()
}

// clocks is a stretch of time without its day: 09:00–17:30.
func (x *writer) clocks(from, to time.Time) string { return x.clock(from) + "–" + x.clock(to) }

func (x *writer) clock(t time.Time) string { return t.In(x.zone).Format("15:04") }

func (x *writer) tenth(v float64) string { return x.Decimal(v+0, 1) }

func (x *writer) percent(v float64) string { return x.Percent(v, 0) }

// dayName is a day as the page names it everywhere.
func (x *writer) dayName(d calendar.Date) string { return x.Span(d.In(x.zone), d.Add(1).In(x.zone)) }

// dayID is the anchor of a day's shifts.
func dayID(d calendar.Date) string { return "d" + d.String() }

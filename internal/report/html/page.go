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
	"html/template"
	"io"
	"math"
	"strings"
	"time"

	"github.com/shopspring/decimal"

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
}

// Plan writes the planner's page of a plan. What the plan does not hold (a forecast, a
// simulation) has no section. It fails where the writer does.
func Plan(w io.Writer, p plan.Plan, opt Options) error {
	x := newWriter(p, opt)
	return x.render(w, "plan.tmpl", struct {
		frame
		Simulated  bool
		Forecasted bool
		Service    []service
		Cover      []cover
		Gantt      gantt
		Weeks      []week
		People     people
		Requests   requests
		Troubles   troubles
		Cost       costs
	}{
		x.frame(opt), len(p.Service.Queues) > 0, len(p.Profiles) > 0, x.service(), x.cover(), x.gantt(), x.weeks(), x.people(), x.requests(), x.troubles(), x.costs(),
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
	for i, q := range p.Input.Queues {
		x.colors[q.Name], x.number[q.Name] = class(i), i
	}
	for _, a := range p.Input.Team.Agents {
		x.agents[a.ID] = a
	}
	return x
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
		Style: template.CSS(read("style.css")), Script: template.JS(read("page.js")), Answer: x.answer(),
	}
	if f.Language == "" {
		f.Language = x.Catalogue.Language()
	}
	if f.Title == "" {
		f.Title = x.T("Roster")
	}
	f.Stamp = x.T("As of %s, seed %s", in.Now.In(x.zone).Format("2006-01-02 15:04"), count(in.Seed))
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

// tenth is a number with one place, whole one without any; x.T gives them the separators
// of the language.
func (x *writer) tenth(v float64) string { return x.T("%.1f", v+0) }

func (x *writer) whole(v float64) string {
	s := x.T("%.0f", math.Round(v)) // halves up, as the terminal
	if strings.Trim(s, "0123456789") == "" {
		return grouped(s)
	}
	return s
}

func (x *writer) percent(v float64) string { return x.T("%.0f %%", 100*v) }

// money is an amount with its cents.
func (x *writer) money(v decimal.Decimal) string { return grouped(x.Money(v)) }

// grouped puts thin blanks between thousands.
func grouped(s string) string {
	whole, rest := s, ""
	if k := strings.IndexAny(s, ".,"); k >= 0 {
		whole, rest = s[:k], s[k:]
	}
	from := 0
	if strings.HasPrefix(whole, "-") {
		from = 1
	}
	for i := len(whole) - 3; i > from; i -= 3 {
		whole = whole[:i] + "\u202f" + whole[i:]
	}
	return whole + rest
}

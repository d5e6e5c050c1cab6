// Package xlsx writes the plan as a workbook for planners and for finance, one file per
// sheet. Values that people may change stand once, on Inputs, as named cells; turno's
// results (the forecast, agents required per interval, rostered and paid hours) are typed
// cells, and every figure after them is a formula that carries the value it has now.
//
// Names from input are always written as text, so that a cell that begins with = + - or @
// is never read as a formula.
package xlsx

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"turno/internal/locale"
	"turno/internal/report/people"
	"turno/internal/report/text"
	"turno/plan"
	"turno/plan/capacity"
	"turno/plan/scenario"
	"turno/schedule"
)

// Options are how a workbook is written.
type Options struct {
	Words      text.Catalogue
	Version    string               // of turno
	Comparison *scenario.Comparison // what-ifs beside the plan; nil leaves their sheet out
	Capacity   *capacity.Plan       // the months to come; nil leaves their sheet out
	People     []people.Page        // about people, a sheet each before the checks
	Rows       [][]string           // the roster as roster.csv holds it, a row a shift, with the header; nil leaves its texts out
	Planned    *schedule.Shrinkage  // at which the roster was made, where the plan's was changed since
}

// Plan writes the workbook of a plan.
func Plan(w io.Writer, p plan.Plan, opt Options) (err error) {
	f := excelize.NewFile()
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	b := newBook(f, p, opt)
	b.planned = p.Input.Team.Shrinkage
	if opt.Planned != nil {
		b.planned = *opt.Planned
	}
	b.byID, b.model = b.names(), b.newModel()
	if err := b.properties(); err != nil {
		return err
	}
	if err := b.write(b.pages()); err != nil {
		return err
	}
	return b.pack(w)
}

// book is a workbook being written.
type book struct {
	f        *excelize.File
	words    text.Catalogue
	locale   locale.Locale
	plan     plan.Plan
	model    *model
	planned  schedule.Shrinkage // at which people are shared out among their queues
	version  string
	compared *scenario.Comparison
	ahead    *capacity.Plan
	about    []people.Page
	shifts   [][]string        // as roster.csv holds them
	byID     map[string]string // names of agents
	styles   map[string]int
	looks    map[look]int
	used     map[string]bool   // names of sheets, in small letters
	tabs     map[string]string // names of sheets by their English ones
	listed   map[string]bool   // own wages that stand on Inputs
	folded   map[string]bool   // sheets with rows or columns to fold, by name
	more     []check           // of sheets that bring some of their own
}

// newBook is a workbook without sheets yet.
func newBook(f *excelize.File, p plan.Plan, opt Options) *book {
	b := &book{f: f, words: opt.Words, plan: p, shifts: opt.Rows, version: opt.Version, compared: opt.Comparison, ahead: opt.Capacity, about: opt.People,
		styles: map[string]int{}, looks: map[look]int{}, used: map[string]bool{}, tabs: map[string]string{}, listed: map[string]bool{}, folded: map[string]bool{}}
	b.locale, _ = locale.Of(p.Input.Locale)
	return b
}

// page is a sheet to be written.
type page struct {
	key   string // its English name, by which other sheets ask for it
	title string
	write func(*sheet) error
	late  bool // written after the others, whose places it names
}

// pages lists the sheets in the order in which they are shown: of a roster whose demand is not
// known, those of the roster alone.
func (b *book) pages() []page {
	t := b.words.T
	if len(b.plan.Profiles) == 0 {
		return []page{{"Roster", t("Roster"), b.roster, false}, {"Gantt", t("Gantt"), b.gantt, false}}
	}
	list := []page{
		{"Summary", t("Summary"), b.summary, true},
		{"Inputs", t("Inputs"), b.inputs, false},
		{"Totals", t("Totals"), b.totals, true},
		{"Volume", t("Volume"), b.volume, false},
		{"Requirement", t("Requirement"), b.requirement, false},
		{"Intervals", t("Intervals"), b.intervals, false},
		{"Roster", t("Roster"), b.roster, false},
		{"Gantt", t("Gantt"), b.gantt, false},
		{"Coverage", t("Coverage"), b.coverage, false},
		{"Hours", t("Hours"), b.hours, false},
		{"Cost", t("Cost"), b.cost, false},
	}
	if b.compared != nil && len(b.compared.Outcomes) > 0 {
		list = append(list, page{"Scenarios", t("Scenarios"), b.scenarios, false})
	}
	if b.ahead != nil {
		list = append(list, page{"Capacity", t("Capacity"), b.capacity, false})
	}
	for _, x := range b.about {
		list = append(list, page{x.Name, x.Name, func(s *sheet) error { return s.people(x) }, false})
	}
	return append(list, page{"Checks", t("Checks"), b.checks, true})
}

// write makes all sheets, so that each may name the others, and then fills them.
func (b *book) write(pages []page) error {
	for _, p := range pages {
		b.tabs[p.key] = b.sheetName(p.title)
		if _, err := b.f.NewSheet(b.tabs[p.key]); err != nil {
			return err
		}
	}
	if err := b.f.DeleteSheet("Sheet1"); err != nil {
		return err
	}
	b.f.SetActiveSheet(0) // now, for the library would read back all sheets that are written
	for _, late := range []bool{false, true} {
		for _, p := range pages {
			if p.late != late {
				continue
			}
			if err := b.fillIn(b.tabs[p.key], p.write); err != nil {
				return fmt.Errorf("sheet %s: %w", p.key, err)
			}
		}
	}
	return nil
}

// tab is the name of the sheet with this English name.
func (b *book) tab(key string) string { return b.tabs[key] }

func (b *book) properties() error {
	now := b.plan.Input.Now.UTC().Format(time.RFC3339)
	return b.f.SetDocProps(&excelize.DocProperties{
		Title: b.plan.Input.Name, Creator: "turno", LastModifiedBy: "turno", Created: now, Modified: now,
	})
}

// fillIn writes one sheet: its cells in any order, then it is streamed.
func (b *book) fillIn(name string, write func(*sheet) error) error {
	s := &sheet{book: b, name: name}
	if err := write(s); err != nil {
		return err
	}
	return s.flush()
}

// sheetName is a name that spreadsheets allow for a sheet, and no other sheet has.
func (b *book) sheetName(name string) string {
	const most = 31
	name = strings.Trim(strings.NewReplacer(":", " ", "\\", " ", "/", " ", "?", " ", "*", " ", "[", "(", "]", ")", "'", "’").Replace(name), " ")
	for n := 1; ; n++ {
		end := ""
		if n > 1 {
			end = fmt.Sprintf(" %d", n)
		}
		r := []rune(name)
		out := string(r[:min(len(r), most-len(end))]) + end
		if key := "sheet " + strings.ToLower(out); !b.used[key] {
			b.used[key] = true
			return out
		}
	}
}

// names maps the IDs of agents to what people call them.
func (b *book) names() map[string]string {
	names := map[string]string{}
	for _, a := range b.plan.Input.Team.Agents {
		names[a.ID] = a.Name
	}
	return names
}

func nameOr(names map[string]string, id string) string {
	if n := names[id]; n != "" {
		return n
	}
	return id
}

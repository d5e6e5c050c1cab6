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

	"turno/internal/report/text"
	"turno/plan"
)

// Options are how a workbook is written.
type Options struct {
	Words text.Catalogue
	Rows  [][]string // the roster as roster.csv holds it, a row a shift, with the header; nil leaves its texts out
}

// Plan writes the workbook of a plan.
func Plan(w io.Writer, p plan.Plan, opt Options) (err error) {
	f := excelize.NewFile()
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	b := &book{f: f, words: opt.Words, plan: p, shifts: opt.Rows, styles: map[string]int{}, used: map[string]bool{}}
	if err := b.properties(); err != nil {
		return err
	}
	t := b.words.T
	for _, sheet := range []struct {
		name  string
		write func(*sheet) error
	}{
		{t("Summary"), b.summary}, {t("Volume"), b.volume}, {t("Requirement"), b.requirement}, {t("Roster"), b.roster},
		{t("Gantt"), b.gantt}, {t("Coverage"), b.coverage}, {t("Cost"), b.cost},
	} {
		if err := b.add(sheet.name, sheet.write); err != nil {
			return fmt.Errorf("sheet %s: %w", sheet.name, err)
		}
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		return err
	}
	f.SetActiveSheet(0)
	return b.write(w)
}

// book is a workbook being written.
type book struct {
	f      *excelize.File
	words  text.Catalogue
	plan   plan.Plan
	shifts [][]string // as roster.csv holds them
	styles map[string]int
	used   map[string]bool // names of sheets and of cells, in small letters
}

func (b *book) properties() error {
	now := b.plan.Input.Now.UTC().Format(time.RFC3339)
	return b.f.SetDocProps(&excelize.DocProperties{
		Title: b.plan.Input.Name, Creator: "turno", LastModifiedBy: "turno", Created: now, Modified: now,
	})
}

// add writes one sheet: write fills it in any order of cells, then it is streamed.
func (b *book) add(name string, write func(*sheet) error) error {
	name = b.sheetName(name)
	if _, err := b.f.NewSheet(name); err != nil {
		return err
	}
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

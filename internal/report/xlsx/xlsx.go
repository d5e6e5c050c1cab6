// Package xlsx writes the plan as a workbook: Summary, Volume, Requirement, Coverage as a
// heat-map, Roster as a Gantt chart and Cost, one file per sheet.
//
// Names from input are always written as text, so that a cell that begins with = + - or @
// is never read as a formula.
package xlsx

import (
	"fmt"
	"io"
	"math"
	"sort"
	"time"

	"github.com/xuri/excelize/v2"

	"turno/forecast/calendar"
	"turno/internal/report/text"
	"turno/plan"
)

// Options are how a workbook is written.
type Options struct {
	Words text.Catalogue
}

// Plan writes the workbook of a plan.
func Plan(w io.Writer, p plan.Plan, opt Options) (err error) {
	f := excelize.NewFile()
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	b := &book{f: f, words: opt.Words, plan: p, styles: map[string]int{}}
	if err := b.properties(); err != nil {
		return err
	}
	for _, sheet := range []struct {
		name  string
		write func(*sheet) error
	}{
		{"Summary", b.summary}, {"Volume", b.volume}, {"Requirement", b.requirement},
		{"Coverage", b.coverage}, {"Roster", b.roster}, {"Cost", b.cost},
	} {
		if err := b.add(sheet.name, sheet.write); err != nil {
			return fmt.Errorf("sheet %s: %w", sheet.name, err)
		}
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		return err
	}
	f.SetActiveSheet(0)
	// The library lists the content types in the order of a map; sorted, the same plan
	// always gives the same bytes.
	types := f.ContentTypes.Defaults
	sort.Slice(types, func(i, j int) bool { return types[i].Extension < types[j].Extension })
	return f.Write(w)
}

// book is a workbook being written.
type book struct {
	f      *excelize.File
	words  text.Catalogue
	plan   plan.Plan
	styles map[string]int
}

func (b *book) properties() error {
	now := b.plan.Input.Now.UTC().Format(time.RFC3339)
	return b.f.SetDocProps(&excelize.DocProperties{
		Title: b.plan.Input.Name, Creator: "turno", LastModifiedBy: "turno", Created: now, Modified: now,
	})
}

func (b *book) add(name string, write func(*sheet) error) error {
	if _, err := b.f.NewSheet(name); err != nil {
		return err
	}
	s := &sheet{book: b, name: name}
	if err := write(s); err != nil {
		return err
	}
	return s.err
}

// style makes a style once and gives its number afterwards.
func (b *book) style(key string, make func() *excelize.Style) int {
	id, ok := b.styles[key]
	if !ok {
		var err error
		if id, err = b.f.NewStyle(make()); err != nil {
			id = 0 // the default style: the sheet stays readable
		}
		b.styles[key] = id
	}
	return id
}

func (b *book) bold() int {
	return b.style("bold", func() *excelize.Style { return &excelize.Style{Font: &excelize.Font{Bold: true, Size: 11}} })
}

func (b *book) title() int {
	return b.style("title", func() *excelize.Style { return &excelize.Style{Font: &excelize.Font{Bold: true, Size: 16}} })
}

func (b *book) wrapped() int {
	return b.style("wrapped", func() *excelize.Style {
		return &excelize.Style{Font: &excelize.Font{Italic: true}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "center"}}
	})
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

func (b *book) header() int {
	return b.style("header", func() *excelize.Style {
		return &excelize.Style{
			Font:      &excelize.Font{Bold: true, Color: "FFFFFF"},
			Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"2F5D73"}},
			Alignment: &excelize.Alignment{WrapText: true, Vertical: "center", Horizontal: "center"},
		}
	})
}

// format is a cell style with a number format of the spreadsheet's own language.
func (b *book) format(code string) int {
	return b.style("format "+code, func() *excelize.Style { return &excelize.Style{CustomNumFmt: &code} })
}

func (b *book) fill(color string) int {
	return b.style("fill "+color, func() *excelize.Style {
		return &excelize.Style{
			Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}},
			Alignment: &excelize.Alignment{Horizontal: "center"},
			Font:      &excelize.Font{Size: 8, Color: "FFFFFF"},
		}
	})
}

const (
	formatWhole  = "#,##0"
	formatTenth  = "#,##0.0"
	formatShare  = "0.0%"
	formatMoney  = "#,##0.00"
	formatMoment = "ddd d mmm hh:mm"
)

// sheet writes cells and keeps the first error.
type sheet struct {
	*book
	name string
	err  error
}

func cell(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return "A1"
	}
	return name
}

func (s *sheet) keep(err error) {
	if s.err == nil {
		s.err = err
	}
}

// text writes a string as a string, whatever it begins with.
func (s *sheet) text(column, row int, value string, style int) {
	const most = 32767 // characters in a cell
	if r := []rune(value); len(r) > most {
		value = string(r[:most])
	}
	s.keep(s.f.SetCellStr(s.name, cell(column, row), value))
	s.styled(column, row, style)
}

func (s *sheet) number(column, row int, value float64, format string) {
	if math.IsNaN(value) || math.IsInf(value, 0) {
		return
	}
	s.keep(s.f.SetCellFloat(s.name, cell(column, row), value, 6, 64))
	s.styled(column, row, s.format(format))
}

// moment writes a local time as the spreadsheet's serial number, which has no zone.
func (s *sheet) moment(column, row int, t time.Time) {
	l := t.In(s.words.Zone)
	s.keep(s.f.SetCellValue(s.name, cell(column, row), time.Date(l.Year(), l.Month(), l.Day(), l.Hour(), l.Minute(), 0, 0, time.UTC)))
	s.styled(column, row, s.format(formatMoment))
}

func (s *sheet) styled(column, row, style int) {
	if style != 0 {
		s.keep(s.f.SetCellStyle(s.name, cell(column, row), cell(column, row), style))
	}
}

func (s *sheet) headers(row int, names ...string) {
	s.keep(s.f.SetRowHeight(s.name, row, 32))
	for i, n := range names {
		s.text(i+1, row, n, s.header())
	}
}

func (s *sheet) width(first, last int, width float64) {
	from, err := excelize.ColumnNumberToName(first)
	s.keep(err)
	to, err := excelize.ColumnNumberToName(last)
	s.keep(err)
	s.keep(s.f.SetColWidth(s.name, from, to, width))
}

// freeze keeps the rows above and the columns left of the cell in sight.
func (s *sheet) freeze(column, row int) {
	s.keep(s.f.SetPanes(s.name, &excelize.Panes{
		Freeze: true, XSplit: column - 1, YSplit: row - 1, TopLeftCell: cell(column, row), ActivePane: "bottomRight",
	}))
}

// landscape prints the sheet one page wide.
func (s *sheet) landscape() {
	orientation, wide, high := "landscape", 1, 0
	fit := true
	s.keep(s.f.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &fit}))
	s.keep(s.f.SetPageLayout(s.name, &excelize.PageLayoutOptions{Orientation: &orientation, FitToWidth: &wide, FitToHeight: &high}))
}

// area is an absolute range of one column, for charts.
func (s *sheet) area(column, first, last int) string {
	name, err := excelize.ColumnNumberToName(column)
	s.keep(err)
	if first == last {
		return fmt.Sprintf("'%s'!$%s$%d", s.name, name, first)
	}
	return fmt.Sprintf("'%s'!$%s$%d:$%s$%d", s.name, name, first, name, last)
}

// labels is the column of local times as text: charts take it for their axis, because
// spreadsheets draw an axis of dates by whole days.
const labels = 2

type line struct {
	column int // its name is in row 1
	color  string
}

// times writes the first two columns: the local time as a number, and as text for charts.
func (s *sheet) times(g calendar.Grid) {
	s.text(1, 1, "Local time", s.header())
	s.text(labels, 1, "Label", s.header())
	for i := range g.N {
		s.moment(1, 2+i, g.At(i))
		s.text(labels, 2+i, g.At(i).In(s.words.Zone).Format("Mon 15:04"), 0)
	}
	s.width(1, 1, 18)
	s.width(labels, labels, 11)
}

// lines draws a line chart of columns against the labels.
func (s *sheet) lines(at, title string, first, last int, lines []line) {
	if last < first {
		return
	}
	series := make([]excelize.ChartSeries, len(lines))
	for i, l := range lines {
		series[i] = excelize.ChartSeries{
			Name: s.area(l.column, 1, 1), Categories: s.area(labels, first, last), Values: s.area(l.column, first, last),
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{l.color}},
			Line: excelize.LineOptions{Width: 1.5}, Marker: excelize.ChartMarker{Symbol: "none"},
		}
	}
	s.keep(s.f.AddChart(s.name, at, &excelize.Chart{
		Type: excelize.Line, Series: series, Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: title}}},
		Legend: excelize.ChartLegend{Position: "bottom"}, Dimension: excelize.ChartDimension{Width: 900, Height: 300},
		XAxis: excelize.ChartAxis{TickLabelSkip: max(1, (last-first+1)/14)}, YAxis: excelize.ChartAxis{MajorGridLines: true},
	}))
}

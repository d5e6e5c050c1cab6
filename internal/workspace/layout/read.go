package layout

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"turno/forecast/messages"
	"turno/internal/workspace/fault"
	"turno/internal/workspace/settings"
	"turno/internal/workspace/value"
)

// Options say how an export is read.
type Options struct {
	Zone  *time.Location // of times without an offset, unless the layout says; nil is UTC
	Rules []settings.Rule
	Shift time.Duration // added to every time
	Step  time.Duration // of the history: no interval of a report may be longer
	List  int           // bad rows that are listed at most; 0 is 20
}

// Report is what came of one file.
type Report struct {
	File    string
	Rows    int64
	Bad     int64         // rows that could not be read
	Listed  []fault.Fault // the first of them
	Folded  int           // times that clocks show twice
	Skipped int           // times that clocks skip
	Text    bool          // the rules had text to read
}

// Read takes the rows of an export into a collection. Bad rows are counted and the first of
// them listed, without their cells; all others are taken. The error is a *fault.Error where
// the file cannot be read as the layout says, or that of the disk or of the context.
func Read(ctx context.Context, name string, r io.Reader, l settings.Layout, into *messages.Collector, opt Options) (Report, error) {
	x := &reader{name: name, layout: l, opt: opt, into: into, report: Report{File: name}, words: newWords(l), shared: map[string]string{}}
	if x.opt.List == 0 {
		x.opt.List = 20
	}
	x.clock = clock{zone: l.Zone, monthFirst: l.MonthFirst, day: -1 << 40}
	if x.clock.zone == nil {
		x.clock.zone = opt.Zone
	}
	if x.clock.zone == nil {
		x.clock.zone = time.UTC
	}
	fields, names := wanted(l)
	src, err := open(r, fields, names)
	if err != nil {
		return x.report, x.whole(err)
	}
	_, x.clock.sheet = src.(*sheet)
	if err := x.match(src); err != nil {
		_ = src.close() // what is wrong is known
		return x.report, err
	}
	rows := readAhead(src, x.judge())
	defer rows.close()
	err = x.rows(ctx, rows)
	x.report.Folded, x.report.Skipped = x.clock.Folded, x.clock.Skipped
	return x.report, err
}

// wanted lists what a layout looks for, and under which names.
func wanted(l settings.Layout) (fields []string, names [][]string) {
	for _, f := range settings.Fields(l.Rows) {
		fields, names = append(fields, f.Name), append(names, l.Columns[f.Name])
	}
	return fields, names
}

// reader is one pass over a file.
type reader struct {
	name   string
	layout settings.Layout
	opt    Options
	into   *messages.Collector
	report Report
	clock  clock
	words  words
	column [fields]int // of each field; -1 is none
	cells  []string
	found  verdict // by the rules
	line   int
	shared map[string]string
}

// whole makes an error of the file as a whole one for people.
func (x *reader) whole(err error) error {
	var b broken
	switch {
	case errors.As(err, &b):
	case errors.Is(err, io.EOF):
		b = broken{"no rows: expected a first line that names the columns and rows below"}
	default:
		return fmt.Errorf("reading %s: %w", x.name, err)
	}
	return &fault.Error{Faults: []fault.Fault{{File: x.name, Line: x.line, Expected: b.expected}}}
}

// match finds the columns of the layout in the header.
func (x *reader) match(src source) error {
	header := src.header()
	_, objects := src.(*lines)
	var faults fault.List
	for i := range x.column {
		x.column[i] = -1
	}
	for _, f := range settings.Fields(x.layout.Rows) {
		k, names := fieldOf[f.Name], x.layout.Columns[f.Name]
		if objects && len(names) > 0 {
			names = []string{f.Name}
		}
		for i := 0; i < len(names) && x.column[k] < 0; i++ {
			x.column[k] = slices.IndexFunc(header, func(h string) bool { return strings.EqualFold(strings.TrimSpace(h), names[i]) })
		}
		if f.Needed && x.column[k] < 0 {
			faults.Add(fault.Fault{File: x.name, Line: 1, Expected: fmt.Sprintf("no column of %s: expected %s in the header; --layout names another layout, and docs/WORKSPACE.md tells how to write one",
				f.Doc, strings.Join(x.layout.Columns[f.Name], " or "))})
		}
	}
	x.report.Text = x.column[fText] >= 0 && len(x.opt.Rules) > 0
	return faults.Err()
}

func (x *reader) rows(ctx context.Context, src *ahead) error {
	for n := 0; ; n++ {
		if n&4095 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		cells, found, line, err := src.next()
		x.line, x.found = line, found
		var bad badRow
		switch {
		case errors.As(err, &bad):
			x.report.Rows++
			x.reject(-1, bad.expected)
			continue
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return x.whole(err)
		case blank(cells):
			continue
		}
		x.cells = cells
		x.report.Rows++
		if err := x.row(); err != nil {
			return &fault.Error{Faults: []fault.Fault{{File: x.name, Line: line, Expected: err.Error()}}}
		}
	}
}

func blank(cells []string) bool {
	for _, c := range cells {
		if c != "" && strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

func (x *reader) row() error {
	switch x.layout.Rows {
	case settings.TicketRows:
		return x.ticket()
	case settings.IntervalRows:
		return x.interval()
	}
	return x.message()
}

// reject counts a bad row; what it holds is told by its shape alone.
func (x *reader) reject(field int, expected string) {
	x.report.Bad++
	if len(x.report.Listed) >= x.opt.List {
		return
	}
	f := fault.Fault{File: x.name, Line: x.line, Expected: expected}
	if field >= 0 && x.column[field] >= 0 {
		f.Column = x.column[field] + 1
		f.Expected = fmt.Sprintf("%s: a value like %s: %s", fieldNames[field], shape(x.cell(field)), expected)
	}
	x.report.Listed = append(x.report.Listed, f)
}

// shape is what a cell looks like without what it says: digits are 9, letters a.
func shape(s string) string {
	if s == "" {
		return "nothing"
	}
	var b strings.Builder
	n := 0
	for _, r := range s {
		if n++; n > 30 {
			b.WriteString("…")
			break
		}
		switch {
		case unicode.IsDigit(r):
			b.WriteByte('9')
		case unicode.IsLetter(r), unicode.IsMark(r):
			b.WriteByte('a')
		case r < 128 && unicode.IsPrint(r):
			b.WriteRune(r)
		default:
			b.WriteByte('?')
		}
	}
	return strconv.Quote(b.String())
}

func (x *reader) cell(field int) string {
	if i := x.column[field]; i >= 0 && i < len(x.cells) {
		return strings.TrimSpace(x.cells[i])
	}
	return ""
}

const wantTime = "expected a time such as 2026-11-02 09:00, 2026-11-02T09:00:00+01:00 or Tue Oct 31 22:10:47 +0000 2017, from 1970 to 2105"

// when reads a time; 0 where the cell is empty.
func (x *reader) when(field int, needed bool) (int64, bool) {
	s := x.cell(field)
	if s == "" && !needed {
		return 0, true
	}
	at, ok := x.clock.parse(s)
	if ok {
		at += int64(x.opt.Shift / time.Second)
		ok = at > 0 && at <= messages.MostSeconds
	}
	if !ok {
		x.reject(field, wantTime)
	}
	return at, ok
}

// count reads a number, -1 where the cell is empty.
func (x *reader) count(field int, most float64) (float64, bool) {
	s := strings.ReplaceAll(x.cell(field), "\u00a0", "")
	if s == "" || s == "-" {
		return -1, true
	}
	v, err := strconv.ParseFloat(s, 64)
	if whole, part, comma := strings.Cut(s, ","); err != nil && comma && len(part) == 3 { // thousands
		v, err = strconv.ParseFloat(whole+part, 64)
	}
	if err != nil || !(v >= 0 && v <= most) {
		x.reject(field, fmt.Sprintf("expected a number from 0 to %g, or nothing", most))
		return -1, false
	}
	return v, true
}

// seconds reads a length of time: a number of the layout's unit, 00:05:12, or 5m12s.
func (x *reader) seconds(field int) (float64, bool) {
	s := x.cell(field)
	if s == "" || s == "-" {
		return -1, true
	}
	v, err := strconv.ParseFloat(s, 64)
	v *= x.layout.Unit.Seconds()
	if err != nil {
		v, err = clockLength(s)
	}
	if err != nil {
		var d time.Duration
		d, err = value.ParseDuration(s)
		v = d.Seconds()
	}
	if err != nil || !(v >= 0 && v <= 20*366*daySeconds) {
		x.reject(field, "expected a length of time such as 312, 00:05:12 or 5m12s, or nothing")
		return -1, false
	}
	return v, true
}

// clockLength reads 00:05:12 or 5:12.
func clockLength(s string) (float64, error) {
	parts := strings.Split(s, ":")
	if len(parts) < 2 || len(parts) > 3 {
		return 0, errors.New("no clock")
	}
	var v float64
	for _, p := range parts {
		n, err := strconv.ParseFloat(p, 64)
		if err != nil || n < 0 {
			return 0, errors.New("no clock")
		}
		v = 60*v + n
	}
	return v, nil
}

// maxName is the longest name of a handle, agent or kind in bytes.
const maxName = 120

// name reads the name of something few; a name with control characters is refused.
func (x *reader) named(field int) (string, bool) {
	s := x.cell(field)
	if s == "" || x.shared[s] != "" {
		return s, true
	}
	if len(s) > maxName || value.Hidden(s) || strings.ToValidUTF8(s, "") != s {
		x.reject(field, fmt.Sprintf("expected a name of at most %d letters on one line", maxName))
		return "", false
	}
	if len(x.shared) < 1<<16 {
		s = strings.Clone(s)
		x.shared[s] = s
	}
	return s, true
}

package layout

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode"

	"turno/forecast/messages"
	"turno/internal/workspace/fault"
	"turno/internal/workspace/rows"
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
	messages.File
	Listed []fault.Fault // the first of the bad rows
}

// Read takes the rows of an export into a collection. Bad rows are counted and the first of
// them listed, without their cells; all others are taken. The error is a *fault.Error where
// the file cannot be read as the layout says, or that of the disk or of the context.
func Read(ctx context.Context, name string, r io.Reader, l settings.Layout, into *messages.Collector, opt Options) (Report, error) {
	x := &reader{name: name, layout: l, opt: opt, into: into, report: Report{File: messages.File{Name: name}}, words: newWords(l), shared: map[string]string{}}
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
	var err error
	if x.file, err = rows.Open(r, rows.Options{Header: complete(l), Names: needed(l), Times: isTime(l), Labels: true, Fields: wanted(l), Bytes: maxBytes}); err != nil {
		return x.report, x.whole(err)
	}
	x.commas = x.file.Separator() == ';'
	if err := x.match(); err != nil {
		return x.report, err
	}
	ahead := readAhead(x.file, x.used(), x.judge())
	defer ahead.close()
	x.order(ahead.first())
	err = x.rows(ctx, ahead)
	x.report.Folded, x.report.Skipped, x.report.Coding = x.clock.Folded, x.clock.Skipped, x.file.Coding()
	return x.report, err
}

// maxBytes bounds an export, unpacked: far beyond what teams have.
const maxBytes = 1 << 38

// needed lists for people the columns that a layout needs.
func needed(l settings.Layout) string {
	var out []string
	for _, f := range settings.Fields(l.Rows) {
		if f.Needed && len(l.Columns[f.Name]) > 0 {
			out = append(out, l.Columns[f.Name][0])
		}
	}
	return strings.Join(out, ",")
}

// reader is one pass over a file.
type reader struct {
	name   string
	file   *rows.File
	layout settings.Layout
	opt    Options
	into   *messages.Collector
	report Report
	clock  clock
	words  words
	column [fields]int // of each field; -1 is none
	unit   [fields]time.Duration
	wide   []beside // queues side by side
	commas bool     // decimal marks are commas
	below  pending
	cells  []string
	found  verdict // by the rules
	line   int
	shared map[string]string
}

// whole makes an error of the file as a whole one for people.
func (x *reader) whole(err error) error {
	var b *rows.Error
	switch {
	case errors.As(err, &b):
	case errors.Is(err, io.EOF):
		b = &rows.Error{Text: "no rows: expected a first line that names the columns and rows below"}
	default:
		return fmt.Errorf("reading %s: %w", x.name, err)
	}
	return &fault.Error{Faults: []fault.Fault{{File: x.name, Line: cmp.Or(b.Line, x.line), Expected: b.Text}}}
}

func (x *reader) rows(ctx context.Context, src *ahead) error {
	for n := 0; ; n++ {
		if n&4095 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		cells, found, line, err := src.next()
		if errors.Is(err, io.EOF) {
			x.report.Left += x.below.n
			return nil
		}
		x.line, x.found = line, found
		var bad *rows.BadRow
		if err != nil && !errors.As(err, &bad) {
			return x.whole(err)
		}
		x.cells = cells
		switch {
		case x.summed(cells):
			x.report.Left++
			continue
		case remark(cells, len(x.file.Header())):
			x.below.add(line, x.opt.List)
			continue
		}
		x.between()
		x.report.Rows++
		if bad != nil {
			x.list(fault.Fault{Column: bad.Cell + 1, Expected: bad.Text})
			continue
		}
		if err := x.row(); err != nil {
			return &fault.Error{Faults: []fault.Fault{{File: x.name, Line: line, Expected: err.Error()}}}
		}
	}
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

// reject counts a bad row for one of its fields; what that holds is told by its shape alone.
func (x *reader) reject(field int, expected string) {
	f := fault.Fault{Column: x.column[field] + 1, Expected: expected}
	if f.Column > 0 {
		f.Expected = fmt.Sprintf("%s: a value like %s: %s", fieldNames[field], shape(x.cell(field)), expected)
	}
	x.list(f)
}

// list counts a bad row, and lists what is wrong with it where it is one of the first.
func (x *reader) list(f fault.Fault) {
	if x.report.Bad++; len(x.report.Listed) < x.opt.List {
		f.File, f.Sheet, f.Line = x.name, x.file.Sheet(), x.line
		x.report.Listed = append(x.report.Listed, f)
	}
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
	if clock := x.cell(fTime); field == fAt && clock != "" { // the time of day stands by itself
		clock, _, _ = strings.Cut(clock, "-") // 09:00 - 09:30
		s += " " + strings.TrimSpace(clock)
	}
	return x.instant(field, s)
}

// instant reads a time that a field tells. Other times of a row come after that at which it
// begins, and several rows may begin at one time: only beginnings follow each other.
func (x *reader) instant(field int, s string) (int64, bool) {
	at, ok := x.clock.parse(s)
	if ok {
		if field == fAt || field == fOpened {
			x.clock.last = at
		}
		at += int64(x.opt.Shift / time.Second)
		ok = at > 0 && at <= messages.MostSeconds
	}
	switch {
	case ok:
	case x.clock.swapped(s):
		x.reject(field, "no such date where "+map[bool]string{true: "the month stands first: in a layout of your own, leave month_first out", false: "the day stands first: in a layout of your own, say month_first: yes"}[x.clock.monthFirst])
	default:
		x.reject(field, wantTime)
	}
	return at, ok
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

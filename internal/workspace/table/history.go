package table

import (
	"io"
	"math"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"

	"turno/forecast"
	"turno/internal/workspace/fault"
	"turno/internal/workspace/value"
)

// The columns of a history, in reading order.
var historyColumns = []Column{
	{"timestamp", true}, {"queue", false}, {"kind", false}, {"volume", true}, {"handled", false}, {"flushed", false}, {"aht", false},
	{"replies", false}, {"moved", false},
}

const (
	colTimestamp = iota
	colQueue
	colKind
	colVolume
	colHandled
	colFlushed
	colAHT
	colReplies
	colMoved
	extras = colMoved - colVolume
)

// The bounds of a history.
const (
	maxQueues              = 10_000
	maxKinds               = 200 // of a queue
	maxVolume              = 1e12
	maxCells               = 50_000_000 // intervals of all queues; and, lest few rows span an age:
	freeCells, cellsPerRow = 1_000_000, 1000

	maxSkipped = 3 // faults about skipped times
)

// HistoryOptions say how to read a history.
type HistoryOptions struct {
	Zone    *time.Location // of local times and of the grids; nil is UTC
	Columns Columns        // other names of the columns
	Queue   string         // the one queue of a file without a queue column; empty is the file's name
	Lines   map[string]int // takes the line on which each queue of a queue column first stands; may be nil
	Kinds   map[KindOf]int // takes the line on which each kind of a queue first stands; may be nil
}

// KindOf is a kind of message in a queue.
type KindOf struct {
	Queue string
	Kind  forecast.Kind
}

// ReadHistory reads the history of every queue, in order of first appearance. The name is
// the file's, for messages.
//
// Times are local in the zone or carry their offset. The step is the common distance of a
// queue's rows: 5 minutes to an hour and a whole part of it, or a day; all queues share
// it. Each series runs from its queue's first row to its last; intervals without a row,
// or with an empty volume, are NaN. Volumes may be fractions, such as means.
//
// With a column kind the rows of one time and queue add up to the queue: a row for each kind
// of message, and one with an empty kind for those that are not told apart. A kind without a
// row at a time that the queue has is zero there.
//
// A local hour that the clocks show twice may have two rows, which are the two hours in
// order, or one, whose counts are shared evenly between them. A local time that the clocks
// skip must count zero. The grid of a daily history begins at the midnight of the zone's
// standard time, so that every interval's start bears the date it is about.
//
// The error is a *fault.Error with all faults, or that of the disk.
func ReadHistory(name string, r io.Reader, opt HistoryOptions) ([]forecast.Series, error) {
	if opt.Zone == nil {
		opt.Zone = time.UTC
	}
	if opt.Queue == "" {
		opt.Queue = Stem(name)
	}
	t := NewReader(name, r, Layout{Columns: historyColumns, Renamed: opt.Columns,
		Remedy: "; give other names with --columns, such as timestamp=time,volume=count"})
	if err := t.Err(); err != nil {
		return nil, err
	}
	h := &history{table: t, opt: opt, zone: zoneClock{zone: opt.Zone}, byName: map[string]*queueRows{}, parts: map[KindOf]*queueRows{}}
	for c := colHandled; c <= colMoved; c++ {
		h.extra = h.extra || t.Has(c)
	}
	for t.Next() {
		h.row()
	}
	if t.Err() == nil && t.Rows() == 0 {
		t.addf(0, 0, "no rows below the header: expected one for each queue and interval")
	}
	if t.Err() == nil {
		return h.series()
	}
	return nil, t.Err()
}

// Stem is the name of a file without its folder and endings: the queue of a history that
// names none.
func Stem(name string) string {
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	for _, ending := range []string{".gz", ".csv", ".tsv", ".txt", ".xlsx"} {
		if len(base) > len(ending) && strings.EqualFold(base[len(base)-len(ending):], ending) {
			base = base[:len(base)-len(ending)]
		}
	}
	return base
}

// history collects the rows of a file by queue.
type history struct {
	table  *Reader
	opt    HistoryOptions
	clock  clockReader
	zone   zoneClock
	queues []*queueRows
	byName map[string]*queueRows
	parts  map[KindOf]*queueRows // of a file with a column kind
	extra  bool                  // any column behind volume is there

	clocked bool // some local time is not midnight
	skipped int  // rows with counts at times that the clocks skip
}

// queueRows are the rows of one queue as they come, or of one kind of message in it.
type queueRows struct {
	name   string
	kind   forecast.Kind
	parts  []*queueRows // by kind as they come, of a file with a column kind; the rows are then theirs added up
	rows   []entry
	folded []entry           // at is local: clocks show it twice
	extra  [][extras]float64 // handled and what follows by entry.row, when the file has any of them
}

// entry is one row: 24 bytes, since there may be millions.
type entry struct {
	at     int64 // Unix seconds
	volume float64
	line   int32
	row    int32
}

// sheetHint tells what to do with a date as spreadsheets write it, which may be read in two ways.
func sheetHint(cell string) string {
	if !sheetDate.MatchString(cell) {
		return ""
	}
	return "; in the spreadsheet give the column the format yyyy-mm-dd hh:mm and save again"
}

// sheetDate is a day, a month and a year in any order with dots or slashes between.
var sheetDate = regexp.MustCompile(`^\s*\d{1,4}[./]\d{1,2}[./]\d{2,4}\b`)

func (h *history) row() {
	t := h.table
	at, okTime := h.clock.parse(t.Cell(colTimestamp))
	if !okTime {
		t.Reject(colTimestamp, "expected a time such as 2026-11-02 09:00, or with its offset 2026-11-02T09:00:00+01:00, from 1970 to 2199"+sheetHint(t.Cell(colTimestamp)), "")
	}
	volume, ok := h.count(colVolume)
	q := h.part(h.queue())
	if q == nil || !ok || !okTime {
		return
	}
	e := entry{volume: volume, line: int32(min(t.Line(), math.MaxInt32)), row: int32(len(q.extra))}
	if h.extra && !h.further(q) {
		return
	}
	if at.instant {
		e.at = at.seconds
		q.rows = append(q.rows, e)
		return
	}
	h.clocked = h.clocked || at.seconds%daySeconds != 0
	switch instants, n := h.zone.instants(at.seconds); {
	case n == 1:
		e.at = instants[0]
		q.rows = append(q.rows, e)
	case n == 2:
		e.at = at.seconds
		q.folded = append(q.folded, e)
	case at.seconds%daySeconds == 0: // midnight itself is skipped: the day begins later
		e.at = at.seconds - h.zone.offsetAt(at.seconds-daySeconds)
		q.rows = append(q.rows, e)
	case volume > 0:
		h.skipped++
		if h.skipped <= maxSkipped { // a file of another zone has many
			t.Reject(colTimestamp, "the clocks of "+h.opt.Zone.String()+" skip this time: expected another; if the file's times are of another zone, name it with --zone", "")
		}
	}
}

// queue finds the row's queue, or is nil for a bad name.
func (h *history) queue() *queueRows {
	name := h.opt.Queue
	if h.table.Has(colQueue) {
		name = h.table.Cell(colQueue)
	}
	if q := h.byName[name]; q != nil {
		return q
	}
	if h.table.Has(colQueue) {
		raw := name
		if name = h.table.Text(colQueue); name == "" {
			if raw == "" {
				h.table.Reject(colQueue, "the queue has no name: expected one", "")
			}
			return nil
		}
	}
	if len(h.queues) == maxQueues {
		h.table.Reject(colQueue, "more than "+strconv.Itoa(maxQueues)+" queues: expected fewer; is this the column of the queue?", "")
		h.table.done = true
		return nil
	}
	q := h.byName[name] // the name may have been guarded against spreadsheets
	if q == nil {
		q = &queueRows{name: strings.Clone(name)}
		h.byName[q.name] = q
		h.queues = append(h.queues, q)
		if h.opt.Lines != nil && h.table.Has(colQueue) {
			h.opt.Lines[q.name] = h.table.Line()
		}
	}
	return q
}

// count reads a number of posts or contacts; an empty cell is missing.
func (h *history) count(column int) (float64, bool) {
	s := h.table.Cell(column)
	if s == "" {
		return math.NaN(), true
	}
	x, ok := number(s)
	switch {
	case !ok:
		h.table.Reject(column, "expected a number such as 12 or 12.5, or nothing where it is not known", pointed(s))
	case x < 0 || x > maxVolume:
		h.table.Reject(column, "expected a number from 0 to 1e12", "")
		ok = false
	}
	return x, ok
}

// further reads the columns behind volume.
func (h *history) further(q *queueRows) bool {
	var x [extras]float64
	good := true
	for k := range x {
		read := h.count
		if colHandled+k == colAHT {
			read = h.seconds
		}
		v, ok := read(colHandled + k)
		x[k], good = v, good && ok
	}
	q.extra = append(q.extra, x)
	return good
}

// seconds reads a handle time: a number of seconds, or a duration with its unit.
func (h *history) seconds(column int) (float64, bool) {
	s := h.table.Cell(column)
	if s == "" {
		return math.NaN(), true
	}
	x, ok := number(s)
	if d, err := value.ParseDuration(s); !ok && err == nil {
		x, ok = d.Seconds(), true
	}
	if !ok || x < 0 || x > 7*daySeconds {
		h.table.Reject(column, "expected a handle time of at most a week: seconds such as 300, or with a unit 5m", "")
		return 0, false
	}
	return x, true
}

// number reads digits with a point and an exponent, and nothing else that strconv would
// take, such as Inf, NaN or 0x10.
func number(s string) (float64, bool) {
	for i := range len(s) {
		if b := s[i]; (b < '0' || b > '9') && b != '.' && b != '-' && b != '+' && b != 'e' && b != 'E' {
			return 0, false
		}
	}
	x, err := strconv.ParseFloat(s, 64)
	return x, err == nil
}

// pointed is a number written with a decimal comma as one with a point, or empty.
func pointed(s string) string {
	whole, part, comma := strings.Cut(s, ",")
	if !comma || len(part) == 0 || len(part) == 3 || whole == "" || strings.Trim(whole+part, "0123456789") != "" {
		return "" // 1,234 may be a thousand
	}
	return whole + "." + part
}

// reject adds a fault of a row that has gone by.
func (h *history) reject(line int32, format string, args ...any) {
	h.table.addf(int(line), 0, format, args...)
}

func (h *history) rejectTime(e entry, expected string) {
	h.table.add(fault.Fault{File: h.table.name, Line: int(e.line), Value: h.shown(e.at), Expected: expected})
}

func (h *history) shown(at int64) string {
	return time.Unix(at, 0).In(h.opt.Zone).Format("2006-01-02 15:04")
}

package settings

import (
	"slices"
	"strings"
	"time"

	"turno/forecast/messages"
	"turno/internal/workspace/fault"
)

// RowKind says what one row of an export is.
type RowKind string

// The kinds of row.
const (
	MessageRows  RowKind = "messages"
	TicketRows   RowKind = "tickets"
	IntervalRows RowKind = "intervals"
)

// Layout says how an export is read: which of its columns means what.
type Layout struct {
	Name, About  string
	Rows         RowKind
	Columns      map[string][]string // by field, the names it may bear, the first that is there
	Inbound      []string            // what the column inbound holds for a customer; empty is yes, true, 1 and the like
	Sides        map[messages.Side][]string
	Side         messages.Side  // where no column or none of its values tells
	AuthorHandle bool           // the author of a brand's message is its handle
	Zone         *time.Location // of times without an offset; nil is the workspace's
	MonthFirst   bool           // 10/31/2017
	Unit         time.Duration  // of times that are plain numbers
	Good, Bad    []string       // satisfied and not
	Best         float64        // the best score, where satisfaction is a number
}

// Field is one thing that a layout may find in an export.
type Field struct {
	Name, Doc string
	Needed    bool
}

// Fields lists what the rows of a kind may tell.
func Fields(rows RowKind) []Field {
	reach, csat := Field{"reach", "people who may have seen it", false}, Field{"csat", "the customer's satisfaction", false}
	handle, side, agent := Field{"handle", "the brand's handle or group", false}, Field{"side", "public, private, chat, voice or email", false}, Field{"agent", "who of the team", false}
	kind, text := Field{"kind", "question, complaint and so on", false}, Field{"text", "read for the rules of import.yaml alone", false}
	handled := Field{"handled", "an agent's time on it", false}
	switch rows {
	case TicketRows:
		return []Field{{"opened", "when it was opened", true}, {"id", "its number", false}, {"first_reply", "when it was first answered", false},
			{"first_reply_after", "the time until then, instead", false}, {"closed", "when it was solved", false}, {"closed_after", "the time until then, instead", false},
			{"replies", "agent replies", false}, handle, side, agent, kind, handled, csat, reach, text}
	case IntervalRows:
		return []Field{{"at", "the interval's beginning", true}, {"time", "the time of day, where at is a date alone", false}, {"offered", "contacts offered", true}, {"queue", "the queue", false}, {"end", "the interval's end", false}, side,
			{"handled", "contacts answered", false}, {"abandoned", "contacts that left", false}, {"aht", "mean handle time", false},
			{"handle_total", "the handle time of all, instead", false}}
	}
	return []Field{{"at", "when it was written", true}, {"time", "the time of day, where at is a date alone", false}, {"id", "its number", false}, {"reply_to", "the id of the message it answers", false},
		{"thread", "the ticket or conversation it belongs to", false}, {"author", "who wrote it", false}, {"inbound", "whether a customer did", true},
		handle, side, agent, kind, handled, csat, reach, text}
}

type layoutDraft struct {
	Layout
	columns placed[patch[columnsDraft]]
	sides   patch[sidesDraft]
}

type columnsDraft map[string][]string

type sidesDraft map[messages.Side][]string

// columnsRecord has the fields of every kind of row.
var columnsRecord = func() record[columnsDraft] {
	var r record[columnsDraft]
	for _, kind := range []RowKind{MessageRows, TicketRows, IntervalRows} {
		for _, f := range Fields(kind) {
			if !r.has(f.Name) {
				r = append(r, bind(f.Name, "Column of "+f.Doc+"; of several names the first that the file has", listOf(text, 20), func(c *columnsDraft, v []string) { (*c)[f.Name] = v }))
			}
		}
	}
	return r
}()

var sidesRecord = func() record[sidesDraft] {
	var r record[sidesDraft]
	for i, name := range messages.Sides() {
		r = append(r, bind(name, "Values of the column side that mean "+name, listOf(text, 100), func(s *sidesDraft, v []string) { (*s)[messages.Side(i)] = v }))
	}
	return r
}()

var sideName = oneOf("side", messages.Sides()...)

func sideOf(name string) messages.Side {
	return messages.Side(max(0, slices.Index(messages.Sides(), name)))
}

var layoutRecord = record[layoutDraft]{
	bind("version", "Version of this format", version, func(*layoutDraft, int) {}),
	bind("name", "What the layout is called", text, func(l *layoutDraft, v string) { l.Name = v }),
	bind("about", "What exports it is for", text, func(l *layoutDraft, v string) { l.About = v }),
	bind("zone", "IANA zone of times without an offset; the workspace's by default", zone, func(l *layoutDraft, v *time.Location) { l.Zone = v }),
	bind("rows", "What one row is: messages, tickets or intervals", oneOf("kind of row", MessageRows, TicketRows, IntervalRows), func(l *layoutDraft, v RowKind) { l.Rows = v }).required(),
	bind("columns", "Which columns mean what", keep(patchOf("columns", columnsRecord)), func(l *layoutDraft, v placed[patch[columnsDraft]]) { l.columns = v }).required(),
	bind("inbound", "Values of the column inbound that mean a customer; yes, true, 1, in, inbound, customer and end-user by default", listOf(text, 50), func(l *layoutDraft, v []string) { l.Inbound = v }),
	bind("sides", "What the values of the column side mean", patchOf("sides", sidesRecord), func(l *layoutDraft, v patch[sidesDraft]) { l.sides = v }),
	bind("side", "The side where no column tells it: public by default", sideName, func(l *layoutDraft, v string) { l.Side = sideOf(v) }),
	bind("author_is_handle", "Whether the author of a brand's message is its handle", yes, func(l *layoutDraft, v bool) { l.AuthorHandle = v }),
	bind("month_first", "Whether dates with slashes are 10/31/2017; else 31/10/2017", yes, func(l *layoutDraft, v bool) { l.MonthFirst = v }),
	bind("unit", "What a time that is a plain number counts, such as 1s (default) or 1m", positive, func(l *layoutDraft, v time.Duration) { l.Unit = v }),
	bind("good", "Values of the column csat that mean satisfied", listOf(text, 50), func(l *layoutDraft, v []string) { l.Good = v }),
	bind("bad", "Values of the column csat that mean dissatisfied", listOf(text, 50), func(l *layoutDraft, v []string) { l.Bad = v }),
	bind("best", "The best score where csat is a number from 1 or 0, such as 5 or 100", number(1, 1000), func(l *layoutDraft, v float64) { l.Best = v }),
}

// DecodeLayout reads a layout; name is the file as the user knows it. The error is a
// *fault.Error with every fault.
func DecodeLayout(name string, data []byte) (Layout, error) {
	root, err := parse(name, data)
	if err != nil {
		return Layout{}, err
	}
	d := &decoder{file: name, zone: time.UTC}
	if root == nil || root.shape == null {
		d.faults.Add(fault.Fault{File: name, Expected: "the file is empty: expected rows and columns; docs/WORKSPACE.md shows a layout"})
		return Layout{}, d.faults.Err()
	}
	p, ok := patchOf("a layout", layoutRecord).read(d, root)
	if !ok {
		return Layout{}, d.faults.Err()
	}
	draft := p.over(layoutDraft{Layout: Layout{Name: strings.TrimSuffix(name, ".yaml"), Unit: time.Second}})
	l := draft.Layout
	l.Columns = draft.columns.value.over(columnsDraft{})
	l.Sides = draft.sides.over(sidesDraft{})
	d.columnsFit(l, draft.columns)
	if err := d.faults.Err(); err != nil {
		return Layout{}, inOrder(err)
	}
	return l, nil
}

// columnsFit checks that the columns are those of the kind of row.
func (d *decoder) columnsFit(l Layout, columns placed[patch[columnsDraft]]) {
	if l.Rows == "" || columns.node == nil {
		return // recorded
	}
	known := map[string]bool{}
	for _, f := range Fields(l.Rows) {
		known[f.Name] = true
		if f.Needed && len(l.Columns[f.Name]) == 0 {
			d.say(columns.node, "a layout of %s needs the column %s: %s", l.Rows, f.Name, f.Doc)
		}
	}
	for _, key := range columns.value.keysIn() {
		if !known[key] {
			d.say(columns.value.at[key], "%s has no meaning where rows are %s: leave it out", key, l.Rows)
		}
	}
}

// keysIn lists the keys that a mapping holds, sorted.
func (p patch[T]) keysIn() []string {
	var keys []string
	for k := range p.at {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

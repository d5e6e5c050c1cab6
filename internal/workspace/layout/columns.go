package layout

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"turno/internal/workspace/fault"
	"turno/internal/workspace/rows"
	"turno/internal/workspace/settings"
)

// columns are where the fields of a layout stand in a header.
type columns struct {
	at    [fields]int // -1 is nowhere
	twice [fields]bool
	unit  [fields]time.Duration // of plain numbers, as the name of the column tells; 0 where it does not
	wide  []beside              // queues that have columns of their own, where names of the layout hold a *
}

// beside is one of several queues whose columns stand side by side.
type beside struct {
	queue string
	at    [fields]int
}

// locate finds the columns of a layout in a header.
func locate(l settings.Layout, header []string) columns {
	var c columns
	plain := make([]string, len(header))
	for i, h := range header {
		plain[i] = plainName(h)
	}
	for i := range c.at {
		c.at[i] = -1
	}
	for _, f := range settings.Fields(l.Rows) {
		k := fieldOf[f.Name]
		for _, name := range l.Columns[f.Name] {
			if before, after, all := strings.Cut(name, "*"); all {
				c.sides(k, plainName(before), plainName(after), plain, header)
				continue
			}
			want := plainName(name)
			i := slices.Index(plain, want)
			if i < 0 || c.at[k] >= 0 {
				continue
			}
			c.at[k], c.unit[k] = i, unitOf(want)
			c.twice[k] = slices.Contains(plain[i+1:], want)
		}
	}
	for i := range c.wide {
		for k, at := range c.wide[i].at {
			if at < 0 {
				c.wide[i].at[k] = c.at[k]
			}
		}
	}
	return c
}

// sides finds the columns of a field of queues side by side.
func (c *columns) sides(field int, before, after string, plain, header []string) {
	for i, h := range plain {
		if len(h) <= len(before)+len(after) || !strings.HasPrefix(h, before) || !strings.HasSuffix(h, after) {
			continue
		}
		name := strings.Join(strings.Fields(header[i]), " ")
		if len(name) != len(h) { // letters whose size changes with their case
			name = h
		}
		name = strings.Trim(name[len(before):len(name)-len(after)], " -:/|")
		if name == "" || isTotal(name) {
			continue
		}
		k := slices.IndexFunc(c.wide, func(b beside) bool { return b.queue == name })
		if k < 0 {
			k = len(c.wide)
			c.wide = append(c.wide, beside{queue: name})
			for f := range c.wide[k].at {
				c.wide[k].at[f] = -1
			}
		}
		if c.wide[k].at[field] < 0 {
			c.wide[k].at[field] = i
			c.unit[field] = unitOf(after)
		}
	}
}

// has says whether a field stands anywhere.
func (c *columns) has(field int) bool {
	return c.at[field] >= 0 || slices.ContainsFunc(c.wide, func(b beside) bool { return b.at[field] >= 0 })
}

// complete says whether a row names every column that the layout needs, once.
func complete(l settings.Layout) func(cells []string) bool {
	return func(cells []string) bool {
		c := locate(l, cells)
		for _, f := range settings.Fields(l.Rows) {
			if k := fieldOf[f.Name]; f.Needed && (!c.has(k) || c.twice[k]) {
				return false
			}
		}
		return true
	}
}

// plainName is a column's name without what differs between exports of one kind: case, marks
// between words, and blanks.
func plainName(name string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return unicode.IsSpace(r) || r == '_' || r == ':' }), " ")
}

// units are the words by which columns tell what a plain number counts.
var units = []struct {
	of    time.Duration
	words []string
}{
	{time.Millisecond, []string{"(ms)", "(msec)", "millisecond"}}, {time.Second, []string{"(s)", "(sec)", "(secs)", "second"}},
	{time.Minute, []string{"(m)", "(min)", "(mins)", "minute"}}, {time.Hour, []string{"(h)", "(hr)", "(hrs)", "hour"}},
}

// unitOf is the unit that a column's name tells: First reply time (hrs), in minutes; 0 where
// it tells none.
func unitOf(name string) time.Duration {
	name = strings.ReplaceAll(name, "business hour", "")
	for _, u := range units {
		if slices.ContainsFunc(u.words, func(w string) bool { return strings.Contains(name, w) }) {
			return u.of
		}
	}
	return 0
}

// isTime says whether a column of the layout holds times.
func isTime(l settings.Layout) func(name string) bool {
	return func(name string) bool {
		for _, f := range []string{"at", "end", "opened", "first_reply", "closed"} {
			if slices.ContainsFunc(l.Columns[f], func(n string) bool { return plainName(n) == plainName(name) }) {
				return true
			}
		}
		return false
	}
}

// match finds the columns of the layout in the file.
func (x *reader) match() error {
	l := x.layout
	if x.file.Objects() { // whose columns are the fields themselves
		l.Columns = map[string][]string{}
		for name := range x.layout.Columns {
			l.Columns[name] = []string{name}
		}
	}
	c := locate(l, x.file.Header())
	x.column, x.unit, x.wide = c.at, c.unit, c.wide
	var faults fault.List
	for _, f := range settings.Fields(l.Rows) {
		k, names := fieldOf[f.Name], strings.Join(x.layout.Columns[f.Name], " or ")
		what := ""
		switch {
		case c.twice[k]:
			what = fmt.Sprintf("two columns of %s (%s): expected one; take the other out, or say in a layout of your own what each is called", f.Doc, names)
		case f.Needed && !c.has(k):
			what = fmt.Sprintf("no column of %s: expected %s in the header; --layout names another layout, and docs/WORKSPACE.md tells how to write one", f.Doc, names)
		default:
			continue
		}
		faults.Add(fault.Fault{File: x.name, Sheet: x.file.Sheet(), Line: max(1, x.file.HeaderLine()), Expected: what, Hint: fitting(x.file.Header())})
	}
	x.report.Text = x.column[fText] >= 0 && len(x.opt.Rules) > 0
	return faults.Err()
}

// fitting is the layout that is built in and finds most in a header, as a flag names it; empty
// where none finds what it needs.
func fitting(header []string) (flag string) {
	most := 0
	for _, name := range Names() {
		l, err := Builtin(name)
		if err != nil || !complete(l)(header) {
			continue
		}
		found, c := 0, locate(l, header)
		for k := range c.at {
			if c.has(k) {
				found++
			}
		}
		if found > most {
			most, flag = found, "--layout "+name
		}
	}
	return flag
}

// used tells of each column whether it is read.
func (x *reader) used() []bool {
	out := make([]bool, len(x.file.Header()))
	for _, at := range append([]beside{{at: x.column}}, x.wide...) {
		for _, i := range at.at {
			if i >= 0 {
				out[i] = true
			}
		}
	}
	return out
}

// wanted lists what a layout looks for in objects, and under which keys.
func wanted(l settings.Layout) (out []rows.Field) {
	for _, f := range settings.Fields(l.Rows) {
		out = append(out, rows.Field{Name: f.Name, Keys: l.Columns[f.Name]})
	}
	return out
}

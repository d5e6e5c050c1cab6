package table

import (
	"fmt"
	"slices"
	"strings"

	"turno/internal/workspace/fault"
)

// Column is one column that a reader knows.
type Column struct {
	Name     string
	Required bool
}

// Layout says which columns a table may have.
type Layout struct {
	Columns []Column
	Renamed Columns                  // other names of columns in this file
	Strict  bool                     // a column that is not known is a fault; else it is ignored
	Refused map[string]string        // columns never read, in lower case, with the reason
	Remedy  string                   // what to do about a missing column, after its fault
	Rows    int                      // most rows; 0 is the bound of any table
	More    func(header string) bool // further columns taken up behind Columns, in the file's order
	Sheet   string                   // of a workbook, the sheet that is asked first
	Labels  bool                     // a row of words right below the names is left out
}

// heads says whether a row names all columns that must be there.
func (l Layout) heads(cells []string) bool {
	for _, c := range l.Columns {
		if c.Required && !slices.ContainsFunc(cells, func(h string) bool { return canonical(h) == l.wanted(c.Name) }) {
			return false
		}
	}
	return true
}

// wanted is what a column is called in the file, in lower case.
func (l Layout) wanted(name string) string {
	if other, ok := l.Renamed[name]; ok {
		name = other
	}
	return canonical(name)
}

// times says whether a column of a workbook holds dates, shown as such or not.
func (l Layout) times(header string) bool {
	return slices.ContainsFunc([]string{"timestamp", "date", "from", "to", "start", "end", "expires"}, func(name string) bool { return l.wanted(name) == canonical(header) })
}

// names lists the columns for people: required first as they come, optional in brackets.
func (l Layout) names() string {
	var must, may []string
	for _, c := range l.Columns {
		if c.Required {
			must = append(must, c.Name)
		} else {
			may = append(may, c.Name)
		}
	}
	if len(may) == 0 {
		return strings.Join(must, ",")
	}
	return fmt.Sprintf("%s [%s]", strings.Join(must, ","), strings.Join(may, ","))
}

// match finds the field of every column in the header, -1 where there is none.
func (l Layout) match(t *Reader, header []string) []int {
	headers := make([]string, len(header))
	for i, h := range header {
		headers[i] = canonical(h)
	}
	index := make([]int, len(l.Columns))
	taken := make([]bool, len(headers))
	for c, column := range l.Columns {
		index[c] = -1
		want := l.wanted(column.Name)
		for i, h := range headers {
			switch {
			case h != want:
			case index[c] >= 0:
				t.rejectField(i, header[i], "a second column of this name: expected one", "")
			default:
				index[c], taken[i] = i, true
			}
		}
	}
	index = l.more(t, header, index, taken)
	l.missing(t, header, index, taken)
	l.unknown(t, header, headers, taken)
	return index
}

// more takes up further columns.
func (l Layout) more(t *Reader, header []string, index []int, taken []bool) []int {
	seen := map[string]bool{}
	for i, h := range header {
		h = strings.TrimSpace(h)
		switch {
		case taken[i] || l.More == nil || !l.More(h):
		case seen[h]:
			taken[i] = true
			t.rejectField(i, h, "a second column of this name: expected one", "")
		default:
			seen[h], taken[i] = true, true
			index, t.further = append(index, i), append(t.further, h)
		}
	}
	return index
}

// missing faults the columns that must be there and are not.
func (l Layout) missing(t *Reader, header []string, index []int, taken []bool) {
	var free []string
	for i, h := range header {
		if !taken[i] && strings.TrimSpace(h) != "" {
			free = append(free, strings.TrimSpace(h))
		}
	}
	for c, column := range l.Columns {
		other, renamed := l.Renamed[column.Name]
		switch {
		case index[c] >= 0:
		case renamed:
			t.add(fault.Fault{File: t.name, Line: t.line, Value: other,
				Expected: fmt.Sprintf("no column of this name (wanted as %s): the file has %s", column.Name, strings.Join(header, ",")),
				Hint:     fault.Closest(other, free)})
		case column.Required:
			t.add(fault.Fault{File: t.name, Line: t.line,
				Expected: fmt.Sprintf("column %s is missing: expected a first line that names %s, found %s%s", column.Name, l.names(), clip(strings.Join(header, ",")), l.Remedy),
				Hint:     hintColumn(column.Name, free)})
		}
	}
}

func (l Layout) unknown(t *Reader, header, headers []string, taken []bool) {
	known := make([]string, len(l.Columns))
	for i, c := range l.Columns {
		known[i] = c.Name
	}
	for i, h := range headers {
		switch reason, refused := l.Refused[h]; {
		case taken[i] || h == "":
		case refused:
			t.rejectField(i, header[i], reason, "")
		case l.Strict:
			t.rejectField(i, header[i], "unknown column: expected "+l.names(), fault.Closest(h, known))
		}
	}
}

// hintColumn is the free header most like a missing column.
func hintColumn(name string, free []string) string {
	best := fault.Closest(name, free)
	if best == "" {
		return ""
	}
	return name + "=" + best
}

func canonical(header string) string { return strings.ToLower(strings.TrimSpace(header)) }

func clip(s string) string {
	const most = 120
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

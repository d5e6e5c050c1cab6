package table

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"turno/internal/workspace/fault"
	"turno/internal/workspace/value"
	"turno/schedule"
)

// maxPeopleRows is far more than a team has of anything.
const maxPeopleRows = 1_000_000

// PeopleOptions say how to read the tables about people. A nil list is not checked
// against; an empty one knows nobody and nothing.
type PeopleOptions struct {
	Zone      *time.Location // of local times; nil is UTC
	Agents    []string       // who may be named
	Contracts []string       // which contracts there are
	Queues    []string       // which queues there are
	Locked    bool           // whether the shifts of a roster without a locked column are
}

func (o PeopleOptions) zone() *time.Location {
	if o.Zone == nil {
		return time.UTC
	}
	return o.Zone
}

// known reads a name that must be one of the list, unless the list is nil.
func known(t *Reader, column int, what string, list []string) string {
	name := t.Text(column)
	switch {
	case t.Cell(column) == "":
		t.Reject(column, "expected the name of "+what, "")
	case name != "" && list != nil && !slices.Contains(list, name):
		t.Reject(column, fmt.Sprintf("not %s that is known: expected %s", what, listed(list)), fault.Closest(name, list))
	}
	return name
}

// listed shows the first of a list of names.
func listed(names []string) string {
	const most = 8
	switch {
	case len(names) == 0:
		return "none, since there is none"
	case len(names) > most:
		return fmt.Sprintf("one of %s and %d more", strings.Join(names[:most], ", "), len(names)-most)
	}
	return "one of " + strings.Join(names, ", ")
}

// yes reads yes or no; an empty cell is the default.
func yes(t *Reader, column int, otherwise bool) bool {
	switch strings.ToLower(t.Cell(column)) {
	case "":
		return otherwise
	case "yes", "y", "true", "1", "x":
		return true
	case "no", "n", "false", "0":
		return false
	}
	t.Reject(column, "expected yes or no", "")
	return otherwise
}

// ReadAbsences reads the times at which agents cannot work, in the file's order. Without
// a kind an absence is leave; without a word it is paid and counts towards the week's
// hours. A date alone is its first instant.
func ReadAbsences(name string, r io.Reader, opt PeopleOptions) ([]schedule.Absence, error) {
	const agent, from, to, kind, paid = 0, 1, 2, 3, 4
	t := NewReader(name, r, Layout{Strict: true, Rows: maxPeopleRows, Columns: []Column{
		{"agent", true}, {"from", true}, {"to", true}, {"kind", false}, {"paid", false}}})
	var out []schedule.Absence
	for t.Next() {
		a := schedule.Absence{Agent: known(t, agent, "an agent", opt.Agents), Kind: strings.ToLower(t.Text(kind)), Paid: yes(t, paid, true)}
		a.From, a.To = t.Span(from, to, opt.zone())
		if a.Kind == "" {
			a.Kind = "leave"
		}
		out = append(out, a)
	}
	if err := t.Err(); err != nil {
		return nil, err
	}
	return out, nil
}

// maxWeight is the greatest weight of a request.
const maxWeight = 100

// ReadRequests reads the wishes of agents, in the file's order. Without a weight a
// request weighs 1.
func ReadRequests(name string, r io.Reader, opt PeopleOptions) ([]schedule.Request, error) {
	const agent, kind, from, to, weight = 0, 1, 2, 3, 4
	kinds := []string{string(schedule.RequestOff), string(schedule.RequestWork)}
	t := NewReader(name, r, Layout{Strict: true, Rows: maxPeopleRows, Columns: []Column{
		{"agent", true}, {"kind", true}, {"from", true}, {"to", true}, {"weight", false}}})
	var out []schedule.Request
	for t.Next() {
		q := schedule.Request{Agent: known(t, agent, "an agent", opt.Agents), Kind: schedule.RequestKind(strings.ToLower(t.Text(kind))), Weight: 1}
		if !slices.Contains(kinds, string(q.Kind)) {
			t.Reject(kind, "expected off (no work between from and to) or work (a shift within them)", fault.Closest(string(q.Kind), kinds))
		}
		q.From, q.To = t.Span(from, to, opt.zone())
		if s := t.Cell(weight); s != "" {
			x, err := value.ParseNumber(s, maxWeight)
			if err != nil || x == 0 {
				t.Reject(weight, fmt.Sprintf("expected a weight above 0 and up to %d, such as 1", maxWeight), "")
			}
			q.Weight = x
		}
		out = append(out, q)
	}
	if err := t.Err(); err != nil {
		return nil, err
	}
	return out, nil
}

package table

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"turno/forecast/calendar"
	"turno/internal/workspace/fault"
	"turno/internal/workspace/value"
	"turno/schedule"
)

// maxPeopleRows is far more than a team has of anything.
const maxPeopleRows = 1_000_000

// PeopleOptions say how to read the tables about people. A nil list is not checked
// against; an empty one knows nobody and nothing.
type PeopleOptions struct {
	Zone       *time.Location            // of local times; nil is UTC
	Own        map[string]*time.Location // by agent, of local times in absences and requests of who lives by another clock
	Zones      []string                  // well-known zones, to suggest from
	Agents     []string                  // who may be named
	Contracts  []string                  // which contracts there are
	Queues     []string                  // which queues there are
	ShiftKinds []string                  // which kinds of shift there are
	Locked     bool                      // whether the shifts of a roster without a locked column are
	Leavers    bool                      // whether a roster's workbook may name others than Agents
	Names      []string                  // what people call the agents, in the order of Agents
	Now        time.Time                 // assessments are not later; zero is not known
}

func (o PeopleOptions) zone() *time.Location {
	if o.Zone == nil {
		return time.UTC
	}
	return o.Zone
}

// zoneOf is the zone in which local times about an agent are read.
func (o PeopleOptions) zoneOf(agent string) *time.Location {
	if own := o.Own[agent]; own != nil {
		return own
	}
	return o.zone()
}

// ZonesOf is the own zones of agents, for Own.
func ZonesOf(agents []schedule.Agent) map[string]*time.Location {
	out := map[string]*time.Location{}
	for _, a := range agents {
		if a.Zone != nil {
			out[a.ID] = a.Zone
		}
	}
	return out
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
	case "yes", "y", "true", "1", "x", "✓", "sì", "si", "s", "vero", "да", "д", "истина":
		return true
	case "no", "n", "false", "0", "-", "falso", "нет", "н", "ложь":
		return false
	}
	t.Reject(column, "expected yes or no", "")
	return otherwise
}

// Away is what absences.csv says: times at which agents cannot work, and meetings that
// they spend within a shift.
type Away struct {
	Absences []schedule.Absence
	Meetings []schedule.Meeting
}

// ReadAbsences reads the times at which agents cannot work, and those within a shift, in
// the file's order. Without a kind an absence is leave and a row within a shift a meeting;
// without a word it is paid and counts towards the week's hours. A date alone is its first
// instant.
func ReadAbsences(name string, r io.Reader, opt PeopleOptions) (Away, error) {
	const agent, from, to, kind, paid, within, length = 0, 1, 2, 3, 4, 5, 6
	t := NewReader(name, r, Layout{Strict: true, Rows: maxPeopleRows, Columns: []Column{
		{"agent", true}, {"from", true}, {"to", true}, {"kind", false}, {"paid", false}, {"within", false}, {"length", false}}})
	var out Away
	var lines []int
	for t.Next() {
		a := schedule.Absence{Agent: known(t, agent, "an agent", opt.Agents), Kind: strings.ToLower(t.Text(kind)), Paid: yes(t, paid, true)}
		a.From, a.To = t.Span(from, to, opt.zoneOf(a.Agent))
		switch strings.ToLower(t.Cell(within)) {
		case "":
			if t.Cell(length) != "" {
				t.Reject(length, "a length is for meetings within a shift: expected shift in the column within, or none here", "")
			}
			if a.Kind == "" {
				a.Kind = "leave"
			}
			out.Absences = append(out.Absences, a)
		case "shift":
			if !a.Paid {
				t.Reject(paid, "time within a shift is paid: expected yes or an empty cell", "")
			}
			out.Meetings, lines = append(out.Meetings, readMeeting(t, a, length)), append(lines, t.Line())
		default:
			t.Reject(within, "expected shift (it takes place within one) or an empty cell (no shift overlaps it)", "shift")
		}
	}
	meetingsApart(t, out.Meetings, lines)
	if err := t.Err(); err != nil {
		return Away{}, err
	}
	return out, nil
}

// meetingsApart faults meetings of fixed times that begin before the agent's last has ended.
func meetingsApart(t *Reader, all []schedule.Meeting, lines []int) {
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return all[a].From.Compare(all[b].From) })
	last := map[string]int{}
	for _, i := range order {
		m := all[i]
		if !m.Fixed() || !m.From.Before(m.To) {
			continue
		}
		if k, known := last[m.Agent]; known && m.From.Before(all[k].To) {
			t.RejectRow(lines[i], "%s is in the %s of line %d at this time: move one of them, or give it a window and a length", m.Agent, all[k].Kind, lines[k])
		}
		last[m.Agent] = i
	}
}

// maxMeeting is the longest meeting within a shift.
const maxMeeting = 12 * time.Hour

// readMeeting reads how long a row within a shift takes: all of it, or a length anywhere
// between.
func readMeeting(t *Reader, a schedule.Absence, length int) schedule.Meeting {
	m := schedule.Meeting{Agent: a.Agent, Kind: a.Kind, From: a.From, To: a.To}
	if m.Kind == "" {
		m.Kind = "meeting"
	}
	window := a.To.Sub(a.From)
	if s := t.Cell(length); s != "" {
		d, err := value.ParseDuration(s)
		switch {
		case err != nil:
			t.RejectError(length, err)
		case d <= 0 || d%time.Minute != 0 || d > window && window > 0:
			t.Reject(length, "expected whole minutes, at most the time from from to to, such as 1h", "")
		}
		m.Length = d
	}
	if m.Takes() > maxMeeting {
		t.Reject(length, fmt.Sprintf("it takes %s: expected at most %s within a shift; give a window its length, such as 1h", value.FormatDuration(m.Takes()), value.FormatDuration(maxMeeting)), "")
	}
	return m
}

// maxWeight is the greatest weight of a request.
const maxWeight = 100

// ReadRequests reads the wishes of agents, in the file's order. Without a weight a
// request weighs 1. One with weekdays in the column weekly is a standing wish; from and to
// are then times of day, or empty.
func ReadRequests(name string, r io.Reader, opt PeopleOptions) ([]schedule.Request, error) {
	const agent, kind, from, to, weight, weekly, shift = 0, 1, 2, 3, 4, 5, 6
	t := NewReader(name, r, Layout{Strict: true, Rows: maxPeopleRows, Columns: []Column{
		{"agent", true}, {"kind", true}, {"from", true}, {"to", true}, {"weight", false}, {"weekly", false}, {"shift", false}}})
	kinds := make([]string, 0, 4)
	for _, k := range schedule.RequestKinds() {
		kinds = append(kinds, string(k))
	}
	var out []schedule.Request
	for t.Next() {
		q := schedule.Request{Agent: known(t, agent, "an agent", opt.Agents), Kind: schedule.RequestKind(strings.ToLower(t.Text(kind))), Weight: 1}
		if !slices.Contains(kinds, string(q.Kind)) {
			t.Reject(kind, "expected off (no work between from and to), work (a shift within them), shift (a shift of the kind in the column shift) or start (a shift that starts between them)", fault.Closest(string(q.Kind), kinds))
		}
		if q.Kind == schedule.RequestShift {
			q.Shift = known(t, shift, "a shift kind", opt.ShiftKinds)
		} else if t.Cell(shift) != "" {
			t.Reject(shift, "expected an empty cell: only a request of the kind shift names one", "")
		}
		if t.Cell(weekly) != "" {
			q.Weekly, q.Clock = readWeekly(t, q.Kind, from, to, weekly)
		} else {
			q.From, q.To = t.Span(from, to, opt.zoneOf(q.Agent))
		}
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

// readWeekly reads the weekdays of a standing wish, and the time of day where it is not
// about all of it.
func readWeekly(t *Reader, kind schedule.RequestKind, from, to, weekly int) (days [7]bool, clock calendar.Span) {
	days, err := value.ParseDays(t.Cell(weekly))
	if err != nil {
		t.RejectError(weekly, err)
	}
	if t.Cell(from) == "" && t.Cell(to) == "" {
		if kind == schedule.RequestStart {
			t.Reject(from, "expected the times of day between which shifts should start, such as 08:00 and 10:00", "")
		}
		return days, clock
	}
	const want = "a standing wish has times of day here, such as 08:00, or nothing for the whole day: "
	a, errA := value.ParseClock(t.Cell(from))
	b, errB := value.ParseClock(t.Cell(to))
	switch {
	case errA != nil || a >= calendar.Clock(24, 0):
		t.Reject(from, want+"expected a time of day", "")
	case errB != nil:
		t.Reject(to, want+"expected a time of day", "")
	case kind == schedule.RequestShift:
		t.Reject(from, "expected an empty cell: a standing wish for a kind of shift is about the whole day", "")
	case b == a:
		t.Reject(to, "expected another time than from, or both empty for the whole day", "")
	case b < a: // into the next day
		return days, calendar.Span{From: a, To: b + calendar.Clock(24, 0)}
	default:
		return days, calendar.Span{From: a, To: b}
	}
	return days, clock
}

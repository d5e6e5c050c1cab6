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

// RowNoteKind says what was read into a row of a roster's sheet beyond its letters.
type RowNoteKind string

// The kinds of note.
const (
	RowMoved   RowNoteKind = "moved"   // the shift was moved; its breaks and duties went along
	RowFitted  RowNoteKind = "fitted"  // the shift was cut or lengthened; its duties reach to its new times
	RowNoShift RowNoteKind = "noshift" // somebody without times: no shift
)

// RowNote is a note on one row.
type RowNote struct {
	Kind  RowNoteKind
	Sheet string
	Row   int // from 1
	Agent string
	Start time.Time // of the shift
}

const (
	shiftName = shiftLocked + 1
	sheetName = "Roster"
)

// ReadRosterBook reads the shifts of an .xlsx workbook, sorted by agent and start: from its
// sheet Roster, or the first with a row that names agent, start and end. The rows below it
// are as in ReadRoster, in any order, hidden ones too; blank rows and further columns are
// skipped. Times are dates of the spreadsheet or text, local in the zone. A column name says
// who is meant where agent is empty, and must not say somebody else.
//
// Who changes start and end by as much moves the shift: breaks and duties that were within
// the times before go along. Who changes one of them cuts or lengthens the shift: the first
// and the last duty reach to the new times, and a break outside them is a fault. The notes
// tell of either. The error is a *fault.Error with all faults, or that of the disk.
func ReadRosterBook(name string, r io.Reader, opt PeopleOptions) ([]schedule.Shift, []RowNote, error) {
	columns := append(slices.Clone(rosterColumns), Column{"name", false})
	t := NewReader(name, r, Layout{Columns: columns, Rows: maxPeopleRows, Sheet: sheetName, Labels: true})
	s := rosterSheet{Reader: t, opt: opt, clock: newDayClock(opt.zone())}
	for t.Next() {
		s.row()
	}
	if err := t.Err(); err != nil {
		return nil, nil, err
	}
	s.out.Sort()
	return s.out.Shifts, s.notes, nil
}

// rosterSheet is the sheet of a roster being read.
type rosterSheet struct {
	*Reader
	opt   PeopleOptions
	clock *dayClock
	out   schedule.Roster
	notes []RowNote
}

func (s *rosterSheet) row() {
	if s.total() {
		return
	}
	x := schedule.Shift{Agent: s.agent(), Locked: yes(s.Reader, shiftLocked, s.opt.Locked && !s.Has(shiftLocked))}
	if s.Cell(shiftStart) == "" && s.Cell(shiftEnd) == "" {
		s.note(RowNoShift, x)
		return
	}
	if s.Cell(shiftKind) != "" {
		x.Kind = known(s.Reader, shiftKind, "a kind of shift", s.opt.ShiftKinds)
	}
	x.Start, x.End = s.Span(shiftStart, shiftEnd, s.opt.zone())
	switch length := x.End.Sub(x.Start); {
	case x.Start.IsZero() || length <= 0: // a fault already
	case length > maxShift:
		s.Reject(shiftEnd, fmt.Sprintf("expected an end at most %s after the start", value.FormatDuration(maxShift)), "")
	default:
		s.content(&x)
	}
	s.out.Shifts = append(s.out.Shifts, x)
}

// total says whether the row holds nothing of a shift: it is blank but for notes, or a sum.
func (s *rosterSheet) total() bool {
	for column := range shiftLocked {
		if s.Cell(column) != "" {
			return false
		}
	}
	return true
}

func (s *rosterSheet) note(kind RowNoteKind, x schedule.Shift) {
	s.notes = append(s.notes, RowNote{kind, s.file.Sheet(), s.Line(), x.Agent, x.Start})
}

// agent is who the row is about, by the column agent, or name where that is empty.
func (s *rosterSheet) agent() string {
	called := s.Text(shiftName)
	if s.Cell(shiftAgent) != "" {
		if id := s.Text(shiftAgent); s.opt.Leavers && !slices.Contains(s.opt.Agents, id) {
			return id
		}
		id := known(s.Reader, shiftAgent, "an agent", s.opt.Agents)
		others := s.bearing(called)
		if i := slices.Index(s.opt.Agents, id); called != "" && i >= 0 && s.nameOf(i) != called && len(others) > 0 && !slices.Contains(others, id) {
			s.Reject(shiftName, fmt.Sprintf("the column agent says %s (%s), the name is that of %s: expected one person in both", id, s.nameOf(i), strings.Join(others, ", ")), "")
		}
		return id
	}
	switch ids := s.bearing(called); {
	case len(ids) == 1:
		return ids[0]
	case len(ids) > 1:
		s.Reject(shiftAgent, fmt.Sprintf("several agents bear this name: expected one of %s", strings.Join(ids, ", ")), "")
	case called != "":
		s.Reject(shiftName, "nobody bears this name: expected the agent in the column agent, or a name of the team", fault.Closest(called, s.opt.Names))
	default:
		s.Reject(shiftAgent, "expected the name of an agent", "")
	}
	return ""
}

func (s *rosterSheet) nameOf(i int) string {
	if i < len(s.opt.Names) {
		return s.opt.Names[i]
	}
	return ""
}

// bearing lists the agents of a name.
func (s *rosterSheet) bearing(name string) []string {
	var out []string
	for i, n := range s.opt.Names {
		if name != "" && n == name && i < len(s.opt.Agents) {
			out = append(out, s.opt.Agents[i])
		}
	}
	return out
}

// content reads breaks and duties, and lets them follow a shift whose times were changed.
func (s *rosterSheet) content(x *schedule.Shift) {
	was := *x
	moved := false
	if from, to, ok := s.former(*x); ok {
		was.Start, was.End, moved = from, to, true
	}
	faults := s.bad
	readBreaks(s.Reader, &was, s.clock)
	readDuties(s.Reader, &was, s.clock, s.opt.Queues)
	if s.bad > faults {
		return
	}
	x.Breaks, x.Duties = was.Breaks, was.Duties
	switch by := x.Start.Sub(was.Start); {
	case moved && was.End.Sub(was.Start) == x.End.Sub(x.Start):
		for i := range x.Breaks {
			x.Breaks[i].Start, x.Breaks[i].End = x.Breaks[i].Start.Add(by), x.Breaks[i].End.Add(by)
		}
		for i := range x.Duties {
			x.Duties[i].Start, x.Duties[i].End = x.Duties[i].Start.Add(by), x.Duties[i].End.Add(by)
		}
		s.note(RowMoved, *x)
	case s.within(*x) && fit(x):
		s.note(RowFitted, *x)
	}
}

// former is the span of the shift before its times were changed, as breaks and duties tell;
// false where they lie within the times it has, or fit no shift at all.
func (s *rosterSheet) former(x schedule.Shift) (from, to time.Time, ok bool) {
	var firsts, all []string
	for _, column := range []int{shiftDuties, shiftBreaks} {
		items, err := split(s.Cell(column))
		if err != nil {
			return from, to, false
		}
		for i, item := range items {
			all = append(all, item[0])
			if i == 0 {
				clock, _, _ := strings.Cut(item[0], "-")
				firsts = append(firsts, clock)
			}
		}
	}
	if _, _, fits := s.hull(x, all); fits {
		return from, to, false
	}
	for _, clock := range firsts {
		start, known := s.clock.after(x.Start.Add(-12*time.Hour), clock, false)
		a, b, fits := s.hull(schedule.Shift{Start: start, End: start.Add(maxShift)}, all)
		if known && fits && (!ok || b.Sub(a) < to.Sub(from)) {
			from, to, ok = a, b, true
		}
	}
	return from, to, ok
}

// hull is from the first to the last of stretches within a shift; false where one is none.
func (s *rosterSheet) hull(x schedule.Shift, stretches []string) (from, to time.Time, ok bool) {
	for i, text := range stretches {
		a, b, within := s.clock.stretch(x, text)
		if !within {
			return from, to, false
		}
		if i == 0 || a.Before(from) {
			from = a
		}
		if i == 0 || b.After(to) {
			to = b
		}
	}
	return from, to, true
}

// within faults the breaks outside the shift.
func (s *rosterSheet) within(x schedule.Shift) bool {
	for _, b := range x.Breaks {
		if b.Start.Before(x.Start) || b.End.After(x.End) {
			zone := s.opt.zone()
			s.Reject(shiftBreaks, fmt.Sprintf("the break %s-%s is not within the shift as its start and end say: expected it moved or taken out (a shift moved as a whole takes its breaks along)",
				b.Start.In(zone).Format("15:04"), b.End.In(zone).Format("15:04")), "")
			return false
		}
	}
	return true
}

// fit cuts duties at the times of the shift and lengthens the first and the last to them,
// where no break is there; it says whether anything changed.
func fit(x *schedule.Shift) bool {
	changed := false
	var duties []schedule.Duty
	for _, d := range x.Duties {
		from, to := d.Start, d.End
		if from.Before(x.Start) {
			from = x.Start
		}
		if to.After(x.End) {
			to = x.End
		}
		changed = changed || !from.Equal(d.Start) || !to.Equal(d.End)
		if from.Before(to) {
			d.Start, d.End = from, to
			duties = append(duties, d)
		}
	}
	first, last := x.Start, x.End
	for _, b := range x.Breaks {
		if b.Start.Equal(first) {
			first = b.End
		}
	}
	for _, b := range slices.Backward(x.Breaks) {
		if b.End.Equal(last) {
			last = b.Start
		}
	}
	if n := len(duties); n > 0 {
		changed = changed || !duties[0].Start.Equal(first) || !duties[n-1].End.Equal(last)
		duties[0].Start, duties[n-1].End = first, last
	}
	x.Duties = duties
	return changed
}

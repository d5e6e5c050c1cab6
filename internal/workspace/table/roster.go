package table

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"turno/internal/workspace/value"
	"turno/schedule"
)

var rosterColumns = []Column{
	{"agent", true}, {"start", true}, {"end", true}, {"kind", false}, {"breaks", false}, {"duties", false}, {"locked", false},
}

const (
	shiftAgent = iota
	shiftStart
	shiftEnd
	shiftKind
	shiftBreaks
	shiftDuties
	shiftLocked
)

// maxShift is the longest shift that can be written: a time of day within it must mean
// one instant.
const maxShift = 24 * time.Hour

// ReadRoster reads shifts, one per row, sorted by agent and start:
//
//	agent,start,end,kind,breaks,duties,locked
//	anna,2026-11-02 09:00,2026-11-02 17:30,day,12:30-13:00 unpaid; 15:00-15:15 paid,09:00-12:30 chat-it social-it; 13:00-17:30 social-it,yes
//
// Within a shift a time is the first at which the clock shows it after the start, or in
// UTC with a Z; breaks are unpaid unless they say paid, and behind that stands the kind of
// a meeting. The queues of a duty are in the
// order of attention; a name with blanks is in quotes. Whether the shifts keep the rules
// is not looked at here. Agents and queues are checked against the options.
func ReadRoster(name string, r io.Reader, opt PeopleOptions) ([]schedule.Shift, error) {
	t := NewReader(name, r, Layout{Columns: rosterColumns, Strict: true, Rows: maxPeopleRows})
	clock := newDayClock(opt.zone())
	var out schedule.Roster
	for t.Next() {
		s := schedule.Shift{Agent: known(t, shiftAgent, "an agent", opt.Agents), Kind: t.Text(shiftKind), Locked: yes(t, shiftLocked, opt.Locked && !t.Has(shiftLocked))}
		s.Start, s.End = t.Span(shiftStart, shiftEnd, opt.zone())
		switch length := s.End.Sub(s.Start); {
		case s.Start.IsZero() || length <= 0: // a fault already
		case length > maxShift:
			t.Reject(shiftEnd, fmt.Sprintf("expected an end at most %s after the start", value.FormatDuration(maxShift)), "")
		default:
			readBreaks(t, &s, clock)
			readDuties(t, &s, clock, opt.Queues)
		}
		out.Shifts = append(out.Shifts, s)
	}
	if err := t.Err(); err != nil {
		return nil, err
	}
	out.Sort()
	return out.Shifts, nil
}

func readBreaks(t *Reader, s *schedule.Shift, clock *dayClock) {
	const want = "expected breaks such as 12:30-13:00 unpaid; 15:00-15:15 paid; 16:00-17:00 paid training"
	items, err := split(t.Cell(shiftBreaks))
	if err != nil {
		t.Reject(shiftBreaks, want, "")
	}
	for _, item := range items {
		from, to, ok := clock.stretch(*s, item[0])
		switch {
		case len(item) > 3 || len(item) >= 2 && item[1] != "paid" && item[1] != "unpaid":
			t.Reject(shiftBreaks, want, "")
		case len(item) == 3 && (item[1] != "paid" || badText(item[2]) != ""):
			t.Reject(shiftBreaks, "a meeting is paid and named in plain text: "+want, "")
		case !ok:
			t.Reject(shiftBreaks, fmt.Sprintf("%q is no stretch of time within the shift: %s", item[0], want), "")
		default:
			s.Breaks = append(s.Breaks, schedule.Break{Start: from, End: to, Paid: len(item) >= 2 && item[1] == "paid", Meeting: third(item)})
		}
	}
	slices.SortStableFunc(s.Breaks, func(a, b schedule.Break) int { return a.Start.Compare(b.Start) })
}

// third is the kind of a meeting, which stands behind its pay.
func third(item []string) string {
	if len(item) < 3 {
		return ""
	}
	return item[2]
}

func readDuties(t *Reader, s *schedule.Shift, clock *dayClock, list []string) {
	const want = "expected duties such as 09:00-12:30 chat-it social-it; 13:00-17:30 social-it"
	items, err := split(t.Cell(shiftDuties))
	if err != nil {
		t.Reject(shiftDuties, want, "")
	}
	for _, item := range items {
		from, to, ok := clock.stretch(*s, item[0])
		switch {
		case len(item) < 2:
			t.Reject(shiftDuties, want, "")
		case !ok:
			t.Reject(shiftDuties, fmt.Sprintf("%q is no stretch of time within the shift: %s", item[0], want), "")
		default:
			t.checkQueues(shiftDuties, item[1:], list)
			s.Duties = append(s.Duties, schedule.Duty{Start: from, End: to, Queues: item[1:]})
		}
	}
	slices.SortStableFunc(s.Duties, func(a, b schedule.Duty) int { return a.Start.Compare(b.Start) })
}

// WriteRoster writes shifts as ReadRoster reads them, local in the zone. It fails on a
// shift that the format cannot hold: longer than a day, a break or duty outside it, or
// times of less than a second.
func WriteRoster(w io.Writer, shifts []schedule.Shift, zone *time.Location) error {
	rows, err := RosterRows(shifts, zone)
	if err != nil {
		return err
	}
	return csv.NewWriter(w).WriteAll(rows)
}

// RosterRows is what WriteRoster writes: the header, then a row for each shift.
func RosterRows(shifts []schedule.Shift, zone *time.Location) ([][]string, error) {
	clock := newDayClock(zone)
	header := make([]string, len(rosterColumns))
	for i, c := range rosterColumns {
		header[i] = c.Name
	}
	rows := [][]string{header}
	for _, s := range shifts {
		row, err := clock.row(s)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func (c *dayClock) row(s schedule.Shift) ([]string, error) {
	if s.Start.Nanosecond() != 0 || s.End.Nanosecond() != 0 || !s.Start.Before(s.End) || s.End.Sub(s.Start) > maxShift {
		return nil, fmt.Errorf("shift of %s from %s to %s: expected whole seconds and at most %v", s.Agent, s.Start.Format(time.RFC3339Nano), s.End.Format(time.RFC3339Nano), maxShift)
	}
	row := []string{Guard(s.Agent), c.stamp(s.Start), c.stamp(s.End), Guard(s.Kind), "", "", ""}
	var breaks, duties []string
	for _, b := range s.Breaks {
		text, ok := c.format(s, b.Start, b.End)
		if !ok {
			return nil, fmt.Errorf("shift of %s from %s: the break at %s is not within it", s.Agent, row[shiftStart], c.stamp(b.Start))
		}
		switch {
		case b.Meeting != "" && !b.Paid:
			return nil, fmt.Errorf("shift of %s from %s: the %s at %s is not paid", s.Agent, row[shiftStart], b.Meeting, c.stamp(b.Start))
		case b.Meeting != "":
			text += " paid " + word(b.Meeting)
		case b.Paid:
			text += " paid"
		default:
			text += " unpaid"
		}
		breaks = append(breaks, text)
	}
	for _, d := range s.Duties {
		text, ok := c.format(s, d.Start, d.End)
		if !ok || len(d.Queues) == 0 {
			return nil, fmt.Errorf("shift of %s from %s: the duty at %s is not within it or has no queue", s.Agent, row[shiftStart], c.stamp(d.Start))
		}
		for _, q := range d.Queues {
			text += " " + word(q)
		}
		duties = append(duties, text)
	}
	row[shiftBreaks], row[shiftDuties] = strings.Join(breaks, "; "), strings.Join(duties, "; ")
	if s.Locked {
		row[shiftLocked] = "yes"
	}
	return row, nil
}

// dayClock places times of day within a shift.
type dayClock struct{ zone, utc zoneClock }

func newDayClock(zone *time.Location) *dayClock {
	return &dayClock{zoneClock{zone: zone}, zoneClock{zone: time.UTC}}
}

// stretch reads 12:30-13:00 within a shift.
func (c *dayClock) stretch(s schedule.Shift, text string) (from, to time.Time, ok bool) {
	a, b, cut := strings.Cut(text, "-")
	if !cut {
		return
	}
	from, okFrom := c.after(s.Start, a, false)
	to, okTo := c.after(from, b, true)
	return from, to, okFrom && okTo && !to.After(s.End)
}

// after is the first instant from t on, or later than it, at which the clock shows the
// text; in UTC when it ends with Z.
func (c *dayClock) after(t time.Time, text string, later bool) (time.Time, bool) {
	digits, zulu := strings.CutSuffix(text, "Z")
	seconds, rest, ok := parseClock(digits)
	if !ok || rest != "" {
		return time.Time{}, false
	}
	clock := &c.zone
	if zulu {
		clock = &c.utc
	}
	unix := t.Unix()
	day := floorDiv(unix+clock.offsetAt(unix), daySeconds)
	for d := day - 1; d <= day+2; d++ {
		at, n := clock.instants(d*daySeconds + seconds)
		for _, u := range at[:n] {
			if u > unix || u == unix && !later {
				return time.Unix(u, 0).In(t.Location()), true
			}
		}
	}
	return time.Time{}, false
}

// format writes a stretch of a shift such that stretch reads it back exactly.
func (c *dayClock) format(s schedule.Shift, from, to time.Time) (string, bool) {
	a, okA := c.clock(s.Start, from, false)
	b, okB := c.clock(from, to, true)
	return a + "-" + b, okA && okB && !to.After(s.End)
}

func (c *dayClock) clock(base, t time.Time, later bool) (string, bool) {
	for _, zone := range []*time.Location{c.zone.zone, time.UTC} {
		local := t.In(zone)
		text := local.Format("15:04")
		if local.Second() != 0 {
			text = local.Format("15:04:05")
		}
		if zone == time.UTC && c.zone.zone != time.UTC {
			text += "Z"
		}
		if back, ok := c.after(base, text, later); ok && back.Equal(t) {
			return text, true
		}
	}
	return "", false
}

func (c *dayClock) stamp(t time.Time) string { return FormatTime(t, c.zone.zone) }

// FormatTime writes a time for people and spreadsheets: local in the zone without an
// offset (2026-11-02 09:00, with seconds where there are any), but in RFC 3339 when the
// clocks show it twice. value.ParseTime reads it back exactly.
func FormatTime(t time.Time, zone *time.Location) string {
	local := t.In(zone)
	_, offset := local.Zone()
	clock := zoneClock{zone: zone}
	if _, n := clock.instants(t.Unix() + int64(offset)); n != 1 {
		return local.Format(time.RFC3339)
	}
	if local.Second() != 0 {
		return local.Format(time.DateTime)
	}
	return local.Format("2006-01-02 15:04")
}

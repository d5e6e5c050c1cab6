package xlsx

import (
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

// rosterColumns are the columns of the roster sheet: those of roster.csv, by the same
// words in any language, with the agent's name and paid hours. They stand in the hidden
// first row; people's headers are below, the shifts from row 3.
var rosterColumns = []string{"agent", "name", "start", "end", "kind", "breaks", "duties", "locked", "paid_hours"}

const rosterFirst = 3 // row of the first shift

// roster is the shifts, a row each, to be filtered, edited and read back.
func (b *book) roster(s *sheet) error {
	t := b.words.T
	for i, c := range rosterColumns {
		s.text(1+i, 1, c, s.look(look{grey: true, size: 8}))
	}
	s.hide(1)
	s.headers(2, t("Agent"), t("Name"), t("Start"), t("End"), t("Kind of shift"), t("Breaks"), t("Duties"), t("Locked"), t("Paid hours"))
	texts, names := b.texts(), b.names()
	row := rosterFirst - 1
	for i, shift := range b.plan.Roster.Roster.Shifts {
		row++
		s.text(1, row, shift.Agent, 0)
		s.text(2, row, nameOr(names, shift.Agent), 0)
		s.stamp(3, row, shift.Start)
		s.stamp(4, row, shift.End)
		if shift.Kind != "" {
			s.text(5, row, shift.Kind, s.look(look{indent: true}))
		}
		for k, value := range texts(i) {
			if value != "" {
				s.text(6+k, row, value, 0)
			}
		}
		s.number(9, row, shift.PaidHours().Hours(), formatHours)
	}
	s.width(1, 2, 20)
	s.width(3, 4, 17)
	s.width(5, 5, 14)
	s.width(6, 6, 34)
	s.width(7, 7, 60)
	s.width(8, 9, 10)
	s.freeze(3, rosterFirst)
	s.filter(2, len(rosterColumns), row)
	s.landscape()
	s.printed(len(rosterColumns), max(row, 2), 2, 2)
	return nil
}

// texts gives the breaks, duties and lock of shift i as roster.csv writes them.
func (b *book) texts() func(i int) []string {
	at := map[string]int{}
	if len(b.shifts) > 0 {
		for c, name := range b.shifts[0] {
			at[name] = c
		}
	}
	return func(i int) []string {
		if i+1 >= len(b.shifts) {
			return nil
		}
		out := make([]string, 3)
		for k, name := range []string{"breaks", "duties", "locked"} {
			if c, ok := at[name]; ok && c < len(b.shifts[i+1]) {
				out[k] = b.shifts[i+1][c]
			}
		}
		return out
	}
}

// stamp writes an instant as a typed local time; where clocks show it twice, in RFC 3339,
// for a typed time has no zone.
func (s *sheet) stamp(column, row int, t time.Time) {
	if twice(t, s.words.Zone) {
		s.text(column, row, t.In(s.words.Zone).Format(time.RFC3339), 0)
		return
	}
	s.numbered(column, row, serial(t, s.words.Zone), s.format(formatStamp))
}

// twice says whether the local clock shows the instant's time of day at another instant too.
func twice(t time.Time, zone *time.Location) bool {
	local := t.In(zone).Format(time.DateTime)
	for _, d := range []time.Duration{-2 * time.Hour, -time.Hour, -30 * time.Minute, 30 * time.Minute, time.Hour, 2 * time.Hour} {
		if t.Add(d).In(zone).Format(time.DateTime) == local {
			return true
		}
	}
	return false
}

func touches(shift schedule.Shift, day calendar.Date, zone *time.Location) bool {
	return shift.Start.Before(day.Add(1).In(zone)) && shift.End.After(day.In(zone))
}

package repair_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"turno/forecast/calendar"
	"turno/plan/repair"
	"turno/schedule"
)

// on is a shift on a day of November 2026 from one hour to another.
func on(agent string, day, from, to int, queues ...string) schedule.Shift {
	at := func(h int) time.Time { return time.Date(2026, 11, day, h, 0, 0, 0, time.UTC) }
	s := schedule.Shift{Agent: agent, Start: at(from), End: at(to)}
	if len(queues) > 0 {
		s.Duties = []schedule.Duty{{Start: s.Start, End: s.End, Queues: queues}}
	}
	return s
}

func TestEdits(t *testing.T) {
	team := schedule.Team{Agents: []schedule.Agent{{ID: "b"}, {ID: "a"}}}
	broken := on("a", 9, 9, 17)
	broken.Breaks = []schedule.Break{{Start: broken.Start.Add(3 * time.Hour), End: broken.Start.Add(4 * time.Hour)}}
	for name, c := range map[string]struct {
		before, after []schedule.Shift
		want          string
	}{
		"nothing":                 {[]schedule.Shift{on("a", 9, 9, 17)}, []schedule.Shift{on("a", 9, 9, 17)}, ""},
		"later":                   {[]schedule.Shift{on("a", 9, 9, 17)}, []schedule.Shift{on("a", 9, 11, 19)}, "a moved; "},
		"a day more":              {nil, []schedule.Shift{on("a", 9, 9, 17)}, "a added; "},
		"a day less":              {[]schedule.Shift{on("a", 9, 9, 17)}, nil, "a removed; "},
		"other work":              {[]schedule.Shift{on("a", 9, 9, 17, "chat")}, []schedule.Shift{on("a", 9, 9, 17, "social")}, "a duties; "},
		"a break":                 {[]schedule.Shift{on("a", 9, 9, 17)}, []schedule.Shift{broken}, "a breaks; "},
		"handed on":               {[]schedule.Shift{on("a", 9, 9, 17)}, []schedule.Shift{on("b", 9, 9, 17)}, "b taken a; a given b; "},
		"same-day":                {[]schedule.Shift{on("a", 9, 9, 17), on("b", 9, 11, 19)}, []schedule.Shift{on("a", 9, 11, 19), on("b", 9, 9, 17)}, "b swapped a; a swapped b; "},
		"across days":             {[]schedule.Shift{on("a", 9, 9, 17), on("b", 8, 11, 19)}, []schedule.Shift{on("a", 8, 11, 19), on("b", 9, 9, 17)}, "b swapped a; a swapped b; "},
		"longer than the other's": {[]schedule.Shift{on("a", 9, 9, 18), on("b", 9, 10, 17)}, []schedule.Shift{on("b", 9, 9, 18)}, "b moved; a removed; "},
		"two of a day":            {[]schedule.Shift{on("a", 9, 8, 10), on("a", 9, 14, 16)}, []schedule.Shift{on("a", 9, 14, 16)}, "a removed; "},
	} {
		t.Run(name, func(t *testing.T) {
			got := ""
			for _, e := range repair.Edits(team, schedule.Roster{Shifts: c.before}, schedule.Roster{Shifts: c.after}, calendar.Plain(time.UTC)) {
				got += fmt.Sprint(e.Agent, " ", e.Kind)
				if e.With != "" {
					got += " " + e.With
				}
				got += "; "
			}
			assert.Equal(t, c.want, got)
		})
	}
}

// A roster never differs from itself, and back again undoes the hours.
func TestDifferTotals(t *testing.T) {
	s := standing(t, 6)
	same := repair.Differ(s, s.Roster)
	assert.Zero(t, same.People)
	assert.Equal(t, same.Before, same.After)
	less := schedule.Roster{Grid: s.Roster.Grid, Shifts: s.Roster.Shifts[1:]}
	d := repair.Differ(s, less)
	assert.Equal(t, 1, d.People)
	assert.InDelta(t, s.Roster.Shifts[0].PaidHours().Hours(), d.Before.Hours-d.After.Hours, 1e-9)
	assert.True(t, d.After.Cost.LessThan(d.Before.Cost))
	assert.GreaterOrEqual(t, d.After.Queues[0].Missed+d.After.Queues[1].Missed, d.Before.Queues[0].Missed+d.Before.Queues[1].Missed)
}

// Whatever two rosters are: a roster has no edits to itself, counts agree, and whoever hands
// a shift on hands it to somebody who has an edit too.
func TestEditsAddUp(t *testing.T) {
	team := schedule.Team{Agents: []schedule.Agent{{ID: "a"}, {ID: "b"}, {ID: "c"}}}
	draw := func(t *rapid.T, name string) (r schedule.Roster) {
		for _, n := range rapid.SliceOfN(rapid.IntRange(0, 3*4*3-1), 0, 12).Draw(t, name) {
			r.Shifts = append(r.Shifts, on(string(rune('a'+n%3)), 9+n/3%4, 8+2*(n/12), 14+2*(n/12), "chat"))
		}
		r.Sort()
		return r
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b := draw(t, "before"), draw(t, "after")
		assert.Empty(t, repair.Edits(team, a, a, calendar.Plain(time.UTC)))
		more, has := 0, map[string]bool{}
		edits := repair.Edits(team, a, b, calendar.Plain(time.UTC))
		for _, e := range edits {
			has[e.Agent] = true
			if e.Before.Start.IsZero() {
				more++
			}
			if e.After.Start.IsZero() {
				more--
			}
		}
		assert.Equal(t, len(b.Shifts)-len(a.Shifts), more)
		for _, e := range edits {
			assert.True(t, e.With == "" || has[e.With] && e.With != e.Agent, "%+v", e)
		}
	})
}

package table_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
	"turno/internal/report/table"
	"turno/schedule"
	"turno/schedule/check"
)

// A roster of one week tells from when to when, of two the start alone; both fit a terminal
// of a hundred columns.
func TestRosterFitsATerminal(t *testing.T) {
	start := time.Date(2026, 11, 9, 0, 0, 0, 0, time.UTC)
	for weeks, want := range map[int][]string{1: {"9½-17¾", "(16-24)", "leave", "Mon 9", "7:20-15:20"}, 3: {" 9½ ", "(16)", "lea", "M 9", "and 7 more days"}} {
		r := schedule.Roster{Grid: calendar.Grid{Start: start, Step: time.Hour, N: weeks * 168}}
		team := schedule.Team{Absences: []schedule.Absence{{Agent: "agent.number.3", From: start, To: start.AddDate(0, 0, 2), Kind: "leave"}}}
		for k := range 4 {
			id := fmt.Sprint("agent.number.", k)
			team.Agents = append(team.Agents, schedule.Agent{ID: id})
			for d := range 7 * weeks {
				at := start.AddDate(0, 0, d)
				switch k {
				case 0:
					r.Shifts = append(r.Shifts, schedule.Shift{Agent: id, Start: at.Add(570 * time.Minute), End: at.Add(1065 * time.Minute)})
				case 1:
					r.Shifts = append(r.Shifts, schedule.Shift{Agent: id, Start: at.Add(16 * time.Hour), End: at.Add(24 * time.Hour), OnCall: &schedule.OnCall{Queues: []string{"q"}}})
				case 2:
					r.Shifts = append(r.Shifts, schedule.Shift{Agent: id, Start: at.Add(440 * time.Minute), End: at.Add(920 * time.Minute)})
				}
			}
		}
		var b bytes.Buffer
		require.NoError(t, table.Roster(&b, r, team, options()))
		for _, w := range want {
			assert.Contains(t, b.String(), w)
		}
		narrow(t, b.String())
	}
}

func narrow(t *testing.T, s string) {
	t.Helper()
	for _, line := range strings.Split(s, "\n") {
		assert.LessOrEqual(t, utf8.RuneCountInString(line), 100, line)
	}
}

// Columns in which a fifth of the contacts misses the target are marked.
func TestCoverageIsMarked(t *testing.T) {
	grid := calendar.Grid{Start: time.Date(2026, 11, 9, 0, 0, 0, 0, time.UTC), Step: time.Hour, N: 48}
	q := schedule.QueueCoverage{Queue: "chat of a queue with a long name"}
	for i := range grid.N {
		need, have, missed := 2.0, 2.0, 0.0
		if i >= 9 && i < 12 {
			have, missed = 1, 0.25
		}
		q.Required, q.Supplied = append(q.Required, need), append(q.Supplied, have)
		q.Contacts, q.Missed, q.Heads = append(q.Contacts, 1), append(q.Missed, missed), append(q.Heads, have)
	}
	var b bytes.Buffer
	require.NoError(t, table.Check(&b, check.Report{Coverage: schedule.Coverage{Grid: grid, Queues: []schedule.QueueCoverage{q}}}, table.Explained{}, options()))
	assert.Contains(t, b.String(), "chat of a queue w… ███▅████████████\n")
	assert.Contains(t, b.String(), strings.Repeat(" ", 24)+"!\n")
	narrow(t, b.String())
}

package plan_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
	"turno/plan"
	"turno/schedule"
)

// Each request is judged alone, and all together come to what the check counts.
func TestWishes(t *testing.T) {
	monday := time.Date(2026, 11, 9, 0, 0, 0, 0, time.UTC)
	at := func(day, hour int) time.Time { return monday.AddDate(0, 0, day).Add(time.Duration(hour) * time.Hour) }
	in := plan.Input{Calendar: calendar.Plain(time.UTC), Period: calendar.Grid{Start: monday, Step: time.Hour, N: 168}}
	in.Team.Agents = []schedule.Agent{{ID: "ann", Available: calendar.Always()}, {ID: "bea", Available: calendar.Always()}}
	in.Team.Requests = []schedule.Request{
		{Agent: "ann", Kind: schedule.RequestOff, From: at(0, 0), To: at(1, 0), Weight: 1},
		{Agent: "ann", Kind: schedule.RequestOff, From: at(1, 0), To: at(2, 0), Weight: 1},
		{Agent: "bea", Kind: schedule.RequestOff, Weekly: [7]bool{time.Tuesday: true, time.Friday: true}, Weight: 1},
		{Agent: "bea", Kind: schedule.RequestOff, From: at(9, 0), To: at(10, 0), Weight: 1}, // not of this week
		{Agent: "eve", Kind: schedule.RequestOff, From: at(1, 0), To: at(2, 0), Weight: 1},  // nobody's
	}
	ro := schedule.Roster{Grid: in.Period, Shifts: []schedule.Shift{{Agent: "ann", Start: at(0, 9), End: at(0, 17)}, {Agent: "bea", Start: at(4, 9), End: at(4, 17)}}}
	got := in.Wishes(ro)
	require.Len(t, got, 3)
	var counts [][2]int
	asked, met := 0, 0
	for _, w := range got {
		counts = append(counts, [2]int{w.Asked, w.Met})
		asked, met = asked+w.Asked, met+w.Met
	}
	assert.Equal(t, [][2]int{{1, 0}, {1, 1}, {2, 1}}, counts)
	judged := in.Check(schedule.Requirement{Grid: in.Period}, ro, nil)
	assert.Equal(t, []int{judged.Requests, judged.Granted}, []int{asked, met})
}

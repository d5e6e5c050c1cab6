package roster

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/skills"
)

// TestPublishedNightServesTheFirstMorning holds the edge of the period: whoever began the
// night before covers its first hours.
func TestPublishedNightServesTheFirstMorning(t *testing.T) {
	zone := time.UTC
	monday := calendar.Date{Year: 2026, Month: time.November, Day: 9}
	grid := calendar.Grid{Start: monday.In(zone), Step: time.Hour, N: 24}
	open := make([]float64, grid.N)
	curves := make([]schedule.Curve, grid.N)
	for i := range curves {
		curves[i] = schedule.Curve{Missed: []float64{0}, Absorb: []float64{0}}
		if i < 6 {
			open[i] = 1
			curves[i] = schedule.Curve{Contacts: 10, Load: 0.5, Target: 0.8, Mark: 1, Missed: []float64{10, 0}, Absorb: []float64{0, 0}}
		}
	}
	in := Input{
		Calendar: calendar.Plain(zone),
		Queues:   []schedule.Queue{{Name: "voice", Channel: skills.Voice, Hours: calendar.Always(), Targets: []schedule.Target{{Share: 0.8, Within: time.Minute}}}},
		Team: schedule.Team{
			Agents:     []schedule.Agent{{ID: "anna", Contract: "full", Abilities: []skills.Ability{{Channel: skills.Voice, Level: 1, Pace: 1}}, Available: calendar.Always()}},
			Contracts:  map[string]schedule.Contract{"full": {Name: "full"}},
			ShiftKinds: map[string]schedule.ShiftKind{"night": {Name: "night", Days: [7]bool{true, true, true, true, true, true, true}, Start: calendar.Span{From: calendar.Clock(22, 0), To: calendar.Clock(22, 0)}, Every: time.Hour, Length: schedule.Range{Min: 8 * time.Hour, Max: 8 * time.Hour}, Grain: time.Hour}},
		},
		Requirement: schedule.Requirement{Grid: grid, Live: []schedule.LiveRequirement{{Queue: "voice", Open: open, Curves: curves, Minimum: 1}}},
	}
	bare, err := Build(context.Background(), in, Options{})
	require.NoError(t, err)
	assert.True(t, hasCode(bare.Findings, schedule.CodeMinStaff), "nobody can start before the period")

	start := grid.Start.Add(-2 * time.Hour)
	in.Team.Published = []schedule.Shift{{Agent: "anna", Start: start, End: start.Add(8 * time.Hour), Duties: []schedule.Duty{{Start: start, End: start.Add(8 * time.Hour), Queues: []string{"voice"}}}}}
	served, err := Build(context.Background(), in, Options{})
	require.NoError(t, err)
	assert.False(t, hasCode(served.Findings, schedule.CodeMinStaff))
	assert.False(t, hasCode(served.Findings, schedule.CodeUncovered))
}

func hasCode(fs []schedule.Finding, code schedule.Code) bool {
	for _, f := range fs {
		if f.Code == code {
			return true
		}
	}
	return false
}

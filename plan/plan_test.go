package plan_test

import (
	"context"
	"fmt"
	"math"
	"reflect"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/plan"
	"turno/schedule"
	"turno/skills"
)

// world is a small team with a chat and a social queue, open from 9 to 18, and six weeks
// of history.
func world() plan.Input {
	zone := time.UTC
	start := calendar.Date{Year: 2026, Month: time.September, Day: 28}.In(zone)
	hours := calendar.Daily(calendar.Span{From: calendar.Clock(9, 0), To: calendar.Clock(18, 0)})
	const weeks = 6
	series := func(queue string, scale float64) forecast.Series {
		s := forecast.Series{Queue: queue, Grid: calendar.Grid{Start: start, Step: time.Hour, N: weeks * 168}}
		for i := range s.Grid.N {
			hour := float64(s.Grid.At(i).Hour())
			s.Volume = append(s.Volume, math.Round(scale*(1+math.Sin((hour-8)/24*2*math.Pi))+float64(i*7%5)))
		}
		return s
	}
	every := [7]bool{true, true, true, true, true, true, true}
	in := plan.Input{
		Name: "small", Calendar: calendar.Plain(zone), Period: calendar.Grid{Start: start.AddDate(0, 0, 7*weeks), Step: 30 * time.Minute, N: 336},
		Now: start.AddDate(0, 0, 7*weeks), Seed: 7, Currency: "EUR", Replications: 10, Effort: 2,
		History: []forecast.Series{series("chat", 4), series("social", 10)},
		Queues: []schedule.Queue{
			{Name: "chat", Channel: skills.Chat, Hours: hours, Slots: 2, Inflation: 0.3, Patience: 3 * time.Minute, Targets: []schedule.Target{{Share: 0.8, Within: time.Minute, Measure: schedule.FirstReply, Clock: schedule.Elapsed}}},
			{Name: "social", Channel: skills.Social, Hours: hours, Targets: []schedule.Target{{Share: 0.8, Within: 2 * time.Hour, Measure: schedule.FirstReply, Clock: schedule.OpenOnly}}},
		},
		Streams: map[string][]forecast.Stream{
			"chat":   {{Share: forecast.Constant(1, 0), Turns: forecast.Constant(1, 0), AHT: forecast.Constant(480, 1)}},
			"social": {{Share: forecast.Constant(1, 0), Flush: forecast.Constant(0.6, 0), Triage: forecast.Constant(12, 0), Turns: forecast.Constant(1.5, 1), AHT: forecast.Constant(240, 1), Think: forecast.Constant(1200, 1)}},
		},
		Team: schedule.Team{
			Contracts:  map[string]schedule.Contract{"full": {Name: "full", Rules: schedule.Rules{WeekHoursMax: 40 * time.Hour, WeekDaysMax: 5, DailyRest: 11 * time.Hour}}},
			ShiftKinds: map[string]schedule.ShiftKind{"day": {Name: "day", Days: every, Start: calendar.Span{From: calendar.Clock(9, 0), To: calendar.Clock(10, 0)}, Every: time.Hour, Length: schedule.Range{Min: 8 * time.Hour, Max: 8 * time.Hour}, Grain: time.Hour}},
		},
	}
	for i := range 8 {
		in.Team.Agents = append(in.Team.Agents, schedule.Agent{
			ID: fmt.Sprintf("agent-%d", i), Name: "x", Contract: "full", Available: calendar.Always(),
			Abilities: []skills.Ability{{Channel: skills.Chat, Level: 1, Pace: 1}, {Channel: skills.Social, Level: 1, Pace: 1}},
		})
	}
	return in
}

func ExampleBuild() {
	p, err := plan.Build(context.Background(), world(), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	s := p.Summary()
	fmt.Println("rules broken:", s.Broken)
	for _, q := range s.Queues {
		fmt.Println(q.Queue.Name, q.Verdict)
	}
	// Output:
	// rules broken: 0
	// chat met
	// social met
}

func TestSameInputSamePlan(t *testing.T) {
	first, err := plan.Build(context.Background(), world(), nil)
	require.NoError(t, err)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	second, err := plan.Build(context.Background(), world(), nil)
	require.NoError(t, err)
	assert.True(t, reflect.DeepEqual(first.Roster.Roster, second.Roster.Roster))
	assert.Equal(t, first.Service.Queues[0].Targets, second.Service.Queues[0].Targets)
	assert.Equal(t, first.Summary(), second.Summary())
}

func TestCancelledPlanIsLegal(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	in := world()
	in.Effort = 1_000_000
	p, err := plan.Build(ctx, in, func(stage string, done, total int) {
		if stage == "roster" && done > 0 {
			cancel()
		}
	})
	require.ErrorIs(t, err, context.Canceled)
	assert.True(t, p.Roster.Stopped)
	assert.Zero(t, p.Check.Broken())
	assert.Empty(t, p.Service.Queues, "not simulated")
}

// TestPivotsAreCountedOnce holds that those who turn up in a queue with a history of its
// own are part of that history.
func TestPivotsAreCountedOnce(t *testing.T) {
	in := world()
	in.Streams["social"][0].Pivots = []forecast.Pivot{{To: "chat", Share: 0.5}}
	r, err := in.Forecast(context.Background(), nil)
	require.NoError(t, err)
	profiles, err := in.Profile(r.Volumes)
	require.NoError(t, err)
	assert.True(t, profiles[1].Streams[0].Pivots[0].Counted)
	assert.False(t, in.Streams["social"][0].Pivots[0].Counted, "the input stays as it was")

	profiles, err = in.Profile(r.Volumes[1:]) // chat without a history
	require.NoError(t, err)
	assert.False(t, profiles[1].Streams[0].Pivots[0].Counted)
	assert.Zero(t, profiles[0].Volume.Total())
}

// TestAssume gives a bare shift its duties around the breaks.
func TestAssume(t *testing.T) {
	in := world()
	start := in.Period.Start.Add(9 * time.Hour)
	shift := schedule.Shift{Agent: "agent-0", Start: start, End: start.Add(8 * time.Hour), Breaks: []schedule.Break{{Start: start.Add(4 * time.Hour), End: start.Add(5 * time.Hour)}}}
	r := in.Assume(schedule.Roster{Grid: in.Period, Shifts: []schedule.Shift{shift, {Agent: "nobody", Start: start, End: start.Add(time.Hour)}}})
	require.Len(t, r.Shifts[0].Duties, 2)
	assert.Equal(t, []string{"chat", "social"}, r.Shifts[0].Duties[0].Queues, "live work first")
	assert.Equal(t, start.Add(5*time.Hour), r.Shifts[0].Duties[1].Start)
	assert.Empty(t, r.Shifts[1].Duties)
}

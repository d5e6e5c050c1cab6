package simulate_test

import (
	"context"
	"fmt"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/simulate"
	"turno/skills"
)

// Two people answer calls for a day. Ten calls an hour of four minutes are two thirds of
// an erlang; Erlang C expects 85 % within 20 seconds if nobody hangs up.
func ExampleRun() {
	day := calendar.Grid{Start: time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC), Step: time.Hour, N: 24}
	calls := forecast.Volume{Queue: "calls", Grid: day, Mean: make([]float64, day.N)}
	for i := range calls.Mean {
		calls.Mean[i] = 10
	}
	in := simulate.Input{
		Grid: day,
		Queues: []schedule.Queue{{
			Name: "calls", Channel: skills.Voice, Hours: calendar.Always(), Patience: 2 * time.Minute,
			Targets: []schedule.Target{{Share: 0.8, Within: 20 * time.Second, Measure: schedule.FirstReply, Clock: schedule.Elapsed}},
		}},
		Profiles: []forecast.Profile{{
			Volume:  calls,
			Streams: []forecast.Stream{{Share: forecast.Constant(1, 0), AHT: forecast.Constant(240, 1)}},
		}},
	}
	for _, name := range []string{"ada", "bo"} {
		in.Team.Agents = append(in.Team.Agents, schedule.Agent{
			ID: name, Available: calendar.Always(), Abilities: []skills.Ability{{Channel: skills.Voice, Level: 1, Pace: 1}},
		})
		in.Roster.Shifts = append(in.Roster.Shifts, schedule.Shift{
			Agent: name, Start: day.Start, End: day.End(),
			Duties: []schedule.Duty{{Start: day.Start, End: day.End(), Queues: []string{"calls"}}},
		})
	}
	result, err := simulate.Run(context.Background(), in, simulate.Options{Replications: 200, Seed: 1})
	if err != nil {
		fmt.Println(err)
		return
	}
	q := result.Queues[0]
	fmt.Printf("%.0f calls, %.0f %% within 20 s (%.0f to %.0f), %.0f hang up\n",
		q.Offered.Mean, 100*q.Targets[0].Mean, 100*q.Targets[0].Low, 100*q.Targets[0].High, q.Abandoned.Mean)
	// Output:
	// 239 calls, 88 % within 20 s (88 to 88), 18 hang up
}

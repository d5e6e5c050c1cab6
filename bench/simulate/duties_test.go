package simulate

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/check"
	"turno/schedule/staffing"
	"turno/skills"
)

// TestTwoLiveQueuesInOneDuty: people whose duty lists two live queues count in the check on
// both, shared out by what each lacks. The replay, in which they serve whoever waits, the
// first queue before the second, keeps what the check promises, and both see the same
// shortage: with enough people sharing does a little better than splitting, with far too
// few a little worse.
func TestTwoLiveQueuesInOneDuty(t *testing.T) {
	for name, heads := range map[string]int{"enough for both": 17, "one short": 16, "enough for one of them": 9} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(2)
			for _, queue := range []string{"it", "en"} {
				w.queue(schedule.Queue{Name: queue, Channel: skills.Voice, Patience: 2 * time.Minute, Targets: within(schedule.FirstReply, 20)}, work(300), 80)
			}
			w.agents(heads, 0, 24, "it", "en")
			cal := calendar.Plain(time.UTC)
			var demands []staffing.Demand
			for i, q := range w.in.Queues {
				demands = append(demands, staffing.Demand{Queue: q, Profile: w.in.Profiles[i]})
			}
			r, _, err := staffing.Require(context.Background(), w.in.Grid, cal, demands, staffing.Options{})
			require.NoError(t, err)
			covered := check.Run(check.Input{Calendar: cal, Queues: w.in.Queues, Team: w.in.Team, Requirement: r, Roster: w.in.Roster}).Coverage.Queues
			reached := w.replay(t, 1, 20)
			var counted, replayed float64
			for i, q := range covered {
				t.Logf("%s: %d wanted, %.1f counted, %.1f %% by the check, %.1f %% replayed", q.Queue, r.Live[i].Curves[30].Mark, q.Supplied[30], 100*q.Service(), 100*reached[i].Targets[0].Mean)
				counted, replayed = counted+q.Service()/2, replayed+reached[i].Targets[0].Mean/2
				if q.Service() >= 0.8 {
					assert.Greater(t, reached[i].Targets[0].Mean, 0.8, "what the check promises is kept")
				}
				if heads < 12 {
					assert.True(t, q.Service() < 0.6 && reached[i].Targets[0].Mean < 0.6, "both see that both queues are short")
				}
			}
			assert.InDelta(t, counted, replayed, 0.1)
			assert.InDelta(t, heads, covered[0].Supplied[30]+covered[1].Supplied[30], 1e-9, "nobody counts twice")
			assert.InDelta(t, covered[0].Supplied[30], covered[1].Supplied[30], 1e-9, "both want the same")
			assert.Equal(t, heads > 16, covered[0].Service() >= 0.8)
		})
	}
}

package simulate

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule"
	"turno/skills"
)

// TestNothingIsLost: whatever the team and the demand, every contact is accounted for,
// time runs forward, nobody does two things at once, and no figure leaves its range.
func TestNothingIsLost(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		in := anyInput(rt)
		w, err := newWorld(in)
		require.NoError(rt, err)
		e, sum := newEngine(w), newTotals(w)
		for k := range 2 {
			require.NoError(rt, e.replay(context.Background(), rapid.Uint64().Draw(rt, "seed"), k))
			checkRecords(rt, e)
			for _, c := range e.measure(sum) {
				assert.Equal(rt, c.offered, c.flushed+c.answered+c.abandoned+c.waiting+c.outside)
				for _, s := range c.targets {
					assert.True(rt, s.hit <= s.of)
				}
				assert.LessOrEqual(rt, c.busy, c.worked+1e-6)
				assert.LessOrEqual(rt, c.again, c.offered)
			}
			for q := range w.queues {
				waiting := int64(0)
				for i := range w.grid.N {
					waiting += sum.cells[q][i].backlog
					assert.GreaterOrEqual(rt, waiting, int64(0))
				}
			}
		}
	})
}

func checkRecords(t require.TestingT, e *engine) {
	seen := map[[2]int32]bool{}
	for _, r := range e.records {
		if r.outcome == posted {
			assert.True(t, r.turn == 0 && r.start >= r.arrival && r.end >= r.start)
			continue
		}
		assert.False(t, seen[[2]int32{r.contact, r.turn}], "one record a turn")
		seen[[2]int32{r.contact, r.turn}] = true
		q := &e.w.queues[r.queue]
		assert.True(t, r.start >= r.arrival && r.end >= r.arrival && r.answer >= r.arrival)
		if r.outcome == answered && !q.live {
			assert.True(t, r.start <= r.answer && r.answer <= e.w.end)
		}
		assert.False(t, q.live && r.turn > 1)
	}
}

func anyInput(t *rapid.T) Input {
	s := newSetting(rapid.IntRange(1, 40).Draw(t, "hours"), 30*time.Minute)
	s.in.Grid.Start = monday.Add(time.Duration(rapid.IntRange(0, 47).Draw(t, "start")) * 30 * time.Minute)
	s.in.Roster.Grid = s.in.Grid
	names := []string{}
	channels := skills.Channels()
	n := rapid.IntRange(1, 4).Draw(t, "queues")
	for i := range n {
		names = append(names, fmt.Sprintf("q%d", i))
	}
	for i, name := range names {
		q := schedule.Queue{
			Name: name, Channel: rapid.SampledFrom(channels).Draw(t, "channel"), Priority: rapid.IntRange(1, 2).Draw(t, "priority"),
			Slots: rapid.IntRange(0, 3).Draw(t, "slots"), Inflation: 0.3, Patience: time.Duration(rapid.IntRange(0, 300).Draw(t, "patience")) * time.Second,
			Targets: []schedule.Target{{
				Share: 0.8, Within: time.Duration(rapid.IntRange(0, 7200).Draw(t, "within")) * time.Second,
				Measure: rapid.SampledFrom([]schedule.Measured{schedule.FirstReply, schedule.EachReply, schedule.EndToEnd}).Draw(t, "measure"),
				Clock:   rapid.SampledFrom([]schedule.Clock{schedule.Elapsed, schedule.OpenOnly}).Draw(t, "clock"),
			}},
		}
		if q.Channel.Live() {
			q.Redial, q.RedialAfter = rapid.SampledFrom([]float64{0, 0.6}).Draw(t, "redial"), time.Minute
		} else {
			q.Owned = rapid.Bool().Draw(t, "owned")
			q.Interruptible = rapid.Bool().Draw(t, "interruptible")
			q.ClosingPost = time.Duration(rapid.IntRange(0, 1).Draw(t, "closing post")) * time.Minute
		}
		if rapid.Bool().Draw(t, "hours") {
			q.Hours = calendar.Daily(calendar.Span{From: calendar.Clock(rapid.IntRange(0, 12).Draw(t, "open"), 0), To: calendar.Clock(rapid.IntRange(13, 26).Draw(t, "close"), 0)})
		}
		w := work(float64(rapid.IntRange(0, 900).Draw(t, "aht")))
		w.AHT.CV = rapid.SampledFrom([]float64{0, 0.5, 1, 2}).Draw(t, "cv")
		w.Flush = forecast.Constant(rapid.Float64Range(0, 1).Draw(t, "flush"), 0)
		w.Triage = forecast.Constant(10, 0.5)
		w.Turns = forecast.Constant(rapid.Float64Range(1, 4).Draw(t, "turns"), 0)
		w.Think = forecast.Constant(float64(rapid.IntRange(0, 1200).Draw(t, "think")), 1)
		if i > 0 {
			w.Pivots = []forecast.Pivot{{To: names[i-1], Share: 0.3, Lag: 10 * time.Minute, DropOff: 0.5, Counted: rapid.Bool().Draw(t, "counted")}}
		}
		s.queue(q, float64(rapid.IntRange(0, 40).Draw(t, "rate")), w)
	}
	for range rapid.IntRange(0, 6).Draw(t, "agents") {
		s.agents(1, anyDuty(t, names)...)
		sh := &s.in.Roster.Shifts[len(s.in.Roster.Shifts)-1]
		from := time.Duration(rapid.IntRange(-4, 20).Draw(t, "from")) * time.Hour
		length := time.Duration(rapid.IntRange(1, 12).Draw(t, "length")) * time.Hour
		sh.Start, sh.End = s.in.Grid.Start.Add(from), s.in.Grid.Start.Add(from+length)
		half := sh.Start.Add(length / 2)
		sh.Duties = []schedule.Duty{{Start: sh.Start, End: half, Queues: anyDuty(t, names)}, {Start: half, End: sh.End, Queues: anyDuty(t, names)}}
		sh.Breaks = []schedule.Break{{Start: half, End: half.Add(20 * time.Minute)}}
	}
	s.in.Team.Shrinkage = schedule.Shrinkage{Planned: rapid.Float64Range(0, 0.3).Draw(t, "planned"), Unplanned: rapid.Float64Range(0, 0.3).Draw(t, "unplanned")}
	return s.in
}

func anyDuty(t *rapid.T, names []string) []string {
	perm := rapid.Permutation(names).Draw(t, "duty")
	return perm[:rapid.IntRange(1, len(perm)).Draw(t, "queues")]
}

package staffing_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/staffing"
	"turno/skills"
)

func goal(share float64, within time.Duration) []schedule.Target {
	return []schedule.Target{{Share: share, Within: within, Measure: schedule.FirstReply, Clock: schedule.OpenOnly}}
}

func posts(targets []schedule.Target, kinds ...schedule.Aim) schedule.Queue {
	return schedule.Queue{Name: "posts", Channel: skills.Social, Hours: calendar.Always(), OccupancyCap: 0.9, Priority: 2, Targets: targets, Kinds: kinds}
}

// kind is one kind of message with its share.
func kind(name string, share, aht float64) forecast.Stream {
	return forecast.Stream{Kind: forecast.Kind(name), Share: forecast.Constant(share, 0), Turns: forecast.Constant(1.5, 0.5), AHT: forecast.Constant(aht, 1), Think: forecast.Constant(1800, 1)}
}

func deferrable(t require.TestingT, g calendar.Grid, cal *calendar.Calendar, d staffing.Demand) (schedule.DeferrableRequirement, []schedule.Finding) {
	r, found, err := staffing.Require(context.Background(), g, cal, []staffing.Demand{d}, staffing.Options{})
	require.NoError(t, err)
	return r.Deferrable[0], found
}

// TestKindIsAQueueOfItsOwn: a kind with targets of its own asks for what a queue of it alone
// would, and leaves the others as they are, whatever the figures.
func TestKindIsAQueueOfItsOwn(t *testing.T) {
	g, cal := week(t, 3, 30*time.Minute)
	rapid.Check(t, func(t *rapid.T) {
		share := rapid.Float64Range(0.05, 0.95).Draw(t, "share")
		own, queue := goal(rapid.Float64Range(0.5, 0.99).Draw(t, "own share"), time.Duration(rapid.IntRange(20, 600).Draw(t, "own"))*time.Minute), goal(0.8, 4*time.Hour)
		scale := rapid.Float64Range(0.2, 5).Draw(t, "scale")

		both, _ := deferrable(t, g, cal, demand(g, posts(queue, schedule.Aim{Kind: "complaint", Targets: own}), scale, 0, kind("question", 1-share, 240), kind("complaint", share, 400)))
		one, _ := deferrable(t, g, cal, demand(g, posts(own), scale*share, 0, kind("complaint", 1, 400)))
		other, _ := deferrable(t, g, cal, demand(g, posts(queue), scale*(1-share), 0, kind("question", 1, 240)))
		var hours, apart float64
		for i, level := range both.Level {
			assert.InDelta(t, one.Level[i]+other.Level[i], level, 1e-6)
		}
		for _, w := range both.Work {
			hours += w.Hours
			if w.Share > 0 {
				apart += w.Hours
				assert.Equal(t, own[0].Share, w.Share)
			}
		}
		for _, w := range append(one.Work, other.Work...) {
			hours -= w.Hours
		}
		for _, w := range one.Work {
			apart -= w.Hours
		}
		assert.InDelta(t, 0, hours, 1e-6)
		assert.InDelta(t, 0, apart, 1e-6)
	})
}

// TestKindLikeItsQueue: a priority, or targets that are the queue's, change nothing of the
// requirement, to the bit; nor does a kind that never comes.
func TestKindLikeItsQueue(t *testing.T) {
	g, cal := week(t, 7, 30*time.Minute)
	streams := []forecast.Stream{kind("question", 0.7, 240), kind("complaint", 0.3, 400)}
	plain, _ := deferrable(t, g, cal, demand(g, posts(goal(0.8, time.Hour)), 2, 0.3, streams...))
	for _, aim := range []schedule.Aim{{Kind: "complaint", Priority: 1}, {Kind: "complaint", Targets: goal(0.8, time.Hour)}, {Kind: "crisis", Targets: goal(0.9, time.Minute)}} {
		same, _ := deferrable(t, g, cal, demand(g, posts(goal(0.8, time.Hour), aim), 2, 0.3, streams...))
		assert.Equal(t, plain, same)
	}
}

// TestTighterKindAsksForLessThanATighterQueue: where the forecast is unsure too, a kind in a
// hurry raises the peak, but by less than if all were.
func TestTighterKindAsksForLessThanATighterQueue(t *testing.T) {
	g, cal := week(t, 7, 30*time.Minute)
	streams := []forecast.Stream{kind("question", 0.7, 240), kind("complaint", 0.3, 400)}
	peak := func(q schedule.Queue) (most float64) {
		r, _ := deferrable(t, g, cal, demand(g, q, 5, 0.3, streams...))
		for _, x := range r.Level {
			most = max(most, x)
		}
		return most
	}
	loose, tight := goal(0.8, 8*time.Hour), goal(0.9, 30*time.Minute)
	slow, some, all := peak(posts(loose)), peak(posts(loose, schedule.Aim{Kind: "complaint", Targets: tight})), peak(posts(tight))
	assert.Less(t, slow, some)
	assert.Less(t, some, all)
}

// TestKindThatClosingTimesBreak: what comes by night cannot be answered within an hour.
func TestKindThatClosingTimesBreak(t *testing.T) {
	g, cal := week(t, 7, 30*time.Minute)
	q := posts(goal(0.5, time.Hour), schedule.Aim{Kind: "complaint", Targets: []schedule.Target{{Share: 0.9, Within: time.Hour, Measure: schedule.FirstReply, Clock: schedule.Elapsed}}})
	q.Hours = calendar.Hours{}
	for d := range q.Hours.Week {
		q.Hours.Week[d] = []calendar.Span{{From: calendar.Clock(9, 0), To: calendar.Clock(17, 0)}}
	}
	_, found := deferrable(t, g, cal, demand(g, q, 1, 0, kind("question", 0.7, 240), kind("complaint", 0.3, 400)))
	require.Len(t, found, 1)
	assert.Equal(t, schedule.CodeKindTarget, found[0].Code)
	assert.Equal(t, []string{"complaint"}, found[0].Names)
	assert.Equal(t, 0.9, found[0].Limit)
}

// TestLiveKindsAreRefused: whoever calls is next.
func TestLiveKindsAreRefused(t *testing.T) {
	g, cal := week(t, 1, 30*time.Minute)
	q := voice()
	q.Kinds = []schedule.Aim{{Kind: "complaint", Priority: 1}}
	_, _, err := staffing.Require(context.Background(), g, cal, []staffing.Demand{demand(g, q, 1, 0, stream(300))}, staffing.Options{})
	assert.ErrorContains(t, err, "kind complaint: priority and targets of its own have a meaning on deferrable queues only")
}

package simulate

import (
	"context"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule"
	"turno/skills"
)

func records(t testing.TB, in Input, seed uint64) (*engine, []record) {
	t.Helper()
	w, err := newWorld(in)
	require.NoError(t, err)
	e := newEngine(w)
	require.NoError(t, e.replay(context.Background(), seed, 0))
	return e, e.records
}

func social(targets []schedule.Target) schedule.Queue {
	return schedule.Queue{Name: "s", Channel: skills.Social, Targets: targets}
}

func constantWork(aht float64) forecast.Stream {
	w := work(aht)
	w.AHT.CV = 0
	return w
}

func TestPlentyOfStaffAnswersAtOnce(t *testing.T) {
	s := newSetting(24, time.Hour)
	s.queue(social(within(1, 10*time.Minute)), 20, constantWork(300))
	s.agents(40, "s")
	_, rs := records(t, s.in, 1)
	require.NotEmpty(t, rs)
	for _, r := range rs {
		assert.Equal(t, r.arrival, r.start, "taken up when it comes")
	}
	q := s.run(t, 5, 1).Queues[0]
	assert.Equal(t, 1.0, q.Targets[0].Mean)
	assert.InDelta(t, 300, q.WaitMedian.Mean, 1e-6)
	assert.InDelta(t, 12, q.ClosingRate.Mean, 0.05, "five minutes each")
}

func TestNobodyAtWork(t *testing.T) {
	s := newSetting(12, time.Hour)
	s.queue(social(within(0.8, time.Hour)), 10, work(300))
	s.queue(schedule.Queue{Name: "v", Channel: skills.Voice, Patience: time.Minute, Targets: within(0.8, 20*time.Second)}, 10, work(300))
	r := s.run(t, 10, 1)
	for _, q := range r.Queues {
		assert.Zero(t, q.Answered.Mean)
		assert.Zero(t, q.Targets[0].Mean)
		assert.Zero(t, q.WaitMean.Mean)
	}
	assert.Equal(t, r.Queues[0].Offered, r.Queues[0].Waiting)
	assert.InDelta(t, r.Queues[1].Offered.Mean, r.Queues[1].Abandoned.Mean, 2)
	assert.InDelta(t, r.Queues[0].Offered.Mean, r.Queues[0].Backlog[11], 1e-9, "everything waits at the end")
}

// TestOpeningHours: posts wait for opening, the backlog of the night before the period
// too; calls outside hours leave and are counted apart.
func TestOpeningHours(t *testing.T) {
	s := newSetting(24, time.Hour)
	nine := calendar.Daily(calendar.Span{From: calendar.Clock(9, 0), To: calendar.Clock(21, 0)})
	post := social([]schedule.Target{{Share: 0.8, Within: time.Hour, Measure: schedule.FirstReply, Clock: schedule.OpenOnly}})
	post.Hours = nine
	s.queue(post, 10, constantWork(60))
	s.queue(schedule.Queue{Name: "v", Channel: skills.Voice, Hours: nine, Targets: within(0.8, time.Hour)}, 10, constantWork(60))
	s.agents(5, "s", "v")
	_, rs := records(t, s.in, 2)
	early := 0
	for _, r := range rs {
		switch {
		case r.queue == 1 && (r.arrival < 9*3600 || r.arrival >= 21*3600):
			assert.Equal(t, outside, r.outcome)
		case r.arrival < 0:
			early++
			assert.GreaterOrEqual(t, r.arrival, -3.0*3600, "the queue closed at 21")
		case r.queue == 0 && !math.IsInf(r.start, 1):
			assert.True(t, r.start >= 9*3600 && r.start < 21*3600, "answered in hours")
		}
	}
	assert.Greater(t, early, 10)
	r := s.run(t, 20, 2)
	assert.InDelta(t, 120, r.Queues[1].Outside.Mean, 10)
	assert.Zero(t, r.Queues[1].Abandoned.Mean)
	assert.Equal(t, 1.0, r.Queues[0].Targets[0].Mean, "the open clock stands still by night")
	assert.InDelta(t, 120, r.Queues[0].Backlog[8], 12, "nine hours of posts and three of the evening before")
	assert.InDelta(t, 30, r.Queues[0].Waiting.Mean, 6)
}

func TestBreaksAbsencesAndEnds(t *testing.T) {
	s := newSetting(12, time.Hour)
	s.queue(social(within(0.8, time.Hour)), 60, constantWork(170))
	s.agents(1, "s")
	sh := &s.in.Roster.Shifts[0]
	hour := func(h int) time.Time { return monday.Add(time.Duration(h) * time.Hour) }
	sh.End, sh.Duties[0].End = hour(8), hour(8)
	sh.Breaks = []schedule.Break{{Start: hour(4), End: hour(5)}}
	s.in.Team.Absences = []schedule.Absence{{Agent: "a000", From: hour(6), To: hour(7)}}
	_, rs := records(t, s.in, 3)
	beyond := 0
	for _, r := range rs {
		if math.IsInf(r.start, 1) {
			continue
		}
		h := r.start / 3600
		assert.True(t, h < 4 || h >= 5 && h < 6 || h >= 7 && h < 8, "no work begins in a break, an absence or after the shift: %v", h)
		if r.start < 4*3600 && r.end > 4*3600 {
			beyond++
		}
	}
	assert.Equal(t, 1, beyond, "work begun is finished")
}

// TestDutiesAreServedInOrder: with work waiting in both, each agent takes up the other queue
// only where the first of the own duty is empty, whatever is due sooner.
func TestDutiesAreServedInOrder(t *testing.T) {
	s := newSetting(24, time.Hour)
	s.queue(social(within(0.8, 12*time.Hour)), 20, constantWork(300))
	s.queue(schedule.Queue{Name: "e", Channel: skills.Email, Priority: 1, Targets: within(0.8, time.Hour)}, 20, constantWork(300))
	s.agents(1, "s", "e")
	s.agents(1, "e", "s")
	_, rs := records(t, s.in, 6)
	waits := func(queue int16, at float64) bool {
		for _, r := range rs {
			if r.queue == queue && r.arrival < at && r.start > at {
				return true
			}
		}
		return false
	}
	served := [2][2]int{}
	for _, r := range rs {
		if r.start > r.arrival && r.start < math.Inf(1) { // taken out of the line
			served[r.agent][r.queue]++
			if int(r.queue) != int(r.agent) {
				assert.False(t, waits(int16(r.agent), r.start), "agent %d at %.0f", r.agent, r.start)
			}
		}
	}
	assert.Greater(t, served[0][0], 100)
	assert.Greater(t, served[1][1], 100)
}

func TestPublishedShiftReachesIntoThePeriod(t *testing.T) {
	s := newSetting(4, time.Hour)
	s.queue(social(within(0.8, time.Hour)), 60, constantWork(60))
	s.agents(1, "s")
	night := s.in.Roster.Shifts[0]
	night.Start, night.End = monday.Add(-6*time.Hour), monday.Add(2*time.Hour)
	night.Duties = []schedule.Duty{{Start: night.Start, End: night.End, Queues: []string{"s"}}}
	s.in.Roster.Shifts, s.in.Team.Published = nil, []schedule.Shift{night}
	_, rs := records(t, s.in, 3)
	served := 0
	for _, r := range rs {
		if r.start < math.Inf(1) {
			served++
			assert.Less(t, r.start, 7200.0)
		}
	}
	assert.Greater(t, served, 60)
}

// TestShrinkage: the share of rostered time lost is Shrinkage.Share.
func TestShrinkage(t *testing.T) {
	s := newSetting(24*7, time.Hour)
	s.queue(social(within(0.8, time.Hour)), 3, work(300))
	s.agents(1, "s")
	s.in.Roster.Shifts = nil
	for day := range 7 {
		for k := range 2 {
			from := time.Duration(24*day+12*k) * time.Hour
			s.shift("a000", from, from+9*time.Hour, "s")
		}
	}
	s.in.Team.Shrinkage = schedule.Shrinkage{Planned: 0.1, Unplanned: 0.08}
	w, err := newWorld(s.in)
	require.NoError(t, err)
	e, worked := newEngine(w), 0.0
	for k := range 400 {
		require.NoError(t, e.replay(context.Background(), 1, k))
		worked += e.sheets[0].idle.total() + e.sheets[0].busy.total()
	}
	lost := 1 - worked/(400*14*9*3600)
	assert.InDelta(t, s.in.Team.Shrinkage.Share(), lost, 0.006)
}

func TestConversationsStayWithTheirAgent(t *testing.T) {
	s := newSetting(200, time.Hour)
	w := work(200)
	w.Turns, w.Think = forecast.Constant(3, 0), forecast.Constant(600, 1)
	q := schedule.Queue{Name: "m", Channel: skills.Messaging, Targets: within(0.8, time.Hour)}
	s.queue(q, 10, w)
	s.agents(6, "m")
	_, rs := records(t, s.in, 4)
	agent, turns, same, back := map[int32]int32{}, 0, 0, 0
	for _, r := range rs {
		turns++
		if before, ok := agent[r.contact]; ok {
			back++
			if before == r.agent {
				same++
			}
		}
		agent[r.contact] = r.agent
	}
	assert.InDelta(t, 3, float64(turns)/float64(len(agent)), 0.15)
	assert.Greater(t, float64(same)/float64(back), 0.6)
}

// TestFlushAndPivots: a flushed post costs triage only; a pivot turns up elsewhere.
func TestFlushAndPivots(t *testing.T) {
	s := newSetting(200, time.Hour)
	w := constantWork(300)
	w.Flush, w.Triage = forecast.Constant(0.6, 0), forecast.Constant(12, 0)
	w.Pivots = []forecast.Pivot{{To: "c", Share: 0.5, Lag: 20 * time.Minute, DropOff: 0.2}}
	s.queue(social(within(0.8, time.Hour)), 30, w)
	s.queue(schedule.Queue{Name: "c", Channel: skills.Chat, Slots: 2, Targets: within(0.8, time.Minute)}, 0, work(300))
	s.agents(10, "s")
	s.agents(5, "c")
	_, rs := records(t, s.in, 5)
	for _, r := range rs {
		if r.queue == 0 && r.outcome == flushed && r.end < math.Inf(1) {
			assert.InDelta(t, 12, r.end-r.start, 1e-6)
		}
		if r.queue == 0 && r.outcome == answered {
			assert.InDelta(t, 312, r.end-r.start, 1e-6)
		}
	}
	q := s.run(t, 20, 5).Queues
	assert.InDelta(t, 0.6, q[0].Flushed.Mean/q[0].Offered.Mean, 0.01)
	assert.InDelta(t, 0.4, q[1].Offered.Mean/q[0].Answered.Mean, 0.01)
}

// TestPriorities: two queues in the order of the duty, calls finished once begun (Cobham
// 1954).
func TestPriorities(t *testing.T) {
	s := newSetting(80, time.Hour)
	for _, name := range []string{"low", "high"} {
		s.queue(schedule.Queue{Name: name, Channel: skills.Voice, Targets: within(0.8, 20*time.Second)}, 30, work(300))
	}
	s.agents(6, "high", "low")
	r := s.run(t, 20, 6)
	sl, _ := erlangC(60.0/3600, 1/300.0, 6, 0)
	c := (1 - sl) * 300 / 6
	check(t, "wait of the first class", r.Queues[1].WaitMean, c/(1-2.5/6))
	check(t, "wait of the second class", r.Queues[0].WaitMean, c/(1-2.5/6)/(1-5.0/6))
}

// TestMeasures: each clock and measure on one conversation that can be followed by hand.
func TestMeasures(t *testing.T) {
	e := &engine{w: &world{grid: calendar.Grid{Start: monday, Step: time.Hour, N: 24}, step: 3600, end: 86400}}
	q := &queue{hours: hours{from: []float64{9 * 3600}, to: []float64{21 * 3600}, passedBy: []float64{0}}}
	never := math.Inf(1)
	first := target{within: 3600, measure: schedule.FirstReply}
	clock := target{within: 3600, measure: schedule.FirstReply, openClock: true}
	each := target{within: 3600, measure: schedule.EachReply}
	whole := target{within: 3600, measure: schedule.EndToEnd}
	for _, c := range []struct {
		name string
		t    target
		r    record
		want verdict
	}{
		{"in time", first, record{turn: 1, arrival: 0, answer: 3600}, hit},
		{"late", first, record{turn: 1, arrival: 0, answer: 3601}, miss},
		{"late by the clock on the wall, not by the open one", clock, record{turn: 1, arrival: 8 * 3600, answer: 10 * 3600}, hit},
		{"a later turn is not a first reply", first, record{turn: 2, arrival: 0, answer: 10}, open},
		{"but a reply", each, record{turn: 2, arrival: 0, answer: 10}, hit},
		{"left", first, record{turn: 1, outcome: abandoned, answer: never, arrival: 86000, end: 86001}, miss},
		{"still in time at the end", first, record{turn: 1, outcome: waiting, arrival: 85000, answer: never}, open},
		{"already late at the end", first, record{turn: 1, outcome: waiting, arrival: 80000, answer: never}, miss},
		{"judged as a whole elsewhere", whole, record{turn: 1, arrival: 0, answer: 10}, open},
	} {
		assert.Equal(t, c.want, e.judge(q, c.t, &c.r), c.name)
	}
}

func TestEndToEnd(t *testing.T) {
	s := newSetting(100, time.Hour)
	w := constantWork(60)
	w.Turns, w.Think = forecast.Constant(2, 0), forecast.Constant(600, 0)
	s.queue(social([]schedule.Target{{Share: 0.5, Within: 15 * time.Minute, Measure: schedule.EndToEnd, Clock: schedule.Elapsed}}), 10, w)
	s.agents(20, "s")
	q := s.run(t, 20, 8).Queues[0]
	assert.InDelta(t, 0.75, q.Targets[0].Mean, 0.02, "one turn or two")
	assert.InDelta(t, 0.75, q.Within[50], 0.12)
}

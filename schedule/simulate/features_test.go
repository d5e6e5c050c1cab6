package simulate

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/schedule"
	"turno/schedule/staffing"
	"turno/skills"
)

// TestRedial: nobody answers, everyone hangs up, and a share tries again: n calls bring
// n/(1-share) in all; each call again follows one that was lost before.
func TestRedial(t *testing.T) {
	s := newSetting(100, time.Hour)
	s.queue(schedule.Queue{Name: "v", Channel: skills.Voice, Patience: time.Minute, Redial: 0.4, RedialAfter: 5 * time.Minute, Targets: within(0.8, 20*time.Second)}, 20, work(300))
	q := s.run(t, 20, 1).Queues[0]
	assert.InDelta(t, 2000/0.6, q.Offered.Mean, 40)
	assert.InDelta(t, q.Offered.Mean*0.4, q.Redialled.Mean, 20)
	_, rs := records(t, s.in, 1)
	lost, again := 0, 0
	for _, r := range rs {
		if r.again {
			again++
			assert.Less(t, again, lost+1)
		}
		if r.outcome == abandoned {
			lost++
		}
	}
	assert.Positive(t, again)
}

// TestRedialFixedPoint: with redials hours later the calls are Poisson at the rate of the
// fixed point (Koole's Erlang X).
func TestRedialFixedPoint(t *testing.T) {
	s := newSetting(200, time.Hour)
	s.queue(schedule.Queue{Name: "v", Channel: skills.Voice, Patience: 2 * time.Minute, Redial: 0.5, RedialAfter: 3 * time.Hour, Targets: within(0.8, 20*time.Second)}, 120, work(300))
	s.agents(9, "v")
	q := s.run(t, 20, 3).Queues[0]
	x := staffing.ErlangX(120, 300, 120, 9, 0.5)
	check(t, "calls with redials", q.Offered, x.Total*200)
	assert.InDelta(t, x.Abandon, q.Abandoned.Mean/q.Offered.Mean, 0.005)
}

// TestInterruptible: live service beside work that can be interrupted is that of the live
// queue alone, and the work is done in the time that is left.
func TestInterruptible(t *testing.T) {
	s := newSetting(100, time.Hour)
	s.queue(schedule.Queue{Name: "v", Channel: skills.Voice, Targets: within(0.8, 20*time.Second)}, 200, work(180))
	s.queue(schedule.Queue{Name: "s", Channel: skills.Social, Interruptible: true, Targets: within(0.8, 1000*time.Hour)}, 70, work(300))
	s.agents(14, "v", "s")
	r := s.run(t, 20, 11)
	sl, asa := erlangC(200.0/3600, 1/180.0, 14, 20)
	check(t, "live service beside interruptible work", r.Queues[0].Targets[0], sl)
	check(t, "live wait beside interruptible work", r.Queues[0].WaitMean, asa)
	assert.Greater(t, r.Queues[0].Occupancy.Mean, 0.999, "and nobody is ever idle")
}

// TestPreemptiveResume: one agent, two classes (Jaiswal 1968): the time in the system of
// the second class is (1/mu + R/(1-s1-s2)) / (1-s1), R = lambda/mu² for exponential times.
func TestPreemptiveResume(t *testing.T) {
	s := newSetting(2000, time.Hour)
	s.queue(schedule.Queue{Name: "v", Channel: skills.Voice, Targets: within(0.8, 20*time.Second)}, 6, work(180))
	s.queue(schedule.Queue{Name: "s", Channel: skills.Social, Interruptible: true, Targets: within(0.8, time.Hour)}, 6, work(180))
	s.agents(1, "v", "s")
	r := s.run(t, 20, 12)
	check(t, "time in system, interrupted class", r.Queues[1].WaitMean, (180+0.6*180/(1-0.6))/(1-0.3))
	check(t, "wait, first class", r.Queues[0].WaitMean, 0.3*180/0.7)
	_, rs := records(t, s.in, 1)
	work, end := 0.0, math.Inf(-1)
	for _, x := range rs {
		if x.end < math.Inf(1) && x.queue == 0 {
			work += x.end - x.start
			assert.GreaterOrEqual(t, x.start, end-1e-6, "one call at a time")
			end = x.end
		}
	}
	assert.Positive(t, work)
}

// TestOwnedConversations: the same agent goes on with a conversation although others are
// free, unless the message would be late or the agent's shift has ended; no turn is lost.
func TestOwnedConversations(t *testing.T) {
	play := func(owned bool, within time.Duration, hours int) (same float64, turns, late int) {
		s := newSetting(96, time.Hour)
		w := work(200)
		w.Turns, w.Think = forecast.Constant(3, 0), forecast.Constant(600, 1)
		target := []schedule.Target{{Share: 0.8, Within: within, Measure: schedule.EachReply, Clock: schedule.Elapsed}}
		s.queue(schedule.Queue{Name: "m", Channel: skills.Messaging, Owned: owned, Targets: target}, 15, w)
		s.agents(5, "m")
		s.in.Roster.Shifts = nil
		for _, a := range s.in.Team.Agents {
			for from := 0; from < 96; from += 2 * hours {
				s.shift(a.ID, time.Duration(from)*time.Hour, time.Duration(from+hours)*time.Hour, "m")
			}
		}
		_, rs := records(t, s.in, 4)
		agent, back, kept := map[int32]int32{}, 0, 0
		for _, r := range rs {
			turns++
			if before, ok := agent[r.contact]; ok && r.agent >= 0 {
				back++
				if before == r.agent {
					kept++
				}
			}
			agent[r.contact] = r.agent
			if r.answer-r.arrival > within.Seconds() {
				late++
			}
		}
		return float64(kept) / float64(back), turns, late
	}
	same, turns, _ := play(true, 1000*time.Hour, 96)
	assert.Equal(t, 1.0, same, "on duty all the time")
	free, all, _ := play(false, 1000*time.Hour, 96)
	assert.Less(t, free, 0.8, "only where free at once")
	assert.InDelta(t, all, turns, 0.03*float64(all))
	short, _, late := play(true, 10*time.Minute, 96)
	assert.Less(t, short, 0.999)
	assert.Greater(t, short, free)
	_, _, lateFree := play(false, 10*time.Minute, 96)
	assert.Less(t, late, lateFree+lateFree/2+100, "kept no longer than there is time")
	away, turnsAway, _ := play(true, 1000*time.Hour, 8)
	assert.Less(t, away, 0.999, "others take over from who has left")
	assert.Greater(t, turnsAway, all/2)
}

// TestClosingPost: every complaint that is solved in private is closed in public, once, by
// the public team; whoever leaves before brings none; and it costs the time that it takes.
func TestClosingPost(t *testing.T) {
	for _, counted := range []bool{false, true} {
		s := newSetting(200, time.Hour)
		w := constantWork(300)
		w.Pivots = []forecast.Pivot{{To: "m", Share: 0.5, Lag: 20 * time.Minute, DropOff: 0.2, Counted: counted}}
		s.queue(schedule.Queue{Name: "s", Channel: skills.Social, ClosingPost: time.Minute, Targets: within(0.8, time.Hour)}, 30, w)
		s.queue(schedule.Queue{Name: "m", Channel: skills.Messaging, Targets: within(0.8, time.Hour)}, 0, work(300))
		s.agents(10, "s")
		s.agents(5, "m")
		_, rs := records(t, s.in, 5)
		began := map[int32]bool{}
		posts, over := 0, 0
		for _, r := range rs {
			switch {
			case r.outcome == posted:
				assert.True(t, began[r.contact] && r.queue == 0 && r.turn == 0)
				if r.end < math.Inf(1) {
					posts++
					assert.InDelta(t, 60, r.end-r.start, 1e-6)
				}
			case r.queue == 0 && r.turn == 1:
				began[r.contact] = true
			case r.queue == 1 && r.end < math.Inf(1):
				over++
			}
		}
		q := s.run(t, 20, 5).Queues
		assert.InDelta(t, 0.4, q[0].Posted.Mean/q[0].Answered.Mean, 0.012, "counted: %v", counted)
		assert.Equal(t, q[0].Offered.Mean, q[0].Answered.Mean+q[0].Waiting.Mean, "a closing post is no contact")
		if !counted {
			require.Positive(t, over)
			assert.InDelta(t, over, posts, 3)
		}
	}
}

package simulate

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/skills"
)

// TestWarmStart: a queue that never closes meets its steady state in the first hour
// already, which a cold start misses by far.
func TestWarmStart(t *testing.T) {
	first := func(hours int) (Estimate, []float64) {
		s := newSetting(hours, time.Hour)
		s.queue(schedule.Queue{Name: "v", Channel: skills.Voice, Targets: within(0.8, 20*time.Second)}, 210, work(180))
		s.agents(12, "v")
		q := s.run(t, 50, 4).Queues[0]
		return q.Reached[0][0], q.Backlog
	}
	sl, _ := erlangC(210.0/3600, 1/180.0, 12, 20)
	warm, _ := first(24)
	cold, _ := first(23)
	check(t, "service of the first hour", warm, sl)
	assert.Greater(t, cold.Low, warm.High)
}

// TestDayBeforeIsWorked: by the shifts published for it, else by the roster's own of the
// same hours a day later, and nothing of it is counted.
func TestDayBeforeIsWorked(t *testing.T) {
	s := newSetting(48, time.Hour)
	s.queue(social(within(0.8, time.Hour)), 20, constantWork(47))
	s.agents(2, "s")
	s.in.Roster.Shifts = nil
	s.shift("a000", 6*time.Hour, 12*time.Hour, "s")
	s.shift("a000", 30*time.Hour, 36*time.Hour, "s")
	busyBefore := func(in Input) map[int]bool {
		e, rs := records(t, in, 3)
		hours := map[int]bool{}
		for _, r := range rs {
			if r.start < 0 {
				hours[int(math.Floor(r.start/3600))+24] = true
				assert.Equal(t, "a000", e.w.agents[r.agent].id)
			}
		}
		return hours
	}
	assert.Equal(t, map[int]bool{6: true, 7: true, 8: true, 9: true, 10: true, 11: true}, busyBefore(s.in))
	night := schedule.Shift{Agent: "a000", Start: monday.Add(-4 * time.Hour), End: monday.Add(-2 * time.Hour)}
	night.Duties = []schedule.Duty{{Start: night.Start, End: night.End, Queues: []string{"s"}}}
	s.in.Team.Published = []schedule.Shift{night}
	assert.Equal(t, map[int]bool{20: true, 21: true}, busyBefore(s.in))
	q := s.run(t, 20, 3).Queues[0]
	assert.InDelta(t, 48*20, q.Offered.Mean, 20)
	assert.InDelta(t, 48*20, q.Answered.Mean+q.Waiting.Mean, 20)
	assert.InDelta(t, 25*20-154, q.Backlog[0], 20, "a day and an hour of posts less what the night shift did")
}

// TestClosedQueueWaitsForItsOpening: beside a queue that never closes one closed since
// yesterday evening still starts with the posts of the night.
func TestClosedQueueWaitsForItsOpening(t *testing.T) {
	s := newSetting(24, time.Hour)
	post := social(within(0.8, time.Hour))
	post.Hours = calendar.Daily(calendar.Span{From: calendar.Clock(9, 0), To: calendar.Clock(21, 0)})
	s.queue(post, 10, constantWork(60))
	s.queue(schedule.Queue{Name: "v", Channel: skills.Voice, Targets: within(0.8, time.Minute)}, 10, constantWork(60))
	s.agents(4, "v", "s")
	q := s.run(t, 20, 2).Queues[0]
	assert.InDelta(t, 40, q.Backlog[0], 4, "three hours of the evening and one of the night; the day's are answered")
	assert.Less(t, q.Backlog[10], 2.0)
	w, err := newWorld(s.in)
	require.NoError(t, err)
	assert.Equal(t, -86400.0, w.start)
}

// TestWeekOfTheChange: Sunday evening stands for the evening before also in the week that
// the clocks make an hour shorter.
func TestWeekOfTheChange(t *testing.T) {
	for hours, want := range map[int][]int{168: {167, 166, 165}, 167: {166, 166, 165}, 169: {167, 166, 165}, 48: {23, 22, 21}} {
		s := newSetting(hours, time.Hour)
		s.queue(social(within(0.8, time.Hour)), 1, work(60))
		w, err := newWorld(s.in)
		require.NoError(t, err)
		require.Len(t, w.like, 24)
		assert.Equal(t, want, w.like[:3], "%d hours", hours)
	}
}

// TestKnownBacklog: exactly so many posts wait at the start, whatever the day before would
// have left; they take the agents' time, first come first served, and are not counted.
func TestKnownBacklog(t *testing.T) {
	play := func(n int) (first, answered float64) {
		s := newSetting(24, time.Hour)
		s.queue(social(within(0.8, time.Hour)), 10, constantWork(180))
		s.agents(1, "s")
		s.in.Backlog = map[string]int{"s": n}
		q := s.run(t, 20, 3).Queues[0]
		assert.InDelta(t, 240, q.Offered.Mean, 8)
		return q.Backlog[0], q.Answered.Mean
	}
	first, _ := play(0)
	assert.Less(t, first, 1.5)
	first, answered := play(100)
	assert.InDelta(t, 100+10-21, first, 2, "twenty an hour are done, and one is in hand")
	assert.InDelta(t, 240, answered, 8, "done after ten hours")
	first, answered = play(400)
	assert.InDelta(t, 400+10-21, first, 2)
	assert.InDelta(t, 24*20-400, answered, 2, "what is left of the day's work")
}

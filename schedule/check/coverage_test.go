package check

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/skills"
)

// day cuts the world to one Monday of n hours from 8:00, open throughout.
func day(in Input, n int) Input {
	in.Requirement.Grid = calendar.Grid{Start: when("11-02 08:00"), Step: time.Hour, N: n}
	return in
}

func always(n int) []float64 {
	open := make([]float64, n)
	for i := range open {
		open[i] = 1
	}
	return open
}

// chat asks for 10 contacts an hour: nobody misses 10, one agent 5, two 1, three none; two
// agents can take half an erlang beside it and a whole one more for each further agent.
func chat(n int) schedule.LiveRequirement {
	live := schedule.LiveRequirement{Queue: "chat", Open: always(n)}
	for range n {
		live.Curves = append(live.Curves, schedule.Curve{
			Contacts: 10, Load: 1, Target: 0.8, Mark: 2, Missed: []float64{10, 5, 1, 0}, Absorb: []float64{0, 0, 0.5, 1.5},
		})
	}
	return live
}

// serve sets the queues of all duties.
func serve(s schedule.Shift, queues ...string) schedule.Shift {
	s.Duties = []schedule.Duty{{Start: s.Start, End: s.End, Queues: queues}}
	return s
}

// staff gives every shift to an agent of its own who is like ada.
func staff(in Input, pace float64, shifts ...schedule.Shift) Input {
	like := in.Team.Agents[0]
	in.Team.Agents, in.Roster.Shifts = nil, nil
	for i, s := range shifts {
		a := like
		a.ID = string(rune('a' + i))
		a.Abilities = []skills.Ability{{Channel: skills.Chat, Pace: pace}, {Channel: skills.Social, Pace: pace}}
		in.Team.Agents = append(in.Team.Agents, a)
		s.Agent = a.ID
		in.Roster.Shifts = append(in.Roster.Shifts, s)
	}
	return in
}

func cover(t *testing.T, in Input, queue string) schedule.QueueCoverage {
	t.Helper()
	for _, q := range Run(in).Coverage.Queues {
		if q.Queue == queue {
			return q
		}
	}
	t.Fatalf("no coverage of %s", queue)
	return schedule.QueueCoverage{}
}

func TestLiveCoverage(t *testing.T) {
	in := day(world(), 4)
	in.Requirement.Live = []schedule.LiveRequirement{chat(4)}
	in.Team.Shrinkage = schedule.Shrinkage{Planned: 0.5}
	in = staff(in, 1.5, work("11-02 08:00", 2), work("11-02 09:00", 1.5))
	got := cover(t, in, "chat")
	assert.Equal(t, []float64{1, 2, 0.5, 0}, got.Heads)
	assert.Equal(t, []float64{0.75, 1.5, 0.375, 0}, got.Supplied)
	assert.Equal(t, []float64{2, 2, 2, 2}, got.Required)
	assert.Equal(t, []float64{10, 10, 10, 10}, got.Contacts)
	assert.InDeltaSlice(t, []float64{6.5, 4, 8.25, 10}, got.Missed, 1e-12, "the mean over who is there")
}

func TestPublishedShiftsReachIntoThePeriod(t *testing.T) {
	in := day(world(), 4)
	in.Requirement.Live = []schedule.LiveRequirement{chat(4)}
	got := cover(t, in.after(work("11-02 06:00", 3)), "chat")
	assert.Equal(t, []float64{1, 0, 0, 0}, got.Heads)
}

// waits is social work on n open hours.
func waits(n int, work ...schedule.Work) []schedule.DeferrableRequirement {
	return []schedule.DeferrableRequirement{{Queue: "social", Open: always(n), Work: work, Level: make([]float64, n)}}
}

func TestDeferrableCoverage(t *testing.T) {
	two := schedule.Work{Arrive: 0, Due: 1, Hours: 2, Contacts: 20}
	for _, c := range []struct {
		name   string
		work   []schedule.Work
		shifts []schedule.Shift
		closed int // this hour is closed
		missed []float64
	}{
		{"nobody", []schedule.Work{two}, nil, -1, []float64{0, 20, 0, 0}},
		{"done in time", []schedule.Work{two}, []schedule.Shift{serve(work("11-02 08:00", 2), "social")}, -1, []float64{0, 0, 0, 0}},
		{"half in time", []schedule.Work{two}, []schedule.Shift{serve(work("11-02 09:00", 3), "social")}, -1, []float64{0, 10, 0, 0}},
		{"not before it arrives", []schedule.Work{{Arrive: 2, Due: 2, Hours: 1, Contacts: 6}}, []schedule.Shift{serve(work("11-02 08:00", 2.5), "social")}, -1, []float64{0, 0, 3, 0}},
		{"earliest due first", []schedule.Work{{Arrive: 0, Due: 3, Hours: 1, Contacts: 6}, {Arrive: 1, Due: 1, Hours: 1, Contacts: 5}}, []schedule.Shift{serve(work("11-02 09:00", 1), "social")}, -1, []float64{0, 0, 0, 6}},
		{"late work still takes time", []schedule.Work{{Arrive: 0, Due: 0, Hours: 1.5, Contacts: 4}, {Arrive: 1, Due: 2, Hours: 1, Contacts: 8}}, []schedule.Shift{serve(work("11-02 09:00", 2.5), "social")}, -1, []float64{4, 0, 4, 0}},
		{"not while closed", []schedule.Work{two}, []schedule.Shift{serve(work("11-02 08:00", 2), "social")}, 1, []float64{0, 10, 0, 0}},
		{"due beyond the grid is not judged", []schedule.Work{{Arrive: 0, Due: 9, Hours: 2, Contacts: 20}}, nil, -1, []float64{0, 0, 0, 0}},
		{"a backlog from before waits at the start", []schedule.Work{{Arrive: -5, Due: -2, Hours: 2, Contacts: 20}}, []schedule.Shift{serve(work("11-02 08:00", 1), "social")}, -1, []float64{10, 0, 0, 0}},
		{"chat alone does not help", []schedule.Work{two}, []schedule.Shift{work("11-02 08:00", 4), work("11-02 08:00", 4)}, -1, []float64{0, 20, 0, 0}},
		{"two on chat absorb half an erlang", []schedule.Work{two}, []schedule.Shift{serve(work("11-02 08:00", 4), "chat", "social"), serve(work("11-02 08:00", 4), "chat", "social")}, -1, []float64{0, 10, 0, 0}},
		{"one of the two reaches three quarters of it", []schedule.Work{two}, []schedule.Shift{serve(work("11-02 08:00", 4), "chat", "social"), serve(work("11-02 08:00", 4), "chat")}, -1, []float64{0, 12.5, 0, 0}},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := day(world(), 4)
			in.Requirement.Live = []schedule.LiveRequirement{chat(4)}
			in.Requirement.Deferrable = waits(4, c.work...)
			if c.closed >= 0 {
				in.Requirement.Deferrable[0].Open[c.closed] = 0
			}
			got := cover(t, staff(in, 1, c.shifts...), "social")
			assert.InDeltaSlice(t, c.missed, got.Missed, 1e-9)
		})
	}
}

func TestDeferrableSupply(t *testing.T) {
	in := day(world(), 2)
	in.Requirement.Live = []schedule.LiveRequirement{chat(2)}
	in.Requirement.Deferrable = waits(2, schedule.Work{Arrive: 0, Due: 1, Hours: 0.25, Contacts: 3}, schedule.Work{Arrive: 1, Due: 5, Hours: 1, Contacts: 4})
	blended := serve(work("11-02 08:00", 2), "chat", "social")
	got := cover(t, staff(in, 1, blended, blended, serve(work("11-02 09:00", 1), "social")), "social")
	assert.Equal(t, []float64{0, 1}, got.Heads)
	assert.InDeltaSlice(t, []float64{0.5, 1.5}, got.Supplied, 1e-9, "what chat can absorb counts, used or not")
	assert.Equal(t, []float64{3, 4}, got.Contacts)

	in.Requirement.Live = nil // nothing is asked on chat: its people are free
	got = cover(t, staff(in, 1, blended), "social")
	assert.InDeltaSlice(t, []float64{1, 1}, got.Supplied, 1e-9)
}

func TestSpareTimeGoesToTheNextQueueListed(t *testing.T) {
	in := day(world(), 1)
	in.Queues = append(in.Queues, schedule.Queue{Name: "mail", Channel: skills.Social})
	in.Requirement.Deferrable = append(waits(1, schedule.Work{Hours: 0.5, Contacts: 5}),
		schedule.DeferrableRequirement{Queue: "mail", Open: always(1), Work: []schedule.Work{{Hours: 2, Contacts: 8}}})
	in = staff(in, 1, serve(work("11-02 08:00", 1), "social", "mail"), serve(work("11-02 08:00", 1), "social", "mail"))
	assert.InDelta(t, 0, cover(t, in, "social").Missed[0], 1e-9)
	mail := cover(t, in, "mail")
	assert.InDelta(t, 2, mail.Missed[0], 1e-9, "1.5 of its 2 hours are done")
	assert.InDelta(t, 1.5, mail.Supplied[0], 1e-9)
}

// about picks the findings of a code.
func about(r Report, code schedule.Code) []schedule.Finding {
	var out []schedule.Finding
	for _, f := range r.Findings {
		if f.Code == code {
			out = append(out, f)
		}
	}
	return out
}

func TestShortfalls(t *testing.T) {
	in := day(world(), 8)
	in.Requirement.Live = []schedule.LiveRequirement{chat(8)}
	in.Requirement.Live[0].Minimum = 1
	pair := func(start string, hours float64) []schedule.Shift {
		return []schedule.Shift{work(start, hours), work(start, hours)}
	}
	t.Run("an hour without anybody", func(t *testing.T) {
		r := Run(staff(in, 1, append(pair("11-02 08:00", 4), pair("11-02 13:00", 3)...)...))
		short := about(r, schedule.CodeUncovered)
		require.Len(t, short, 1)
		assert.Equal(t, when("11-02 12:00"), short[0].From)
		assert.Equal(t, when("11-02 13:00"), short[0].To)
		assert.Equal(t, 10.0, short[0].Value)
		assert.Equal(t, 10.0, short[0].Limit)
		assert.Equal(t, schedule.Missed, short[0].Severity)
		target := about(r, schedule.CodeTarget)
		require.Len(t, target, 1)
		assert.InDelta(t, 63.0/80, target[0].Value, 1e-9)
		assert.InDelta(t, 0.8, target[0].Limit, 1e-9)
		minimum := about(r, schedule.CodeMinStaff)
		require.Len(t, minimum, 1)
		assert.Equal(t, []float64{0, 1}, []float64{minimum[0].Value, minimum[0].Limit})
	})
	t.Run("a dip within a target that is met is only worth knowing", func(t *testing.T) {
		r := Run(staff(in, 1, append(pair("11-02 08:00", 8), work("11-02 08:00", 7))[1:]...))
		assert.Empty(t, about(r, schedule.CodeTarget))
		short := about(r, schedule.CodeUncovered)
		require.Len(t, short, 1)
		assert.Equal(t, schedule.Info, short[0].Severity)
	})
	t.Run("nobody can", func(t *testing.T) {
		alone := in
		alone.Queues = append(alone.Queues, schedule.Queue{Name: "voice", Channel: skills.Voice})
		live := chat(8)
		live.Queue = "voice"
		alone.Requirement.Live = append(alone.Requirement.Live, live)
		found := about(Run(alone), schedule.CodeNobody)
		require.Len(t, found, 1)
		assert.Equal(t, "voice", found[0].Queue)
		assert.Equal(t, 80.0, found[0].Value)
	})
	t.Run("blended people count for the minimum of a deferrable queue", func(t *testing.T) {
		social := in
		social.Requirement.Deferrable = waits(8)
		social.Requirement.Deferrable[0].Minimum = 2
		blended := serve(work("11-02 08:00", 8), "chat", "social")
		assert.Empty(t, about(Run(staff(social, 1, blended, blended)), schedule.CodeMinStaff))
		assert.Len(t, about(Run(staff(social, 1, blended)), schedule.CodeMinStaff), 1)
	})
}

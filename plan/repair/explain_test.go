package repair

import (
	"context"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/check"
	"turno/schedule/roster"
	"turno/skills"
)

// Only the start of shifts keeps people from the first hour: the cheapest repair is to let
// one of them start then, and it brings exactly the contacts of that hour.
func TestStartWindowBinds(t *testing.T) {
	c := caseOf(t, small(2))
	trouble := of(explain(t, c, 5), schedule.CodeUncovered, hour(0, 7))
	require.NotNil(t, trouble)
	assert.Equal(t, hour(0, 7), trouble.At)
	assert.Equal(t, 1, trouble.Heads)
	assert.InDelta(t, 10, trouble.Lost, 1e-9)
	assert.Equal(t, []Reason{{Cause: CauseWindow, Agents: []string{"a0", "a1"}, Value: 480}}, trouble.Reasons)
	require.NotEmpty(t, trouble.Repairs)
	r := trouble.Repairs[0]
	assert.Equal(t, ChangeStart, r.Change.Kind)
	assert.Len(t, r.Change.Agents, 1)
	assert.Equal(t, calendar.DateOf(hour(0, 7)), r.Change.Date)
	assert.Equal(t, calendar.Clock(7, 0), r.Change.Clock)
	assert.InDelta(t, 9, r.Gain.Here, 1e-9, "10 missed without anybody, 1 with one agent")
	assert.True(t, r.Cost.LessThanOrEqual(decimal.NewFromInt(120)), "at most a shift more: %s", r.Cost)
}

func TestEveryCauseIsFound(t *testing.T) {
	at := hour(2, 10)
	cases := map[Cause]func(in *roster.Input){
		CauseUnemployed: func(in *roster.Input) { in.Team.Agents[0].From = calendar.DateOf(hour(4, 0)) },
		CauseAbsent: func(in *roster.Input) {
			in.Team.Absences = []schedule.Absence{{Agent: "a0", From: hour(2, 0), To: hour(3, 0), Kind: "leave"}}
		},
		CauseUnavailable: func(in *roster.Input) {
			in.Team.Agents[0].Available = calendar.Daily(calendar.Span{From: 0, To: calendar.Clock(12, 0)})
		},
		CauseLocked: func(in *roster.Input) {
			in.Team.Locks = []schedule.Shift{{Agent: "a0", Kind: "day", Start: hour(2, 16), End: hour(2, 22)}}
		},
		CauseWeekHours: func(in *roster.Input) { limited(in, func(r *schedule.Rules) { r.WeekHoursMax = 14 * time.Hour }) },
		CauseWeekDays:  func(in *roster.Input) { limited(in, func(r *schedule.Rules) { r.WeekDaysMax = 2 }) },
		CauseConsecutive: func(in *roster.Input) {
			limited(in, func(r *schedule.Rules) { r.ConsecutiveDaysMax = 2 })
		},
		CauseWindow: func(in *roster.Input) {
			kind := in.Team.ShiftKinds["day"]
			kind.Start = calendar.Span{From: calendar.Clock(11, 0), To: calendar.Clock(12, 0)}
			in.Team.ShiftKinds["day"] = kind
		},
		CauseWindowLate: func(in *roster.Input) {
			kind := in.Team.ShiftKinds["day"]
			kind.Start = calendar.Span{From: 0, To: calendar.Clock(1, 0)}
			in.Team.ShiftKinds["day"] = kind
		},
		CauseDay: func(in *roster.Input) {
			kind := in.Team.ShiftKinds["day"]
			kind.Days = [7]bool{}
			in.Team.ShiftKinds["day"] = kind
		},
		CauseIdle: func(*roster.Input) {},
	}
	for cause, change := range cases {
		in := small(1)
		change(&in)
		r := schedule.Roster{Grid: in.Requirement.Grid}
		for _, day := range []int{0, 1} { // two days of seven hours before the one asked about
			if cause != CauseIdle {
				r.Shifts = append(r.Shifts, shift("a0", hour(day, 8), 7))
			}
		}
		w := open(judged(in, r, nil))
		a, _ := w.agent("a0")
		assert.Equal(t, cause, w.cause(a, "voice", at).Cause)
	}
}

// limited changes the rules of the contract.
func limited(in *roster.Input, change func(*schedule.Rules)) {
	c := in.Team.Contracts["full"]
	change(&c.Rules)
	in.Team.Contracts["full"] = c
}

func shift(agent string, from time.Time, hours int) schedule.Shift {
	to := from.Add(time.Duration(hours) * time.Hour)
	return schedule.Shift{Agent: agent, Kind: "day", Start: from, End: to, Duties: []schedule.Duty{{Start: from, End: to, Queues: []string{"voice"}}}}
}

// Hours are used up: overtime, one more day or one more agent, and nothing else.
func TestHoursBind(t *testing.T) {
	in := small(1)
	limited(&in, func(r *schedule.Rules) { r.WeekHoursMax = 24 * time.Hour })
	trouble := worstOf(explain(t, caseOf(t, in), 3))
	require.NotNil(t, trouble)
	assert.Equal(t, CauseWeekHours, trouble.Reasons[0].Cause)
	assert.Equal(t, 24.0, trouble.Reasons[0].Value)
	require.NotEmpty(t, trouble.Repairs)
	for _, r := range trouble.Repairs {
		assert.Contains(t, []ChangeKind{ChangeOvertime, ChangeHire}, r.Change.Kind)
		assert.Greater(t, r.Gain.Contacts, 20.0)
		assert.True(t, r.Cost.IsPositive())
	}
}

func worstOf(troubles []Trouble) *Trouble {
	for i := range troubles {
		if troubles[i].Priced > 0 {
			return &troubles[i]
		}
	}
	return nil
}

// A meeting in the only hours that matter moves to a day on which nothing is asked.
func TestMeetingMoves(t *testing.T) {
	in := small(1)
	in.Team.Absences = []schedule.Absence{{Agent: "a0", From: hour(2, 9), To: hour(2, 13), Kind: "meeting", Paid: true}}
	trouble := of(explain(t, caseOf(t, in), 5), schedule.CodeUncovered, hour(2, 9))
	require.NotNil(t, trouble)
	k := -1
	for i, r := range trouble.Repairs {
		if r.Change.Kind == ChangeMeeting {
			k = i
		}
	}
	require.GreaterOrEqual(t, k, 0, "%v", trouble.Repairs)
	assert.Equal(t, "meeting", trouble.Repairs[k].Change.Name)
	assert.Greater(t, trouble.Repairs[k].Gain.Here, 20.0)
}

// A wish that is not granted has its price.
func TestGrantHasItsPrice(t *testing.T) {
	in := small(1)
	in.Team.Requests = []schedule.Request{{Agent: "a0", Kind: schedule.RequestOff, From: hour(1, 0), To: hour(2, 0), Weight: 1}}
	trouble := of(explain(t, caseOf(t, in), 9), schedule.CodeRequest, hour(1, 0))
	require.NotNil(t, trouble)
	assert.Equal(t, []Reason{{Cause: CauseBusy, Agents: []string{"a0"}, Name: "voice"}}, trouble.Reasons)
	require.Len(t, trouble.Repairs, 1)
	assert.Equal(t, 1, trouble.Repairs[0].Gain.Granted)
	assert.InDelta(t, -63, trouble.Repairs[0].Gain.Contacts, 1e-9, "seven hours of nine contacts")
}

// The same case gives the same answer.
func TestExplainRepeats(t *testing.T) {
	in := small(3)
	limited(&in, func(r *schedule.Rules) { r.WeekHoursMax = 16 * time.Hour })
	c := caseOf(t, in)
	assert.Equal(t, explain(t, c, 5), explain(t, c, 5))
}

// A limit that is only wanted gives way to work: the reason is the queue.
func TestWantedLimitGivesWay(t *testing.T) {
	c := caseOf(t, small(1))
	c.Report.Findings = append(c.Report.Findings, schedule.Finding{
		Code: schedule.CodeConsecutiveDays, Severity: schedule.Missed, Agent: "a0", From: hour(0, 8), To: hour(4, 16), Value: 5, Limit: 3,
	})
	trouble := of(explain(t, c, 5), schedule.CodeConsecutiveDays, hour(0, 8))
	require.NotNil(t, trouble)
	assert.Equal(t, []Reason{{Cause: CauseBusy, Agents: []string{"a0"}, Name: "voice"}}, trouble.Reasons)
	assert.Zero(t, trouble.Priced)
}

// A change for one day leaves the other days of its agents as they are, and a night shift of
// a free day may reach into a held one.
func TestOnlyTheDayMoves(t *testing.T) {
	in := small(2)
	in.Requirement.Grid.N = 14 * 24
	live := &in.Requirement.Live[0]
	live.Open = append(live.Open, live.Open...)
	live.Curves = append(live.Curves, live.Curves...)
	trouble := of(explain(t, caseOf(t, in), 12), schedule.CodeUncovered, hour(7, 7))
	require.NotNil(t, trouble)
	require.NotEmpty(t, trouble.Repairs)
	r := trouble.Repairs[0]
	require.Equal(t, ChangeStart, r.Change.Kind)
	days := func(ro schedule.Roster) (out []schedule.Shift) {
		for _, s := range ro.Shifts {
			if calendar.DateOf(s.Start) != r.Change.Date {
				out = append(out, s)
			}
		}
		return out
	}
	assert.Equal(t, days(r.Against), days(r.Roster))

	w := open(caseOf(t, in))
	d := calendar.DateOf(hour(1, 0))
	hours := w.within(calendar.Always(), map[calendar.Date]bool{d: true})
	assert.Equal(t, []calendar.Window{{From: hour(1, 0), To: hour(2, 12)}}, hours.Windows(hour(0, 0), hour(14, 0), in.Calendar))
}

// At tells who was there where nothing is missed.
func TestAtQuietMoment(t *testing.T) {
	c := caseOf(t, small(2))
	got, err := At(context.Background(), c, "voice", hour(1, 11).Add(20*time.Minute), Options{Repairs: 1})
	require.NoError(t, err)
	assert.Equal(t, hour(1, 11), got.At)
	assert.Empty(t, got.Finding.Code)
	assert.Empty(t, got.Repairs)
	assert.Equal(t, 2, got.Able)
}

// Whatever the team: a repair breaks no rule under its change, and the gain it states is
// what the check finds between its two rosters. The case is left as it was.
func TestGainsAreReproduced(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		in := drawn(rt)
		c := caseOf(rt, in)
		before := len(in.Team.ShiftKinds)
		found, err := Explain(context.Background(), c, Options{Repairs: 2})
		require.NoError(rt, err)
		assert.Len(rt, in.Team.ShiftKinds, before)
		for _, trouble := range found {
			for _, r := range trouble.Repairs {
				team := r.Change.Apply(in.Team, in.Queues, in.Calendar)
				after, was := report(in, team, r.Roster), report(in, in.Team, r.Against)
				assert.LessOrEqual(rt, after.Broken(), c.Report.Broken(), "%+v", r.Change)
				assert.InDelta(rt, missed(was)-missed(after), r.Gain.Contacts, 1e-6)
				assert.Equal(rt, after.Granted-was.Granted, r.Gain.Granted)
			}
			assert.LessOrEqual(rt, trouble.Priced, solvesEach+kept)
			people := 0
			for _, r := range trouble.Reasons {
				people += len(r.Agents)
			}
			if trouble.Finding.Queue != "" {
				assert.Equal(rt, trouble.Able, people, "everybody who can serve the queue has one reason")
			}
		}
	})
}

func report(in roster.Input, team schedule.Team, r schedule.Roster) check.Report {
	return check.Run(check.Input{Calendar: in.Calendar, Queues: in.Queues, Team: team, Requirement: in.Requirement, Roster: r})
}

func missed(r check.Report) float64 {
	sum := 0.0
	for _, q := range r.Coverage.Queues {
		for _, m := range q.Missed {
			sum += m
		}
	}
	return sum
}

// drawn is a small team with gaps: tight hours, absences, wishes, a second queue that not
// everybody can serve.
func drawn(t *rapid.T) roster.Input {
	in := small(rapid.IntRange(1, 4).Draw(t, "agents"))
	limited(&in, func(r *schedule.Rules) {
		r.WeekHoursMax = time.Duration(rapid.IntRange(12, 40).Draw(t, "hours")) * time.Hour
		r.WeekDaysMax = rapid.IntRange(2, 5).Draw(t, "days")
	})
	second := in.Requirement.Live[0]
	second.Queue, second.Minimum = "chat", float64(rapid.IntRange(0, 1).Draw(t, "minimum"))
	in.Requirement.Live = append(in.Requirement.Live, second)
	chat := in.Queues[0]
	chat.Name, chat.Channel = "chat", skills.Chat
	in.Queues = append(in.Queues, chat)
	for i := range in.Team.Agents {
		if rapid.Bool().Draw(t, "chat") {
			in.Team.Agents[i].Abilities = append(in.Team.Agents[i].Abilities, skills.Ability{Channel: skills.Chat, Pace: 1})
		}
	}
	day := rapid.IntRange(0, 4).Draw(t, "day")
	in.Team.Absences = []schedule.Absence{{Agent: "a0", From: hour(day, 9), To: hour(day, 12), Kind: rapid.SampledFrom([]string{"meeting", "leave"}).Draw(t, "kind")}}
	in.Team.Requests = []schedule.Request{{Agent: "a0", Kind: schedule.RequestOff, From: hour((day+1)%5, 0), To: hour((day+1)%5, 24), Weight: 1}}
	return in
}

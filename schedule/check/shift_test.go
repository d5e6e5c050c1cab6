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

// early is a kind with a narrow window and breaks: a meal from 6 hours, a pause from 8.
func early() schedule.ShiftKind {
	return schedule.ShiftKind{
		Name: "early", Days: [7]bool{false, true, true, true, true, true, false},
		Start: calendar.Span{From: calendar.Clock(6, 0), To: calendar.Clock(8, 0)}, Every: 30 * time.Minute,
		Length: schedule.Range{Min: 4 * time.Hour, Max: 9 * time.Hour}, Grain: time.Hour,
		Breaks: []schedule.BreakRule{
			{Name: "meal", Length: 30 * time.Minute, FromShift: 6 * time.Hour, Earliest: 2 * time.Hour, Latest: 5 * time.Hour},
			{Name: "pause", Length: 15 * time.Minute, Paid: true, FromShift: 8 * time.Hour, Earliest: 4 * time.Hour, Latest: 7 * time.Hour},
		},
	}
}

// late is a kind whose window reaches past midnight on Fridays.
func late() schedule.ShiftKind {
	return schedule.ShiftKind{
		Name: "late", Days: [7]bool{time.Friday: true},
		Start: calendar.Span{From: calendar.Clock(22, 0), To: calendar.Clock(26, 30)}, Every: 30 * time.Minute,
		Length: schedule.Range{Min: 4 * time.Hour, Max: 8 * time.Hour}, Grain: time.Hour,
	}
}

func withKinds(in Input, kinds ...schedule.ShiftKind) Input {
	in.Team.ShiftKinds = map[string]schedule.ShiftKind{}
	for _, k := range kinds {
		in.Team.ShiftKinds[k.Name] = k
	}
	return in
}

func of(kind string, s schedule.Shift) schedule.Shift {
	s.Kind = kind
	return s
}

func TestShiftKind(t *testing.T) {
	for _, c := range []struct {
		name  string
		shift schedule.Shift
		ok    bool
	}{
		{"first start", of("early", work("11-03 06:00", 4)), true},
		{"last start", of("early", work("11-03 08:00", 4)), true},
		{"too early", of("early", work("11-03 05:30", 4)), false},
		{"too late", of("early", work("11-03 08:30", 4)), false},
		{"not on the half hour", of("early", work("11-03 06:15", 4)), false},
		{"on a Saturday", of("early", work("11-07 06:00", 4)), false},
		{"too short", of("early", work("11-03 06:00", 3)), false},
		{"too long", of("early", work("11-03 06:00", 10)), false},
		{"not a whole number of grains", of("early", work("11-03 06:00", 4.5)), false},
		{"no name, some kind fits", work("11-03 06:00", 4), true},
		{"no name, none fits", work("11-03 12:00", 4), false},
		{"unheard of", of("brunch", work("11-03 06:00", 4)), false},
		{"Friday night", of("late", work("11-06 22:00", 8)), true},
		{"past midnight belongs to Friday", of("late", work("11-07 01:30", 8)), true},
		{"past midnight of a Thursday does not", of("late", work("11-06 01:30", 8)), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			c0 := open(withKinds(world(c.shift), early(), late()))
			assert.Equal(t, c.ok, len(shiftKind(c0, c0.people[0])) == 0)
		})
	}
	t.Run("not in the contract", func(t *testing.T) {
		in := withKinds(world(of("early", work("11-03 06:00", 4))), early(), late())
		in.Team.Contracts = map[string]schedule.Contract{"free": {ShiftKinds: []string{"late"}}}
		judge(t, shiftKind, schedule.CodeShiftKind, in, verdict{4, 0})
	})
	t.Run("unknown contract", func(t *testing.T) {
		in := world(work("11-03 06:00", 4))
		in.Team.Agents[0].Contract = "none"
		judge(t, shiftKind, schedule.CodeShiftKind, in, verdict{4, 0})
	})
}

func TestShiftKindWhenClocksChange(t *testing.T) {
	kind := late()
	kind.Days = [7]bool{true, true, true, true, true, true, true}
	for _, c := range []struct {
		name  string
		start time.Time
		ok    bool
	}{
		{"first 02:30 of autumn", time.Date(2026, 10, 25, 0, 30, 0, 0, time.UTC), true},
		{"second 02:30 of autumn", time.Date(2026, 10, 25, 1, 30, 0, 0, time.UTC), true},
		{"03:00 of autumn", time.Date(2026, 10, 25, 2, 0, 0, 0, time.UTC), false},
		{"the 02:30 that spring skips is 03:30", time.Date(2026, 3, 29, 1, 30, 0, 0, time.UTC), true},
		{"the 03:00 that follows it is not skipped 02:45", time.Date(2026, 3, 29, 1, 45, 0, 0, time.UTC), false},
		{"04:00 of spring", time.Date(2026, 3, 29, 2, 0, 0, 0, time.UTC), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := withKinds(world(of("late", schedule.Shift{Agent: "ada", Start: c.start, End: c.start.Add(4 * time.Hour)})), kind)
			in.Requirement.Grid.Start = c.start.Add(-48 * time.Hour).In(rome())
			d := open(in)
			require.Empty(t, d.admitted)
			assert.Equal(t, c.ok, len(shiftKind(d, d.people[0])) == 0)
		})
	}
}

func TestBreaks(t *testing.T) {
	short, long := of("early", work("11-03 06:00", 6)), of("early", work("11-03 06:00", 8))
	for _, c := range []struct {
		name   string
		shift  schedule.Shift
		breaks []schedule.Break
		want   []verdict
		rule   string
	}{
		{"too short for any", of("early", work("11-03 06:00", 5)), nil, nil, ""},
		{"meal", short, []schedule.Break{pause(short, 2, 30, false)}, nil, ""},
		{"no meal", short, nil, []verdict{{0, 1}}, "meal"},
		{"a short meal", short, []schedule.Break{pause(short, 2, 15, false)}, []verdict{{0, 1}}, "meal"},
		{"a paid meal", short, []schedule.Break{pause(short, 2, 30, true)}, []verdict{{0, 1}}, "meal"},
		{"a meal too early", short, []schedule.Break{pause(short, 1.5, 30, false)}, []verdict{{0, 1}}, "meal"},
		{"a meal too late", short, []schedule.Break{pause(short, 5.25, 30, false)}, []verdict{{0, 1}}, "meal"},
		{"one too many", short, []schedule.Break{pause(short, 2, 30, false), pause(short, 4, 15, true)}, []verdict{{1, 1}}, ""},
		{"both", long, []schedule.Break{pause(long, 5, 15, true), pause(long, 3, 30, false)}, nil, ""},
		{"at the same time", long, []schedule.Break{pause(long, 4, 30, false), pause(long, 4.25, 15, true)}, []verdict{{0, 2}}, ""},
		{"before the shift", short, []schedule.Break{pause(short, -0.25, 30, false)}, []verdict{{0, 1}}, ""},
		{"backwards", short, []schedule.Break{pause(short, 2, -30, false)}, []verdict{{0, 1}}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.shift.Breaks = c.breaks
			found := judge(t, breaks, schedule.CodeBreaks, withKinds(world(c.shift), early()), c.want...)
			if c.rule != "" {
				assert.Equal(t, []string{c.rule}, found[0].Names)
			}
		})
	}
	t.Run("windows that overlap are matched whenever they can be", func(t *testing.T) {
		k := early()
		k.Breaks = []schedule.BreakRule{
			{Name: "wide", Length: 15 * time.Minute, Earliest: time.Hour, Latest: 6 * time.Hour},
			{Name: "narrow", Length: 15 * time.Minute, Earliest: time.Hour, Latest: 2 * time.Hour},
		}
		s := of("early", work("11-03 06:00", 8))
		s.Breaks = []schedule.Break{pause(s, 1.5, 15, false), pause(s, 5, 15, false)}
		judge(t, breaks, schedule.CodeBreaks, withKinds(world(s), k))
	})
	t.Run("without a name any kind's breaks will do", func(t *testing.T) {
		s := work("11-03 06:00", 6)
		bare := early()
		bare.Name, bare.Breaks = "bare", nil
		judge(t, breaks, schedule.CodeBreaks, withKinds(world(s), early(), bare))
	})
}

func TestDuties(t *testing.T) {
	base := work("11-03 09:00", 8)
	piece := func(from, to float64, queues ...string) schedule.Duty {
		p := pause(base, from, (to-from)*60, false)
		return schedule.Duty{Start: p.Start, End: p.End, Queues: queues}
	}
	for _, c := range []struct {
		name   string
		breaks []schedule.Break
		duties []schedule.Duty
		want   []verdict
	}{
		{"one for all", nil, []schedule.Duty{piece(0, 8, "chat")}, nil},
		{"around a break", []schedule.Break{pause(base, 4, 30, false)}, []schedule.Duty{piece(4.5, 8, "chat"), piece(0, 4, "chat", "social")}, nil},
		{"none", nil, nil, []verdict{{8, 0}}},
		{"a gap", nil, []schedule.Duty{piece(0, 4, "chat"), piece(5, 8, "chat")}, []verdict{{1, 0}}},
		{"twice", nil, []schedule.Duty{piece(0, 5, "chat"), piece(4, 8, "social")}, []verdict{{1, 0}}},
		{"during a break", []schedule.Break{pause(base, 4, 30, true)}, []schedule.Duty{piece(0, 8, "chat")}, []verdict{{0.5, 0}}},
		{"after the shift", nil, []schedule.Duty{piece(0, 9, "chat")}, []verdict{{1, 0}}},
		{"on nothing", nil, []schedule.Duty{piece(0, 8)}, []verdict{{8, 0}}},
		{"backwards", nil, []schedule.Duty{piece(0, 8, "chat"), piece(4, 3, "chat")}, []verdict{{0, 0}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := base
			s.Breaks, s.Duties = c.breaks, c.duties
			judge(t, duties, schedule.CodeDuty, world(s), c.want...)
		})
	}
}

func TestSkill(t *testing.T) {
	s := work("11-03 09:00", 8)
	s.Duties = []schedule.Duty{
		{Start: s.Start, End: s.Start.Add(4 * time.Hour), Queues: []string{"chat", "social"}},
		{Start: s.Start.Add(4 * time.Hour), End: s.End, Queues: []string{"social", "unheard of"}},
	}
	judge(t, skill, schedule.CodeSkill, world(s))
	for name, change := range map[string]func(*Input){
		"ability":  func(in *Input) { in.Team.Agents[0].Abilities = in.Team.Agents[0].Abilities[:1] },
		"pace":     func(in *Input) { in.Team.Agents[0].Abilities[1].Pace = 0 },
		"language": func(in *Input) { in.Queues[1].Language = skills.Language("de") },
		"list":     func(in *Input) { in.Team.Agents[0].Queues = []string{"chat"} },
	} {
		t.Run(name, func(t *testing.T) {
			in := world(s)
			change(&in)
			found := judge(t, skill, schedule.CodeSkill, in, verdict{})
			assert.Equal(t, "social", found[0].Queue)
			assert.Equal(t, s.End, found[0].To)
		})
	}
}

func TestAvailable(t *testing.T) {
	in := world(work("11-03 07:00", 8), work("11-04 09:00", 8))
	in.Team.Agents[0].Available = calendar.Daily(calendar.Span{From: calendar.Clock(8, 0), To: calendar.Clock(20, 0)})
	judge(t, available, schedule.CodeUnavailable, in, verdict{1, 0})

	in = world(work("11-03 20:00", 8), work("11-04 09:00", 8))
	in.Team.Agents[0].To = calendar.Date{Year: 2026, Month: 11, Day: 4} // Tuesday's shift may end on the day after
	judge(t, available, schedule.CodeUnavailable, in, verdict{8, 0})

	in = world(work("11-03 22:00", 8))
	in.Team.Agents[0].Available = calendar.Daily(calendar.Span{From: calendar.Clock(21, 0), To: calendar.Clock(31, 0)})
	judge(t, available, schedule.CodeUnavailable, in)
}

func TestAbsent(t *testing.T) {
	in := world(work("11-03 09:00", 8), work("11-05 09:00", 8))
	in.Team.Absences = []schedule.Absence{
		{Agent: "ada", Kind: "training", From: when("11-03 15:00"), To: when("11-03 18:00")},
		{Agent: "ada", Kind: "leave", From: when("11-04 00:00"), To: when("11-05 00:00")},
		{Agent: "bob", Kind: "leave", From: when("11-03 00:00"), To: when("11-05 00:00")},
	}
	found := judge(t, absent, schedule.CodeAbsent, in, verdict{2, 0})
	assert.Equal(t, []string{"training"}, found[0].Names)
}

func TestUnknownAndOutside(t *testing.T) {
	ghost := work("11-03 09:00", 8)
	ghost.Agent = "ghost"
	lost := work("11-03 09:00", 8)
	lost.Duties[0].Queues = []string{"chat", "fax", "fax"}
	backwards := work("11-04 09:00", -1)
	endless := work("11-05 09:00", 49)
	before, after := work("11-01 23:45", 8), work("11-16 00:00", 8)
	in := world(ghost, lost, backwards, endless, before, after)
	codes := map[schedule.Code]int{}
	for _, f := range open(in).admitted {
		codes[f.Code]++
	}
	assert.Equal(t, map[schedule.Code]int{schedule.CodeUnknownAgent: 1, schedule.CodeShiftKind: 2, schedule.CodeOutside: 2}, codes)
	found := unknownQueues(open(in))
	require.Len(t, found, 1)
	assert.Equal(t, schedule.CodeUnknownQueue, found[0].Code)
	assert.Equal(t, []string{"fax"}, found[0].Names)
}

func TestLocks(t *testing.T) {
	s := unpaid(work("11-03 09:00", 8))
	s.Kind, s.Locked = "any", true
	kept := func(change func(*schedule.Shift)) int {
		now := s
		now.Breaks, now.Duties = append([]schedule.Break(nil), s.Breaks...), append([]schedule.Duty(nil), s.Duties...)
		change(&now)
		in := world(now)
		in.Team.Locks = []schedule.Shift{s, work("11-20 09:00", 8)}
		return len(locks(open(in)))
	}
	assert.Zero(t, kept(func(*schedule.Shift) {}))
	assert.Zero(t, kept(func(s *schedule.Shift) { s.Start = s.Start.UTC() }))
	assert.Equal(t, 1, kept(func(s *schedule.Shift) { s.End = s.End.Add(time.Hour) }))
	assert.Equal(t, 1, kept(func(s *schedule.Shift) { s.Agent = "bob" }))
	assert.Equal(t, 1, kept(func(s *schedule.Shift) { s.Breaks[0].Paid = true }))
	assert.Equal(t, 1, kept(func(s *schedule.Shift) { s.Duties[0].Queues = []string{"social"} }))
	assert.Equal(t, 1, kept(func(s *schedule.Shift) { s.Duties = nil }))
}

func TestWishes(t *testing.T) {
	in := world(work("11-03 09:00", 8))
	wish := func(kind schedule.RequestKind, from, to string) {
		in.Team.Requests = append(in.Team.Requests, schedule.Request{Agent: "ada", Kind: kind, From: when(from), To: when(to), Weight: 2})
	}
	wish(schedule.RequestOff, "11-04 00:00", "11-05 00:00")  // granted
	wish(schedule.RequestOff, "11-03 16:00", "11-03 20:00")  // an hour too long
	wish(schedule.RequestWork, "11-03 08:00", "11-03 18:00") // granted
	wish(schedule.RequestWork, "11-03 10:00", "11-03 18:00") // begins before
	wish(schedule.RequestOff, "11-20 00:00", "11-21 00:00")  // another period
	r := Run(in)
	assert.Equal(t, 4, r.Requests)
	assert.Equal(t, 2, r.Granted)
	assert.Equal(t, 2, r.Agents[0].Granted)
	var missed []schedule.Finding
	for _, f := range r.Findings {
		if f.Code == schedule.CodeRequest {
			missed = append(missed, f)
		}
	}
	require.Len(t, missed, 2)
	assert.Equal(t, schedule.Missed, missed[0].Severity)
	assert.Equal(t, 2.0, missed[0].Value)
}

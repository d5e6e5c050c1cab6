package table

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/skills"
)

func TestReadAgents(t *testing.T) {
	text := "agent;contract;skills;name;languages;queues;available;from;to;group;wage\n" +
		"anna;full;social=1.1 chat=0.9x3 voice;Anna Rossi;it en;social-it, \"\"chat it\"\";mon-fri 08:00-20:00;2026-01-01;2027-01-01;Milano;14.50\n" +
		"@bruno;part;Social;;;;;;;;\n" +
		"'=carla;part;voice;=1+1;;;;;;;\n"
	text = strings.ReplaceAll(text, "social-it, \"\"chat it\"\"", "\"social-it, \"\"chat it\"\"\"")
	agents, err := ReadAgents("agents.csv", strings.NewReader(text), PeopleOptions{Contracts: []string{"full", "part"}, Queues: []string{"social-it", "chat it"}})
	require.NoError(t, err)
	require.Len(t, agents, 3)
	week := calendar.Hours{}
	for d := time.Monday; d <= time.Friday; d++ {
		week.Week[d] = []calendar.Span{{From: calendar.Clock(8, 0), To: calendar.Clock(20, 0)}}
	}
	assert.Equal(t, schedule.Agent{
		ID: "anna", Name: "Anna Rossi", Contract: "full", Languages: []skills.Language{"it", "en"}, Queues: []string{"social-it", "chat it"},
		Abilities: []skills.Ability{{Channel: skills.Social, Level: 1, Pace: 1.1}, {Channel: skills.Chat, Level: 1, Pace: 0.9, Slots: 3}, {Channel: skills.Voice, Level: 1, Pace: 1}},
		Available: week, From: calendar.Date{Year: 2026, Month: 1, Day: 1}, To: calendar.Date{Year: 2027, Month: 1, Day: 1}, Group: "Milano", Wage: decimal.RequireFromString("14.50"),
	}, agents[0])
	assert.Equal(t, "@bruno", agents[1].ID)
	assert.Equal(t, "@bruno", agents[1].Name)
	assert.True(t, agents[1].Available.AlwaysOpen())
	assert.Equal(t, "=carla", agents[2].ID)
	assert.Equal(t, "=1+1", agents[2].Name)
}

func TestReadAbsencesAndRequests(t *testing.T) {
	rome := zone(t, "Europe/Rome")
	absences, err := ReadAbsences("a", strings.NewReader("agent,from,to,kind,paid\nanna,2026-11-02,2026-11-04,Sick,no\nanna,2026-11-09 09:00,2026-11-09T08:30:00Z,,\n"), PeopleOptions{Zone: rome})
	require.NoError(t, err)
	at := func(day, hour, minute int) time.Time { return time.Date(2026, 11, day, hour, minute, 0, 0, rome) }
	assert.Equal(t, []schedule.Absence{
		{Agent: "anna", From: at(2, 0, 0), To: at(4, 0, 0), Kind: "sick"},
		{Agent: "anna", From: at(9, 9, 0), To: at(9, 9, 30), Kind: "leave", Paid: true},
	}, absences.Absences)
	requests, err := ReadRequests("r", strings.NewReader("agent\tkind\tfrom\tto\tweight\nanna\toff\t2026-11-02\t2026-11-03\t\nanna\tWork\t2026-11-02\t2026-11-03\t2.5\n"), PeopleOptions{Zone: rome})
	require.NoError(t, err)
	assert.Equal(t, []schedule.Request{
		{Agent: "anna", Kind: schedule.RequestOff, From: at(2, 0, 0), To: at(3, 0, 0), Weight: 1},
		{Agent: "anna", Kind: schedule.RequestWork, From: at(2, 0, 0), To: at(3, 0, 0), Weight: 2.5},
	}, requests)
	none, err := ReadRequests("r", strings.NewReader("agent,kind,from,to\n"), PeopleOptions{})
	require.NoError(t, err)
	assert.Empty(t, none)
}

func TestReadStandingRequests(t *testing.T) {
	head := "agent,kind,from,to,weight,weekly,shift\n"
	opt := PeopleOptions{ShiftKinds: []string{"early", "late"}}
	got, err := ReadRequests("r", strings.NewReader(head+"anna,start,08:00,10:00,2,mon-fri,\nanna,shift,2026-11-02,2026-11-03,,,early\nben,off,22:00,06:00,,sun,\nben,shift,,,,tue thu,late\n"), opt)
	require.NoError(t, err)
	clock := func(from, to int) calendar.Span {
		return calendar.Span{From: calendar.Clock(from, 0), To: calendar.Clock(to, 0)}
	}
	at := func(day int) time.Time { return time.Date(2026, 11, day, 0, 0, 0, 0, time.UTC) }
	assert.Equal(t, []schedule.Request{
		{Agent: "anna", Kind: schedule.RequestStart, Weekly: [7]bool{1: true, 2: true, 3: true, 4: true, 5: true}, Clock: clock(8, 10), Weight: 2},
		{Agent: "anna", Kind: schedule.RequestShift, From: at(2), To: at(3), Shift: "early", Weight: 1},
		{Agent: "ben", Kind: schedule.RequestOff, Weekly: [7]bool{0: true}, Clock: clock(22, 30), Weight: 1},
		{Agent: "ben", Kind: schedule.RequestShift, Weekly: [7]bool{2: true, 4: true}, Shift: "late", Weight: 1},
	}, got)
	for row, want := range map[string]string{
		"anna,shift,2026-11-02,2026-11-03,,,":       "expected the name of a shift kind",
		"anna,shift,2026-11-02,2026-11-03,,,erly":   `did you mean "early"`,
		"anna,off,2026-11-02,2026-11-03,,,early":    "only a request of the kind shift names one",
		"anna,start,,,,mon,":                        "expected the times of day between which",
		"anna,start,2026-11-02,2026-11-03,,mon,":    "a standing wish has times of day here",
		"anna,shift,08:00,09:00,,mon,early":         "about the whole day",
		"anna,off,08:00,08:00,,mon,":                "expected another time than from",
		"anna,begin,2026-11-02,2026-11-03,,monday,": "a shift that starts between them",
	} {
		_, err := ReadRequests("r", strings.NewReader(head+row+"\n"), opt)
		assert.ErrorContains(t, err, want)
	}
}

func TestReadMeetings(t *testing.T) {
	head := "agent,from,to,kind,paid,within,length\n"
	away, err := ReadAbsences("a", strings.NewReader(head+"anna,2026-11-02 10:00,2026-11-02 11:00,,,shift,\nanna,2026-11-02,2026-11-07,Coaching,yes,Shift,45m\nben,2026-11-02,2026-11-03,,,,\n"), PeopleOptions{})
	require.NoError(t, err)
	at := func(day, hour int) time.Time { return time.Date(2026, 11, day, hour, 0, 0, 0, time.UTC) }
	assert.Equal(t, []schedule.Meeting{
		{Agent: "anna", Kind: "meeting", From: at(2, 10), To: at(2, 11)},
		{Agent: "anna", Kind: "coaching", From: at(2, 0), To: at(7, 0), Length: 45 * time.Minute},
	}, away.Meetings)
	assert.Len(t, away.Absences, 1)
	for row, want := range map[string]string{
		"anna,2026-11-02 10:00,2026-11-02 11:00,,,shift,2h":                                                  "at most the time from from to to",
		"anna,2026-11-02 10:00,2026-11-02 11:00,,no,shift,":                                                  "time within a shift is paid",
		"anna,2026-11-02 10:00,2026-11-02 11:00,,,,1h":                                                       "a length is for meetings",
		"anna,2026-11-02 10:00,2026-11-02 11:00,,,day,":                                                      "expected shift",
		"anna,2026-11-02,2026-11-04,,,shift,":                                                                "at most 12h within a shift",
		"anna,2026-11-02 10:00,2026-11-02 11:00,,,shift,\nanna,2026-11-02 10:30,2026-11-02 11:30,,,shift,1h": "a:3: anna is in the meeting of line 2",
	} {
		_, err := ReadAbsences("a", strings.NewReader(head+row+"\n"), PeopleOptions{})
		assert.ErrorContains(t, err, want)
	}
}

func ExampleReadRoster() {
	rows := "agent,start,end,breaks,duties\nanna,2026-11-02 21:00,2026-11-03 05:30,01:00-01:30 unpaid,21:00-01:00 chat-it social-it; 01:30-05:30 social-it\n"
	shifts, err := ReadRoster("roster.csv", strings.NewReader(rows), PeopleOptions{})
	fmt.Println(shifts[0].Breaks[0].Start, shifts[0].Duties[0].Queues, shifts[0].PaidHours(), err)
	// Output:
	// 2026-11-03 01:00:00 +0000 UTC [chat-it social-it] 8h0m0s <nil>
}

// name draws names that reading lets pass: plain text of any signs.
func name() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		s := rapid.OneOf(rapid.SampledFrom([]string{"anna", "=1+1", "'=x", "''", "'", "a b", "a;b", "a,b", `a"b`, "@x", "-", "ü", "paid", "09:00-10:00"}), rapid.StringMatching(`[=+\-@'a-c ;,"|]{1,8}`)).Draw(t, "name")
		if s = strings.TrimSpace(s); s == "" {
			return "x"
		}
		return s
	})
}

func TestRosterRoundTrip(t *testing.T) {
	zones := []*time.Location{time.UTC, zone(t, "Europe/Rome"), zone(t, "America/New_York"), zone(t, "Australia/Lord_Howe")}
	rapid.Check(t, func(r *rapid.T) {
		z := rapid.SampledFrom(zones).Draw(r, "zone")
		day := rapid.SampledFrom([]time.Time{
			time.Date(2026, 10, 24, 12, 0, 0, 0, z), time.Date(2026, 11, 1, 0, 0, 0, 0, z), time.Date(2026, 3, 28, 18, 0, 0, 0, z), time.Date(2026, 4, 4, 20, 0, 0, 0, z)}).Draw(r, "day")
		var want schedule.Roster
		for range rapid.IntRange(1, 5).Draw(r, "shifts") {
			want.Shifts = append(want.Shifts, drawShift(r, day))
		}
		want.Sort()
		var b strings.Builder
		require.NoError(r, WriteRoster(&b, want.Shifts, z))
		got, err := ReadRoster("roster.csv", strings.NewReader(b.String()), PeopleOptions{Zone: z})
		require.NoError(r, err, b.String())
		require.Equal(r, want.Shifts, got, b.String())
	})
}

func drawShift(r *rapid.T, day time.Time) schedule.Shift {
	minutes := func(least, most int, label string) time.Duration {
		return time.Duration(rapid.IntRange(least, most).Draw(r, label)) * 5 * time.Minute
	}
	s := schedule.Shift{Agent: name().Draw(r, "agent"), Kind: rapid.SampledFrom([]string{"", "day", "=late"}).Draw(r, "kind"), Locked: rapid.Bool().Draw(r, "locked")}
	s.Start = day.Add(minutes(0, 288, "start"))
	s.End = s.Start.Add(minutes(1, 288, "length"))
	from := s.Start
	for from.Before(s.End) {
		to := from.Add(minutes(1, 100, "part"))
		if to.After(s.End) {
			to = s.End
		}
		if rapid.Bool().Draw(r, "break") {
			s.Breaks = append(s.Breaks, schedule.Break{Start: from, End: to, Paid: rapid.Bool().Draw(r, "paid")})
		} else {
			s.Duties = append(s.Duties, schedule.Duty{Start: from, End: to, Queues: rapid.SliceOfN(name(), 1, 3).Draw(r, "queues")})
		}
		from = to
	}
	return s
}

func TestWriteRosterRefusesWhatItCannotHold(t *testing.T) {
	at := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	for name, s := range map[string]schedule.Shift{
		"long":          {Agent: "anna", Start: at, End: at.Add(25 * time.Hour)},
		"empty":         {Agent: "anna", Start: at, End: at},
		"fraction":      {Agent: "anna", Start: at.Add(time.Millisecond), End: at.Add(time.Hour)},
		"break outside": {Agent: "anna", Start: at, End: at.Add(time.Hour), Breaks: []schedule.Break{{Start: at.Add(2 * time.Hour), End: at.Add(3 * time.Hour)}}},
		"no queue":      {Agent: "anna", Start: at, End: at.Add(time.Hour), Duties: []schedule.Duty{{Start: at, End: at.Add(time.Hour)}}},
	} {
		assert.Error(t, WriteRoster(&strings.Builder{}, []schedule.Shift{s}, time.UTC), name)
	}
}

func TestNamesThatTurnTheText(t *testing.T) {
	_, err := ReadAgents("agents.csv", strings.NewReader("agent,contract,skills\na\u202eb,full,social\n"), PeopleOptions{})
	assert.EqualError(t, err, `agents.csv:2:1: "a\u202eb": holds a line break or control character: expected plain text`)
}

func TestGuard(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		s := name().Draw(r, "name")
		guarded := Guard(s)
		require.Equal(r, s, Unguard(guarded))
		require.NotContains(r, "=+-@\t\r", guarded[:1])
	})
	assert.Equal(t, "'=HYPERLINK()", Guard("=HYPERLINK()"))
	assert.Equal(t, "'tis", Guard("'tis"))
	assert.Equal(t, "'tis", Unguard("'tis"))
}

// The shifts of a file without a locked column are locked where the reader wants so.
func TestLockedColumn(t *testing.T) {
	for name, c := range map[string]struct {
		file   string
		all    bool
		locked bool
	}{
		"no column":           {"agent,start,end\na,2026-11-02 09:00,2026-11-02 17:00\n", false, false},
		"no column, all":      {"agent,start,end\na,2026-11-02 09:00,2026-11-02 17:00\n", true, true},
		"an empty cell, all":  {"agent,start,end,locked\na,2026-11-02 09:00,2026-11-02 17:00,\n", true, false},
		"yes":                 {"agent,start,end,locked\na,2026-11-02 09:00,2026-11-02 17:00,yes\n", false, true},
		"no, all, semicolons": {"agent;start;end;locked\na;2026-11-02 09:00;2026-11-02 17:00;no\n", true, false},
	} {
		got, err := ReadRoster("r.csv", strings.NewReader(c.file), PeopleOptions{Locked: c.all})
		require.NoError(t, err, name)
		assert.Equal(t, c.locked, got[0].Locked, name)
	}
}

// Who lives by another clock has it in the column zone, and local times about them are read on it.
func TestOwnZones(t *testing.T) {
	rome, york := zone(t, "Europe/Rome"), zone(t, "America/New_York")
	text := "agent,contract,skills,zone\nanna,full,chat,America/New_York\nbo,full,chat,Europe/Rome\nce,full,chat,\n"
	opt := PeopleOptions{Zone: rome, Zones: []string{"America/New_York"}}
	agents, err := ReadAgents("agents.csv", strings.NewReader(text), opt)
	require.NoError(t, err)
	assert.Equal(t, "America/New_York", agents[0].Zone.String())
	assert.Nil(t, agents[1].Zone)
	assert.Nil(t, agents[2].Zone)
	opt.Own = ZonesOf(agents)
	away, err := ReadAbsences("a", strings.NewReader("agent,from,to\nanna,2026-11-02,2026-11-03\nbo,2026-11-02,2026-11-03\n"), opt)
	require.NoError(t, err)
	assert.True(t, time.Date(2026, 11, 2, 0, 0, 0, 0, york).Equal(away.Absences[0].From))
	assert.True(t, time.Date(2026, 11, 2, 0, 0, 0, 0, rome).Equal(away.Absences[1].From))
	_, err = ReadAgents("agents.csv", strings.NewReader("agent,contract,skills,zone\nanna,full,chat,America/NewYork\n"), opt)
	assert.ErrorContains(t, err, "unknown time zone")
	assert.ErrorContains(t, err, "America/New_York")
}

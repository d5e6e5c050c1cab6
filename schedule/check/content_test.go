package check

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
	"turno/schedule"
)

func TestMeetings(t *testing.T) {
	held := func(s schedule.Shift, after, minutes float64, kind string) schedule.Shift {
		b := pause(s, after, minutes, true)
		b.Meeting = kind
		s.Breaks = append(s.Breaks, b)
		return s
	}
	at := func(from, to, length float64) schedule.Meeting {
		p := pause(work("11-03 09:00", 8), from, (to-from)*60, true)
		return schedule.Meeting{Agent: "ada", Kind: "talk", From: p.Start, To: p.End, Length: time.Duration(length * float64(time.Hour))}
	}
	s := work("11-03 09:00", 8)
	for _, c := range []struct {
		name    string
		shift   schedule.Shift
		meeting schedule.Meeting
		want    []schedule.Severity
		extra   int
	}{
		{"held", held(s, 2, 60, "talk"), at(2, 3, 0), nil, 0},
		{"held in its window", held(s, 2, 60, "talk"), at(0, 8, 1), nil, 0},
		{"served queues instead", s, at(2, 3, 0), []schedule.Severity{schedule.Broken}, 0},
		{"cut by the shift", s, at(7.5, 8.5, 0), []schedule.Severity{schedule.Broken}, 0},
		{"no shift then", s, at(20, 21, 0), []schedule.Severity{schedule.Missed}, 0},
		{"could have been moved", s, at(0, 8, 1), []schedule.Severity{schedule.Missed}, 0},
		{"too short", held(s, 2, 30, "talk"), at(2, 3, 0), []schedule.Severity{schedule.Broken}, 1},
		{"another kind", held(s, 2, 60, "training"), at(2, 3, 0), []schedule.Severity{schedule.Broken}, 1},
		{"outside the period", s, at(24*20, 24*20+1, 0), nil, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := world(c.shift)
			in.Team.Meetings = []schedule.Meeting{c.meeting}
			d := open(in)
			var got []schedule.Severity
			for _, f := range meetings(d, d.people[0]) {
				require.Equal(t, schedule.CodeMeeting, f.Code)
				require.Equal(t, []string{"talk"}, f.Names)
				got = append(got, f.Severity)
			}
			require.Equal(t, c.want, got)
			require.Len(t, breaks(d, d.people[0]), c.extra, "a meeting that nobody asked for is a break too many")
		})
	}
}

func TestWorkStretches(t *testing.T) {
	s := work("11-03 09:00", 8)
	with := func(breaks ...schedule.Break) schedule.Shift {
		x := s
		x.Breaks = breaks
		return x
	}
	talk := pause(s, 1, 60, true)
	talk.Meeting = "talk"
	kind := early()
	kind.Work = schedule.Range{Min: time.Hour, Max: 5 * time.Hour}
	of := func(x schedule.Shift) Input {
		in := withKinds(world(x), kind)
		k := in.Team.ShiftKinds["early"]
		k.Start.To, k.Length.Max = 12*60, 10*time.Hour
		in.Team.ShiftKinds["early"] = k
		return in
	}
	judge(t, workStretches, schedule.CodeWorkLong, of(with(pause(s, 4, 30, false))))
	judge(t, workStretches, schedule.CodeWorkLong, of(with(pause(s, 5, 30, false))))
	judge(t, workStretches, schedule.CodeWorkLong, of(with(pause(s, 5.25, 30, false))), verdict{5.25, 5})
	judge(t, workStretches, schedule.CodeWorkLong, of(with(pause(s, 2, 30, false))), verdict{5.5, 5})
	judge(t, workStretches, schedule.CodeWorkLong, of(with(talk)), verdict{8, 5})
	judge(t, workStretches, schedule.CodeWorkShort, of(with(pause(s, 4, 30, false), pause(s, 5, 15, true))), verdict{.5, 1})
	judge(t, workStretches, schedule.CodeWorkShort, of(with(pause(s, .5, 15, false), talk, pause(s, 5, 15, true))))
	judge(t, breakAfter, schedule.CodeBreakAfter, world(with(talk)).with(schedule.Rules{BreakAfter: 6 * time.Hour}), verdict{8, 6})
	judge(t, breakAfter, schedule.CodeBreakAfter, world(with(pause(s, 6, 15, true))).with(schedule.Rules{BreakAfter: 6 * time.Hour}))
}

func TestBreaksBeforeTheEnd(t *testing.T) {
	kind := early()
	kind.Breaks = []schedule.BreakRule{{Name: "tea", Length: 15 * time.Minute, Latest: 8 * time.Hour, BeforeEnd: schedule.Range{Min: time.Hour, Max: 2 * time.Hour}}}
	for after, want := range map[float64][]verdict{5.75: {{0, 1}}, 6: nil, 7: nil, 7.25: {{0, 1}}} {
		s := work("11-03 06:00", 8)
		s.Kind, s.Breaks = "early", []schedule.Break{pause(s, after, 15, false)}
		judge(t, breaks, schedule.CodeBreaks, withKinds(world(s), kind), want...)
	}
}

func TestDutyTimes(t *testing.T) {
	s := work("11-03 09:00", 8)
	duty := func(from, to float64, queues ...string) schedule.Duty {
		p := pause(s, from, (to-from)*60, false)
		return schedule.Duty{Start: p.Start, End: p.End, Queues: queues}
	}
	for _, c := range []struct {
		name   string
		duties []schedule.Duty
		want   []verdict
	}{
		{"long enough", []schedule.Duty{duty(0, 2, "chat"), duty(2, 8, "social")}, nil},
		{"too short before", []schedule.Duty{duty(0, 1, "chat"), duty(1, 8, "social")}, []verdict{{1, 2}}},
		{"too short after", []schedule.Duty{duty(0, 7, "social"), duty(7, 8, "chat")}, []verdict{{1, 2}}},
		{"cut by breaks", []schedule.Duty{duty(0, 1, "chat"), duty(1.5, 2.5, "chat"), duty(3, 8, "social")}, nil},
		{"in two parts", []schedule.Duty{duty(0, 1, "chat"), duty(1, 2, "chat", "social"), duty(2, 8, "social")}, nil},
		{"not limited", []schedule.Duty{duty(0, 7, "chat"), duty(7, 8, "social")}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			s.Duties = c.duties
			in := world(s)
			in.Queues[0].DutyMin = 2 * time.Hour
			judge(t, dutyTimes, schedule.CodeDutyShort, in, c.want...)
		})
	}
}

func TestSplitShifts(t *testing.T) {
	kind := early()
	kind.Length = schedule.Range{Min: 8 * time.Hour, Max: 12 * time.Hour}
	kind.Breaks = []schedule.BreakRule{{Name: "tea", Length: 15 * time.Minute, Earliest: time.Hour, Latest: 11 * time.Hour, Paid: true}}
	kind.Split = &schedule.Split{Gap: schedule.Range{Min: 2 * time.Hour, Max: 4 * time.Hour}, Step: time.Hour, Part: schedule.Range{Min: 3 * time.Hour, Max: 5 * time.Hour}}
	s := work("11-03 06:00", 10)
	s.Kind = "early"
	tea := pause(s, 1, 15, true)
	for _, c := range []struct {
		name   string
		breaks []schedule.Break
		want   []verdict
	}{
		{"four and four", []schedule.Break{tea, pause(s, 4, 120, false)}, nil},
		{"three and three", []schedule.Break{tea, pause(s, 3, 240, false)}, nil},
		{"without a gap", []schedule.Break{tea}, []verdict{{1, 2}}},
		{"gap too long", []schedule.Break{tea, pause(s, 3, 245, false)}, []verdict{{1, 2}}},
		{"gap between the steps", []schedule.Break{tea, pause(s, 3, 150, false)}, []verdict{{1, 2}}},
		{"first part too short", []schedule.Break{tea, pause(s, 2, 180, false)}, []verdict{{1, 2}}},
		{"second part too long", []schedule.Break{tea, pause(s, 2.5, 120, false)}, []verdict{{1, 2}}},
		{"gap paid", []schedule.Break{tea, pause(s, 4, 120, true)}, []verdict{{1, 2}}},
		{"without tea", []schedule.Break{pause(s, 4, 120, false)}, []verdict{{1, 2}}},
		{"two gaps", []schedule.Break{tea, pause(s, 3, 120, false), pause(s, 6, 60, false)}, []verdict{{2, 2}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s.Breaks = c.breaks
			judge(t, breaks, schedule.CodeBreaks, withKinds(world(s), kind), c.want...)
		})
	}
}

func TestRequestsForShiftsAndStarts(t *testing.T) {
	s := work("11-03 09:00", 8) // a Tuesday
	s.Kind = "early"
	every := [7]bool{true, true, true, true, true, true, true}
	span := func(from, to int) calendar.Span {
		return calendar.Span{From: calendar.Clock(from, 0), To: calendar.Clock(to, 0)}
	}
	for _, c := range []struct {
		name       string
		q          schedule.Request
		asked, met int
	}{
		{"the kind", schedule.Request{Kind: schedule.RequestShift, Shift: "early", From: when("11-03 00:00"), To: when("11-04 00:00")}, 1, 1},
		{"another kind", schedule.Request{Kind: schedule.RequestShift, Shift: "late", From: when("11-03 00:00"), To: when("11-04 00:00")}, 1, 0},
		{"another day", schedule.Request{Kind: schedule.RequestShift, Shift: "early", From: when("11-04 00:00"), To: when("11-05 00:00")}, 1, 0},
		{"the start", schedule.Request{Kind: schedule.RequestStart, From: when("11-03 08:00"), To: when("11-03 09:00")}, 1, 1},
		{"another start", schedule.Request{Kind: schedule.RequestStart, From: when("11-03 10:00"), To: when("11-03 12:00")}, 1, 0},
		{"the kind on Tuesdays", schedule.Request{Kind: schedule.RequestShift, Shift: "early", Weekly: [7]bool{2: true}}, 2, 2},
		{"another kind on Tuesdays", schedule.Request{Kind: schedule.RequestShift, Shift: "late", Weekly: [7]bool{2: true}}, 2, 1},
		{"a start every day", schedule.Request{Kind: schedule.RequestStart, Weekly: every, Clock: span(10, 12)}, 14, 13},
		{"mornings off", schedule.Request{Kind: schedule.RequestOff, Weekly: every, Clock: span(6, 12)}, 14, 13},
		{"nights off", schedule.Request{Kind: schedule.RequestOff, Weekly: every, Clock: span(20, 30)}, 14, 14},
		{"work on Tuesdays", schedule.Request{Kind: schedule.RequestWork, Weekly: [7]bool{2: true}}, 2, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := world(s)
			c.q.Agent, c.q.Weight = "ada", 1
			in.Team.Requests = []schedule.Request{c.q}
			d := open(in)
			r := Report{Agents: d.hours()}
			found := d.wishes(&r)
			require.Equal(t, [2]int{c.asked, c.met}, [2]int{r.Requests, r.Granted})
			require.Equal(t, c.asked != c.met, len(found) == 1)
		})
	}
}

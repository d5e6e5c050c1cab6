package check

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"turno/forecast/calendar"
	"turno/schedule"
)

// anyTime draws times near the period and far beyond all sense.
func anyTime() *rapid.Generator[time.Time] {
	return rapid.Custom(func(t *rapid.T) time.Time {
		if rapid.IntRange(0, 9).Draw(t, "sense") == 0 {
			return time.Unix(rapid.Int64().Draw(t, "seconds"), rapid.Int64().Draw(t, "nanoseconds"))
		}
		return when("11-01 00:00").Add(time.Duration(rapid.IntRange(0, 16*24*60).Draw(t, "minute")) * time.Minute)
	})
}

func anyShift() *rapid.Generator[schedule.Shift] {
	return rapid.Custom(func(t *rapid.T) schedule.Shift {
		s := schedule.Shift{
			Agent: rapid.SampledFrom([]string{"ada", "ada", "bob", "", "ghost"}).Draw(t, "agent"),
			Kind:  rapid.SampledFrom([]string{"", "any", "none"}).Draw(t, "kind"),
			Start: anyTime().Draw(t, "start"), End: anyTime().Draw(t, "end"),
		}
		if rapid.Bool().Draw(t, "short") {
			s.End = s.Start.Add(time.Duration(rapid.IntRange(0, 60).Draw(t, "hours")) * time.Hour)
		}
		for range rapid.IntRange(0, 3).Draw(t, "breaks") {
			s.Breaks = append(s.Breaks, schedule.Break{Start: anyTime().Draw(t, "from"), End: anyTime().Draw(t, "to"), Paid: rapid.Bool().Draw(t, "paid")})
		}
		for range rapid.IntRange(0, 3).Draw(t, "duties") {
			queues := rapid.SliceOfN(rapid.SampledFrom([]string{"chat", "social", "fax", ""}), 0, 3).Draw(t, "queues")
			s.Duties = append(s.Duties, schedule.Duty{Start: anyTime().Draw(t, "from"), End: anyTime().Draw(t, "to"), Queues: queues})
		}
		if rapid.Bool().Draw(t, "sound") {
			s.Breaks, s.Duties = nil, []schedule.Duty{{Start: s.Start, End: s.End, Queues: []string{"chat", "social"}}}
		}
		return s
	})
}

// strict is a contract with every limit.
var strict = schedule.Rules{
	WeekHoursMin: 20 * time.Hour, WeekHoursMax: 40 * time.Hour, WeekDaysMax: 5, DayHoursMax: 8 * time.Hour, DailyRest: 11 * time.Hour,
	WeeklyRest: 35 * time.Hour, ConsecutiveDaysMax: 6, ConsecutiveNights: 3, WeekendsFree: 1,
	WeekDaysMin: 2, PeriodHours: schedule.Range{Min: 40 * time.Hour, Max: 60 * time.Hour}, PeriodDays: schedule.Days{Min: 4, Max: 8},
	MeanWeekHours: 35 * time.Hour, MeanWeeks: 17, ConsecutiveDaysMin: 2, DaysOffMin: 2, WeekendsMax: 1, WeekendsRow: 1,
	WeekendCycle: schedule.Cycle{On: 1, Off: 2}, WholeWeekends: true, NightRest: 48 * time.Hour, WeekNights: 2, PeriodNights: 3,
	NightHoursMax: 8 * time.Hour, BackwardMax: time.Hour, StartSpread: time.Hour, BreakAfter: 6 * time.Hour, KindsMax: map[string]int{"any": 2},
	Rotation: schedule.Rotation{Weeks: [][7][]string{{1: {"any"}}}}, Wanted: []schedule.Wanted{{Rules: schedule.Rules{DailyRest: 14 * time.Hour}, Weight: 1}},
}

func TestAnyRosterIsJudged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := world(rapid.SliceOfN(anyShift(), 0, 40).Draw(t, "shifts")...).with(strict)
		in.Team.Published = rapid.SliceOfN(anyShift(), 0, 10).Draw(t, "published")
		in.Team.Locks = rapid.SliceOfN(anyShift(), 0, 3).Draw(t, "locks")
		in.Team.Absences = []schedule.Absence{{Agent: "ada", From: anyTime().Draw(t, "from"), To: anyTime().Draw(t, "to"), Paid: true}}
		in.Team.Requests = []schedule.Request{{Agent: "ada", Kind: schedule.RequestOff, From: anyTime().Draw(t, "from"), To: anyTime().Draw(t, "to")}}
		in.Requirement.Live = []schedule.LiveRequirement{chat(20)} // shorter than the grid
		in.Requirement.Deferrable = waits(50, schedule.Work{Arrive: 3, Due: 1, Hours: 5, Contacts: 9}, schedule.Work{Arrive: 999, Due: 9999, Hours: 1})
		sound(t, in, Run(in))

		// The order in which shifts are listed changes nothing.
		other := in
		other.Roster.Shifts = slices.Clone(in.Roster.Shifts)
		slices.Reverse(other.Roster.Shifts)
		if a, b := Run(in), Run(other); !reflect.DeepEqual(a.Findings, b.Findings) {
			t.Fatalf("findings depend on the order of shifts:\n%+v\n%+v", a.Findings, b.Findings)
		}
	})
}

// sound checks what holds of every report.
func sound(t *rapid.T, in Input, r Report) {
	known := 0
	for i, f := range r.Findings {
		if math.IsNaN(f.Value) || math.IsInf(f.Value, 0) || f.Code == "" || f.Severity == "" {
			t.Fatalf("finding %+v", f)
		}
		if i > 0 && gravity[f.Severity] < gravity[r.Findings[i-1].Severity] {
			t.Fatalf("finding %d is graver than the one before", i)
		}
	}
	for _, q := range r.Coverage.Queues {
		for i := range q.Supplied {
			if x := q.Supplied[i]; !(x >= 0) || !(q.Missed[i] >= 0) || !(q.Heads[i] >= 0) {
				t.Fatalf("queue %s at %d: %v supplied, %v missed", q.Queue, i, x, q.Missed[i])
			}
		}
	}
	for _, s := range in.Roster.Shifts {
		if s.Agent == "ada" {
			known++
		}
	}
	if r.Agents[0].Shifts > known || r.Agents[0].Paid < 0 || r.Agents[0].Night > r.Agents[0].Paid+1e-9 {
		t.Fatalf("%d shifts of ada became %+v", known, r.Agents[0])
	}
}

func TestEmptyInput(t *testing.T) {
	r := Run(Input{})
	if len(r.Findings) != 0 || len(r.Coverage.Queues) != 0 {
		t.Fatalf("%+v", r)
	}
	Run(Input{Roster: schedule.Roster{Shifts: []schedule.Shift{work("11-03 09:00", 8)}}})
}

func TestThousandsOfAbsurdShiftsTakeBoundedTime(t *testing.T) {
	var shifts []schedule.Shift
	for i := range 5000 {
		s := work("11-03 09:00", 48)
		s.End = s.Start.Add(time.Duration(i%60) * time.Hour)
		if i%3 == 0 {
			s.End = time.Unix(math.MaxInt64/int64(i+1), 0)
		}
		for d := range 8 {
			s.Duties = append(s.Duties, schedule.Duty{Start: s.Start, End: s.End, Queues: []string{fmt.Sprint("q", d), "social"}})
		}
		shifts = append(shifts, s)
	}
	in := world(shifts...).with(strict)
	in.Requirement.Deferrable = waits(100, schedule.Work{Hours: 1000, Due: 99, Contacts: 50})
	begin := time.Now()
	Run(in)
	if took := time.Since(begin); took > 10*time.Second {
		t.Fatalf("took %v", took)
	}
}

func BenchmarkRun(b *testing.B) {
	grid := calendar.Grid{Start: when("11-02 00:00"), Step: 15 * time.Minute, N: 4 * 7 * 24 * 4}
	in := world().with(strict)
	in.Requirement.Grid, in.Roster.Grid = grid, grid
	kind := in.Team.ShiftKinds["any"]
	kind.Breaks = []schedule.BreakRule{{Length: 30 * time.Minute, FromShift: 6 * time.Hour, Earliest: 2 * time.Hour, Latest: 5 * time.Hour}}
	in = withKinds(in, kind)
	in.Requirement.Live = []schedule.LiveRequirement{chat(grid.N)}
	var items []schedule.Work
	for i := range grid.N {
		items = append(items, schedule.Work{Arrive: i, Due: i + 8, Hours: 20, Contacts: 100}, schedule.Work{Arrive: i, Due: i + 40, Hours: 20, Contacts: 100})
	}
	in.Requirement.Deferrable = waits(grid.N, items...)
	ada := in.Team.Agents[0]
	in.Team.Agents = nil
	for a := range 500 {
		ada.ID = fmt.Sprint("agent-", a)
		in.Team.Agents = append(in.Team.Agents, ada)
		for d := range 28 {
			if d%7 >= 5 {
				continue
			}
			s := schedule.Shift{Agent: ada.ID, Kind: "any", Start: grid.Start.AddDate(0, 0, d).Add(time.Duration(6+a%12) * time.Hour)}
			s.End = s.Start.Add(8 * time.Hour)
			mid := s.Start.Add(4 * time.Hour)
			s.Breaks = []schedule.Break{{Start: mid, End: mid.Add(30 * time.Minute)}}
			queues := [][]string{{"chat"}, {"chat", "social"}, {"social"}}[a%3]
			s.Duties = []schedule.Duty{{Start: s.Start, End: mid, Queues: queues}, {Start: mid.Add(30 * time.Minute), End: s.End, Queues: queues}}
			in.Roster.Shifts = append(in.Roster.Shifts, s)
		}
	}
	for b.Loop() {
		Run(in)
	}
}

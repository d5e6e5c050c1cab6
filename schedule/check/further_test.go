package check

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
	"turno/schedule"
)

func TestFurtherRules(t *testing.T) {
	type rule = func(*docket, *person) []schedule.Finding
	h := func(n float64) time.Duration { return time.Duration(n * float64(time.Hour)) }
	kind := func(name string, shifts ...schedule.Shift) []schedule.Shift {
		for i := range shifts {
			shifts[i].Kind = name
		}
		return shifts
	}
	// November 2026 begins on a Sunday; the period is 2 to 15 November.
	for _, c := range []struct {
		name      string
		rule      rule
		code      schedule.Code
		rules     schedule.Rules
		shifts    []schedule.Shift
		published []schedule.Shift
		want      []verdict
	}{
		{"three days a week", weekDaysMin, schedule.CodeWeekDaysMin, schedule.Rules{WeekDaysMin: 3}, days("09:00", 8, 2, 3, 9, 10, 11), nil, []verdict{{2, 3}}},
		{"hours of the period, too many", periodHours, schedule.CodePeriodHoursMax, schedule.Rules{PeriodHours: schedule.Range{Max: h(20)}}, days("09:00", 8, 2, 3, 9), days("09:00", 8, 1), []verdict{{24, 20}}},
		{"hours of the period, too few", periodHours, schedule.CodePeriodHoursMin, schedule.Rules{PeriodHours: schedule.Range{Min: h(25), Max: h(30)}}, days("09:00", 8, 2, 3, 9), nil, []verdict{{24, 25}}},
		{"days of the period, too many", periodDays, schedule.CodePeriodDaysMax, schedule.Rules{PeriodDays: schedule.Days{Max: 2}}, days("09:00", 8, 2, 3, 9), nil, []verdict{{3, 2}}},
		{"days of the period, too few", periodDays, schedule.CodePeriodDaysMin, schedule.Rules{PeriodDays: schedule.Days{Min: 4}}, days("09:00", 8, 2, 3, 9), nil, []verdict{{3, 4}}},
		{"an average over both weeks", meanHours, schedule.CodeMeanHours, schedule.Rules{MeanWeekHours: h(20), MeanWeeks: 2}, days("09:00", 8, 2, 3, 4, 5, 9, 10), nil, []verdict{{48, 40}}},
		{"an average with last week", meanHours, schedule.CodeMeanHours, schedule.Rules{MeanWeekHours: h(20), MeanWeeks: 3}, days("09:00", 8, 2, 3, 4, 5, 9, 10), days("09:00", 8, 1), nil},
		{"averages week by week", meanHours, schedule.CodeMeanHours, schedule.Rules{MeanWeekHours: h(20), MeanWeeks: 1}, days("09:00", 8, 2, 3, 4, 9), nil, []verdict{{24, 20}}},
		{"one day alone", consecutiveDaysMin, schedule.CodeDaysMin, schedule.Rules{ConsecutiveDaysMin: 2}, days("09:00", 8, 4, 8, 9, 15), nil, []verdict{{1, 2}}},
		{"a run at an unknown edge", consecutiveDaysMin, schedule.CodeDaysMin, schedule.Rules{ConsecutiveDaysMin: 2}, days("09:00", 8, 2), nil, nil},
		{"a run that goes on", consecutiveDaysMin, schedule.CodeDaysMin, schedule.Rules{ConsecutiveDaysMin: 3}, days("09:00", 8, 2), days("09:00", 8, 1), []verdict{{2, 3}}},
		{"one day off", daysOffMin, schedule.CodeDaysOffMin, schedule.Rules{DaysOffMin: 2}, days("09:00", 8, 3, 5, 8), days("09:00", 8, 1), []verdict{{1, 2}, {1, 2}}},
		{"both weekends", weekendsMax, schedule.CodeWeekendsMax, schedule.Rules{WeekendsMax: 1}, days("09:00", 8, 7, 8, 14), nil, []verdict{{2, 1}}},
		{"three weekends on end", weekendsRow, schedule.CodeWeekendsRow, schedule.Rules{WeekendsRow: 2}, days("09:00", 8, 7, 14), days("09:00", 8, 1), []verdict{{3, 2}}},
		{"one weekend on and two off", weekendCycle, schedule.CodeWeekendRotation, schedule.Rules{WeekendCycle: schedule.Cycle{On: 1, Off: 2}}, days("09:00", 8, 14), days("09:00", 8, 1), []verdict{{2, 1}}},
		{"half a weekend", wholeWeekends, schedule.CodeWholeWeekends, schedule.Rules{WholeWeekends: true}, days("09:00", 8, 7, 14, 15), nil, []verdict{{1, 2}}},
		{"too soon after nights", nightRest, schedule.CodeNightRest, schedule.Rules{NightRest: h(48)}, append(days("22:00", 8, 2, 3), work("11-05 14:00", 8)), nil, []verdict{{32, 48}}},
		{"nights of a week", weekNights, schedule.CodeWeekNights, schedule.Rules{WeekNights: 1}, days("22:00", 8, 2, 3, 9), nil, []verdict{{2, 1}}},
		{"nights of the period", periodNights, schedule.CodePeriodNights, schedule.Rules{PeriodNights: 2}, days("22:00", 8, 2, 3, 9), days("22:00", 8, 1), []verdict{{3, 2}}},
		{"a long night", nightHoursMax, schedule.CodeNightHours, schedule.Rules{NightHoursMax: h(8)}, append(days("22:00", 9, 2), days("09:00", 9, 4)...), nil, []verdict{{9, 8}}},
		{"backwards", backward, schedule.CodeForward, schedule.Rules{BackwardMax: h(2)}, append(days("13:00", 8, 2, 5), days("10:30", 8, 3)...), nil, []verdict{{2.5, 2}}},
		{"starts apart", startSpread, schedule.CodeStartSpread, schedule.Rules{StartSpread: h(2)}, append(days("07:00", 8, 2), days("10:00", 8, 6, 9)...), nil, []verdict{{3, 2}}},
		{"too many of a kind", kindsMax, schedule.CodeKindsMax, schedule.Rules{KindsMax: map[string]int{"any": 1}}, kind("any", days("09:00", 8, 2, 3)...), nil, []verdict{{2, 1}}},
		{"no break", breakAfter, schedule.CodeBreakAfter, schedule.Rules{BreakAfter: h(6)}, append(days("09:00", 6, 2), unpaid(work("11-03 09:00", 8)), work("11-04 09:00", 7)), nil, []verdict{{7, 6}}},
		{"a day off in the rotation", rotation, schedule.CodeRotation, schedule.Rules{Rotation: schedule.Rotation{Weeks: [][7][]string{{1: {"any"}}}}}, kind("any", days("09:00", 8, 2, 3)...), nil, []verdict{{0, 0}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			judge(t, c.rule, c.code, world(c.shifts...).with(c.rules).after(c.published...), c.want...)
		})
	}
}

func TestNotAfter(t *testing.T) {
	in := world(days("09:00", 8, 2, 3, 5)...)
	for i, name := range []string{"late", "early", "early"} {
		in.Roster.Shifts[i].Kind = name
	}
	any := in.Team.ShiftKinds["any"]
	early := any
	early.NotAfter = []string{"late"}
	in.Team.ShiftKinds = map[string]schedule.ShiftKind{"late": any, "early": early}
	found := judge(t, notAfter, schedule.CodeNotAfter, in, verdict{0, 0})
	assert.Equal(t, []string{"early", "late"}, found[0].Names)
}

func TestDaysAwayTakeTheirShareOfThePeriod(t *testing.T) {
	in := world(days("09:00", 8, 9, 10)...).with(schedule.Rules{WeekDaysMax: 5, PeriodHours: schedule.Range{Min: 80 * time.Hour}, PeriodDays: schedule.Days{Min: 8}, WeekDaysMin: 4})
	in.Team.Absences = []schedule.Absence{{Agent: "ada", From: when("11-02 00:00"), To: when("11-09 00:00")}}
	judge(t, periodHours, schedule.CodePeriodHoursMin, in, verdict{16, 40})
	judge(t, periodDays, schedule.CodePeriodDaysMin, in, verdict{2, 3})
	judge(t, weekDaysMin, schedule.CodeWeekDaysMin, in, verdict{2, 4})
}

func TestWantedLimitsAreMissedNotBroken(t *testing.T) {
	in := world(days("09:00", 8, 2, 3, 4, 5)...).with(schedule.Rules{Wanted: []schedule.Wanted{{Rules: schedule.Rules{ConsecutiveDaysMax: 3}, Weight: 1}}})
	c := open(in)
	found := wanted(c, c.people[0])
	require.Len(t, found, 1)
	assert.Equal(t, []any{schedule.CodeConsecutiveDays, schedule.Missed, 4.0, 3.0}, []any{found[0].Code, found[0].Severity, found[0].Value, found[0].Limit})
}

func TestBrokenLimitsNameTheirLaw(t *testing.T) {
	rules := schedule.Rules{DailyRest: 11 * time.Hour}.Enacted(schedule.CodeDailyRest, "Directive 2003/88/EC art. 3")
	found := judge(t, dailyRest, schedule.CodeDailyRest, world(work("11-02 14:00", 8), work("11-03 06:00", 8)).with(rules), verdict{8, 11})
	assert.Equal(t, []string{"Directive 2003/88/EC art. 3"}, found[0].Names)
	rules = rules.Enacted(schedule.CodeDailyRest, "")
	assert.Empty(t, rules.Law)
}

func TestRotationsTurn(t *testing.T) {
	r := schedule.Rotation{Weeks: [][7][]string{{1: {"early"}}, {1: {schedule.AnyKind}}, {}}, From: calendar.Date{Year: 2026, Month: time.November, Day: 4}}
	monday := calendar.Date{Year: 2026, Month: time.November, Day: 2}
	assert.True(t, r.Allows("early", monday, 0))
	assert.False(t, r.Allows("late", monday, 0))
	assert.True(t, r.Allows("late", monday.Add(7), 0))
	assert.True(t, r.Allows("late", monday, 1))
	assert.False(t, r.Allows("late", monday.Add(14), 0))
	assert.True(t, r.Allows("early", monday.Add(-21), 3))
	assert.False(t, r.Allows("early", monday.Add(-7), 0))
}

// What is not paid breaks no average that published shifts have used up.
func TestUnpaidTimeAddsToNoAverage(t *testing.T) {
	idle := work("11-03 09:00", 8)
	rules := schedule.Rules{MeanWeekHours: 2 * time.Hour, MeanWeeks: 3}
	judge(t, meanHours, schedule.CodeMeanHours, world(idle).with(rules).after(days("09:00", 8, 1)...), verdict{16, 6})
	idle.OnCall = &schedule.OnCall{}
	judge(t, meanHours, schedule.CodeMeanHours, world(idle).with(rules).after(days("09:00", 8, 1)...))
}

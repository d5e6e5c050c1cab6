package check

import (
	"testing"
	"time"

	"turno/schedule"
)

func TestOverlap(t *testing.T) {
	for _, c := range []struct {
		name   string
		shifts []schedule.Shift
		want   []verdict
	}{
		{"one after the other", []schedule.Shift{work("11-03 08:00", 4), work("11-03 12:00", 4)}, nil},
		{"an hour shared", []schedule.Shift{work("11-03 11:00", 4), work("11-03 08:00", 4)}, []verdict{{1, 0}}},
		{"one inside another", []schedule.Shift{work("11-03 08:00", 8), work("11-03 09:00", 1), work("11-03 15:00", 2)}, []verdict{{1, 0}, {1, 0}}},
	} {
		t.Run(c.name, func(t *testing.T) { judge(t, overlap, schedule.CodeOverlap, world(c.shifts...), c.want...) })
	}
	t.Run("with a published shift", func(t *testing.T) {
		judge(t, overlap, schedule.CodeOverlap, world(work("11-02 00:00", 4)).after(work("11-01 22:00", 4)), verdict{2, 0})
	})
	t.Run("published shifts alone are not judged", func(t *testing.T) {
		judge(t, overlap, schedule.CodeOverlap, world().after(work("11-01 08:00", 4), work("11-01 09:00", 4)))
	})
}

func TestDailyRest(t *testing.T) {
	for _, c := range []struct {
		name      string
		published []schedule.Shift
		shifts    []schedule.Shift
		want      []verdict
	}{
		{"just enough", nil, []schedule.Shift{work("11-03 14:00", 8), work("11-04 09:00", 8)}, nil},
		{"a quarter short", nil, []schedule.Shift{work("11-03 14:00", 8), work("11-04 08:45", 8)}, []verdict{{10.75, 11}}},
		{"split shift", nil, []schedule.Shift{work("11-03 08:00", 4), work("11-03 14:00", 4)}, []verdict{{2, 11}}},
		{"after a published shift", []schedule.Shift{work("11-01 16:00", 8)}, []schedule.Shift{work("11-02 09:00", 8)}, []verdict{{9, 11}}},
		{"published ones alone", []schedule.Shift{work("10-30 16:00", 8), work("10-31 07:00", 4)}, nil, nil},
		{"overlaps are another rule's", nil, []schedule.Shift{work("11-03 08:00", 8), work("11-03 09:00", 2), work("11-03 20:00", 2)}, []verdict{{4, 11}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := world(c.shifts...).with(schedule.Rules{DailyRest: 11 * time.Hour}).after(c.published...)
			judge(t, dailyRest, schedule.CodeDailyRest, in, c.want...)
		})
	}
	judge(t, dailyRest, schedule.CodeDailyRest, world(work("11-03 08:00", 4), work("11-03 12:00", 4))) // no rule
}

func TestDailyRestIsElapsedWhenClocksChange(t *testing.T) {
	in := world(work("10-24 14:00", 8), work("10-25 08:00", 8)).with(schedule.Rules{DailyRest: 11 * time.Hour})
	in.Requirement.Grid.Start = when("10-19 00:00") // back at 3:00 on the 25th
	judge(t, dailyRest, schedule.CodeDailyRest, in)

	in = world(work("03-28 14:00", 8), work("03-29 09:00", 8)).with(schedule.Rules{DailyRest: 11 * time.Hour})
	in.Requirement.Grid.Start = when("03-23 00:00") // forward at 2:00 on the 29th
	judge(t, dailyRest, schedule.CodeDailyRest, in, verdict{10, 11})
}

func TestWeeklyRest(t *testing.T) {
	rules := schedule.Rules{WeeklyRest: 35 * time.Hour}
	for _, c := range []struct {
		name      string
		published []schedule.Shift
		shifts    []schedule.Shift
		want      []verdict
	}{
		{"nothing to rest from", nil, nil, nil},
		{"a free weekend", nil, days("09:00", 8, 2, 3, 4, 5, 6), nil},
		{"a free Sunday after an early Saturday", nil, days("05:00", 8, 2, 3, 4, 5, 6, 7), nil},
		{"a free Sunday and Monday: the stretch must lie in the week", nil, days("14:00", 8, 2, 3, 4, 5, 6, 7), []verdict{{26, 35}}},
		{"every day", nil, days("09:00", 8, 2, 3, 4, 5, 6, 7, 8), []verdict{{16, 35}}},
		{"a free Monday before", nil, days("14:00", 8, 3, 4, 5, 6, 7), nil},
		{"a published night eats into Monday", []schedule.Shift{work("11-01 22:00", 8)}, days("17:00", 6, 3, 4, 5, 6, 7, 8), nil},
		{"a published night leaves too little", []schedule.Shift{work("11-01 22:00", 8)}, days("16:00", 7, 3, 4, 5, 6, 7, 8), []verdict{{34, 35}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			judge(t, weeklyRest, schedule.CodeWeeklyRest, world(c.shifts...).with(rules).after(c.published...), c.want...)
		})
	}
	t.Run("a week that the period cuts is not judged", func(t *testing.T) {
		in := world(days("09:00", 8, 4, 5, 6, 7, 8)...).with(rules)
		in.Requirement.Grid.Start = when("11-03 00:00")
		judge(t, weeklyRest, schedule.CodeWeeklyRest, in)
	})
}

func TestConsecutiveDays(t *testing.T) {
	rules := schedule.Rules{ConsecutiveDaysMax: 5}
	for _, c := range []struct {
		name      string
		published []schedule.Shift
		shifts    []schedule.Shift
		want      []verdict
	}{
		{"five", nil, days("09:00", 8, 2, 3, 4, 5, 6), nil},
		{"six", nil, days("09:00", 8, 2, 3, 4, 5, 6, 7), []verdict{{6, 5}}},
		{"two shifts on a day are one day", nil, append(days("06:00", 4, 2, 3, 4, 5, 6), days("14:00", 4, 2, 3, 4, 5, 6)...), nil},
		{"a night belongs to its start", nil, days("22:00", 8, 2, 3, 4, 5, 6), nil},
		{"carried on from the week before", days("09:00", 8, 1), append(days("09:00", 8, 2, 3, 4, 5, 6), days("09:00", 8, 8)...), []verdict{{6, 5}}},
		{"a day off between", days("09:00", 8, 1), days("09:00", 8, 3, 4, 5, 6, 7), nil},
		{"two runs", nil, days("09:00", 8, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15), []verdict{{6, 5}, {7, 5}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			judge(t, consecutiveDays, schedule.CodeConsecutiveDays, world(c.shifts...).with(rules).after(c.published...), c.want...)
		})
	}
	t.Run("a run that ended before the period is past", func(t *testing.T) {
		var past []schedule.Shift
		for _, d := range []string{"25", "26", "27", "28", "29", "30"} {
			past = append(past, work("10-"+d+" 09:00", 8))
		}
		judge(t, consecutiveDays, schedule.CodeConsecutiveDays, world(days("09:00", 8, 2)...).with(rules).after(past...))
	})
}

func TestConsecutiveNights(t *testing.T) {
	rules := schedule.Rules{ConsecutiveNights: 2}
	for _, c := range []struct {
		name   string
		shifts []schedule.Shift
		want   []verdict
	}{
		{"two nights", days("22:00", 8, 2, 3), nil},
		{"three nights", days("22:00", 8, 2, 3, 4), []verdict{{3, 2}}},
		{"three hours make a night", days("17:00", 8, 2, 3, 4), []verdict{{3, 2}}},
		{"less than three do not", days("17:00", 7.75, 2, 3, 4), nil},
		{"early mornings count", days("03:00", 6, 2, 3, 4), []verdict{{3, 2}}},
		{"a day shift between breaks the run", append(days("22:00", 8, 2, 4), work("11-03 12:00", 4)), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			judge(t, consecutiveNights, schedule.CodeNights, world(c.shifts...).with(rules), c.want...)
		})
	}
}

func TestWeekendsFree(t *testing.T) {
	past := func(dates ...string) []schedule.Shift {
		var out []schedule.Shift
		for _, d := range dates {
			out = append(out, work(d+" 09:00", 8))
		}
		return out
	}
	for _, c := range []struct {
		name      string
		free      int
		published []schedule.Shift
		shifts    []schedule.Shift
		want      []verdict
	}{
		{"both weekends worked, weeks before unknown", 1, nil, days("09:00", 8, 7, 14), nil},
		{"three before and this one", 1, past("10-17", "10-24", "11-01"), days("09:00", 8, 7), []verdict{{0, 1}}},
		{"Saturday alone spoils a weekend, Friday night does not", 1, past("10-17", "10-24", "10-30"), days("22:00", 8, 6, 7), nil},
		{"two wanted", 2, past("10-31"), days("09:00", 8, 8, 14), []verdict{{1, 2}}},
		{"five worked on end are told once", 1, past("10-17", "10-24", "10-31"), days("09:00", 8, 7), []verdict{{0, 1}}},
		{"not the roster's fault", 2, past("10-10", "10-17", "10-24", "10-31"), nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := world(c.shifts...).with(schedule.Rules{WeekendsFree: c.free}).after(c.published...)
			judge(t, weekendsFree, schedule.CodeWeekends, in, c.want...)
		})
	}
}

package check

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"turno/forecast/calendar"
	"turno/schedule"
)

func unpaid(s schedule.Shift) schedule.Shift {
	s.Breaks = []schedule.Break{pause(s, 3, 30, false)}
	return s
}

func TestWeekHoursMax(t *testing.T) {
	in := func(shifts ...schedule.Shift) Input {
		return world(shifts...).with(schedule.Rules{WeekHoursMax: 40 * time.Hour})
	}
	judge(t, weekHoursMax, schedule.CodeWeekHoursMax, in(days("09:00", 8, 2, 3, 4, 5, 6, 9)...))
	judge(t, weekHoursMax, schedule.CodeWeekHoursMax, in(days("09:00", 8, 2, 3, 4, 5, 6, 8, 9)...), verdict{48, 40})
	judge(t, weekHoursMax, schedule.CodeWeekHoursMax, in(append(days("09:00", 8, 2, 3, 4, 5), unpaid(work("11-06 09:00", 8.5)))...))

	cut := in(days("09:00", 8, 5, 6)...).after(days("09:00", 9, 2, 3, 4)...).after(work("11-01 09:00", 9))
	cut.Requirement.Grid.Start = when("11-05 00:00")
	judge(t, weekHoursMax, schedule.CodeWeekHoursMax, cut, verdict{43, 40})
}

func TestWeekHoursMin(t *testing.T) {
	rules := schedule.Rules{WeekHoursMin: 35 * time.Hour}
	leave := func(from, to string, paid bool) schedule.Absence {
		return schedule.Absence{Agent: "ada", From: when(from), To: when(to), Paid: paid}
	}
	full := days("09:00", 7, 9, 10, 11, 12, 13) // the second week is fine
	for _, c := range []struct {
		name     string
		shifts   []schedule.Shift
		absences []schedule.Absence
		from     calendar.Date
		want     []verdict
	}{
		{"enough", days("09:00", 7, 2, 3, 4, 5, 6), nil, calendar.Date{}, nil},
		{"a quarter short", append(days("09:00", 7, 2, 3, 4, 5), work("11-06 09:00", 6.75)), nil, calendar.Date{}, []verdict{{34.75, 35}}},
		{"nothing at all", nil, nil, calendar.Date{}, []verdict{{0, 35}}},
		{"a day's leave is a fifth", days("09:00", 7, 2, 3, 4, 5), []schedule.Absence{leave("11-06 00:00", "11-07 00:00", false)}, calendar.Date{}, nil},
		{"and not more", days("09:00", 6.75, 2, 3, 4, 5), []schedule.Absence{leave("11-06 00:00", "11-07 00:00", false)}, calendar.Date{}, []verdict{{27, 28}}},
		{"two absences make up a day", days("09:00", 7, 2, 3, 4, 5), []schedule.Absence{leave("11-06 00:00", "11-06 14:00", false), leave("11-06 12:00", "11-07 00:00", true)}, calendar.Date{}, nil},
		{"unpaid hours of a day are nothing", days("09:00", 7, 2, 3, 4, 5), []schedule.Absence{leave("11-06 09:00", "11-06 13:00", false)}, calendar.Date{}, []verdict{{28, 35}}},
		{"paid hours of a day count", days("09:00", 7, 2, 3, 4, 5), []schedule.Absence{leave("11-06 09:00", "11-06 13:00", true)}, calendar.Date{}, []verdict{{28, 31}}},
		{"but no more than a fifth", days("09:00", 6.5, 2, 3, 4, 5), []schedule.Absence{leave("11-06 06:00", "11-06 22:00", true)}, calendar.Date{}, []verdict{{26, 28}}},
		{"employed from Thursday", days("09:00", 7, 5, 6), nil, calendar.Date{Year: 2026, Month: 11, Day: 5}, nil},
		{"and nothing on Thursday", days("09:00", 7, 6), nil, calendar.Date{Year: 2026, Month: 11, Day: 5}, []verdict{{7, 14}}},
		{"leave from Monday to Friday", nil, []schedule.Absence{leave("11-02 00:00", "11-07 00:00", true)}, calendar.Date{}, nil},
		{"leave but for Friday", nil, []schedule.Absence{leave("11-02 00:00", "11-06 00:00", true)}, calendar.Date{}, []verdict{{0, 7}}},
		{"the whole week away", nil, []schedule.Absence{leave("11-01 00:00", "11-09 00:00", true)}, calendar.Date{}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := world(append(full, c.shifts...)...).with(rules)
			in.Team.Absences = c.absences
			in.Team.Agents[0].From = c.from
			judge(t, weekHoursMin, schedule.CodeWeekHoursMin, in, c.want...)
		})
	}
	for _, c := range []struct{ days, share int }{{1, 1}, {4, 4}, {6, 6}, {7, 7}, {99, 7}} {
		t.Run(fmt.Sprintf("a day's share of %d days at most", c.days), func(t *testing.T) {
			in := world(full...).with(schedule.Rules{WeekHoursMin: 35 * time.Hour, WeekDaysMax: c.days})
			in.Team.Absences = []schedule.Absence{leave("11-02 00:00", "11-03 00:00", true)}
			if least := 35 - 35/float64(c.share); least > 0 {
				judge(t, weekHoursMin, schedule.CodeWeekHoursMin, in, verdict{0, least})
			} else {
				judge(t, weekHoursMin, schedule.CodeWeekHoursMin, in)
			}
		})
	}
	t.Run("a week that the period cuts is not judged", func(t *testing.T) {
		in := world(full...).with(rules)
		in.Requirement.Grid.Start = when("11-03 00:00")
		in.Requirement.Grid.N = 13 * 24
		judge(t, weekHoursMin, schedule.CodeWeekHoursMin, in)
	})
}

func TestWeekDaysMax(t *testing.T) {
	in := func(shifts ...schedule.Shift) Input { return world(shifts...).with(schedule.Rules{WeekDaysMax: 5}) }
	judge(t, weekDaysMax, schedule.CodeWeekDays, in(append(days("06:00", 4, 2, 3, 4, 5, 6), days("14:00", 4, 2, 3)...)...))
	judge(t, weekDaysMax, schedule.CodeWeekDays, in(days("09:00", 8, 2, 3, 4, 5, 6, 8, 9)...), verdict{6, 5})
	cut := in(days("09:00", 8, 5, 6, 7)...).after(days("09:00", 8, 2, 3, 4)...)
	cut.Requirement.Grid.Start = when("11-05 00:00")
	judge(t, weekDaysMax, schedule.CodeWeekDays, cut, verdict{6, 5})
}

func TestDayHoursMax(t *testing.T) {
	rules := schedule.Rules{DayHoursMax: 8 * time.Hour}
	judge(t, dayHoursMax, schedule.CodeDayHours, world(unpaid(work("11-03 09:00", 8.5))).with(rules))
	judge(t, dayHoursMax, schedule.CodeDayHours, world(work("11-03 09:00", 8.5)).with(rules), verdict{8.5, 8})
}

func TestHoursOfPeople(t *testing.T) {
	night := work("11-07 21:00", 10) // Saturday into Sunday
	night.Breaks = []schedule.Break{pause(night, 2, 60, false), pause(night, 5, 30, true)}
	r := Run(world(night, work("11-03 09:00", 8)))
	assert.Equal(t, []AgentHours{{Agent: "ada", Shifts: 2, Paid: 17, Night: 7, Weekend: 9}}, r.Agents)
}

package check

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
	"turno/schedule"
)

// living moves ada to another zone.
func (in Input) living(t *testing.T, name string) Input {
	zone, err := time.LoadLocation(name)
	require.NoError(t, err)
	in.Team.Agents[0].Zone = zone
	return in
}

// Nights are those of the person: 04:00 to 12:00 in Rome is a night in New York.
func TestNightsByOwnClock(t *testing.T) {
	rules := schedule.Rules{ConsecutiveNights: 1}
	judge(t, consecutiveNights, schedule.CodeNights, world(days("04:00", 8, 3, 4)...).with(rules))
	judge(t, consecutiveNights, schedule.CodeNights, world(days("04:00", 8, 3, 4)...).with(rules).living(t, "America/New_York"), verdict{2, 1})
	judge(t, consecutiveNights, schedule.CodeNights, world(days("22:00", 8, 3, 4)...).with(rules).living(t, "America/New_York"))
}

// Monday 03:00 in Rome is Sunday in New York: of the week before, whose published days count.
func TestDaysAndWeekendsByOwnClock(t *testing.T) {
	early := work("11-02 03:00", 4)
	in := world(early).with(schedule.Rules{WeekDaysMax: 5}).after(days("16:00", 8, 1)...).living(t, "America/New_York")
	judge(t, weekDaysMax, schedule.CodeWeekDays, in)
	week := append(days("16:00", 8, 1), work("10-26 16:00", 8), work("10-27 16:00", 8), work("10-28 16:00", 8), work("10-29 16:00", 8))
	judge(t, weekDaysMax, schedule.CodeWeekDays, world(early).with(schedule.Rules{WeekDaysMax: 4}).after(week[1:]...).living(t, "America/New_York"), verdict{5, 4})
	judge(t, weekendsMax, schedule.CodeWeekendsMax, world(early, work("11-07 16:00", 8)).with(schedule.Rules{WeekendsMax: 1}).living(t, "America/New_York"), verdict{2, 1})
	judge(t, weekendsMax, schedule.CodeWeekendsMax, world(early, work("11-07 16:00", 8)).with(schedule.Rules{WeekendsMax: 1}))
	// A Sunday worked before the period is over there: its weekend belongs to the period before.
	over := world(work("11-07 16:00", 8)).with(schedule.Rules{WeekendsMax: 1}).after(work("11-01 16:00", 6))
	judge(t, weekendsMax, schedule.CodeWeekendsMax, over.living(t, "America/New_York"))
}

// The clocks of New York go back a week after Rome's: 9 in the morning there is 14:00 in
// Rome between the two changes and 15:00 after them.
func TestStartsByOwnClockAcrossBothChanges(t *testing.T) {
	in := world(work("10-27 14:00", 8), work("11-03 15:00", 8))
	in.Requirement.Grid = calendar.Grid{Start: when("10-19 00:00"), Step: time.Hour, N: 21*24 + 1}
	kind := in.Team.ShiftKinds["any"]
	kind.Start = calendar.Span{From: calendar.Clock(9, 0), To: calendar.Clock(9, 0)}
	in.Team.ShiftKinds["any"] = kind
	in.Team.Agents[0].Available = calendar.Daily(calendar.Span{From: calendar.Clock(9, 0), To: calendar.Clock(17, 0)})
	judge(t, shiftKind, schedule.CodeShiftKind, in.living(t, "America/New_York"))
	judge(t, available, schedule.CodeUnavailable, in.living(t, "America/New_York"))
	judge(t, backward, schedule.CodeForward, in.with(schedule.Rules{StartSpread: time.Second}).living(t, "America/New_York"))
	in.Team.Agents[0].Zone = nil
	assert.Len(t, shiftKind(open(in), open(in).people[0]), 2)
}

// What is owed is owed for the team's week of the same dates, and rest must lie in the period.
func TestWeeksByOwnClock(t *testing.T) {
	full := days("16:00", 8, 2, 3, 4, 5, 6)
	rules := schedule.Rules{WeekHoursMin: 40 * time.Hour}
	judge(t, weekHoursMin, schedule.CodeWeekHoursMin, world(append(full, days("16:00", 8, 9, 10, 11, 12, 13)...)...).with(rules).living(t, "America/New_York"))
	judge(t, weekHoursMin, schedule.CodeWeekHoursMin, world(full...).with(rules).living(t, "Asia/Tokyo"), verdict{0, 40})
	rest := world(append(full, days("16:00", 8, 9, 10, 11, 12, 13, 14)...)...).with(schedule.Rules{WeeklyRest: 26 * time.Hour}).living(t, "America/New_York")
	judge(t, weeklyRest, schedule.CodeWeeklyRest, rest, verdict{24, 26}) // Sunday goes on for 6 hours after the period
}

package roster_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/roster"
)

// Where nothing is asked, people work the hours that their contracts owe them and no more:
// 32 on five days.
func TestAbsenceTakesItsShareOfTheWeek(t *testing.T) {
	for name, c := range map[string]struct {
		leave []int // days of the week, from 0 for Monday
		hours int   // of leave on each of them, from 09:00; 0 is all day
		paid  bool
		rules func(*schedule.Rules)
		owed  time.Duration
	}{
		"nobody away":                {owed: 32 * time.Hour},
		"Monday to Friday":           {leave: []int{0, 1, 2, 3, 4}},
		"Monday to Thursday":         {leave: []int{0, 1, 2, 3}, owed: 6*time.Hour + 24*time.Minute},
		"the weekend":                {leave: []int{5, 6}, owed: 19*time.Hour + 12*time.Minute},
		"six days":                   {leave: []int{0, 1, 2, 3, 4, 5}},
		"three of four days":         {leave: []int{0, 1, 2}, rules: func(r *schedule.Rules) { r.WeekDaysMax = 4 }, owed: 8 * time.Hour},
		"without a limit of days":    {leave: []int{0, 1, 2, 3, 4}, rules: func(r *schedule.Rules) { r.WeekDaysMax = 0 }},
		"a paid morning":             {leave: []int{2}, hours: 4, paid: true, owed: 28 * time.Hour},
		"an unpaid morning":          {leave: []int{2}, hours: 4, owed: 32 * time.Hour},
		"a paid day but for a night": {leave: []int{2}, hours: 12, paid: true, owed: 25*time.Hour + 36*time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			in := world{1, 1, 30 * time.Minute, false, 0}.input()
			in.Requirement.Live[0].Minimum, in.Requirement.Deferrable[0].Minimum = 0, 0
			if c.rules != nil {
				contract := in.Team.Contracts["full"]
				c.rules(&contract.Rules)
				in.Team.Contracts["full"] = contract
			}
			for _, d := range c.leave {
				day := calendar.DateOf(in.Requirement.Grid.Start).Add(d)
				x := schedule.Absence{Agent: "a000", From: day.In(in.Calendar.Zone), To: day.Add(1).In(in.Calendar.Zone), Paid: c.paid}
				if c.hours > 0 {
					x.From = day.At(calendar.Clock(9, 0), in.Calendar.Zone)
					x.To = x.From.Add(time.Duration(c.hours) * time.Hour)
				}
				in.Team.Absences = append(in.Team.Absences, x)
			}
			r := build(t, in, roster.Options{Effort: 2})
			assert.Empty(t, broken(in, r))
			assert.NotContains(t, codes(r), schedule.CodeNoLegalSchedule)
			var paid time.Duration
			for _, s := range r.Roster.Shifts {
				paid += s.PaidHours()
			}
			assert.GreaterOrEqual(t, paid, c.owed)
			if c.owed == 0 {
				assert.Zero(t, paid)
			} else {
				assert.Less(t, paid, c.owed+7*time.Hour/2)
			}
		})
	}
}

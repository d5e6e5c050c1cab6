package settings_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
	"turno/internal/workspace/settings"
	"turno/schedule"
)

const ruled = `
queues: {posts: {channel: social}}
shifts:
  early: {start: 06:00, length: 6h, not_after: [late], breaks: {name: rest, length: 30m, paid: true}}
  late: {start: 14:00, length: 6h, breaks: {name: rest, length: 30m, paid: true}}
rules: %s
contracts: {full: %s}
`

func rulesOf(t *testing.T, common, own string) schedule.Contract {
	t.Helper()
	s, err := settings.Decode("turno.yaml", fmt.Appendf(nil, ruled, common, own))
	require.NoError(t, err)
	assert.Equal(t, []string{"late"}, s.ShiftKinds["early"].NotAfter)
	return s.Contracts["full"]
}

func TestFurtherRules(t *testing.T) {
	r := rulesOf(t, `
  consecutive_days_min: 2
  days_off_min: 2
  night_rest: 48h
  night_hours: 8h
  week_nights: 3
  period_nights: 8
  weekends_most: 2
  weekends_in_a_row: 2
  weekend_rotation: 2 on 1 off
  whole_weekends: true
  forward_rotation: strict
  start_spread: 2h
  inside_hours: true
  break_after: 6h
  period_hours: 140h-168h
  period_days: 18-20
  mean_hours: 48h over 17 weeks
  most: {late: 3}
  rotation: [{mon-fri: early, sat: [early, late]}, {mon-wed: any, thu: off}]
  rotation_from: 2026-01-05`, "{week_days: 4-5}").Rules
	h := time.Hour
	early, both, any := []string{"early"}, []string{"early", "late"}, []string{"any"}
	assert.Equal(t, schedule.Rules{
		WeekHoursMax: 48 * h, WeekDaysMin: 4, WeekDaysMax: 5, DailyRest: 11 * h, WeeklyRest: 35 * h, ConsecutiveDaysMax: 6, ConsecutiveDaysMin: 2, DaysOffMin: 2,
		BreakAfter: 6 * h, PeriodHours: schedule.Range{Min: 140 * h, Max: 168 * h}, PeriodDays: schedule.Days{Min: 18, Max: 20}, MeanWeekHours: 48 * h, MeanWeeks: 17,
		WeekendsMax: 2, WeekendsRow: 2, WeekendCycle: schedule.Cycle{On: 2, Off: 1}, WholeWeekends: true, NightRest: 48 * h, WeekNights: 3, PeriodNights: 8,
		NightHoursMax: 8 * h, BackwardMax: time.Second, StartSpread: 2 * h, InsideHours: true, KindsMax: map[string]int{"late": 3},
		Rotation: schedule.Rotation{Weeks: [][7][]string{{nil, early, early, early, early, early, both}, {nil, any, any, any}}, From: calendar.Date{Year: 2026, Month: 1, Day: 5}},
	}, r)
}

func TestLimitsWithAWeightAreWanted(t *testing.T) {
	wanted := func(rules schedule.Rules, weight float64) schedule.Wanted {
		return schedule.Wanted{Rules: rules, Weight: weight}
	}
	common := `{consecutive_days: {limit: 5, weight: 3}, daily_rest: {limit: 12h, weight: 1, hard: 10h}, whole_weekends: {limit: true, weight: 2}}`
	r := rulesOf(t, common, "{}").Rules
	assert.Equal(t, []any{6, 10 * time.Hour, false}, []any{r.ConsecutiveDaysMax, r.DailyRest, r.WholeWeekends})
	assert.ElementsMatch(t, []schedule.Wanted{
		wanted(schedule.Rules{ConsecutiveDaysMax: 5}, 3), wanted(schedule.Rules{DailyRest: 12 * time.Hour}, 1), wanted(schedule.Rules{WholeWeekends: true}, 2),
	}, r.Wanted)
	r = rulesOf(t, common, "{rules: {consecutive_days: 4, daily_rest: {limit: 13h, weight: 2}}}").Rules
	assert.Equal(t, 4, r.ConsecutiveDaysMax)
	assert.ElementsMatch(t, []schedule.Wanted{wanted(schedule.Rules{DailyRest: 13 * time.Hour}, 2), wanted(schedule.Rules{WholeWeekends: true}, 2)}, r.Wanted)
}

func TestPresetsOfLaw(t *testing.T) {
	eu := rulesOf(t, "{weekly_rest: 48h, preset: eu}", "{}").Rules
	assert.Equal(t, []any{11 * time.Hour, 48 * time.Hour, 48 * time.Hour, 17, 0}, []any{eu.DailyRest, eu.WeeklyRest, eu.MeanWeekHours, eu.MeanWeeks, eu.ConsecutiveDaysMax})
	assert.Equal(t, "Directive 2003/88/EC art. 3", eu.Law[schedule.CodeDailyRest])
	assert.NotContains(t, eu.Law, schedule.CodeWeeklyRest, "written in the settings, no longer the law's")

	russia := rulesOf(t, "{preset: russia}", "{}").Rules
	assert.Equal(t, []any{40 * time.Hour, 42 * time.Hour, 7 * time.Hour, "Labour Code art. 91"}, []any{russia.WeekHoursMax, russia.WeeklyRest, russia.NightHoursMax, russia.Law[schedule.CodeWeekHoursMax]})
	own := rulesOf(t, "{preset: russia}", "{week_hours: 20h, rules: {preset: italy, daily_rest: 0}}").Rules
	assert.Equal(t, []any{time.Duration(0), 20 * time.Hour, 35 * time.Hour}, []any{own.DailyRest, own.WeekHoursMax, own.WeeklyRest})

	us := rulesOf(t, "{preset: us}", "{pay: {wage: 20}}")
	assert.Equal(t, []any{40 * time.Hour, "0.5", time.Duration(0)}, []any{us.Pay.OvertimeAfter, us.Pay.Overtime.String(), us.Rules.DailyRest})
	state := rulesOf(t, "{preset: california}", "{pay: {wage: 20}}")
	assert.Equal(t, []any{5 * time.Hour, 6, 40 * time.Hour}, []any{state.Rules.BreakAfter, state.Rules.WeekDaysMax, state.Pay.OvertimeAfter})
	assert.Equal(t, 24*time.Hour, rulesOf(t, "{preset: new-york}", "{}").Rules.WeeklyRest)
	assert.Equal(t, 6, rulesOf(t, "{preset: illinois}", "{}").Rules.ConsecutiveDaysMax)
	paid := rulesOf(t, "{preset: russia}", "{pay: {wage: 500, holiday: 150%}}").Pay
	assert.Equal(t, []string{"0.2", "1.5", "0.5"}, []string{paid.Night.String(), paid.Holiday.String(), paid.Overtime.String()})
	assert.Empty(t, rulesOf(t, "{preset: none}", "{}").Rules.Law)
}

func TestFaultsOfRules(t *testing.T) {
	for rules, want := range map[string]string{
		"{preset: ue}":                               "unknown preset: expected one of eu, italy, russia, us, california, new-york, illinois, none",
		"{weekend_rotation: 5 on 4 off}":             "expected turns of at most 8 weekends",
		"{mean_hours: 48h}":                          "such as 48h over 17 weeks",
		"{forward_rotation: yes}":                    "such as 2h, or strict",
		"{period_days: 9-4}":                         "least and most, such as 4-5",
		"{most: {lat: 3}}":                           "unknown shift kind",
		"{rotation: [{mon: lat}]}":                   "unknown shift kind",
		"{rotation: [{mon: early, mon-fri: early}]}": "monday is named twice",
		"{rotation: early}":                          "expected the kinds of shift by day",
		"{consecutive_days: {limit: 5}}":             "lacks the key weight",
		"{daily_rest: {limit: 25h, weight: 1}}":      "expected at most 24h",
		"{days_off_min: {limit: 2, weight: 0}}":      "expected a weight above 0",
		"{weekly_rest: {limit: 40h, weight: 1}}":     "found a mapping",
	} {
		_, err := settings.Decode("turno.yaml", fmt.Appendf(nil, ruled, rules, "{}"))
		assert.ErrorContains(t, err, want, rules)
	}
}

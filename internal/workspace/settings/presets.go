package settings

import (
	"time"

	"github.com/shopspring/decimal"

	"turno/schedule"
)

// presetName is a body of law.
type presetName string

// preset is what a law asks of working time, limit by limit, with the article that says so.
// Where the law speaks of an average or allows exceptions by agreement, the limit is the
// plain figure; whoever may do otherwise says so in the settings.
type preset struct {
	limits   []enactment
	overtime overtime
}

// enactment is one limit of a law.
type enactment struct {
	code schedule.Code
	law  string
	set  func(*schedule.Rules)
}

// presets are kept as data: the texts are those in force in 2026.
var presets = map[presetName]*preset{
	"eu": {limits: []enactment{
		{schedule.CodeDailyRest, "Directive 2003/88/EC art. 3", func(r *schedule.Rules) { r.DailyRest = 11 * time.Hour }},
		{schedule.CodeBreakAfter, "Directive 2003/88/EC art. 4", func(r *schedule.Rules) { r.BreakAfter = 6 * time.Hour }},
		{schedule.CodeWeeklyRest, "Directive 2003/88/EC art. 5", func(r *schedule.Rules) { r.WeeklyRest = 35 * time.Hour }},                               // 24 h and the daily 11 h
		{schedule.CodeMeanHours, "Directive 2003/88/EC art. 6(b) and 16(b)", func(r *schedule.Rules) { r.MeanWeekHours, r.MeanWeeks = 48*time.Hour, 17 }}, // up to four months
		{schedule.CodeNightHours, "Directive 2003/88/EC art. 8", func(r *schedule.Rules) { r.NightHoursMax = 8 * time.Hour }},                             // on average
	}},
	"italy": {limits: []enactment{
		{schedule.CodeDailyRest, "D.Lgs. 66/2003 art. 7", func(r *schedule.Rules) { r.DailyRest = 11 * time.Hour }},
		{schedule.CodeBreakAfter, "D.Lgs. 66/2003 art. 8", func(r *schedule.Rules) { r.BreakAfter = 6 * time.Hour }},
		{schedule.CodeWeeklyRest, "D.Lgs. 66/2003 art. 9", func(r *schedule.Rules) { r.WeeklyRest = 35 * time.Hour }}, // 24 h with the daily rest
		{schedule.CodeMeanHours, "D.Lgs. 66/2003 art. 4", func(r *schedule.Rules) { r.MeanWeekHours, r.MeanWeeks = 48*time.Hour, 17 }},
		{schedule.CodeNightHours, "D.Lgs. 66/2003 art. 13", func(r *schedule.Rules) { r.NightHoursMax = 8 * time.Hour }}, // on average
	}},
	"russia": {limits: []enactment{
		{schedule.CodeWeekHoursMax, "Labour Code art. 91", func(r *schedule.Rules) { r.WeekHoursMax = 40 * time.Hour }},
		{schedule.CodeNightHours, "Labour Code art. 96", func(r *schedule.Rules) { r.NightHoursMax = 7 * time.Hour }}, // an hour less than by day
		{schedule.CodeBreakAfter, "Labour Code art. 108", func(r *schedule.Rules) { r.BreakAfter = 4 * time.Hour }},
		{schedule.CodeWeeklyRest, "Labour Code art. 110", func(r *schedule.Rules) { r.WeeklyRest = 42 * time.Hour }},
		{schedule.CodeWeekDays, "Labour Code art. 111", func(r *schedule.Rules) { r.WeekDaysMax = 5 }}, // two days off in a week of five
	}},
	// The Fair Labor Standards Act knows no rest and no longest day: 29 U.S.C. 207(a)(1)
	// asks for half the pay again above 40 hours a week.
	"us":   {overtime: overtime{40 * time.Hour, decimal.NewFromFloat(.5)}},
	"none": {},
}

func presetNames() []presetName { return []presetName{"eu", "italy", "russia", "us", "none"} }

// rules are those of the preset alone, with what contracts have by default.
func (p *preset) rules() schedule.Rules {
	d := defaultRules()
	r := schedule.Rules{WeekHoursMax: d.WeekHoursMax, WeekDaysMax: d.WeekDaysMax}
	for _, e := range p.limits {
		e.set(&r)
		r = r.Enacted(e.code, e.law)
	}
	return r
}

// presetOf is the preset that the rules of a contract begin with: their own or the common
// one; nil where neither names one.
func presetOf(own, common patch[schedule.Rules]) *preset {
	for _, p := range []patch[schedule.Rules]{own, common} {
		if n := p.at["preset"]; n != nil {
			return presets[presetName(n.text)]
		}
	}
	return nil
}

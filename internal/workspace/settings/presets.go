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
	overtime overtime     // where the contract has none
	pay      schedule.Pay // least premiums of night and holiday, where the contract has none
}

// enactment is one limit of a law.
type enactment struct {
	code schedule.Code
	law  string
	set  func(*schedule.Rules)
}

// presets are kept as data: the texts are those in force in 2026, read for this table where
// a comment quotes them.
var presets = map[presetName]*preset{
	// Directive 2003/88/EC, as the Commission's Interpretative Communication sums it up:
	// 11 consecutive hours per 24 (art. 3), a break where the day is longer than 6 hours (4),
	// per seven days 24 hours plus the 11 (5), 48 hours a week on average, overtime included
	// (6), over at most four months (16(b)), 8 hours on average for night workers (8).
	"eu": {limits: []enactment{
		{schedule.CodeDailyRest, "Directive 2003/88/EC art. 3", func(r *schedule.Rules) { r.DailyRest = 11 * time.Hour }},
		{schedule.CodeBreakAfter, "Directive 2003/88/EC art. 4", func(r *schedule.Rules) { r.BreakAfter = 6 * time.Hour }},
		{schedule.CodeWeeklyRest, "Directive 2003/88/EC art. 5", func(r *schedule.Rules) { r.WeeklyRest = 35 * time.Hour }}, // art. 16(a) allows 14 days to be laid down
		{schedule.CodeMeanHours, "Directive 2003/88/EC art. 6(b) and 16(b)", func(r *schedule.Rules) { r.MeanWeekHours, r.MeanWeeks = 48*time.Hour, 17 }},
		{schedule.CodeNightHours, "Directive 2003/88/EC art. 8", func(r *schedule.Rules) { r.NightHoursMax = 8 * time.Hour }},
	}},
	// D.Lgs. 8 April 2003, n. 66, as amended: art. 7 "undici ore di riposo consecutivo ogni
	// ventiquattro ore"; art. 8 a break beyond six hours, of ten minutes at least; art. 9 c. 1 24
	// hours every seven days with those of art. 7, since D.L. 112/2008 art. 41 c. 5 on average
	// over 14 days; art. 4 c. 2-3 48 hours on average over at most four months; art. 13 c. 1 eight hours
	// of 24 on average for night workers, who by art. 1 work three hours of the night or more.
	"italy": {limits: []enactment{
		{schedule.CodeDailyRest, "D.Lgs. 66/2003 art. 7", func(r *schedule.Rules) { r.DailyRest = 11 * time.Hour }},
		{schedule.CodeBreakAfter, "D.Lgs. 66/2003 art. 8", func(r *schedule.Rules) { r.BreakAfter = 6 * time.Hour }},
		{schedule.CodeWeeklyRest, "D.Lgs. 66/2003 art. 9", func(r *schedule.Rules) { r.WeeklyRest = 35 * time.Hour }},
		{schedule.CodeMeanHours, "D.Lgs. 66/2003 art. 4", func(r *schedule.Rules) { r.MeanWeekHours, r.MeanWeeks = 48*time.Hour, 17 }},
		{schedule.CodeNightHours, "D.Lgs. 66/2003 art. 13", func(r *schedule.Rules) { r.NightHoursMax = 8 * time.Hour }},
	}},
	// Labour Code of the Russian Federation (197-FZ): art. 91 40 hours a week; art. 96 the
	// night is 22 to 6 o'clock, a shift in it an hour shorter, of eight that leaves seven, but as long where conditions ask
	// for it or in a six-day week of shifts; art. 108 a break of 30 minutes to two hours, outside working time,
	// that may be left out up to four hours a day; art. 110 42 hours without a break; art. 111
	// two days off in a five-day week, one in a six-day one (say week_days: 6). Pay at least: art. 152 half again for the first two hours of overtime
	// (twice after them, which is not told apart here), art. 153 twice on public holidays,
	// art. 154 with government decree 554 of 22 July 2008 20 % for hours of the night.
	// Not kept: hours shortened for certain people (92, 94) and before holidays (95), the
	// ban on two shifts in a row (103), which has no figure.
	"russia": {limits: []enactment{
		{schedule.CodeWeekHoursMax, "Labour Code art. 91", func(r *schedule.Rules) { r.WeekHoursMax = 40 * time.Hour }},
		{schedule.CodeNightHours, "Labour Code art. 96", func(r *schedule.Rules) { r.NightHoursMax = 7 * time.Hour }},
		{schedule.CodeBreakAfter, "Labour Code art. 108", func(r *schedule.Rules) { r.BreakAfter = 4 * time.Hour }},
		{schedule.CodeWeeklyRest, "Labour Code art. 110", func(r *schedule.Rules) { r.WeeklyRest = 42 * time.Hour }},
		{schedule.CodeWeekDays, "Labour Code art. 111", func(r *schedule.Rules) { r.WeekDaysMax = 5 }},
	}, overtime: overtime{40 * time.Hour, half}, pay: schedule.Pay{Night: decimal.New(2, -1), Holiday: decimal.New(1, 0)}},
	// The Fair Labor Standards Act knows no rest and no longest day: 29 U.S.C. 207(a)(1)
	// asks for half the pay again above 40 hours a week. Rest is for the states:
	"us": {overtime: federal},
	// California Labor Code: 551 and 552 no more than six days of a workweek (Mendoza v. Nordstrom, 2 Cal.5th
	// 1074, 2017); 512(a) a meal of 30 minutes where the day is longer than five hours.
	// The overtime by the day of 510 is not told apart.
	"california": {limits: []enactment{
		{schedule.CodeWeekDays, "Cal. Labor Code 551, 552", func(r *schedule.Rules) { r.WeekDaysMax = 6 }},
		{schedule.CodeBreakAfter, "Cal. Labor Code 512", func(r *schedule.Rules) { r.BreakAfter = 5 * time.Hour }},
	}, overtime: federal},
	// New York Labor Law: 161 24 consecutive hours in every calendar week, for most trades;
	// 162 a meal of 30 minutes where the day is longer than six hours.
	"new-york": {limits: []enactment{
		{schedule.CodeWeeklyRest, "N.Y. Labor Law 161", func(r *schedule.Rules) { r.WeeklyRest = 24 * time.Hour }},
		{schedule.CodeBreakAfter, "N.Y. Labor Law 162", func(r *schedule.Rules) { r.BreakAfter = 6 * time.Hour }},
	}, overtime: federal},
	// Illinois One Day Rest in Seven Act: 820 ILCS 140/2 24 consecutive hours in every seven days on
	// end; 140/3 a meal of 20 minutes for seven and a half hours or more.
	"illinois": {limits: []enactment{
		{schedule.CodeConsecutiveDays, "820 ILCS 140/2", func(r *schedule.Rules) { r.ConsecutiveDaysMax = 6 }},
		{schedule.CodeBreakAfter, "820 ILCS 140/3", func(r *schedule.Rules) { r.BreakAfter = 7*time.Hour + 29*time.Minute }},
	}, overtime: federal},
	"none": {},
}

var (
	half    = decimal.NewFromFloat(.5)
	federal = overtime{40 * time.Hour, half}
)

func presetNames() []presetName {
	return []presetName{"eu", "italy", "russia", "us", "california", "new-york", "illinois", "none"}
}

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

// least is the pay with the law's premiums where it has none.
func (p *preset) least(pay schedule.Pay) schedule.Pay {
	if pay.Night.IsZero() {
		pay.Night = p.pay.Night
	}
	if pay.Holiday.IsZero() {
		pay.Holiday = p.pay.Holiday
	}
	return pay
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

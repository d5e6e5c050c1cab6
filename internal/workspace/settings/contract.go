package settings

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"turno/forecast/calendar"
	"turno/internal/workspace/value"
	"turno/schedule"
)

type contractDraft struct {
	schedule.Contract
	shifts []placed[string]
	hours  *schedule.Range
	days   *schedule.Days
	rules  patch[schedule.Rules]
}

type overtime struct {
	after   time.Duration
	premium decimal.Decimal
}

type premiums string

var overtimeRecord = record[overtime]{
	bind("after", "Paid hours of a week after which overtime begins, such as 40h", positive, func(o *overtime, v time.Duration) { o.after = v }).required(),
	bind("premium", "Premium on the hours above, such as 25%", premium, func(o *overtime, v decimal.Decimal) { o.premium = v }).required(),
}

var payRecord = record[schedule.Pay]{
	bind("wage", "Base pay of an hour, such as 14.50", money, func(p *schedule.Pay, v decimal.Decimal) { p.Wage = v }),
	bind("night", "Premium on hours of the night, such as 25%", premium, func(p *schedule.Pay, v decimal.Decimal) { p.Night = v }),
	bind("night_span", "When night is; 22:00-06:00 by default", span, func(p *schedule.Pay, v calendar.Span) { p.NightSpan = v }),
	bind("saturday", "Premium on Saturdays", premium, func(p *schedule.Pay, v decimal.Decimal) { p.Saturday = v }),
	bind("sunday", "Premium on Sundays", premium, func(p *schedule.Pay, v decimal.Decimal) { p.Sunday = v }),
	bind("holiday", "Premium on public holidays", premium, func(p *schedule.Pay, v decimal.Decimal) { p.Holiday = v }),
	bind("overtime", "Premium on hours above a week's limit", patchOf("overtime", overtimeRecord), func(p *schedule.Pay, v patch[overtime]) {
		o := v.over(overtime{})
		p.OvertimeAfter, p.Overtime = o.after, o.premium
	}),
	bind("premiums", "Where several premiums meet: add them, or only the highest counts", oneOf("way to combine premiums", premiums("add"), premiums("highest")), func(p *schedule.Pay, v premiums) { p.Highest = v == "highest" }),
}

var contractRecord = record[contractDraft]{
	bind("shifts", "Kinds of shift that may be worked; all by default", listOf(keep(text), 50), func(c *contractDraft, v []placed[string]) { c.shifts = v }),
	bind("week_hours", "Paid hours of a week, least and most, such as 36h-40h; one figure is both", lengths, func(c *contractDraft, v schedule.Range) { c.hours = &v }),
	bind("week_days", "Most working days of a week, 5 by default, or least and most, such as 4-5", dayCounts(7), func(c *contractDraft, v schedule.Days) { c.days = &v }),
	bind("rules", "Rules that differ from those for every contract", patchOf("the rules of a contract", ruleRecord), func(c *contractDraft, v patch[schedule.Rules]) { c.rules = v }),
	bind("pay", "What an hour costs", patchOf("pay", payRecord), func(c *contractDraft, v patch[schedule.Pay]) { c.Pay = v.over(schedule.Pay{}) }),
}

// contract completes a contract by the common rules and checks that it can be kept.
func (d *decoder) contract(e entry[patch[contractDraft]], common patch[schedule.Rules], kinds map[string]schedule.ShiftKind, known []string) schedule.Contract {
	p := e.value
	draft := p.over(contractDraft{})
	c := draft.Contract
	c.Name, c.Rules = e.name, draft.rules.over(common.over(defaultRules()))
	if draft.hours != nil {
		c.Rules = c.Rules.Enacted(schedule.CodeWeekHoursMax, "")
		c.Rules.WeekHoursMin, c.Rules.WeekHoursMax = draft.hours.Min, draft.hours.Max
	}
	if draft.days != nil {
		c.Rules = c.Rules.Enacted(schedule.CodeWeekDays, "")
		c.Rules.WeekDaysMin, c.Rules.WeekDaysMax = draft.days.Min, draft.days.Max
	}
	if law := presetOf(draft.rules, common); c.Pay.OvertimeAfter == 0 && law != nil {
		c.Pay.OvertimeAfter, c.Pay.Overtime = law.overtime.after, law.overtime.premium
	}
	if law := presetOf(draft.rules, common); law != nil {
		c.Pay = law.least(c.Pay)
	}
	for _, s := range draft.shifts {
		switch {
		case !slices.Contains(known, s.value):
			d.unknown(s.node, "shift kind", known)
		case slices.Contains(c.ShiftKinds, s.value):
			d.say(s.node, "the shift kind is listed twice: expected it once")
		default:
			c.ShiftKinds = append(c.ShiftKinds, s.value)
		}
	}
	d.ruleBounds(draft.rules, known)
	if d.weekFits(p, c.Rules) && p.good && len(c.ShiftKinds) == len(draft.shifts) {
		d.contractFits(p, c, kinds)
	}
	return c
}

func (d *decoder) weekFits(p patch[contractDraft], r schedule.Rules) bool {
	if p.has("week_hours") && (r.WeekHoursMax <= 0 || r.WeekHoursMax > 7*24*time.Hour) {
		d.say(p.place("week_hours"), "expected paid hours of a week above 0h and at most 168h, such as 36h-40h")
		return false
	}
	return true
}

// contractFits checks that some shift keeps the rules and that the week's hours can be
// reached with the days allowed.
func (d *decoder) contractFits(p patch[contractDraft], c schedule.Contract, kinds map[string]schedule.ShiftKind) {
	names := c.ShiftKinds
	if len(names) == 0 {
		names = slices.Sorted(maps.Keys(kinds))
	}
	var longest time.Duration
	for _, name := range names {
		s := kinds[name]
		if s.Length.Min <= 0 || s.Grain <= 0 {
			return // recorded with the shift
		}
		for length := s.Length.Min; length <= s.Length.Max; length += s.Grain {
			if v := paid(s, length); (s.OnCall != nil || restful(s, length, c.Rules.BreakAfter)) && (c.Rules.DayHoursMax == 0 || v <= c.Rules.DayHoursMax) {
				longest = max(longest, v)
			}
		}
	}
	days := c.Rules.WeekDaysMax
	if days <= 0 {
		days = 7
	}
	switch {
	case len(names) == 0:
	case longest == 0 && c.Rules.BreakAfter > 0:
		d.say(p.place("rules"), "no shift kind of the contract %s has a break where it is longer than %s and at most %s paid: raise break_after or day_hours, or add breaks", c.Name, value.FormatDuration(c.Rules.BreakAfter), value.FormatDuration(cmp.Or(c.Rules.DayHoursMax, 24*time.Hour)))
	case longest == 0:
		d.say(p.place("rules"), "no shift kind of the contract %s has a shift of at most %s paid: raise day_hours or add a shorter kind", c.Name, value.FormatDuration(c.Rules.DayHoursMax))
	case time.Duration(days)*longest < c.Rules.WeekHoursMin:
		d.say(p.place("week_hours"), "%d days of at most %s paid make %s a week, less than the %s of the contract %s: allow longer shifts or more days, or lower the hours",
			days, value.FormatDuration(longest), value.FormatDuration(time.Duration(days)*longest), value.FormatDuration(c.Rules.WeekHoursMin), c.Name)
	}
}
